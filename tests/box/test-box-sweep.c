/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "box-fixture.h"
#include "box-memories.h"
#include "rem-box-copy.h"
#include "rem-box-erase.h"
#include "rem-box-error.h"
#include "rem-box-place.h"
#include "rem-box-return.h"
#include "rem-box-snapshot.h"
#include "rem-box-sweep.h"
#include "rem-keepsake-store.h"

#define DAY_S (24 * 60 * 60)

/* ---- the sweep ---- */

typedef struct
{
  BoxFixture box;
  char *object; /* of a photo that is kept */
  char *trash;
} SweepFixture;

static void
set_up (SweepFixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;
  g_autofree char *iso = NULL;
  g_autoptr (GDateTime) now = NULL;
  GStatBuf status;

  box_fixture_set_up (&fixture->box, data);
  g_assert_true (box_memories_keep_photo (fixture->box.box, "photo", 1, 3000, NULL));
  fixture->object = box_memories_find_object (fixture->box.path, 0);
  /* The disk's own times are of today; so is the clock, and then later. */
  g_assert_cmpint (g_stat (fixture->object, &status), ==, 0);
  now = g_date_time_new_from_unix_utc (status.st_ctime);
  iso = g_date_time_format_iso8601 (now);
  rem_manual_clock_set (REM_MANUAL_CLOCK (fixture->box.clock), iso);
  name = g_path_get_basename (fixture->object);
  fixture->trash = g_build_filename (fixture->box.path, "objects", "trash", name, NULL);
}

static void
tear_down (SweepFixture *fixture, gconstpointer data)
{
  box_fixture_tear_down (&fixture->box, data);
  g_free (fixture->object);
  g_free (fixture->trash);
}

static void
later (SweepFixture *fixture, guint days)
{
  rem_manual_clock_advance (REM_MANUAL_CLOCK (fixture->box.clock), (gint64) days * DAY_S);
}

static gint64
get_now (SweepFixture *fixture)
{
  return rem_clock_get_unix_us (fixture->box.clock);
}

static void
sweep (SweepFixture *fixture, gint64 last_copy_us)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rem_box_sweep (fixture->box.box, last_copy_us, NULL, &error));
  g_assert_no_error (error);
}

static gpointer
erase_func (RemDatabase *database,
            RemObjectStore *objects,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  return rem_keepsake_store_erase (database, data, error) ? data : NULL;
}

static void
erase (SweepFixture *fixture, const char *uuid)
{
  g_autoptr (GError) error = NULL;

  rem_box_call (fixture->box.box, REM_BOX_CHANGE_KEEPSAKES, erase_func, (gpointer) uuid, NULL, NULL,
                &error);
  g_assert_no_error (error);
}

static void
assert_places (SweepFixture *fixture, gboolean in_box, gboolean in_trash)
{
  g_assert_cmpint (g_file_test (fixture->object, G_FILE_TEST_EXISTS), ==, in_box);
  g_assert_cmpint (g_file_test (fixture->trash, G_FILE_TEST_EXISTS), ==, in_trash);
}

static void
take_snapshot (SweepFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name =
      rem_box_take_snapshot (fixture->box.box, REM_SNAPSHOT_DAILY, NULL, &error);

  g_assert_no_error (error);
}

static void
test_needed_stays (SweepFixture *fixture, gconstpointer data)
{
  later (fixture, 400);
  sweep (fixture, get_now (fixture));
  assert_places (fixture, TRUE, FALSE);

  /* An earlier state needs it still. */
  take_snapshot (fixture);
  erase (fixture, "photo");
  later (fixture, 400);
  sweep (fixture, get_now (fixture));
  assert_places (fixture, TRUE, FALSE);
}

static void
test_thirty_days_and_a_copy (SweepFixture *fixture, gconstpointer data)
{
  erase (fixture, "photo");
  sweep (fixture, 0);
  assert_places (fixture, TRUE, FALSE); /* of today: its row may be on its way */
  later (fixture, 2);
  sweep (fixture, 0);
  assert_places (fixture, FALSE, TRUE);

  later (fixture, 27);
  sweep (fixture, get_now (fixture));
  assert_places (fixture, FALSE, TRUE);
  later (fixture, 5);
  sweep (fixture, 0);
  assert_places (fixture, FALSE, TRUE); /* no copy since */
  sweep (fixture, get_now (fixture));
  assert_places (fixture, FALSE, FALSE);
}

