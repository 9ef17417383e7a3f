/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-helper.h"

static void
test_with (void)
{
  g_autoptr (RemHelper) empty = rem_helper_new (REM_HELPER_KIND_PERSON, "u", 7);
  g_autoptr (RemHelper) helper = rem_helper_with (empty, "Ana", "listens", "600 000 000");

  g_assert_cmpstr (rem_helper_get_name (empty), ==, "");
  g_assert_cmpstr (rem_helper_get_uuid (helper), ==, "u");
  g_assert_cmpint (rem_helper_get_created_us (helper), ==, 7);
  g_assert_cmpint (rem_helper_get_kind (helper), ==, REM_HELPER_KIND_PERSON);
  g_assert_cmpstr (rem_helper_get_name (helper), ==, "Ana");
  g_assert_cmpstr (rem_helper_get_how (helper), ==, "listens");
  g_assert_cmpstr (rem_helper_get_phone (helper), ==, "600 000 000");
}

static void
test_long_words_are_cut (void)
{
  g_autoptr (RemHelper) empty = rem_helper_new (REM_HELPER_KIND_COMFORT, "u", 0);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RemHelper) helper = NULL;

  for (int i = 0; i < REM_HELPER_MAX_CHARS + 9; i++)
    g_string_append (text, "ñ");
  helper = rem_helper_with (empty, text->str, "", "");
  g_assert_cmpint (g_utf8_strlen (rem_helper_get_name (helper), -1), ==, REM_HELPER_MAX_CHARS);
  g_assert_true (g_utf8_validate (rem_helper_get_name (helper), -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/helper/with", test_with);
  g_test_add_func ("/core/helper/long-words-are-cut", test_long_words_are_cut);

  return g_test_run ();
}
