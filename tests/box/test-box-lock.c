/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box-error.h"
#include "rem-box-lock.h"

#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *lock_path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("rem-lock-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->lock_path = g_build_filename (self->folder, "lock", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_chmod (self->folder, 0700);
  g_unlink (self->lock_path);
  g_rmdir (self->lock_path);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->lock_path);
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (rem_box_lock_acquire (path, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
}

static void
test_not_a_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_mkdir (fixture->lock_path, 0700);
  g_assert_null (rem_box_lock_acquire (fixture->folder, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO);
}

static void
test_symbolic_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("elsewhere", fixture->lock_path), ==, 0);
  g_assert_null (rem_box_lock_acquire (fixture->folder, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("The administrator may write everywhere");
      return;
    }
  g_chmod (fixture->folder, 0500);
  g_assert_null (rem_box_lock_acquire (fixture->folder, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_READ_ONLY);
}

static void
test_in_use_here (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBoxLock) lock = rem_box_lock_acquire (fixture->folder, &error);
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_null (rem_box_lock_acquire (fixture->folder, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IN_USE);
  g_clear_error (&error);

  rem_box_lock_release (g_steal_pointer (&lock));
  lock = rem_box_lock_acquire (fixture->folder, &error);
  g_assert_no_error (error);
  g_assert_nonnull (lock);
  g_assert_cmpint (g_stat (fixture->lock_path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

/* Another program has the box; it dies without a word. */
static void
test_in_use_elsewhere (Fixture *fixture, gconstpointer data)
{
  int ready[2];
  int end[2];
  char byte;
  pid_t pid;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBoxLock) lock = NULL;

  g_assert_cmpint (pipe (ready), ==, 0);
  g_assert_cmpint (pipe (end), ==, 0);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      RemBoxLock *held = rem_box_lock_acquire (fixture->folder, NULL);

      close (end[1]);
      if (held == NULL || write (ready[1], "r", 1) != 1)
        _exit (1);
      while (read (end[0], &byte, 1) > 0)
        ;
      _exit (0);
    }
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  g_assert_null (rem_box_lock_acquire (fixture->folder, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IN_USE);
  g_clear_error (&error);

  close (end[1]);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  lock = rem_box_lock_acquire (fixture->folder, &error);
  g_assert_no_error (error);
  g_assert_nonnull (lock);
  close (end[0]);
  close (ready[0]);
  close (ready[1]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/box-lock/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("no-folder", test_no_folder);
  ADD ("not-a-file", test_not_a_file);
  ADD ("symbolic-link", test_symbolic_link);
  ADD ("read-only", test_read_only);
  ADD ("in-use/here", test_in_use_here);
  ADD ("in-use/elsewhere", test_in_use_elsewhere);
#undef ADD

  return g_test_run ();
}
