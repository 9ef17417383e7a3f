/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake.h"
#include "rem-person.h"
#include "rem-title.h"

static void
test_clean (void)
{
  static const struct
  {
    const char *text;
    const char *line;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "The first spring", "The first spring" },
    { "one\ntwo\tthree\r", "one two three " },
    { "a\x01"
      "b\x7f"
      "c",
      "abc" },
    { "a\xc2\x85"
      "b",
      "ab" },
    /* Right-to-left override, and an isolate that is never closed. */
    { "gnp\xe2\x80\xae.exe", "gnp.exe" },
    { "\xe2\x81\xa7"
      "Luna",
      "Luna" },
    { "one\xe2\x80\xa8two", "one two" },
    /* Honest marks and joiners stay: Persian, and a family of pictures. */
    { "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae", "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae" },
    { "\xd7\x90\xe2\x80\x8f", "\xd7\x90\xe2\x80\x8f" },
    { "coraz\xc3\xb3n", "coraz\xc3\xb3n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = rem_title_clean (cases[i].text);

      g_assert_cmpstr (line, ==, cases[i].line);
    }
}

/* Wherever a title comes from, it went through here. */
static void
test_values (void)
{
  static const char turned[] = "Lu\xe2\x80\xaena\n";
  g_autoptr (RemKeepsake) keepsake = rem_keepsake_new (REM_KEEPSAKE_KIND_NOTE, "uuid", 0);
  g_autoptr (RemKeepsake) titled = rem_keepsake_with_title (keepsake, turned);
  g_autoptr (RemPerson) person = rem_person_new ("uuid", turned, 0);
  g_autoptr (RemPerson) renamed = rem_person_with_name (person, turned);

  g_assert_cmpstr (rem_keepsake_get_title (titled), ==, "Luna ");
  g_assert_cmpstr (rem_person_get_name (person), ==, "Luna ");
  g_assert_cmpstr (rem_person_get_name (renamed), ==, "Luna ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/title/clean", test_clean);
  g_test_add_func ("/title/values", test_values);

  return g_test_run ();
}
