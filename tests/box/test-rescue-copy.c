/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places of a disk that cannot be read any more: what lies beside them is saved. The C library's
 * pread() is taken over here, and fails where a place of the database is bad. */

#include "config.h"

#include <dlfcn.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "box-fixture.h"
#include "box-memories.h"
#include "rem-box-error.h"
#include "rem-box-salvage.h"
#include "rem-durable-file.h"
#include "rem-keepsake-kind.h"

#define N_LETTERS 40
#define HEAD      16384
#define PAGE      4096

/* From where to where a file cannot be read. */
static struct
{
  ino_t inode;
  off_t start;
  off_t end;
} bad;

ssize_t
pread (int fd, void *bytes, size_t size, off_t offset)
{
  static ssize_t (*real) (int, void *, size_t, off_t);
  struct stat status;

  if (real == NULL)
    real = (ssize_t (*) (int, void *, size_t, off_t)) dlsym (RTLD_NEXT, "pread64");
  if (bad.inode != 0 && offset < bad.end && offset + (off_t) size > bad.start &&
      fstat (fd, &status) == 0 && status.st_ino == bad.inode)
    {
      errno = EIO;
      return -1;
    }
  return real (fd, bytes, size, offset);
}

static void
make_bad (const char *path, gint64 start, gint64 end)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  bad.inode = status.st_ino;
  bad.start = start;
  bad.end = end;
}

static void
test_copy (void)
{
  g_autofree char *folder = g_dir_make_tmp ("rem-rescue-XXXXXX", NULL);
  g_autofree char *from = g_build_filename (folder, "from", NULL);
  g_autofree char *to = g_build_filename (folder, "to", NULL);
  g_autofree char *text = g_strnfill (600001, 'x');
  g_autofree char *copied = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint64 n_unread = 0;
  gsize size;

  g_assert_false (rem_durable_file_rescue (from, to, &n_unread, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (from, text, 600001, NULL));
  g_cancellable_cancel (cancelled);
  g_assert_false (rem_durable_file_rescue (from, to, &n_unread, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  make_bad (from, 4096 * 3 + 10, 4096 * 4 + 10);
  g_assert_true (rem_durable_file_rescue (from, to, &n_unread, NULL, &error));
  g_assert_no_error (error);
  bad.inode = 0;
  g_assert_cmpuint (n_unread, ==, 2 * 4096);
  memset (text + 4096 * 3, 0, 2 * 4096);
  g_assert_true (g_file_get_contents (to, &copied, &size, NULL));
  g_assert_cmpmem (copied, size, text, 600001);
  g_unlink (from);
  g_unlink (to);
  g_rmdir (folder);
}

static void
test_salvage (BoxFixture *fixture, gconstpointer data)
{
  g_autofree char *database = g_build_filename (fixture->path, "box.db", NULL);
  g_autofree char *saved = g_build_filename (fixture->folder, "saved.memorybox", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf status;
  gint64 n_pages;

  for (guint i = 0; i < N_LETTERS; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("letter-%u", i);
      g_autofree char *text = g_strnfill (3000, (char) ('a' + i % 26));

      box_memories_keep_letter (fixture->box, uuid, text, &error);
      g_assert_no_error (error);
    }
  g_assert_true (rem_box_close (fixture->box, NULL));
  g_clear_object (&fixture->box);
  g_assert_cmpint (g_stat (database, &status), ==, 0);
  n_pages = (status.st_size - HEAD) / PAGE;

  for (gint64 number = 0; number <= n_pages; number += n_pages / 7)
    {
      g_autoptr (RemBoxSalvageReport) report = NULL;

      /* Number 0 is the last of the keys at the head. */
      make_bad (database, HEAD + (number - 1) * PAGE, HEAD + number * PAGE);
      report = rem_box_salvage (fixture->path, REM_SLOT_PASSPHRASE, fixture->passphrase, NULL,
                                saved, fixture->clock, NULL, &error);
      g_assert_no_error (error);
      bad.inode = 0;
      g_test_message ("page %d: steps %u, %u letters", (int) number, report->steps,
                      (guint) report->counts[REM_KEEPSAKE_KIND_LETTER]);
      g_assert_cmpuint (report->n_unread_bytes, ==, PAGE);
      g_assert_cmpuint (report->n_lost_pages, <=, 1);
      g_assert_cmpuint (report->counts[REM_KEEPSAKE_KIND_LETTER], >=, N_LETTERS * 9 / 10);
      box_fixture_remove_folder (saved);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rescue-copy/copy", test_copy);
  g_test_add ("/rescue-copy/salvage", BoxFixture, NULL, box_fixture_set_up, test_salvage,
              box_fixture_tear_down);
  return g_test_run ();
}
