/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-box-error.h"
#include "rem-demo.h"
#include "rem-keepsake-list.h"
#include "rem-upcoming-list.h"

static gboolean
fill (ModelFixture *fixture, const char *folder, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_demo_fill_async (fixture->context, folder, NULL, model_fixture_store_cb, &result);
  return rem_demo_fill_finish (fixture->context, model_fixture_wait (&result), error);
}

static void
test_errors (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) no_photos = NULL;
  g_autoptr (GError) closed = NULL;

  g_assert_false (fill (fixture, "/nonexistent", &no_photos));
  g_assert_error (no_photos, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  model_fixture_lock (fixture);
  g_assert_false (fill (fixture, REM_TEST_DEMO_FOLDER, &closed));
  g_assert_error (closed, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
}

static void
wait_for_list (RemKeepsakeList *list, guint n_items)
{
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) != n_items ||
         rem_keepsake_list_is_busy (list))
    g_main_context_iteration (NULL, TRUE);
}

/* Something of each kind, and a date in the next three days, on any day of the year. */
static void
test_content (ModelFixture *fixture, gconstpointer data)
{
  static const char *const days[] = { "2026-11-22T10:00:00Z", "2026-12-30T10:00:00Z",
                                      "2028-02-27T10:00:00Z", "2028-02-29T10:00:00Z" };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      ModelFixture other = { 0 };
      g_autoptr (RemKeepsakeFilter) filter = NULL;
      g_autoptr (RemKeepsakeList) list = NULL;
      g_autoptr (RemUpcomingList) upcoming = NULL;
      g_autoptr (RemOccurrence) first = NULL;
      g_autoptr (GError) error = NULL;
      RemDate today = { 0 };

      model_fixture_set_up_without_box (&other, NULL);
      rem_manual_clock_set (other.clock, days[i]);
      {
        g_autoptr (GAsyncResult) created = NULL;

        rem_context_create_async (other.context, other.passphrase, 64, NULL, model_fixture_store_cb,
                                  &created);
        rem_context_create_finish (other.context, model_fixture_wait (&created), NULL, &error);
        g_assert_no_error (error);
      }
      fill (&other, REM_TEST_DEMO_FOLDER, &error);
      g_assert_no_error (error);

      list = rem_keepsake_list_new (other.context);
      filter = rem_keepsake_filter_new ();
      wait_for_list (list, 8);
      for (RemKeepsakeKind kind = REM_KEEPSAKE_KIND_NOTE; kind <= REM_KEEPSAKE_KIND_OBJECT; kind++)
        {
          guint n_items = kind == REM_KEEPSAKE_KIND_NOTE     ? 2
                          : kind == REM_KEEPSAKE_KIND_LETTER ? 3
                          : kind == REM_KEEPSAKE_KIND_PHOTO  ? 2
                          : kind == REM_KEEPSAKE_KIND_OBJECT ? 1
                                                             : 0;

          filter->kind = kind;
          rem_keepsake_list_set_filter (list, filter);
          wait_for_list (list, n_items);
        }

      upcoming = rem_upcoming_list_new (other.context, 366);
      while (rem_upcoming_list_is_busy (upcoming))
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (upcoming)), >=, 3);
      g_assert_cmpuint (g_list_model_get_n_items (rem_upcoming_list_get_resting (upcoming)), ==, 1);

      first = g_list_model_get_item (G_LIST_MODEL (upcoming), 0);
      today = rem_clock_get_today (REM_CLOCK (other.clock));
      g_assert_cmpint (rem_date_days_between (today, rem_occurrence_get_date (first)), <=, 3);

      model_fixture_settle (&other);
      g_clear_object (&list);
      g_clear_object (&upcoming);
      model_fixture_tear_down (&other, NULL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/demo/errors", test_errors);
  MODEL_FIXTURE_ADD ("/demo/content", test_content);

  return g_test_run ();
}
