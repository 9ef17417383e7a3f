/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli-recovery-sheet.h"

#include "rem-recovery-code.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

/* The recovery code is written once and never copied into a plain string of ours. */
static gboolean
write_secret (int fd, RemSecret *text)
{
  const guint8 *bytes = rem_secret_get_bytes (text);
  gsize size = rem_secret_get_size (text);

  while (size > 0)
    {
      gssize n = write (fd, bytes, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      bytes += n;
      size -= (gsize) n;
    }
  return TRUE;
}

/**
 * rem_cli_recovery_sheet_open:
 * @self: (out caller-allocates): where the code will go
 * @path: (nullable): --recovery-file, which must not exist; %NULL for standard output
 *
 * To be done before anything is changed: a code that cannot be handed over would be lost.
 *
 * Returns: %TRUE if it can be written; if not, that was said
 */
gboolean
rem_cli_recovery_sheet_open (RemCliRecoverySheet *self, const char *path)
{
  *self = (RemCliRecoverySheet){ path, STDOUT_FILENO };
  if (path == NULL)
    return TRUE;
  self->fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0)
    {
      g_autofree char *sentence = g_strdup_printf (
          _ ("The file for the recovery code could not be made: %s. Nothing was changed."),
          g_strerror (errno));

      rem_cli_say (sentence);
      return FALSE;
    }
  return TRUE;
}

/**
 * rem_cli_recovery_sheet_write:
 * @self: where the code goes; closed afterwards
 * @json: whether standard output is JSON
 * @code: the code
 *
 * Hands the code over, once.
 *
 * Returns: %TRUE if it was written
 */
gboolean
rem_cli_recovery_sheet_write (RemCliRecoverySheet *self, gboolean json, RemSecret *code)
{
  g_autoptr (RemSecret) text = rem_recovery_code_format (code);
  gboolean in_json = json && self->path == NULL;
  gboolean written;

  if (in_json)
    rem_cli_print ("{\"recovery_code\":\"");
  else if (self->path == NULL)
    rem_cli_say (_ ("The recovery code opens the box if the passphrase is forgotten. It is shown "
                    "once. Write it down and keep it in a safe place."));
  fflush (stdout);
  written = write_secret (self->fd, text);
  if (in_json)
    rem_cli_print ("\"}\n");
  else
    written = written && write (self->fd, "\n", 1) == 1;
  if (self->path != NULL)
    {
      written = written && fsync (self->fd) == 0;
      close (self->fd);
      if (json)
        rem_cli_print ("{}\n");
    }
  return written;
}

/**
 * rem_cli_recovery_sheet_drop:
 * @self: where no code will be written after all
 */
void
rem_cli_recovery_sheet_drop (RemCliRecoverySheet *self)
{
  if (self->path == NULL)
    return;
  close (self->fd);
  unlink (self->path);
}
