/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-box-lock.h"
#include "rem-keepsakes.h"
#include "rem-occasions.h"

#include <glib/gstdio.h>

static void
remove_folder (const char *path)
{
  GDir *folder = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_remove (child);
    }
  g_clear_pointer (&folder, g_dir_close);
  g_rmdir (path);
}

static void
make_context (ModelFixture *fixture)
{
  fixture->context = rem_context_new (REM_CLOCK (fixture->clock), fixture->box_path,
                                      fixture->plan_path, REM_TEST_PICTURE_PROGRAM);
}

void
model_fixture_set_up_without_box (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("remember-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->box_path = g_build_filename (fixture->folder, "test.memorybox", NULL);
  fixture->plan_path = g_build_filename (fixture->folder, "plan", NULL);
  fixture->clock = rem_manual_clock_new ("2026-11-22T10:00:00Z", "Europe/Madrid");
  fixture->passphrase = rem_secret_new_passphrase ("the sea in winter", -1);
  make_context (fixture);
}

void
model_fixture_set_up (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  model_fixture_set_up_without_box (fixture, data);
  rem_context_create_async (fixture->context, fixture->passphrase, 64, NULL, model_fixture_store_cb,
                            &result);
  rem_context_create_finish (fixture->context, model_fixture_wait (&result), NULL, &error);
  g_assert_no_error (error);
}

void
model_fixture_tear_down (ModelFixture *fixture, gconstpointer data)
{
  if (fixture->context != NULL)
    {
      model_fixture_lock (fixture);
      g_assert_finalize_object (g_steal_pointer (&fixture->context));
    }
  g_clear_pointer (&fixture->passphrase, rem_secret_unref);
  g_clear_object (&fixture->clock); /* a thread that made the box may hold it a moment longer */
  remove_folder (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->box_path, g_free);
  g_clear_pointer (&fixture->plan_path, g_free);
}

void
model_fixture_lock (ModelFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rem_context_lock_async (fixture->context, model_fixture_store_cb, &result);
  rem_context_lock_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
}

void
model_fixture_unlock (ModelFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rem_context_unlock_async (fixture->context, REM_SLOT_PASSPHRASE, fixture->passphrase, NULL,
                            model_fixture_store_cb, &result);
  rem_context_unlock_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
}

/* As after a kill, as far as one process can: nothing is flushed, nothing is locked. */
void
model_fixture_drop (ModelFixture *fixture)
{
  RemBoxLock *lock = NULL;

  g_assert_finalize_object (g_steal_pointer (&fixture->context));

  /* A worker notices after its last request that nobody holds the box any more. */
  while ((lock = rem_box_lock_acquire (fixture->box_path, NULL)) == NULL)
    g_thread_yield ();
  rem_box_lock_release (lock);
  make_context (fixture);
}

void
model_fixture_store_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

GAsyncResult *
model_fixture_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

/* Until everything that was asked of the box is answered and told. */
void
model_fixture_settle (ModelFixture *fixture)
{
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (RemKeepsake) none = NULL;

      rem_keepsakes_get_async (fixture->context, "none", NULL, model_fixture_store_cb, &result);
      none = rem_keepsakes_get_finish (fixture->context, model_fixture_wait (&result), NULL, NULL);
      g_assert_null (none);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

void
model_fixture_keep (ModelFixture *fixture, RemKeepsake *keepsake)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemKeepsake) kept = NULL;

  rem_keepsakes_keep_async (fixture->context, keepsake, NULL, model_fixture_store_cb, &result);
  kept = rem_keepsakes_keep_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_true (rem_keepsake_equal (kept, keepsake));
}

RemKeepsake *
model_fixture_get (ModelFixture *fixture, const char *uuid)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_keepsakes_get_async (fixture->context, uuid, NULL, model_fixture_store_cb, &result);
  return rem_keepsakes_get_finish (fixture->context, model_fixture_wait (&result), NULL, NULL);
}

void
model_fixture_keep_date (ModelFixture *fixture, RemOccasion *occasion)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rem_occasions_keep_async (fixture->context, occasion, NULL, model_fixture_store_cb, &result);
  rem_occasions_keep_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
}

/* @reminder is such as "1d@10:00", or NULL for none. */
RemOccasion *
model_fixture_build_date (ModelFixture *fixture,
                          const char *label,
                          const char *edtf,
                          RemRepeat repeat,
                          const char *reminder)
{
  g_autoptr (RemOccasion) draft = rem_occasions_new_draft (fixture->context);
  g_autoptr (RemOccasion) labelled = rem_occasion_with_label (draft, label);
  g_autoptr (RemOccasion) anchored = NULL;
  g_autoptr (RemOccasion) repeated = NULL;
  g_autoptr (GError) error = NULL;
  RemReminder parsed = { 0 };
  RemDay day = REM_DAY_NONE;

  rem_day_parse (edtf, &day, &error);
  g_assert_no_error (error);
  if (reminder != NULL)
    rem_reminder_parse (reminder, &parsed, &error);
  g_assert_no_error (error);

  anchored = rem_occasion_with_anchor (labelled, day);
  repeated = rem_occasion_with_repeat (anchored, repeat);
  return rem_occasion_with_reminders (repeated, &parsed, reminder != NULL ? 1 : 0);
}
