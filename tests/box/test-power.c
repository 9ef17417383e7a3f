/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of the ways into a box, of photos, copies, a restored box and a merge when the power
 * goes: test-vfs-faults.c has the database. Each is done once with a log of its calls
 * (power-log.c); then the disk after a cut at a random call is laid out, again and again, and
 * looked at. The controls do the same on a disk that lies about syncing, and must lose something.
 *
 * REMEMBER_POWER_FILES sets how many disks are looked at (240), the half of them for the ways in, a
 * quarter each for photos, copies, restoring and merging. The seed is the test's own (--seed). */

#include "config.h"

#include "box-fixture.h"
#include "box-memories.h"
#include "power-log.h"
#include "rem-box-check.h"
#include "rem-box-copy.h"
#include "rem-box-merge.h"
#include "rem-box-restore.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define N_WAYS  6
#define N_KEPT  5
#define N_DISKS 240

typedef struct
{
  char *folder;   /* in memory, if there is room for that */
  char *root;     /* what the log is about */
  char *target;   /* what the power left */
  guint earliest; /* the first call that the power may go after */
  RemClock *clock;
  RemSecret *secrets[N_WAYS + 1];
  RemSecret *data_key;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_strdup ("/dev/shm/remember-power-XXXXXX");
  if (g_mkdtemp (self->folder) == NULL)
    {
      g_free (self->folder);
      self->folder = g_dir_make_tmp ("remember-power-XXXXXX", NULL);
    }
  g_assert_nonnull (self->folder);
  self->root = g_build_filename (self->folder, "before", NULL);
  self->target = g_build_filename (self->folder, "after", NULL);
  g_assert_cmpint (g_mkdir (self->root, 0700), ==, 0);
  self->clock = REM_CLOCK (rem_manual_clock_new ("2026-11-22T10:00:00Z", "Europe/Madrid"));
  for (int i = 0; i <= N_WAYS; i++)
    self->secrets[i] = rem_secret_new_random (20);
  self->data_key = rem_secret_new_random (32);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  box_fixture_remove_folder (self->folder);
  for (int i = 0; i <= N_WAYS; i++)
    rem_secret_unref (self->secrets[i]);
  rem_secret_unref (self->data_key);
  g_object_unref (self->clock);
  g_free (self->target);
  g_free (self->root);
  g_free (self->folder);
}

static int
get_n_disks (void)
{
  const char *wanted = g_getenv ("REMEMBER_POWER_FILES");

  return wanted != NULL ? atoi (wanted) : N_DISKS;
}

typedef gboolean (*IsSound) (Fixture *self, int mark);

/* How many of so many disks are not sound. */
static int
count_lost (Fixture *self, int n_disks, gboolean syncs_count, IsSound is_sound)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  int n_lost = 0;

  for (int i = 0; i < n_disks; i++)
    {
      guint n_steps = (guint) g_rand_int_range (random, (gint32) self->earliest,
                                                (gint32) power_log_get_n_steps () + 1);
      int mark = power_log_lay_out (n_steps, random, syncs_count, self->target);

      if (!is_sound (self, mark))
        {
          n_lost++;
          if (syncs_count)
            g_test_message ("lost after step %u of %u, mark %d", n_steps, power_log_get_n_steps (),
                            mark);
        }
      box_fixture_remove_folder (self->target);
    }
  return n_lost;
}

static void
assert_nothing_lost (Fixture *self, int n_disks, const char *what, IsSound is_sound)
{
  g_assert_cmpint (count_lost (self, n_disks, TRUE, is_sound), ==, 0);
  g_test_message ("%d disks of %s over %u calls, nothing lost", n_disks, what,
                  power_log_get_n_steps ());
}

/* ---- the ways in ---- */

/* After mark 2 n both way n and the next are said to open the box, after mark 2 n + 1 only the
 * next. What is said both before and after the cut must open it; what was taken away earlier must
 * not. */
static gboolean
ways_are_sound (Fixture *self, int mark)
{
  g_autoptr (RemKeyRegion) region = rem_key_region_load (self->target, NULL);
  int sure = (mark + 1) / 2;

  if (region == NULL)
    return FALSE;
  for (int i = 0; i <= N_WAYS; i++)
    {
      RemSecret *data_key =
          rem_key_region_unlock (region, REM_SLOT_RECOVERY_CODE, self->secrets[i], NULL);
      gboolean opens = data_key != NULL;

      g_clear_pointer (&data_key, rem_secret_unref);
      if ((i == sure && !opens) || (i < mark / 2 && opens))
        return FALSE;
    }
  return TRUE;
}

