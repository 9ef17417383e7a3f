/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-box-error.h"
#include "rem-keepsakes.h"
#include "rem-occasions.h"
#include "rem-persons.h"

static const char nobody[] = "00000000-0000-4000-8000-000000000000";

static void
test_not_found (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) got = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) restored = NULL;
  g_autoptr (GError) error = NULL;

  rem_keepsakes_get_async (fixture->context, nobody, NULL, model_fixture_store_cb, &got);
  g_assert_null (
      rem_keepsakes_get_finish (fixture->context, model_fixture_wait (&got), NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_clear_error (&error);

  rem_keepsakes_remove_async (fixture->context, nobody, NULL, model_fixture_store_cb, &removed);
  g_assert_false (
      rem_keepsakes_remove_finish (fixture->context, model_fixture_wait (&removed), &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_clear_error (&error);

  rem_keepsakes_restore_async (fixture->context, nobody, NULL, model_fixture_store_cb, &restored);
  g_assert_false (
      rem_keepsakes_restore_finish (fixture->context, model_fixture_wait (&restored), &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
}

static void
test_cancelled (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_NOTE);

  g_cancellable_cancel (cancellable);
  rem_keepsakes_keep_async (fixture->context, draft, cancellable, model_fixture_store_cb, &result);
  g_assert_null (
      rem_keepsakes_keep_finish (fixture->context, model_fixture_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (model_fixture_get (fixture, rem_keepsake_get_uuid (draft)));
}

static void
test_drafts (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemKeepsake) letter =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_LETTER);
  g_autoptr (RemKeepsake) photo =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_PHOTO);

  g_assert_cmpstr (rem_keepsake_get_uuid (letter), !=, rem_keepsake_get_uuid (photo));
  g_assert_true (rem_keepsake_is_empty (letter));
  g_assert_false (rem_keepsake_is_face_down (letter));
  g_assert_true (rem_keepsake_is_face_down (photo));
  g_assert_cmpint (rem_keepsake_get_created_us (letter), ==,
                   rem_clock_get_unix_us (REM_CLOCK (fixture->clock)));
}

static void
test_keep_remove_restore (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_LETTER);
  g_autoptr (RemKeepsake) letter = rem_keepsake_with_text (draft, "Dear Luna");
  const char *uuid = rem_keepsake_get_uuid (letter);
  g_autoptr (RemKeepsake) kept = NULL;
  g_autoptr (RemKeepsake) in_bin = NULL;
  g_autoptr (RemKeepsake) back = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) restored = NULL;
  g_autoptr (GError) error = NULL;

  rem_manual_clock_advance (fixture->clock, 60);
  model_fixture_keep (fixture, letter);
  kept = model_fixture_get (fixture, uuid);
  g_assert_cmpstr (rem_keepsake_get_text (kept), ==, "Dear Luna");
  g_assert_cmpint (rem_keepsake_get_modified_us (kept), ==,
                   rem_keepsake_get_created_us (kept) + 60 * G_USEC_PER_SEC);

  rem_keepsakes_remove_async (fixture->context, uuid, NULL, model_fixture_store_cb, &removed);
  rem_keepsakes_remove_finish (fixture->context, model_fixture_wait (&removed), &error);
  g_assert_no_error (error);
  in_bin = model_fixture_get (fixture, uuid);
  g_assert_cmpint (rem_keepsake_get_removed_us (in_bin), !=, 0);

  rem_keepsakes_restore_async (fixture->context, uuid, NULL, model_fixture_store_cb, &restored);
  rem_keepsakes_restore_finish (fixture->context, model_fixture_wait (&restored), &error);
  g_assert_no_error (error);
  back = model_fixture_get (fixture, uuid);
  g_assert_cmpint (rem_keepsake_get_removed_us (back), ==, 0);
}

static void
test_persons (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemPerson) luna = rem_persons_new_draft (fixture->context, "Luna");
  g_autoptr (RemPerson) nameless = rem_persons_new_draft (fixture->context, "");
  RemPerson *persons[] = { luna, nameless };
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (persons); i++)
    {
      g_autoptr (GAsyncResult) kept = NULL;

      rem_persons_keep_async (fixture->context, persons[i], NULL, model_fixture_store_cb, &kept);
      rem_persons_keep_finish (fixture->context, model_fixture_wait (&kept), &error);
      g_assert_no_error (error);
    }

  rem_persons_list_async (fixture->context, NULL, model_fixture_store_cb, &listed);
  list = rem_persons_list_finish (fixture->context, model_fixture_wait (&listed), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (rem_person_get_name (g_ptr_array_index (list, 0)), ==, "Luna");
  g_assert_cmpstr (rem_person_get_name (g_ptr_array_index (list, 1)), ==, "");
}

static void
test_dates (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemOccasion) date =
      model_fixture_build_date (fixture, "A day", "2025-11-25", REM_REPEAT_YEARLY, "1d@10:00");
  const char *uuid = rem_occasion_get_uuid (date);
  g_autoptr (GAsyncResult) not_found = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) got = NULL;
  g_autoptr (RemOccasion) found = NULL;
  g_autoptr (GError) error = NULL;

  rem_occasions_set_skipped_async (fixture->context, nobody, (RemDate){ 2026, 11, 25 }, TRUE, NULL,
                                   model_fixture_store_cb, &not_found);
  g_assert_false (
      rem_occasions_set_skipped_finish (fixture->context, model_fixture_wait (&not_found), &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_clear_error (&error);

  model_fixture_keep_date (fixture, date);
  rem_occasions_set_removed_async (fixture->context, uuid, TRUE, NULL, model_fixture_store_cb,
                                   &removed);
  rem_occasions_set_removed_finish (fixture->context, model_fixture_wait (&removed), &error);
  g_assert_no_error (error);

  rem_occasions_get_async (fixture->context, uuid, NULL, model_fixture_store_cb, &got);
  found = rem_occasions_get_finish (fixture->context, model_fixture_wait (&got), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rem_occasion_get_label (found), ==, "A day");
  g_assert_cmpint (rem_occasion_get_removed_us (found), !=, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/keepsakes/not-found", test_not_found);
  MODEL_FIXTURE_ADD ("/keepsakes/cancelled", test_cancelled);
  MODEL_FIXTURE_ADD ("/keepsakes/drafts", test_drafts);
  MODEL_FIXTURE_ADD ("/keepsakes/keep-remove-restore", test_keep_remove_restore);
  MODEL_FIXTURE_ADD ("/keepsakes/persons", test_persons);
  MODEL_FIXTURE_ADD ("/keepsakes/dates", test_dates);

  return g_test_run ();
}
