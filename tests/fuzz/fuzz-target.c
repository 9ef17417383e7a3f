/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz-target.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

static guint n_accepted;
static char *folder;

/* The bytes were believed: a corpus of which nothing is believed shows nothing. */
void
fuzz_target_note_accepted (void)
{
  n_accepted++;
}

guint
fuzz_target_get_n_accepted (void)
{
  return n_accepted;
}

void
fuzz_target_remove_folder (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        fuzz_target_remove_folder (child);
      else
        g_remove (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (path);
}

static void
remove_folder_at_exit (void)
{
  fuzz_target_remove_folder (folder);
  g_clear_pointer (&folder, g_free);
}

/* A folder for this process, in memory where there is room for that, gone when it ends. */
const char *
fuzz_target_get_folder (void)
{
  if (folder == NULL)
    {
      folder = g_strdup ("/dev/shm/remember-fuzz-XXXXXX");
      if (g_mkdtemp (folder) == NULL)
        {
          g_free (folder);
          folder = g_dir_make_tmp ("remember-fuzz-XXXXXX", NULL);
        }
      g_assert_nonnull (folder);
      atexit (remove_folder_at_exit);
    }
  return folder;
}

void
fuzz_target_write_file (const char *path, const void *bytes, gsize size)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, bytes, size), ==, size);
  close (fd);
}
