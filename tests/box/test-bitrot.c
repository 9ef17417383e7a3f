/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk that forgets: a box of 200 pages and some files, of which one piece is changed, swapped
 * with its neighbour or cut off. Either it does not open, or a check says that it is not whole;
 * nothing that is read is another than what was kept. test-vfs.c, test-key-region.c and
 * test-object-store.c do the same bit by bit with the single parts.
 *
 * Every eleventh page; every page and three bits of each with "-m slow". */

#include "config.h"

#include "box-fixture.h"
#include "box-memories.h"
#include "rem-box-check.h"
#include "rem-box-error.h"
#include "rem-database-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PAGE      4096
#define N_LETTERS 90
#define N_PHOTOS  4

typedef struct
{
  BoxFixture box;
  char *database_path;
  guint8 *bytes;
  gsize size;
  guint n_pages;
  guint n_free; /* of them, hold nothing */
  guint n_tried;
  guint n_refused; /* of them, did not even open */
} RotFixture;

static gpointer
count_free (RemDatabase *database,
            RemObjectStore *objects,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (RemStatement) count = rem_database_prepare (database, "PRAGMA freelist_count", error);
  gboolean row = FALSE;

  if (count == NULL || !rem_statement_step (count, &row, error))
    return NULL;
  *(guint *) data = (guint) rem_statement_get_int64 (count, 0);
  return data;
}

static char *
build_letter (guint number)
{
  g_autofree char *filling = g_strnfill (1500 + number * 37, 'a' + (char) (number % 26));

  return g_strdup_printf ("%u %s", number, filling);
}

static void
read_database (RotFixture *self)
{
  g_autoptr (GError) error = NULL;

  g_free (self->bytes);
  g_file_get_contents (self->database_path, (char **) &self->bytes, &self->size, &error);
  g_assert_no_error (error);
  self->n_pages = (guint) (self->size - REM_KEY_REGION_SIZE) / PAGE;
}

static void
write_database (RotFixture *self, const guint8 *bytes, gsize size)
{
  g_autofree char *log = g_strconcat (self->database_path, "-wal", NULL);
  int fd = g_open (self->database_path, O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, bytes, size), ==, size);
  close (fd);
  g_unlink (log);
}

static void
set_up (RotFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  box_fixture_set_up (&self->box, data);
  self->database_path = g_build_filename (self->box.path, "box.db", NULL);
  for (guint i = 0; i < N_LETTERS; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("letter-%u", i);
      g_autofree char *text = build_letter (i);

      box_memories_keep_letter (self->box.box, uuid, text, &error);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < N_PHOTOS; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("photo-%u", i);

      box_memories_keep_photo (self->box.box, uuid, i, 1000 + i * 90000, &error);
      g_assert_no_error (error);
    }
  rem_box_call (self->box.box, 0, count_free, &self->n_free, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rem_box_close (self->box.box, NULL));
  g_clear_object (&self->box.box);
  read_database (self);
  g_assert_cmpuint (self->n_pages, >=, 200);
}

static void
tear_down (RotFixture *self, gconstpointer data)
{
  g_free (self->bytes);
  g_free (self->database_path);
  box_fixture_tear_down (&self->box, data);
}

/* Opens and reads all of it. What is found must be what was kept, whatever the check says. */
static gboolean
is_noticed (RotFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBox) box = rem_box_open (self->box.path, REM_SLOT_RECOVERY_CODE, self->box.code,
                                         self->box.clock, NULL, &error);
  g_autoptr (RemBoxReport) report = NULL;
  guint n_found = 0;
  gboolean noticed;

  self->n_tried++;
  if (box == NULL)
    {
      g_assert_true (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED) ||
                     g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_TRUNCATED) ||
                     g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_A_BOX));
      self->n_refused++;
      return TRUE;
    }
  for (guint i = 0; i < N_LETTERS; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("letter-%u", i);
      g_autofree char *kept = build_letter (i);
      g_autofree char *found = box_memories_read_letter (box, uuid, NULL);

      if (found != NULL)
        g_assert_cmpstr (found, ==, kept);
      n_found += found != NULL;
    }
  report = rem_box_call (box, 0, rem_box_check_func, NULL, (GDestroyNotify) rem_box_report_free,
                         NULL, NULL);
  noticed = report == NULL || !report->whole;
  g_assert_true (noticed || n_found == N_LETTERS);
  rem_box_close (box, NULL);
  return noticed;
}

static guint
get_step (void)
{
  return g_test_slow () ? 1 : 11;
}

static void
say (RotFixture *self, const char *what)
{
  g_test_message (
      "%u boxes of %u pages (%u of them free) with %s, none unnoticed but in free pages;"
      " %u did not open",
      self->n_tried, self->n_pages, self->n_free, what, self->n_refused);
}

static void
test_control (RotFixture *self, gconstpointer data)
{
  g_assert_false (is_noticed (self));
}