static void
test_without_copies_a_year (SweepFixture *fixture, gconstpointer data)
{
  erase (fixture, "photo");
  later (fixture, 2);
  sweep (fixture, 0);
  later (fixture, 350);
  sweep (fixture, 0);
  assert_places (fixture, FALSE, TRUE);
  later (fixture, 20);
  sweep (fixture, 0);
  assert_places (fixture, FALSE, FALSE);
}

static void
test_out_of_the_trash (SweepFixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_rename (fixture->object, fixture->trash), ==, 0);
  later (fixture, 400);
  sweep (fixture, get_now (fixture));
  assert_places (fixture, TRUE, FALSE);
}

/* What somebody wants gone goes with the last earlier state that needs it, and that one can bring
 * it back until then. */
static void
test_wanted_gone (SweepFixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_path_get_basename (fixture->object);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autoptr (GError) error = NULL;
  gboolean held = FALSE;

  take_snapshot (fixture);
  g_hash_table_add (names, name);
  g_assert_true (rem_box_erase_objects (fixture->box.box, names, FALSE, &held, NULL, &error));
  g_assert_cmpuint (g_hash_table_size (names), ==, 0); /* a row points to it */
  assert_places (fixture, TRUE, FALSE);

  erase (fixture, "photo");
  g_hash_table_add (names, name);
  g_assert_true (rem_box_erase_objects (fixture->box.box, names, FALSE, &held, NULL, &error));
  g_assert_true (held);
  assert_places (fixture, FALSE, TRUE);
  snapshots = rem_box_list_snapshots (fixture->box.path);
  g_assert_true (rem_box_return_to (fixture->box.box,
                                    ((RemSnapshot *) g_ptr_array_index (snapshots, 0))->name, NULL,
                                    &error));
  g_assert_no_error (error);
  assert_places (fixture, TRUE, FALSE);
  g_assert_true (box_memories_photo_is_whole (fixture->box.box, "photo", 1, 3000, NULL));

  erase (fixture, "photo");
  g_hash_table_add (names, name);
  g_assert_true (rem_box_erase_objects (fixture->box.box, names, TRUE, &held, NULL, &error));
  g_assert_false (held);
  assert_places (fixture, FALSE, FALSE);
}

/* When it is not certain what is needed, nothing is moved. */
static void
test_unreadable_snapshot (SweepFixture *fixture, gconstpointer data)
{
  g_autofree char *snapshot =
      g_build_filename (fixture->box.path, "snapshots", "2020-01-01.db", NULL);
  g_autoptr (GError) error = NULL;

  erase (fixture, "photo");
  g_assert_true (g_file_set_contents (snapshot, "spoilt", -1, NULL));
  later (fixture, 400);
  g_assert_false (rem_box_sweep (fixture->box.box, get_now (fixture), NULL, &error));
  g_assert_nonnull (error);
  assert_places (fixture, TRUE, FALSE);
}

/* A copy keeps what any of its three states needs, and nothing else. */
static void
test_copy_lets_go (SweepFixture *fixture, gconstpointer data)
{
  g_autofree char *stick = g_build_filename (fixture->box.folder, "stick", NULL);
  g_autofree char *place = g_build_filename (stick, "test.memorybox", NULL);

  g_assert_cmpint (g_mkdir (stick, 0700), ==, 0);
  g_assert_true (box_memories_keep_photo (fixture->box.box, "other", 2, 5000, NULL));
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (RemBoxCopyReport) report =
          rem_box_copy (fixture->box.box, stick, NULL, NULL, NULL, NULL);
      g_autofree char *second = box_memories_find_object (place, 1);

      g_assert_nonnull (report);
      /* The first copy has it, and so have two that remember the first. */
      g_assert_cmpint (second != NULL, ==, i < 3);
      if (i == 0)
        erase (fixture, "photo");
      later (fixture, 1);
    }
  {
    g_autoptr (RemBox) copy = rem_box_open (place, REM_SLOT_PASSPHRASE, fixture->box.passphrase,
                                            fixture->box.clock, NULL, NULL);

    g_assert_true (box_memories_photo_is_whole (copy, "other", 2, 5000, NULL));
    g_assert_true (rem_box_close (copy, NULL));
  }
}

/* ---- where a box lies ---- */