static void
change_ways (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->root, "box.db", NULL);
  g_autoptr (RemKeyRegion) region = rem_key_region_new ();
  g_autoptr (GError) error = NULL;
  RemKdfCost none = { 0, 0 };
  int mark = 0;

  rem_key_region_add_slot (region, REM_SLOT_RECOVERY_CODE, self->secrets[0], none, self->data_key,
                           &error);
  rem_key_region_write_new (region, path, &error);
  rem_key_region_save (region, self->root, &error);
  g_assert_no_error (error);
  power_log_start (self->root);
  for (int i = 1; i <= N_WAYS; i++)
    {
      rem_key_region_add_slot (region, REM_SLOT_RECOVERY_CODE, self->secrets[i], none,
                               self->data_key, &error);
      rem_key_region_save (region, self->root, &error);
      g_assert_no_error (error);
      power_log_mark (++mark);
      rem_key_region_remove_slot (region, 0, self->data_key, &error);
      rem_key_region_save (region, self->root, &error);
      g_assert_no_error (error);
      power_log_mark (++mark);
    }
  power_log_stop ();
}

static void
test_ways (Fixture *self, gconstpointer data)
{
  change_ways (self);
  assert_nothing_lost (self, get_n_disks () / 2, "ways in", ways_are_sound);
}

static void
test_ways_control (Fixture *self, gconstpointer data)
{
  change_ways (self);
  g_assert_cmpint (count_lost (self, 60, FALSE, ways_are_sound), >, 10);
}

/* ---- photos and letters ---- */

static gboolean
box_is_sound (Fixture *self, const char *path, int n_kept)
{
  g_autoptr (RemBox) box = rem_box_open (path, REM_SLOT_OPEN, NULL, self->clock, NULL, NULL);
  g_autoptr (RemBoxReport) report = NULL;
  gboolean sound;

  if (box == NULL)
    return FALSE;
  report = rem_box_call (box, 0, rem_box_check_func, NULL, (GDestroyNotify) rem_box_report_free,
                         NULL, NULL);
  sound = report != NULL && report->whole;
  for (int i = 0; sound && i < n_kept; i++)
    {
      g_autofree char *letter = g_strdup_printf ("letter-%d", i);
      g_autofree char *photo = g_strdup_printf ("photo-%d", i);
      g_autofree char *text = box_memories_read_letter (box, letter, NULL);

      sound = g_strcmp0 (text, letter) == 0 &&
              box_memories_photo_is_whole (box, photo, (guint32) i, 3000 + 30000 * (gsize) i, NULL);
    }
  return rem_box_close (box, NULL) && sound;
}

static void
keep_some (RemBox *box, int i)
{
  g_autofree char *letter = g_strdup_printf ("letter-%d", i);
  g_autofree char *photo = g_strdup_printf ("photo-%d", i);
  g_autoptr (GError) error = NULL;

  box_memories_keep_letter (box, letter, letter, &error);
  g_assert_no_error (error);
  box_memories_keep_photo (box, photo, (guint32) i, 3000 + 30000 * (gsize) i, &error);
  g_assert_no_error (error);
}

static RemBox *
make_box (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->root, "power.memorybox", NULL);
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  RemBox *box = rem_box_create (path, NULL, 64, self->clock, &code, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (rem_box_close (box, NULL));
  g_clear_object (&box);
  power_log_start (self->root);
  box = rem_box_open (path, REM_SLOT_OPEN, NULL, self->clock, NULL, &error);
  g_assert_no_error (error);
  return box;
}

static gboolean
photos_are_sound (Fixture *self, int mark)
{
  g_autofree char *path = g_build_filename (self->target, "power.memorybox", NULL);

  return box_is_sound (self, path, mark);
}

static void
keep_photos (Fixture *self)
{
  g_autoptr (RemBox) box = make_box (self);

  for (int i = 0; i < N_KEPT; i++)
    {
      keep_some (box, i);
      power_log_mark (i + 1);
    }
  g_assert_true (rem_box_close (box, NULL));
  power_log_stop ();
}

static void
test_photos (Fixture *self, gconstpointer data)
{
  keep_photos (self);
  assert_nothing_lost (self, get_n_disks () / 4, "letters and photos", photos_are_sound);
}

static void
test_photos_control (Fixture *self, gconstpointer data)
{
  keep_photos (self);
  g_assert_cmpint (count_lost (self, 40, FALSE, photos_are_sound), >, 10);
}

/* ---- a copy ---- */

/* Once a copy was said to be whole it stays so, while the next one is being made too. */
static gboolean
copies_are_sound (Fixture *self, int mark)
{
  g_autofree char *copy = g_build_filename (self->target, "stick", "power.memorybox", NULL);

  return photos_are_sound (self, mark > 0 ? N_KEPT : 0) &&
         (mark == 0 || box_is_sound (self, copy, mark));
}

static void
make_copies (Fixture *self)
{
  g_autofree char *stick = g_build_filename (self->root, "stick", NULL);
  g_autofree char *path = g_build_filename (self->root, "power.memorybox", NULL);
  g_autoptr (RemBox) box = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (stick, 0700), ==, 0);
  box = make_box (self);
  for (int i = 0; i < N_KEPT; i++)
    keep_some (box, i);
  g_assert_true (rem_box_close (box, NULL));
  power_log_stop ();

  g_clear_object (&box);
  power_log_start (self->root);
  box = rem_box_open (path, REM_SLOT_OPEN, NULL, self->clock, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (RemBoxCopyReport) report = rem_box_copy (box, stick, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (report->missing->len, ==, 0);
      power_log_mark (N_KEPT + i);
      keep_some (box, N_KEPT + i);
    }
  g_assert_true (rem_box_close (box, NULL));
  power_log_stop ();
}

