/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-check-in.h"

static void
test_long_words_are_cut (void)
{
  g_autofree char *long_text = g_strnfill (50000, 'x');
  g_autoptr (RemCheckIn) empty = rem_check_in_new ("u", REM_DATE_UNKNOWN, 0);
  g_autoptr (RemCheckIn) check_in = rem_check_in_with (empty, long_text, long_text, long_text);

  g_assert_cmpint (g_utf8_strlen (rem_check_in_get_feelings (check_in), -1), ==, 8000);
  g_assert_cmpint (g_utf8_strlen (rem_check_in_get_body (check_in), -1), ==, 8000);
  g_assert_cmpint (g_utf8_strlen (rem_check_in_get_words (check_in), -1), ==, 8000);
}

static void
test_with (void)
{
  g_autoptr (RemCheckIn) empty = rem_check_in_new ("u", (RemDate){ 2026, 11, 22 }, 7);
  g_autoptr (RemCheckIn) check_in =
      rem_check_in_with (empty, "Relief\n\n  Sadness \nRelief\n", "\n", " The lake.\nAgain. ");
  g_autoptr (RemCheckIn) bare = rem_check_in_with (check_in, "", "", "");

  g_assert_true (rem_check_in_is_empty (empty));
  g_assert_false (rem_check_in_is_empty (check_in));
  g_assert_true (rem_check_in_is_empty (bare));
  g_assert_cmpstr (rem_check_in_get_uuid (check_in), ==, "u");
  g_assert_cmpint (rem_check_in_get_created_us (check_in), ==, 7);
  g_assert_cmpint (rem_check_in_get_day (check_in).day, ==, 22);
  g_assert_cmpstr (rem_check_in_get_feelings (check_in), ==, "Relief\nSadness");
  g_assert_cmpstr (rem_check_in_get_body (check_in), ==, "");
  g_assert_cmpstr (rem_check_in_get_words (check_in), ==, "The lake.\nAgain.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/check-in/long-words-are-cut", test_long_words_are_cut);
  g_test_add_func ("/check-in/with", test_with);
  return g_test_run ();
}
