/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "box-fixture.h"
#include "box-memories.h"
#include "rem-box-check.h"
#include "rem-box-copy.h"
#include "rem-box-error.h"
#include "rem-box-merge.h"
#include "rem-box-restore.h"

/* Writes until nothing fits any more. */
static void
fill (const char *folder)
{
  g_autofree char *bytes = g_malloc0 (1024 * 1024);
  guint n = 0;

  for (gsize size = 1024 * 1024; size >= 512; size /= 2)
    {
      gboolean fits = TRUE;

      while (fits)
        {
          g_autofree char *path = g_strdup_printf ("%s/filler-%u", folder, n++);

          fits = g_file_set_contents_full (path, bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL);
        }
    }
}

static void
empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, "filler-"))
        g_remove (path);
    }
}

static void
assert_kept (RemBox *box, const char *uuid, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = box_memories_read_letter (box, uuid, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

/* On a disk of 80 MiB. */
static void
test_full_disk (void)
{
  BoxFixture fixture = { 0 };
  g_autofree char *disk = g_dir_make_tmp ("remember-test-XXXXXX", NULL);
  g_autofree char *ballast = g_build_filename (disk, "test.memorybox", "ballast", NULL);
  g_autofree char *text = g_strnfill (300 * 1024, 'a');
  g_autofree char *longer = g_strnfill (30 * 1024 * 1024, 'b');
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  if (mount ("tmpfs", disk, "tmpfs", 0, "size=80m") != 0)
    {
      g_rmdir (disk);
      g_test_skip ("a small file system cannot be mounted here");
      return;
    }
  fixture.path = g_build_filename (disk, "test.memorybox", NULL);
  fixture.clock = REM_CLOCK (rem_manual_clock_new ("2026-11-22T10:00:00Z", "Europe/Madrid"));
  fixture.passphrase = rem_secret_new_passphrase ("the sea in winter", -1);
  fixture.box = rem_box_create (fixture.path, fixture.passphrase, 64, fixture.clock, &fixture.code,
                                NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (ballast, &status), ==, 0);
  g_assert_cmpint (status.st_size, ==, 16 * 1024 * 1024);
  g_assert_cmpint (status.st_blocks, >=, 16 * 1024 * 2);

  /* The letter is kept although the disk is full. */
  fill (disk);
  g_assert_true (box_memories_keep_letter (fixture.box, "first", text, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (ballast, G_FILE_TEST_EXISTS));

  /* Full for good: said, nothing lost, and the retry works once there is room. */
  fill (disk);
  g_assert_false (box_memories_keep_letter (fixture.box, "second", longer, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DISK_FULL);
  g_clear_error (&error);
  assert_kept (fixture.box, "first", text);
  empty (disk);
  g_assert_true (box_memories_keep_letter (fixture.box, "second", text, &error));
  g_assert_no_error (error);

  /* It comes back with the next opening. */
  box_fixture_reopen (&fixture);
  assert_kept (fixture.box, "first", text);
  assert_kept (fixture.box, "second", text);
  g_assert_true (g_file_test (ballast, G_FILE_TEST_EXISTS));
  g_assert_true (rem_box_close (fixture.box, NULL));

  g_clear_object (&fixture.box);
  g_clear_object (&fixture.clock);
  g_clear_pointer (&fixture.passphrase, rem_secret_unref);
  g_clear_pointer (&fixture.code, rem_secret_unref);
  g_free (fixture.path);
  g_assert_cmpint (umount2 (disk, MNT_DETACH), ==, 0);
  g_rmdir (disk);
}

/* Letters, photos and a copy on a disk with a little room, until none of them fits any more: each
 * is either kept or said not to be, and what was kept is there afterwards. */
static void
keep_until_full (BoxFixture *fixture, const char *stick, guint mib)
{
  guint n_letters = 0;
  guint n_photos = 0;
  gboolean full[3] = { FALSE };

  for (guint n = 0; !full[0] || !full[1] || !full[2]; n++)
    {
      g_autofree char *uuid = g_strdup_printf ("%u", n);
      g_autofree char *text = g_strnfill (1000 + (n * 7919u) % 90000u, 'a' + (char) (n % 26));
      g_autoptr (RemBoxCopyReport) report = NULL;
      g_autoptr (GError) error = NULL;
      gsize size = 1 + (n * 104729u + mib * 7919u) % 3000000u;
      gboolean kept = FALSE;

      g_assert_cmpuint (n, <, 10000);
      if (n % 3 == 0)
        kept = box_memories_keep_letter (fixture->box, uuid, text, &error);
      else if (n % 3 == 1)
        kept = box_memories_keep_photo (fixture->box, uuid, n, size, &error);
      else if (n % 15 == 2)
        {
          report = rem_box_copy (fixture->box, stick, NULL, NULL, NULL, &error);
          kept = report != NULL;
        }
      else
        continue;
      if (!kept)
        {
          g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DISK_FULL);
          full[n % 3] = TRUE;
          continue;
        }
      if (n % 3 == 0)
        {
          assert_kept (fixture->box, uuid, text);
          n_letters++;
        }
      else if (n % 3 == 1)
        {
          g_assert_true (box_memories_photo_is_whole (fixture->box, uuid, n, size, NULL));
          n_photos++;
        }
    }
  g_test_message ("%u MiB: %u letters and %u photos were kept", mib, n_letters, n_photos);
}

static void
check_whole (BoxFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBoxReport) report =
      rem_box_call (fixture->box, 0, rem_box_check_func, NULL, (GDestroyNotify) rem_box_report_free,
                    NULL, &error);

  g_assert_no_error (error);
  g_assert_true (report->whole);
}

/* A box beside and a merge on a disk that fills up more and more: each is done whole or said not to
 * be, and leaves nothing half done. */
static void
bring_until_full (BoxFixture *fixture, const char *disk, const char *other, guint mib)
{
  g_autofree char *beside = g_build_filename (disk, "beside", NULL);
  g_autofree char *incoming = g_build_filename (fixture->path, "incoming", NULL);
  guint n_restored = 0;
  guint n_merged = 0;
  guint n_full = 0;

  for (guint n = 0; n < 12; n++)
    {
      g_autofree char *filler = g_strdup_printf ("%s/filler-%u", disk, n);
      g_autofree char *bytes = g_malloc0 (mib * 1024 * 100);
      g_autoptr (RemBoxCopyReport) restored = NULL;
      g_autoptr (RemBoxMergeReport) merged = NULL;
      g_autoptr (GError) error = NULL;

      restored =
          rem_box_restore (other, NULL, REM_SLOT_OPEN, NULL, beside, NULL, NULL, NULL, &error);
      g_assert_cmpint (g_file_test (beside, G_FILE_TEST_EXISTS), ==, restored != NULL);
      if (restored == NULL)
        g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DISK_FULL);
      g_clear_error (&error);
      n_restored += restored != NULL;
      box_fixture_remove_folder (beside);

      merged =
          rem_box_merge (fixture->box, other, REM_SLOT_OPEN, NULL, FALSE, NULL, NULL, NULL, &error);
      if (merged == NULL)
        g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DISK_FULL);
      n_merged += merged != NULL;
      n_full += merged == NULL || restored == NULL;
      g_assert_false (g_file_test (incoming, G_FILE_TEST_EXISTS));
      check_whole (fixture);
      g_file_set_contents_full (filler, bytes, (gssize) mib * 1024 * 100, G_FILE_SET_CONTENTS_NONE,
                                0600, NULL);
    }
  g_assert_cmpuint (n_full, >, 0);
  /* A merge wants an earlier state first, and that leaves 64 MiB free. */
  g_assert_true (mib < 120 || n_merged > 0);
  g_test_message ("%u MiB: %u boxes beside and %u merges done, %u times full", mib, n_restored,
                  n_merged, n_full);
  empty (disk);
}

