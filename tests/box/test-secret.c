/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-secret.h"

#include <string.h>

static void
test_passphrase_refused (void)
{
  static const struct
  {
    const char *text;
    gssize size;
  } cases[] = {
    { NULL, -1 },       { "", -1 },      { "", 0 },       { "\n", -1 },     { "\r\n", -1 },
    { "\xff", -1 },     { "a\xc3", -1 }, { "ab\0cd", 5 }, { "\xc3\n", -1 }, { "\xed\xa0\x80", -1 },
    { "\xc0\x80", -1 },
  };
  g_autofree char *longest = g_strnfill (4096, 'x');
  g_autofree char *too_long = g_strnfill (4097, 'x');
  g_autofree char *longest_line = g_strconcat (longest, "\r\n", NULL);
  g_autoptr (RemSecret) good = rem_secret_new_passphrase (longest, -1);
  g_autoptr (RemSecret) good_line = rem_secret_new_passphrase (longest_line, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_null (rem_secret_new_passphrase (cases[i].text, cases[i].size));
  g_assert_null (rem_secret_new_passphrase (too_long, -1));
  g_assert_cmpuint (rem_secret_get_size (good), ==, 4096);
  g_assert_true (rem_secret_equal (good, good_line));
}

static void
test_passphrase_normal_form (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "corazon", "corazon" },
    { "corazón", "corazón" },
    { "corazo\xcc\x81n", "coraz\xc3\xb3n" },
    { "two\n\n", "two\n" },
    { "windows\r\n", "windows" },
    { "return\r", "return\r" },
    { " spaces  stay ", " spaces  stay " },
    { "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "\xed\x95\x9c" }, /* Hangul */
    { "\xe2\x84\xab", "\xc3\x85" },                             /* Angstrom sign */
    { "q\xcc\x87\xcc\xa3", "q\xcc\xa3\xcc\x87" },               /* order of two marks */
    { "\xe0\xa5\x98", "\xe0\xa4\x95\xe0\xa4\xbc" },             /* excluded from composing */
    { "\xf0\x9d\x85\x9e", "\xf0\x9d\x85\x97\xf0\x9d\x85\xa5" },
    { "\xcc\x81 alone", "\xcc\x81 alone" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemSecret) secret = rem_secret_new_passphrase (cases[i].text, -1);
      gsize size = strlen (cases[i].expected);

      g_assert_cmpmem (rem_secret_get_bytes (secret), rem_secret_get_size (secret),
                       cases[i].expected, size);
      g_assert_cmpint (rem_secret_get_bytes (secret)[size], ==, 0);
    }
}

/* Our own NFC must be GLib's. */
static void
test_passphrase_like_glib (void)
{
  static const gunichar bases[] = { 'a',    'e',   'O',    0x1100, 0x1161, 0x11a8, 0xac00, 0x05d0,
                                    0x0915, 0x3b1, 0x1ea1, 0x212b, 0x2126, 0xfb1d, 0x1f81, 0x4e00 };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  /* Every character by itself and behind a letter. */
  for (gunichar c = 1; c < 0x2fa20;)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *expected = NULL;
      g_autoptr (RemSecret) secret = NULL;

      for (int i = 0; i < 200; i++, c++)
        if (g_unichar_validate (c))
          {
            g_string_append_unichar (text, c);
            g_string_append_c (text, 'a');
            g_string_append_unichar (text, c);
            g_string_append_c (text, '.');
          }
      expected = g_utf8_normalize (text->str, -1, G_NORMALIZE_NFC);
      secret = rem_secret_new_passphrase (text->str, -1);
      if (text->len > 0)
        g_assert_cmpstr ((const char *) rem_secret_get_bytes (secret), ==, expected);
    }

  for (int i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *expected = NULL;
      g_autoptr (RemSecret) secret = NULL;
      int length = g_rand_int_range (random, 1, 9);

      for (int j = 0; j < length; j++)
        {
          int base = g_rand_int_range (random, 0, G_N_ELEMENTS (bases));
          gunichar mark = g_rand_int_range (random, 0x300, 0x362);
          gunichar jamo = g_rand_int_range (random, 0x1100, 0x11c3);

          g_string_append_unichar (text, g_rand_boolean (random)   ? mark
                                         : g_rand_boolean (random) ? jamo
                                                                   : bases[base]);
        }
      expected = g_utf8_normalize (text->str, -1, G_NORMALIZE_NFC);
      secret = rem_secret_new_passphrase (text->str, text->len);
      g_assert_cmpstr ((const char *) rem_secret_get_bytes (secret), ==, expected);
    }
}

static void
test_bytes (void)
{
  g_autoptr (RemSecret) zero = rem_secret_new (32);
  g_autoptr (RemSecret) empty = rem_secret_new (0);
  g_autoptr (RemSecret) a = rem_secret_new_random (32);
  g_autoptr (RemSecret) b = rem_secret_new_copy (rem_secret_get_bytes (a), 32);
  g_autoptr (RemSecret) shorter = rem_secret_new_copy (rem_secret_get_bytes (a), 31);
  static const guint8 zeros[32];

  g_assert_cmpmem (rem_secret_get_bytes (zero), 32, zeros, 32);
  g_assert_cmpuint (rem_secret_get_size (empty), ==, 0);
  g_assert_cmpint (rem_secret_get_bytes (empty)[0], ==, 0);
  g_assert_false (rem_secret_equal (a, zero));
  g_assert_true (rem_secret_equal (a, b));
  g_assert_false (rem_secret_equal (a, shorter));
  rem_secret_get_writable_bytes (b)[31] ^= 1;
  g_assert_false (rem_secret_equal (a, b));
}

static void
test_boxed (void)
{
  RemSecret *secret = rem_secret_new_copy ("words", 5);
  RemSecret *copy = g_boxed_copy (REM_TYPE_SECRET, secret);

  g_assert_true (copy == secret);
  g_boxed_free (REM_TYPE_SECRET, copy);
  g_assert_cmpmem (rem_secret_get_bytes (secret), 5, "words", 5);
  rem_secret_unref (secret);
}

static void
test_wipe_string (void)
{
  rem_secret_wipe_string (NULL);
  rem_secret_wipe_string (g_strdup (""));
  rem_secret_wipe_string (g_strdup ("words"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/secret/passphrase/refused", test_passphrase_refused);
  g_test_add_func ("/secret/passphrase/normal-form", test_passphrase_normal_form);
  g_test_add_func ("/secret/passphrase/like-glib", test_passphrase_like_glib);
  g_test_add_func ("/secret/bytes", test_bytes);
  g_test_add_func ("/secret/boxed", test_boxed);
  g_test_add_func ("/secret/wipe-string", test_wipe_string);

  return g_test_run ();
}
