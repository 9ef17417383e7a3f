/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "model-fixture.h"

#include "rem-box-error.h"
#include "rem-draft-keeper.h"
#include "rem-error-text.h"
#include "rem-keepsakes.h"

typedef struct
{
  ModelFixture model;
  RemKeepsake *draft;
  RemDraftKeeper *keeper;
} KeeperFixture;

static void
set_up (KeeperFixture *fixture, gconstpointer data)
{
  model_fixture_set_up (&fixture->model, data);
  fixture->draft = rem_keepsakes_new_draft (fixture->model.context, REM_KEEPSAKE_KIND_LETTER);
  fixture->keeper = rem_draft_keeper_new (fixture->model.context, fixture->draft);
}

static void
tear_down (KeeperFixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->keeper);
  g_clear_pointer (&fixture->draft, rem_keepsake_unref);
  model_fixture_tear_down (&fixture->model, data);
}

static void
type (KeeperFixture *fixture, const char *text)
{
  g_autoptr (RemKeepsake) changed =
      rem_keepsake_with_text (rem_draft_keeper_get_draft (fixture->keeper), text);

  rem_draft_keeper_set_draft (fixture->keeper, changed);
}

static void
advance (KeeperFixture *fixture, gint64 seconds)
{
  rem_manual_clock_advance (fixture->model.clock, seconds);
}

