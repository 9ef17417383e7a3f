/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box-error.h"
#include "rem-recovery-code.h"

#include <string.h>

/* The bytes 00 01 02 ... 13 (hex), computed by other means. */
#define COUNTING "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-CF"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static RemSecret *
make_counting (void)
{
  guint8 bytes[20];

  for (int i = 0; i < 20; i++)
    bytes[i] = (guint8) i;
  return rem_secret_new_copy (bytes, sizeof bytes);
}

static void
test_refused (void)
{
  g_autoptr (RemSecret) code = make_counting ();
  g_autoptr (RemSecret) text = rem_recovery_code_format (code);
  const char *good = (const char *) rem_secret_get_bytes (text);
  g_autofree char *cut = g_strndup (good, 41);
  g_autofree char *longer = g_strconcat (good, "0", NULL);
  g_autofree char *twice = g_strconcat (good, good, NULL);
  g_autofree char *huge = g_strnfill (5000, ' ');
  g_autofree char *strange = g_strdelimit (g_strdup (good), "-", '_');
  g_autofree char *u = g_strdup (good);
  const char *cases[] = {
    "", "-", "0000", cut, longer, twice, huge, strange, "\xff", "\xc3", "ü", u
  };

  u[3] = 'U';
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rem_recovery_code_parse (cases[i], -1, &error));
      g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_BAD_SECRET);
      /* The text of the code must not stand in a message. */
      g_assert_null (strstr (error->message, "24GK"));
    }
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (rem_recovery_code_parse ("0000\0", 6, &error));
    g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_BAD_SECRET);
  }
}

/* One wrong character and any two exchanged ones. */
static void
test_slips_noticed (void)
{
  g_autoptr (RemSecret) code = rem_recovery_code_new_random ();
  g_autoptr (RemSecret) text = rem_recovery_code_format (code);
  g_autofree char *slip = g_strdup ((const char *) rem_secret_get_bytes (text));

  for (gsize i = 0; slip[i] != '\0'; i++)
    for (gsize j = 0; slip[i] != '-' && j < 32; j++)
      {
        char right = slip[i];

        slip[i] = alphabet[j];
        if (slip[i] != right)
          g_assert_null (rem_recovery_code_parse (slip, -1, NULL));
        slip[i] = right;
      }
  for (gsize i = 0; i < 39; i++)
    for (gsize j = i + 1; j < 39; j++)
      {
        char a = slip[i];
        char b = slip[j];

        if (a == b || a == '-' || b == '-')
          continue;
        slip[i] = b;
        slip[j] = a;
        g_assert_null (rem_recovery_code_parse (slip, -1, NULL));
        slip[i] = a;
        slip[j] = b;
      }
}

static void
test_format (void)
{
  g_autoptr (RemSecret) code = make_counting ();
  g_autoptr (RemSecret) text = rem_recovery_code_format (code);
  const char *string = (const char *) rem_secret_get_bytes (text);
  g_autoptr (RemSecret) zero = rem_secret_new (20);
  g_autoptr (RemSecret) zero_text = rem_recovery_code_format (zero);

  g_assert_cmpuint (rem_secret_get_size (text), ==, 42);
  g_assert_cmpuint (strlen (string), ==, 42);
  g_assert_cmpstr (string, ==, COUNTING);
  g_assert_cmpstr ((const char *) rem_secret_get_bytes (zero_text), ==,
                   "0000-0000-0000-0000-0000-0000-0000-0000-00");
}

static void
test_forgiving (void)
{
  static const char *const forms[] = {
    "0000-0000-0000-0000-0000-0000-0000-0000-00",
    "OOOOOOOOOOOOOOOOoooooooooooooooo00",
    "  0000 0000 0000 0000\n0000 0000 0000 0000\r\n00\n",
    "0000\xe2\x80\x93"
    "0000\xe2\x80\x94"
    "0000\xc2\xa0"
    "0000 0000\xe2\x88\x92"
    "00000000 0000 00",
  };
  g_autoptr (RemSecret) zero = rem_secret_new (20);
  g_autoptr (RemSecret) code = rem_secret_new (20);
  g_autoptr (RemSecret) text = NULL;
  g_autoptr (RemSecret) lower_code = NULL;
  g_autofree char *lower = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RemSecret) parsed = rem_recovery_code_parse (forms[i], -1, &error);

      g_assert_no_error (error);
      g_assert_true (rem_secret_equal (parsed, zero));
    }

  /* Ones as letters. */
  memset (rem_secret_get_writable_bytes (code), 0x08, 20);
  text = rem_recovery_code_format (code);
  lower = g_ascii_strdown ((const char *) rem_secret_get_bytes (text), -1);
  for (char *p = lower; *p != '\0'; p++)
    if (*p == '1')
      *p = (p - lower) % 2 == 0 ? 'i' : 'L';
  lower_code = rem_recovery_code_parse (lower, -1, NULL);
  g_assert_true (rem_secret_equal (lower_code, code));
}

static void
test_round_trip (void)
{
  for (int i = 0; i < 300; i++)
    {
      g_autoptr (RemSecret) code = rem_recovery_code_new_random ();
      g_autoptr (RemSecret) text = rem_recovery_code_format (code);
      g_autoptr (GError) error = NULL;
      g_autoptr (RemSecret) parsed =
          rem_recovery_code_parse ((const char *) rem_secret_get_bytes (text),
                                   rem_secret_get_size (text), &error);

      g_assert_no_error (error);
      g_assert_true (rem_secret_equal (parsed, code));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/recovery-code/refused", test_refused);
  g_test_add_func ("/recovery-code/slips-noticed", test_slips_noticed);
  g_test_add_func ("/recovery-code/format", test_format);
  g_test_add_func ("/recovery-code/forgiving", test_forgiving);
  g_test_add_func ("/recovery-code/round-trip", test_round_trip);

  return g_test_run ();
}
