/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-told.h"

static RemCheckIn *
check_in (const char *iso, const char *feelings, const char *body, const char *words)
{
  RemDate day = REM_DATE_UNKNOWN;
  g_autoptr (RemCheckIn) empty = NULL;

  g_assert_true (rem_date_parse (iso, &day, NULL));
  empty = rem_check_in_new ("u", day, 0);
  return rem_check_in_with (empty, feelings, body, words);
}

/* Nothing chosen is nothing said. */
static void
test_nothing (void)
{
  static const char *const answers[] = { "", "", "", "" };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *doctor = rem_told_build (REM_TOLD_DOCTOR, none, answers);
  g_autofree char *close = rem_told_build (REM_TOLD_CLOSE, none, answers);

  g_assert_cmpstr (doctor, ==, "");
  g_assert_cmpstr (close, ==, "");
}

static void
test_doctor (void)
{
  static const char *const answers[] = { "I sleep badly.", "", "Ana", "" };
  g_autoptr (GPtrArray) chosen =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_check_in_unref);
  g_autofree char *page = NULL;

  g_ptr_array_add (chosen, check_in ("2026-11-22", "Sadness\nRelief", "Tears", "By the lake."));
  g_ptr_array_add (chosen, check_in ("2026-11-20", "", "", "Nothing else."));
  page = rem_told_build (REM_TOLD_DOCTOR, chosen, answers);
  g_assert_cmpstr (page, ==,
                   "What I would like to say\nI sleep badly.\n\n"
                   "How I have been\n22 November 2026: Sadness, Relief, Tears. By the lake.\n"
                   "20 November 2026: Nothing else.\n\n"
                   "Who comes with me\nAna\n");
  g_assert_true (rem_told_is_heading (REM_TOLD_DOCTOR, "How I have been"));
  g_assert_true (rem_told_is_heading (REM_TOLD_DOCTOR, "Who comes with me"));
  g_assert_false (rem_told_is_heading (REM_TOLD_DOCTOR, "Ana"));
  g_assert_false (rem_told_is_heading (REM_TOLD_CLOSE, "Who comes with me"));
}

static void
test_close (void)
{
  static const char *const answers[] = { "Tired.", "Tea.", "Advice." };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *page = rem_told_build (REM_TOLD_CLOSE, none, answers);

  g_assert_cmpuint (rem_told_count_parts (REM_TOLD_CLOSE), ==, 3);
  g_assert_cmpstr (page, ==,
                   "How I am\nTired.\n\nWhat helps me today\nTea.\n\n"
                   "What does not help me today\nAdvice.\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/told/nothing", test_nothing);
  g_test_add_func ("/told/doctor", test_doctor);
  g_test_add_func ("/told/close", test_close);
  return g_test_run ();
}