static void
test_flips (RotFixture *self, gconstpointer data)
{
  guint n_bits = g_test_slow () ? 3 : 1;
  guint n_unnoticed = 0;

  for (guint page = 0; page < self->n_pages; page += page == 0 ? 1 : get_step ())
    {
      guint n_noticed = 0;

      for (guint i = 0; i < n_bits; i++)
        {
          g_autofree guint8 *bytes = g_memdup2 (self->bytes, self->size);
          guint at = (guint) g_test_rand_int_range (0, PAGE);

          bytes[REM_KEY_REGION_SIZE + page * PAGE + at] ^=
              (guint8) (1u << g_test_rand_int_range (0, 8));
          write_database (self, bytes, self->size);
          n_noticed += is_noticed (self);
        }
      /* All of a page is noticed, or nothing of it. */
      g_assert_true (n_noticed == 0 || n_noticed == n_bits);
      n_unnoticed += n_noticed == 0;
    }
  g_assert_cmpuint (n_unnoticed, <=, self->n_free);
  say (self, "a bit flipped");
}

static void
test_swaps (RotFixture *self, gconstpointer data)
{
  guint n_unnoticed = 0;

  for (guint page = 0; page + 1 < self->n_pages; page += page == 0 ? 1 : get_step ())
    {
      g_autofree guint8 *bytes = g_memdup2 (self->bytes, self->size);
      guint8 *first = bytes + REM_KEY_REGION_SIZE + page * PAGE;
      guint8 kept[PAGE];

      memcpy (kept, first, PAGE);
      memcpy (first, first + PAGE, PAGE);
      memcpy (first + PAGE, kept, PAGE);
      write_database (self, bytes, self->size);
      n_unnoticed += !is_noticed (self);
    }
  /* Two free pages side by side. */
  g_assert_cmpuint (n_unnoticed, <=, self->n_free / 2);
  say (self, "two pages swapped");
}

static void
test_truncation (RotFixture *self, gconstpointer data)
{
  for (guint page = 0; page < self->n_pages; page += page == 0 ? 1 : get_step ())
    {
      write_database (self, self->bytes, REM_KEY_REGION_SIZE + page * PAGE);
      g_assert_true (is_noticed (self));
      write_database (self, self->bytes, REM_KEY_REGION_SIZE + page * PAGE + 1000);
      g_assert_true (is_noticed (self));
    }
  say (self, "the end cut off");
}

/* Of one copy of the keys: the box opens, and the copy is made again. */
static void
test_keys (RotFixture *self, gconstpointer data)
{
  guint step = g_test_slow () ? 61 : 1021;

  for (guint at = 0; at < REM_KEY_REGION_SIZE; at += step)
    {
      g_autofree guint8 *bytes = g_memdup2 (self->bytes, self->size);
      g_autoptr (RemKeyRegion) region = NULL;
      g_autoptr (GError) error = NULL;

      bytes[at] ^= (guint8) (1u << g_test_rand_int_range (0, 8));
      write_database (self, bytes, self->size);
      region = rem_key_region_load (self->box.path, &error);
      g_assert_no_error (error);
      g_assert_false (rem_key_region_is_whole (region));
      g_assert_false (is_noticed (self));
      g_clear_pointer (&region, rem_key_region_free);
      region = rem_key_region_load (self->box.path, &error);
      g_assert_true (rem_key_region_is_whole (region));
    }
  g_test_message ("%u boxes with a bit of one copy of the keys flipped: all opened and mended",
                  self->n_tried);
}

static void
test_objects (RotFixture *self, gconstpointer data)
{
  for (guint i = 0; i < N_PHOTOS; i++)
    {
      g_autofree char *path = box_memories_find_object (self->box.path, i);
      g_autofree char *bytes = NULL;
      gsize size;
      gsize step;
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (path);
      g_file_get_contents (path, &bytes, &size, &error);
      g_assert_no_error (error);
      step = g_test_slow () ? MAX (size / 40, 1) : MAX (size / 4, 1);
      for (gsize at = 0; at < size; at += step)
        {
          bytes[at] ^= 0x10;
          g_file_set_contents (path, bytes, (gssize) size, &error);
          g_assert_true (is_noticed (self));
          bytes[at] ^= 0x10;
          g_file_set_contents (path, bytes, (gssize) at, &error);
          g_assert_true (is_noticed (self));
        }
      g_unlink (path);
      g_assert_true (is_noticed (self));
      g_file_set_contents (path, bytes, (gssize) size, &error);
      g_assert_no_error (error);
      g_assert_false (is_noticed (self));
    }
  say (self, "a file flipped, cut off or gone");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/bitrot/" name, RotFixture, NULL, set_up, func, tear_down)
  ADD ("control", test_control);
  ADD ("pages/flips", test_flips);
  ADD ("pages/swaps", test_swaps);
  ADD ("pages/truncation", test_truncation);
  ADD ("keys", test_keys);
  ADD ("objects", test_objects);
  return g_test_run ();
}