static void
wait_for_state (KeeperFixture *fixture, RemDraftState state)
{
  while (rem_draft_keeper_get_state (fixture->keeper) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_state (KeeperFixture *fixture, RemDraftState state)
{
  g_assert_cmpint (rem_draft_keeper_get_state (fixture->keeper), ==, state);
}

static void
assert_kept (KeeperFixture *fixture, const char *text)
{
  g_autoptr (RemKeepsake) kept =
      model_fixture_get (&fixture->model, rem_keepsake_get_uuid (fixture->draft));

  if (text == NULL)
    {
      g_assert_null (kept);
      return;
    }
  g_assert_nonnull (kept);
  g_assert_cmpstr (rem_keepsake_get_text (kept), ==, text);
}

static gboolean
flush (KeeperFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_draft_keeper_flush_async (fixture->keeper, model_fixture_store_cb, &result);
  return rem_draft_keeper_flush_finish (fixture->keeper, model_fixture_wait (&result), error);
}

static void
test_fails_and_tries_again (KeeperFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  model_fixture_lock (&fixture->model);
  type (fixture, "Dear Luna");
  assert_state (fixture, REM_DRAFT_WAITING);
  advance (fixture, 1);
  wait_for_state (fixture, REM_DRAFT_FAILED);
  g_assert_error (rem_draft_keeper_get_error (fixture->keeper), REM_BOX_ERROR,
                  REM_BOX_ERROR_CLOSED);

  g_assert_false (flush (fixture, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
  assert_state (fixture, REM_DRAFT_FAILED);

  /* What is typed meanwhile is kept as well, with the next try. */
  type (fixture, "Dear Luna, it snowed.");
  assert_state (fixture, REM_DRAFT_FAILED);
  model_fixture_unlock (&fixture->model);
  advance (fixture, 29);
  assert_state (fixture, REM_DRAFT_FAILED);
  advance (fixture, 1);
  wait_for_state (fixture, REM_DRAFT_CLEAN);
  g_assert_null (rem_draft_keeper_get_error (fixture->keeper));
  assert_kept (fixture, "Dear Luna, it snowed.");
}

static void
test_empty_is_not_kept (KeeperFixture *fixture, gconstpointer data)
{
  g_autoptr (RemKeepsake) dated =
      rem_keepsake_with_day (fixture->draft, rem_day_from_date ((RemDate){ 2026, 11, 22 }));

  rem_draft_keeper_set_draft (fixture->keeper, dated);
  assert_state (fixture, REM_DRAFT_CLEAN);

  type (fixture, "D");
  assert_state (fixture, REM_DRAFT_WAITING);
  type (fixture, "");
  assert_state (fixture, REM_DRAFT_CLEAN);
  g_assert_false (rem_context_has_unkept_drafts (fixture->model.context));
  advance (fixture, 60);
  assert_kept (fixture, NULL);
}

static void
test_emptied_stays (KeeperFixture *fixture, gconstpointer data)
{
  type (fixture, "Dear Luna");
  advance (fixture, 1);
  wait_for_state (fixture, REM_DRAFT_CLEAN);
  type (fixture, "");
  assert_state (fixture, REM_DRAFT_WAITING);
  advance (fixture, 1);
  wait_for_state (fixture, REM_DRAFT_CLEAN);
  assert_kept (fixture, "");
}

/* A photo need not have a word: turning it over is a change all the same. */
static void
test_photo_without_words (KeeperFixture *fixture, gconstpointer data)
{
  g_autoptr (RemKeepsake) photo =
      rem_keepsakes_new_draft (fixture->model.context, REM_KEEPSAKE_KIND_PHOTO);
  g_autoptr (RemDraftKeeper) keeper = rem_draft_keeper_new (fixture->model.context, photo);
  g_autoptr (RemKeepsake) turned = rem_keepsake_with_face_down (photo, FALSE);
  g_autoptr (RemKeepsake) found = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rem_draft_keeper_set_draft (keeper, turned);
  g_assert_cmpint (rem_draft_keeper_get_state (keeper), ==, REM_DRAFT_WAITING);
  rem_draft_keeper_flush_async (keeper, model_fixture_store_cb, &result);
  rem_draft_keeper_flush_finish (keeper, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  found = model_fixture_get (&fixture->model, rem_keepsake_get_uuid (photo));
  g_assert_false (rem_keepsake_is_face_down (found));
}

static void
test_after_a_pause (KeeperFixture *fixture, gconstpointer data)
{
  type (fixture, "D");
  advance (fixture, 0);
  type (fixture, "De");
  assert_state (fixture, REM_DRAFT_WAITING);
  assert_kept (fixture, NULL);
  advance (fixture, 1);
  assert_state (fixture, REM_DRAFT_KEEPING);
  wait_for_state (fixture, REM_DRAFT_CLEAN);
  assert_kept (fixture, "De");

  /* The same again is no change. */
  type (fixture, "De");
  assert_state (fixture, REM_DRAFT_CLEAN);
}

/* Who never stops for a second loses no more than ten. */
static void
test_while_typing_on (KeeperFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("D");
  int half_seconds = 0;

  type (fixture, text->str);
  while (rem_draft_keeper_get_state (fixture->keeper) == REM_DRAFT_WAITING)
    {
      g_assert_cmpint (half_seconds, <, 10);
      advance (fixture, 1);
      half_seconds++;
      if (rem_draft_keeper_get_state (fixture->keeper) == REM_DRAFT_KEEPING)
        break;
      g_string_append_c (text, 'e');
      type (fixture, text->str);
    }
  wait_for_state (fixture, REM_DRAFT_CLEAN);
}

static void
tick_cb (gpointer user_data)
{
  KeeperFixture *fixture = user_data;
  const char *text = rem_keepsake_get_text (rem_draft_keeper_get_draft (fixture->keeper));
  g_autofree char *longer = g_strconcat (text, "e", NULL);

  if (rem_draft_keeper_get_state (fixture->keeper) != REM_DRAFT_WAITING)
    return;

  type (fixture, longer);
  rem_clock_add_timeout (REM_CLOCK (fixture->model.clock), 500, tick_cb, fixture);
}

static void
test_limit (KeeperFixture *fixture, gconstpointer data)
{
  type (fixture, "D");
  rem_clock_add_timeout (REM_CLOCK (fixture->model.clock), 500, tick_cb, fixture);
  advance (fixture, 9);
  assert_state (fixture, REM_DRAFT_WAITING);
  advance (fixture, 1);
  assert_state (fixture, REM_DRAFT_KEEPING);
  wait_for_state (fixture, REM_DRAFT_CLEAN);
  assert_kept (fixture, "Deeeeeeeeeeeeeeeeeee");
}

static void
test_flush_keeps_what_comes_meanwhile (KeeperFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (flush (fixture, &error));

  type (fixture, "Dear");
  rem_draft_keeper_flush_async (fixture->keeper, model_fixture_store_cb, &result);
  assert_state (fixture, REM_DRAFT_KEEPING);
  type (fixture, "Dear Luna");
  rem_draft_keeper_flush_finish (fixture->keeper, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  assert_state (fixture, REM_DRAFT_CLEAN);
  assert_kept (fixture, "Dear Luna");
}

static void
test_typed_while_keeping (KeeperFixture *fixture, gconstpointer data)
{
  type (fixture, "Dear");
  advance (fixture, 1);
  assert_state (fixture, REM_DRAFT_KEEPING);
  type (fixture, "Dear Luna");
  wait_for_state (fixture, REM_DRAFT_WAITING);
  advance (fixture, 1);
  wait_for_state (fixture, REM_DRAFT_CLEAN);
  assert_kept (fixture, "Dear Luna");
}

/* A page that is closed lets go of its keeper. */
static void
test_outlives_its_page (KeeperFixture *fixture, gconstpointer data)
{
  type (fixture, "Dear Luna");
  g_object_add_weak_pointer (G_OBJECT (fixture->keeper), (gpointer *) &fixture->keeper);
  g_object_unref (fixture->keeper);
  g_assert_nonnull (fixture->keeper);
  g_assert_true (rem_context_has_unkept_drafts (fixture->model.context));

  advance (fixture, 1);
  while (fixture->keeper != NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_kept (fixture, "Dear Luna");
}

static void
last_words_cb (RemContext *context, KeeperFixture *fixture)
{
  type (fixture, "Dear Luna, the last words");
}

static void
test_lock_keeps_all (KeeperFixture *fixture, gconstpointer data)
{
  g_signal_connect (fixture->model.context, "before-lock", G_CALLBACK (last_words_cb), fixture);
  type (fixture, "Dear Luna");
  model_fixture_lock (&fixture->model);
  assert_state (fixture, REM_DRAFT_CLEAN);
  g_signal_handlers_disconnect_by_data (fixture->model.context, fixture);

  model_fixture_unlock (&fixture->model);
  assert_kept (fixture, "Dear Luna, the last words");
}

/* A draft about somebody who is not in the box cannot be kept: the box stays open with it. */
static void
test_lock_without_drafts (KeeperFixture *fixture, gconstpointer data)
{
  const char *nobody[] = { "00000000-0000-4000-8000-000000000000", NULL };
  g_autoptr (RemKeepsake) text = rem_keepsake_with_text (fixture->draft, "Dear Luna");
  g_autoptr (RemKeepsake) about = rem_keepsake_with_persons (text, nobody);
  g_autoptr (GAsyncResult) locked = NULL;
  g_autoptr (GAsyncResult) locked_anyway = NULL;
  g_autoptr (GError) error = NULL;

  rem_draft_keeper_set_draft (fixture->keeper, about);
  rem_context_lock_async (fixture->model.context, model_fixture_store_cb, &locked);
  g_assert_false (
      rem_context_lock_finish (fixture->model.context, model_fixture_wait (&locked), &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (rem_context_get_state (fixture->model.context), ==, REM_CONTEXT_OPEN);
  assert_state (fixture, REM_DRAFT_FAILED);
  g_assert_cmpstr (rem_keepsake_get_text (rem_draft_keeper_get_draft (fixture->keeper)), ==,
                   "Dear Luna");

  rem_context_lock_without_drafts_async (fixture->model.context, model_fixture_store_cb,
                                         &locked_anyway);
  rem_context_lock_finish (fixture->model.context, model_fixture_wait (&locked_anyway), &error);
  g_assert_no_error (error);
  g_assert_cmpint (rem_context_get_state (fixture->model.context), ==, REM_CONTEXT_LOCKED);
  assert_state (fixture, REM_DRAFT_CLEAN);
}

/* Kept means kept: the process dies, the next one finds it. */
static void
test_after_a_kill (KeeperFixture *fixture, gconstpointer data)
{
  type (fixture, "Dear Luna");
  advance (fixture, 1);
  wait_for_state (fixture, REM_DRAFT_CLEAN);
  g_assert_finalize_object (g_steal_pointer (&fixture->keeper));
  model_fixture_settle (&fixture->model);

  model_fixture_drop (&fixture->model);
  model_fixture_unlock (&fixture->model);
  assert_kept (fixture, "Dear Luna");
}

/* A file that leaves @free_bytes of the disk. */
static void
fill_disk (const char *filler, gint64 free_bytes)
{
  int fd = g_open (filler, O_RDWR | O_CREAT, 0600);
  struct statvfs disk;
  GStatBuf status;

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (fstatvfs (fd, &disk), ==, 0);
  g_assert_cmpint (fstat (fd, &status), ==, 0);
  g_assert_cmpint (posix_fallocate (fd, status.st_size,
                                    MAX ((gint64) (disk.f_bavail * disk.f_frsize) - free_bytes,
                                         4096)),
                   ==, 0);
  close (fd);
}

/* From the text field to the disk, on a real one that is small: what cannot be kept is said and
 * stays in the field, and is kept by itself once there is room. */
static void
test_full_disk (void)
{
  KeeperFixture fixture = { 0 };
  g_autofree char *filler = NULL;
  g_autofree char *ballast = NULL;
  g_autofree char *small = g_strnfill (300 * 1024, 'a');
  g_autofree char *large = g_strnfill (3 * 1024 * 1024, 'b');
  g_autofree char *text = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  model_fixture_set_up_without_box (&fixture.model, NULL);
  if (mount ("tmpfs", fixture.model.folder, "tmpfs", 0, "size=80m") != 0)
    {
      model_fixture_tear_down (&fixture.model, NULL);
      g_test_skip ("a small file system cannot be mounted here");
      return;
    }
  rem_context_create_async (fixture.model.context, fixture.model.passphrase, 64, NULL,
                            model_fixture_store_cb, &result);
  rem_context_create_finish (fixture.model.context, model_fixture_wait (&result), NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  fixture.draft = rem_keepsakes_new_draft (fixture.model.context, REM_KEEPSAKE_KIND_LETTER);
  fixture.keeper = rem_draft_keeper_new (fixture.model.context, fixture.draft);
  filler = g_build_filename (fixture.model.folder, "filler", NULL);
  ballast = g_build_filename (fixture.model.box_path, "ballast", NULL);

  /* The ballast is given up, and the letter is kept. */
  g_assert_true (g_file_test (ballast, G_FILE_TEST_EXISTS));
  fill_disk (filler, 8192);
  type (&fixture, small);
  advance (&fixture, 1);
  wait_for_state (&fixture, REM_DRAFT_CLEAN);
  assert_kept (&fixture, small);
  g_assert_false (g_file_test (ballast, G_FILE_TEST_EXISTS));

  fill_disk (filler, 8192);
  type (&fixture, large);
  advance (&fixture, 1);
  wait_for_state (&fixture, REM_DRAFT_FAILED);
  g_assert_error (rem_draft_keeper_get_error (fixture.keeper), REM_BOX_ERROR,
                  REM_BOX_ERROR_DISK_FULL);
  text = rem_error_text_build (rem_draft_keeper_get_error (fixture.keeper));
  g_assert_cmpstr (text, ==,
                   "This could not be kept yet: the disk is full. What you wrote is still "
                   "here. Make some room, then try again.");
  assert_kept (&fixture, small);
  g_assert_true (rem_context_has_unkept_drafts (fixture.model.context));

  g_assert_cmpint (g_unlink (filler), ==, 0);
  advance (&fixture, 30);
  wait_for_state (&fixture, REM_DRAFT_CLEAN);
  assert_kept (&fixture, large);

  g_clear_object (&fixture.keeper);
  g_clear_pointer (&fixture.draft, rem_keepsake_unref);
  model_fixture_lock (&fixture.model);
  g_assert_cmpint (umount2 (fixture.model.folder, MNT_DETACH), ==, 0);
  model_fixture_tear_down (&fixture.model, NULL);
}

#define ADD(path, func) g_test_add ((path), KeeperFixture, NULL, set_up, (func), tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/draft-keeper/fails-and-tries-again", test_fails_and_tries_again);
  ADD ("/draft-keeper/empty-is-not-kept", test_empty_is_not_kept);
  ADD ("/draft-keeper/emptied-stays", test_emptied_stays);
  ADD ("/draft-keeper/photo-without-words", test_photo_without_words);
  ADD ("/draft-keeper/after-a-pause", test_after_a_pause);
  ADD ("/draft-keeper/while-typing-on", test_while_typing_on);
  ADD ("/draft-keeper/limit", test_limit);
  ADD ("/draft-keeper/flush-keeps-what-comes-meanwhile", test_flush_keeps_what_comes_meanwhile);
  ADD ("/draft-keeper/typed-while-keeping", test_typed_while_keeping);
  ADD ("/draft-keeper/outlives-its-page", test_outlives_its_page);
  ADD ("/draft-keeper/lock-keeps-all", test_lock_keeps_all);
  ADD ("/draft-keeper/lock-without-drafts", test_lock_without_drafts);
  ADD ("/draft-keeper/after-a-kill", test_after_a_kill);
  g_test_add_func ("/draft-keeper/full-disk", test_full_disk);

  return g_test_run ();
}
