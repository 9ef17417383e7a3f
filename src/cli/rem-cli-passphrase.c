/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli-passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

/** Longer passphrases than this are refused, in bytes. */
#define MAX_BYTES 4096

/* The bytes go from the descriptor into guarded memory and nowhere else. */
static RemSecret *
read_secret (int fd, gboolean one_line, GError **error)
{
  g_autoptr (RemSecret) buffer = rem_secret_new (MAX_BYTES + 1);
  guint8 *bytes = rem_secret_get_writable_bytes (buffer);
  gsize size = 0;
  RemSecret *passphrase;

  while (size <= MAX_BYTES)
    {
      gssize n = read (fd, bytes + size, one_line ? 1 : MAX_BYTES + 1 - size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       _ ("The passphrase could not be read: %s."), g_strerror (errno));
          return NULL;
        }
      if (n == 0)
        break;
      size += (gsize) n;
      if (one_line && bytes[size - 1] == '\n')
        break;
    }
  if (size > MAX_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _ ("The passphrase is too long to be one."));
      return NULL;
    }
  passphrase = rem_secret_new_passphrase ((const char *) bytes, (gssize) size);
  if (passphrase == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         _ ("The passphrase is empty, or not UTF-8 text."));
  return passphrase;
}

static RemSecret *
ask (int terminal, const char *prompt, GError **error)
{
  struct termios shown;
  struct termios hidden;
  gboolean changed;
  RemSecret *passphrase;

  if (write (terminal, prompt, strlen (prompt)) < 0 || write (terminal, " ", 1) < 0)
    g_debug ("the prompt could not be written");
  changed = tcgetattr (terminal, &shown) == 0;
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) (ECHO | ISIG);
  if (changed)
    tcsetattr (terminal, TCSAFLUSH, &hidden);
  passphrase = read_secret (terminal, TRUE, error);
  if (changed)
    tcsetattr (terminal, TCSAFLUSH, &shown);
  if (write (terminal, "\n", 1) < 0)
    g_debug ("the terminal went away");
  return passphrase;
}

static RemSecret *
ask_on_terminal (const char *prompt, gboolean twice, const char *instead, GError **error)
{
  int terminal = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  g_autoptr (RemSecret) first = NULL;
  g_autoptr (RemSecret) second = NULL;

  if (terminal < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, instead);
      return NULL;
    }
  first = ask (terminal, prompt, error);
  if (first != NULL && twice)
    second = ask (terminal, _ ("Once more:"), error);
  close (terminal);
  if (first == NULL || (twice && second == NULL))
    return NULL;
  if (twice && !rem_secret_equal (first, second))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _ ("The two were not the same. Nothing was changed."));
      return NULL;
    }
  return g_steal_pointer (&first);
}

static RemSecret *
read_file (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  RemSecret *passphrase;

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _ ("The passphrase could not be read: %s."), g_strerror (errno));
      return NULL;
    }
  passphrase = read_secret (fd, FALSE, error);
  close (fd);
  return passphrase;
}

/**
 * rem_cli_passphrase_read:
 * @cli: the run
 * @twice: whether to ask for it twice when asking on the terminal
 * @error: return location for an error
 *
 * Reads the passphrase from --passphrase-fd, --passphrase-file or the terminal, in this order.
 *
 * Returns: (transfer full): the passphrase; on failure %NULL with an error whose message is a
 *   translated sentence
 */
RemSecret *
rem_cli_passphrase_read (RemCli *cli, gboolean twice, GError **error)
{
  if (cli->passphrase_fd >= 0)
    return read_secret (cli->passphrase_fd, FALSE, error);
  if (cli->passphrase_file != NULL)
    return read_file (cli->passphrase_file, error);
  return ask_on_terminal (_ ("Passphrase:"), twice,
                          _ ("There is no terminal to ask for the passphrase on. Use "
                             "--passphrase-file or --passphrase-fd."),
                          error);
}

/**
 * rem_cli_passphrase_read_new:
 * @fd: --new-passphrase-fd, or -1
 * @path: (nullable): --new-passphrase-file
 * @error: return location for an error
 *
 * Reads a new passphrase from the descriptor, the file or, twice, the terminal, in this order.
 *
 * Returns: (transfer full): the passphrase; on failure as rem_cli_passphrase_read()
 */
RemSecret *
rem_cli_passphrase_read_new (int fd, const char *path, GError **error)
{
  if (fd >= 0)
    return read_secret (fd, FALSE, error);
  if (path != NULL)
    return read_file (path, error);
  return ask_on_terminal (_ ("New passphrase:"), TRUE,
                          _ ("There is no terminal to ask for the new passphrase on. Use "
                             "--new-passphrase-file or --new-passphrase-fd."),
                          error);
}