/* Another box, with photos, on another disk. */
static char *
make_other (RemClock *clock)
{
  char *folder = g_dir_make_tmp ("remember-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "other", NULL);
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBox) box = rem_box_create (path, NULL, 64, clock, &code, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("other-%u", i);

      g_assert_true (box_memories_keep_photo (box, uuid, 1000 + i, 700000, &error));
    }
  g_assert_true (rem_box_close (box, NULL));
  return folder;
}

/* Three sizes, or forty with "-m slow". */
static void
test_small_disks (void)
{
  guint n_sizes = g_test_slow () ? 40 : 3;

  for (guint i = 0; i < n_sizes; i++)
    {
      guint mib = 6 + i * (g_test_slow () ? 3 : 60);
      g_autofree char *options = g_strdup_printf ("size=%um", mib);
      g_autofree char *disk = g_dir_make_tmp ("remember-test-XXXXXX", NULL);
      g_autofree char *stick = g_build_filename (disk, "stick", NULL);
      g_autofree char *others = NULL;
      g_autofree char *other = NULL;
      g_autoptr (RemSecret) code = NULL;
      g_autoptr (GError) error = NULL;
      BoxFixture fixture = { 0 };

      if (mount ("tmpfs", disk, "tmpfs", 0, options) != 0)
        {
          g_rmdir (disk);
          g_test_skip ("a small file system cannot be mounted here");
          return;
        }
      g_mkdir (stick, 0700);
      fixture.path = g_build_filename (disk, "test.memorybox", NULL);
      fixture.clock = REM_CLOCK (rem_manual_clock_new ("2026-11-22T10:00:00Z", "Europe/Madrid"));
      fixture.box = rem_box_create (fixture.path, NULL, 64, fixture.clock, &code, NULL, &error);
      g_assert_no_error (error);
      others = make_other (fixture.clock);
      other = g_build_filename (others, "other", NULL);
      bring_until_full (&fixture, disk, other, mib);
      keep_until_full (&fixture, stick, mib);
      check_whole (&fixture);

      /* With the copy gone there is room again. */
      box_fixture_remove_folder (stick);
      g_assert_true (box_memories_keep_letter (fixture.box, "after", "there is room", &error));
      g_assert_no_error (error);
      g_assert_true (rem_box_close (fixture.box, &error));
      g_assert_no_error (error);
      g_clear_object (&fixture.box);
      fixture.box = rem_box_open (fixture.path, REM_SLOT_OPEN, NULL, fixture.clock, NULL, &error);
      g_assert_no_error (error);
      assert_kept (fixture.box, "after", "there is room");
      check_whole (&fixture);
      rem_box_close (fixture.box, NULL);
      g_clear_object (&fixture.box);
      g_clear_object (&fixture.clock);
      g_free (fixture.path);
      box_fixture_remove_folder (others);
      g_assert_cmpint (umount2 (disk, MNT_DETACH), ==, 0);
      g_rmdir (disk);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/box-ballast/full-disk", test_full_disk);
  g_test_add_func ("/box-ballast/small-disks", test_small_disks);
  return g_test_run ();
}