static void
test_places (void)
{
  static const struct
  {
    const char *folder;
    const char *mark;
    RemBoxPlace expected;
  } cases[] = {
    { "box", NULL, REM_BOX_PLACE_HERE },
    { "Dropbox/box", NULL, REM_BOX_PLACE_SYNCED },
    { "dropbox/deep/er/box", NULL, REM_BOX_PLACE_SYNCED },
    { "Nextcloud/box", NULL, REM_BOX_PLACE_SYNCED },
    { "OneDrive - Somebody/box", NULL, REM_BOX_PLACE_SYNCED },
    { "Google Drive/box", NULL, REM_BOX_PLACE_SYNCED },
    { "Dropbox of apples/box", NULL, REM_BOX_PLACE_HERE },
    { "files/box", "files/.stfolder", REM_BOX_PLACE_SYNCED },
    { "other/box", "other/.nextcloudsync.log", REM_BOX_PLACE_SYNCED },
    { "third/box", "third/notes", REM_BOX_PLACE_HERE },
  };
  g_autofree char *folder = g_dir_make_tmp ("remember-test-XXXXXX", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, cases[i].folder, NULL);
      g_autofree char *parent = g_path_get_dirname (path);

      g_test_message ("%s", cases[i].folder);
      g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
      if (cases[i].mark != NULL)
        {
          g_autofree char *mark = g_build_filename (folder, cases[i].mark, NULL);

          g_assert_true (g_file_set_contents (mark, "", 0, NULL));
        }
      g_assert_cmpint (rem_box_place_look (path), ==, cases[i].expected);
    }
  box_fixture_remove_folder (folder);

  g_assert_true (rem_box_place_is_network (0x6969));
  g_assert_true (rem_box_place_is_network (0xff534d42));
  g_assert_false (rem_box_place_is_network (0xef53));     /* ext4 */
  g_assert_false (rem_box_place_is_network (0x01021994)); /* tmpfs */
}

/* ---- a full disk ---- */

/* An object, too, is kept by giving up the ballast; the retry works once there is room. */
static void
test_object_on_full_disk (void)
{
  BoxFixture fixture = { 0 };
  g_autofree char *disk = g_dir_make_tmp ("remember-test-XXXXXX", NULL);
  g_autofree char *ballast = g_build_filename (disk, "test.memorybox", "ballast", NULL);
  g_autofree char *filler = g_build_filename (disk, "filler", NULL);
  g_autoptr (GError) error = NULL;
  int fd;

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
  g_assert_true (g_file_test (ballast, G_FILE_TEST_EXISTS));

  /* All but 3 MiB: the photo takes 8. */
  fd = g_open (filler, O_RDWR | O_CREAT, 0600);
  for (gint64 size = 80; size > 3 && posix_fallocate (fd, 0, (size - 3) * 1024 * 1024) != 0;)
    size--;
  close (fd);
  g_assert_true (box_memories_keep_photo (fixture.box, "photo", 1, 8 * 1024 * 1024, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (ballast, G_FILE_TEST_EXISTS));
  g_assert_true (box_memories_photo_is_whole (fixture.box, "photo", 1, 8 * 1024 * 1024, &error));

  /* Full for good: said, and what is there is whole. */
  g_assert_false (box_memories_keep_photo (fixture.box, "large", 2, 30 * 1024 * 1024, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DISK_FULL);
  g_clear_error (&error);
  g_assert_true (box_memories_photo_is_whole (fixture.box, "photo", 1, 8 * 1024 * 1024, &error));
  g_assert_cmpint (g_unlink (filler), ==, 0);
  g_assert_true (box_memories_keep_photo (fixture.box, "large", 2, 30 * 1024 * 1024, &error));
  g_assert_no_error (error);

  g_assert_true (rem_box_close (fixture.box, NULL));
  g_clear_object (&fixture.box);
  g_clear_object (&fixture.clock);
  g_clear_pointer (&fixture.passphrase, rem_secret_unref);
  g_clear_pointer (&fixture.code, rem_secret_unref);
  g_free (fixture.path);
  g_assert_cmpint (umount2 (disk, MNT_DETACH), ==, 0);
  g_rmdir (disk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, SweepFixture, NULL, set_up, func, tear_down)
  ADD ("/box-sweep/needed-stays", test_needed_stays);
  ADD ("/box-sweep/thirty-days-and-a-copy", test_thirty_days_and_a_copy);
  ADD ("/box-sweep/without-copies-a-year", test_without_copies_a_year);
  ADD ("/box-sweep/out-of-the-trash", test_out_of_the_trash);
  ADD ("/box-sweep/wanted-gone", test_wanted_gone);
  ADD ("/box-sweep/unreadable-snapshot", test_unreadable_snapshot);
  ADD ("/box-sweep/copy-lets-go", test_copy_lets_go);
  g_test_add_func ("/box-place/places", test_places);
  g_test_add_func ("/box-object/full-disk", test_object_on_full_disk);
  return g_test_run ();
}
