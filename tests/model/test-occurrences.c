/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-box-error.h"
#include "rem-occasions.h"
#include "rem-occurrences.h"

static void
keep (ModelFixture *fixture, const char *label, const char *edtf, RemRepeat repeat)
{
  g_autoptr (RemOccasion) date = model_fixture_build_date (fixture, label, edtf, repeat, NULL);

  model_fixture_keep_date (fixture, date);
}

static GPtrArray *
list (ModelFixture *fixture, const char *from, const char *until, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  RemDate first = REM_DATE_UNKNOWN;
  RemDate last = REM_DATE_UNKNOWN;

  g_assert_true (rem_date_parse (from, &first, NULL));
  g_assert_true (rem_date_parse (until, &last, NULL));
  rem_occurrences_list_async (fixture->context, NULL, first, last, NULL, model_fixture_store_cb,
                              &result);

  return rem_occurrences_list_finish (fixture->context, model_fixture_wait (&result), error);
}

static void
assert_days (ModelFixture *fixture, const char *from, const char *until, const char *days)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = list (fixture, from, until, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      RemOccurrence *occurrence = g_ptr_array_index (found, i);
      g_autofree char *day = rem_day_to_edtf (rem_occurrence_get_day (occurrence));

      g_string_append_printf (text, "%s%s %s", i > 0 ? "; " : "", day,
                              rem_occurrence_get_label (occurrence));
    }
  g_assert_cmpstr (text->str, ==, days);
}

static void
test_closed (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  model_fixture_lock (fixture);
  found = list (fixture, "2026-11-01", "2026-11-30", &error);
  g_assert_null (found);
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
}

/* A month has all of its days, past ones and each week too. */
static void
test_month (ModelFixture *fixture, gconstpointer data)
{
  assert_days (fixture, "2026-11-01", "2026-11-30", "");

  keep (fixture, "Week", "2026-10-05", REM_REPEAT_WEEKLY);
  keep (fixture, "Year", "2024-11-09", REM_REPEAT_YEARLY);
  keep (fixture, "Autumn", "2009-23", REM_REPEAT_YEARLY);
  keep (fixture, "Month", "2025-11", REM_REPEAT_NEVER);
  assert_days (fixture, "2026-11-01", "2026-11-30",
               "2026-23 Autumn; 2026-11-02 Week; 2026-11-09 Week; 2026-11-09 Year; "
               "2026-11-16 Week; 2026-11-23 Week; 2026-11-30 Week");
  assert_days (fixture, "2025-11-01", "2025-11-30",
               "2025-23 Autumn; 2025-11 Month; 2025-11-09 Year");
}

/* Neither a date that rests nor one of somebody who rests is spoken of unasked. */
static void
test_quiet (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemOccasion) plain =
      model_fixture_build_date (fixture, "A", "2024-11-09", REM_REPEAT_YEARLY, NULL);
  g_autoptr (RemOccasion) other =
      model_fixture_build_date (fixture, "B", "2024-11-10", REM_REPEAT_YEARLY, NULL);
  g_autoptr (RemOccasion) muted = rem_occasion_with_muted (other, TRUE);
  g_autoptr (GPtrArray) found = NULL;

  model_fixture_keep_date (fixture, plain);
  model_fixture_keep_date (fixture, muted);
  found = list (fixture, "2026-11-01", "2026-11-30", NULL);
  g_assert_nonnull (found);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_false (rem_occurrence_is_quiet (g_ptr_array_index (found, 0)));
  g_assert_true (rem_occurrence_is_quiet (g_ptr_array_index (found, 1)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/occurrences/closed", test_closed);
  MODEL_FIXTURE_ADD ("/occurrences/month", test_month);
  MODEL_FIXTURE_ADD ("/occurrences/quiet", test_quiet);

  return g_test_run ();
}