static void
test_copies (Fixture *self, gconstpointer data)
{
  make_copies (self);
  assert_nothing_lost (self, get_n_disks () / 4, "copies", copies_are_sound);
}

static void
test_copies_control (Fixture *self, gconstpointer data)
{
  make_copies (self);
  g_assert_cmpint (count_lost (self, 40, FALSE, copies_are_sound), >, 10);
}

/* ---- a box restored beside ---- */

/* The new box has its name only when it is whole; what it is made of stays as it is. */
static gboolean
restored_is_sound (Fixture *self, int mark)
{
  g_autofree char *beside = g_build_filename (self->target, "beside.memorybox", NULL);

  if (!photos_are_sound (self, N_KEPT))
    return FALSE;
  if (mark == 0 && !g_file_test (beside, G_FILE_TEST_EXISTS))
    return TRUE;
  return box_is_sound (self, beside, N_KEPT);
}

static void
restore_beside (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->root, "power.memorybox", NULL);
  g_autofree char *beside = g_build_filename (self->root, "beside.memorybox", NULL);
  g_autoptr (RemBoxCopyReport) report = NULL;
  g_autoptr (GError) error = NULL;

  keep_photos (self);
  power_log_start (self->root);
  report = rem_box_restore (path, NULL, REM_SLOT_OPEN, NULL, beside, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->missing->len, ==, 0);
  power_log_mark (1);
  power_log_stop ();
}

static void
test_restore (Fixture *self, gconstpointer data)
{
  restore_beside (self);
  assert_nothing_lost (self, get_n_disks () / 4, "a box restored beside", restored_is_sound);
}

static void
test_restore_control (Fixture *self, gconstpointer data)
{
  restore_beside (self);
  /* There is nothing to lose before the new box has its name. */
  self->earliest = power_log_get_n_steps ();
  g_assert_cmpint (count_lost (self, 40, FALSE, restored_is_sound), >, 10);
}

/* ---- a merge ---- */

#define N_THERE 2

/* Ours is whole at any moment, and once it is said to be there so is what came; theirs is only
 * read. */
static gboolean
merge_is_sound (Fixture *self, int mark)
{
  g_autofree char *stick = g_build_filename (self->target, "stick", "power.memorybox", NULL);

  return photos_are_sound (self, mark > 0 ? mark : N_KEPT) &&
         box_is_sound (self, stick, N_KEPT + N_THERE);
}

/* A copy that went its own way. */
static void
merge_copy (Fixture *self)
{
  g_autofree char *stick = g_build_filename (self->root, "stick", NULL);
  g_autofree char *other_path = g_build_filename (stick, "power.memorybox", NULL);
  g_autofree char *path = g_build_filename (self->root, "power.memorybox", NULL);
  g_autoptr (RemBox) box = NULL;
  g_autoptr (RemBox) other = NULL;
  g_autoptr (RemBoxCopyReport) copied = NULL;
  g_autoptr (RemBoxMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (stick, 0700), ==, 0);
  keep_photos (self);
  box = rem_box_open (path, REM_SLOT_OPEN, NULL, self->clock, NULL, &error);
  g_assert_no_error (error);
  copied = rem_box_copy (box, stick, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  other = rem_box_open (other_path, REM_SLOT_OPEN, NULL, self->clock, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < N_THERE; i++)
    keep_some (other, N_KEPT + i);
  g_assert_true (rem_box_close (other, NULL));
  g_assert_true (rem_box_close (box, NULL));
  g_clear_object (&box);

  power_log_start (self->root);
  box = rem_box_open (path, REM_SLOT_OPEN, NULL, self->clock, NULL, &error);
  g_assert_no_error (error);
  report = rem_box_merge (box, other_path, REM_SLOT_OPEN, NULL, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->missing->len, ==, 0);
  power_log_mark (N_KEPT + N_THERE);
  keep_some (box, N_KEPT + N_THERE);
  power_log_mark (N_KEPT + N_THERE + 1);
  g_assert_true (rem_box_close (box, NULL));
  power_log_stop ();
}

static void
test_merge (Fixture *self, gconstpointer data)
{
  merge_copy (self);
  assert_nothing_lost (self, get_n_disks () / 4, "a merge", merge_is_sound);
}

static void
test_merge_control (Fixture *self, gconstpointer data)
{
  merge_copy (self);
  self->earliest = power_log_get_n_steps () / 2;
  g_assert_cmpint (count_lost (self, 40, FALSE, merge_is_sound), >, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/power/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("ways", test_ways);
  ADD ("ways-control", test_ways_control);
  ADD ("photos", test_photos);
  ADD ("photos-control", test_photos_control);
  ADD ("copies", test_copies);
  ADD ("copies-control", test_copies_control);
  ADD ("restore", test_restore);
  ADD ("restore-control", test_restore_control);
  ADD ("merge", test_merge);
  ADD ("merge-control", test_merge_control);
  return g_test_run ();
}
