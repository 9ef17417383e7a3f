/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-state-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The small private text files that the window and the reminder service leave for each other. They
 * are the only files outside the box, so they hold nothing that a stranger could read a life from.
 */

static void
set_file_error (GError **error, int code, const char *what)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s the state file: %s", what,
               g_strerror (code));
}

/**
 * rem_state_file_build_path:
 * @name: the name of a file
 *
 * Tells where a state file lies: in the folder `remember` of the state folder of the person
 * (`$XDG_STATE_HOME`). Any thread.
 *
 * Returns: (transfer full): a path
 */
char *
rem_state_file_build_path (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return g_build_filename (g_get_user_state_dir (), "remember", name, NULL);
}

/**
 * rem_state_file_read:
 * @path: a path
 * @error: return location for an error, or %NULL
 *
 * Reads a whole state file, of %REM_STATE_FILE_MAX_BYTES at most. Neither a symbolic link nor
 * anything but a regular file is followed or waited for. Blocks on the disk; any thread.
 *
 * Returns: (transfer full) (nullable): UTF-8 text that ends with a zero byte, or %NULL with an
 * error of %G_FILE_ERROR: %G_FILE_ERROR_NOENT if there is no such file, %G_FILE_ERROR_INVAL if it
 * is not a small regular file with text
 */
char *
rem_state_file_read (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  struct stat about = { 0 };
  gsize length = 0;
  int saved_errno = 0;
  int fd = -1;

  g_return_val_if_fail (path != NULL, NULL);

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  if (fd < 0)
    {
      set_file_error (error, errno, "Could not open");
      return NULL;
    }

  if (fstat (fd, &about) != 0)
    saved_errno = errno;
  else if (!S_ISREG (about.st_mode) || about.st_size > REM_STATE_FILE_MAX_BYTES)
    saved_errno = EINVAL;

  if (saved_errno == 0)
    text = g_malloc (REM_STATE_FILE_MAX_BYTES + 1);

  while (saved_errno == 0 && length <= REM_STATE_FILE_MAX_BYTES)
    {
      gssize n_read = read (fd, text + length, REM_STATE_FILE_MAX_BYTES + 1 - length);

      if (n_read == 0)
        break;
      if (n_read > 0)
        length += (gsize) n_read;
      else if (errno != EINTR)
        saved_errno = errno;
    }
  close (fd);

  if (saved_errno == 0 &&
      (length > REM_STATE_FILE_MAX_BYTES || !g_utf8_validate_len (text, length, NULL)))
    saved_errno = EINVAL;
  if (saved_errno != 0)
    {
      set_file_error (error, saved_errno, "Could not read");
      return NULL;
    }

  text[length] = '\0';

  return g_strndup (text, length);
}

/**
 * rem_state_file_write:
 * @path: a path
 * @text: UTF-8 text
 * @length: the length of @text in bytes, %REM_STATE_FILE_MAX_BYTES at most
 * @error: return location for an error, or %NULL
 *
 * Puts @text in the place of the file: whoever reads it finds the old text or the new one, also
 * after a power cut. Only the person may read it (0600); its folder is made if need be (0700).
 * Blocks on the disk; any thread.
 *
 * Returns: %TRUE on success, %FALSE with an error of %G_FILE_ERROR
 */
gboolean
rem_state_file_write (const char *path, const char *text, gsize length, GError **error)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (length > REM_STATE_FILE_MAX_BYTES)
    {
      set_file_error (error, EFBIG, "Could not write");
      return FALSE;
    }

  folder = g_path_get_dirname (path);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      set_file_error (error, errno, "Could not make the folder of");
      return FALSE;
    }

  return g_file_set_contents_full (path, text, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}
