/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-process.h"

#include "rem-exchange-error.h"
#include "rem-picture-private.h"
#include "rem-picture-protocol.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * The trusting side of remember-picture's pipe, which trusts nothing: every field is checked before
 * it is used (rem-picture-protocol.h), a byte too few or too many makes the whole answer void.
 *
 * The picture goes over as a sealed memory file: no file on disk, nothing to wait for while it is
 * written, and the child cannot change it. The worker thread then reads the pipe until its end and
 * waits for the child. stop() kills the child, which ends both; it is how time limits and
 * cancelling work. The child also ends when the thread that started it does (PR_SET_PDEATHSIG),
 * which is why run() never returns before the child is gone.
 *
 * The child gets no environment. It closes every descriptor but its three, and leaves the working
 * directory, as its first act (rem-picture-confinement.c): having GLib do it here would copy the
 * whole page table of the window for every picture.
 */

#define PIPE_BYTES (1024 * 1024)

struct _RemPictureProcess
{
  gatomicrefcount ref_count;
  char *program;
  GBytes *bytes;
  const char *media_type;
  guint max_side;
  gboolean thumbnail;

  GMutex mutex;
  GSubprocess *subprocess; /* under mutex */
  gboolean is_stopped;     /* under mutex */
};

static gboolean
write_all (int fd, const guint8 *data, gsize size)
{
  while (size > 0)
    {
      ssize_t written = write (fd, data, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      data += written;
      size -= (gsize) written;
    }
  return TRUE;
}

static int
create_sealed_file (GBytes *bytes)
{
  const int seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  int fd = memfd_create ("picture", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd < 0)
    return -1;
  if (!write_all (fd, data, size) || fcntl (fd, F_ADD_SEALS, seals) != 0)
    {
      close (fd);
      return -1;
    }
  return fd;
}

static GSubprocess *
spawn (RemPictureProcess *self, GError **error)
{
  const GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                 G_SUBPROCESS_FLAGS_STDERR_SILENCE | G_SUBPROCESS_FLAGS_INHERIT_FDS;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autofree char *max_side = g_strdup_printf ("%u", self->max_side);
  char *no_environment[] = { NULL };
  const char *const argv[] = {
    self->program, "--type", self->media_type,
    "--max-side",  max_side, self->thumbnail ? "--thumbnail" : NULL,
    NULL,
  };
  g_autoptr (GError) local_error = NULL;
  GSubprocess *subprocess;
  int fd;

  fd = create_sealed_file (self->bytes);
  if (fd < 0)
    {
      g_set_error_literal (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNAVAILABLE,
                           "No memory file for the picture");
      return NULL;
    }
  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  g_subprocess_launcher_set_environ (launcher, no_environment);
  subprocess = g_subprocess_launcher_spawnv (launcher, argv, &local_error);
  if (subprocess == NULL)
    g_set_error (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNAVAILABLE,
                 "The picture program does not start: %s", local_error->message);
  return subprocess;
}

/* Publishes the child to stop(), or ends it if stop() came first. */
static void
set_subprocess (RemPictureProcess *self, GSubprocess *subprocess)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_set_object (&self->subprocess, subprocess);
  if (self->is_stopped && subprocess != NULL)
    g_subprocess_force_exit (subprocess);
}

/* Reads @size bytes, or fewer if the pipe ends before. */
static gsize
read_up_to (int fd, guint8 *data, gsize size)
{
  gsize n_read = 0;

  while (n_read < size)
    {
      ssize_t n = read (fd, data + n_read, size - n_read);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      n_read += (gsize) n;
    }
  return n_read;
}

static GBytes *
read_bytes (int fd, gsize size)
{
  guint8 *data = g_try_malloc (size);

  if (data == NULL)
    return NULL;
  if (read_up_to (fd, data, size) != size)
    {
      g_free (data);
      return NULL;
    }
  return g_bytes_new_take (data, size);
}

static gboolean
is_framed_as_jpeg (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return size >= 4 && memcmp (data, "\xff\xd8\xff", 3) == 0 &&
         memcmp (data + size - 2, "\xff\xd9", 2) == 0;
}

/* %NULL if the answer is not exactly what it must be; @spoke_out tells whether there was any. */
static RemPicture *
read_answer (RemPictureProcess *self, int fd, gboolean *spoke_out)
{
  guint8 data[REM_PICTURE_HEADER_SIZE];
  RemPictureHeader header;
  g_autoptr (GBytes) pixels = NULL;
  g_autoptr (GBytes) thumbnail = NULL;
  guint8 beyond;
  gsize n_read;

  n_read = read_up_to (fd, data, sizeof data);
  *spoke_out = n_read > 0;
  if (n_read != sizeof data ||
      !rem_picture_header_read (&header, data, self->max_side, self->thumbnail))
    return NULL;
  pixels = read_bytes (fd, (gsize) header.width * header.height * 4);
  if (pixels == NULL)
    return NULL;
  if (self->thumbnail)
    {
      thumbnail = read_bytes (fd, header.thumbnail_size);
      if (thumbnail == NULL || !is_framed_as_jpeg (thumbnail))
        return NULL;
    }
  if (read_up_to (fd, &beyond, 1) != 0)
    return NULL;
  return rem_picture_new (self->media_type, &header, pixels, thumbnail);
}

static void
set_exit_error (GSubprocess *subprocess, GError **error)
{
  int status =
      g_subprocess_get_if_exited (subprocess) ? g_subprocess_get_exit_status (subprocess) : -1;

  switch (status)
    {
    case REM_PICTURE_EXIT_TOO_LARGE:
      g_set_error_literal (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_TOO_LARGE,
                           "The picture has more pixels than are read");
      break;
    case REM_PICTURE_EXIT_UNCONFINED:
      g_set_error_literal (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNAVAILABLE,
                           "The picture program cannot be confined on this computer");
      break;
    case REM_PICTURE_EXIT_NO_LOADER:
      g_set_error_literal (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNAVAILABLE,
                           "No decoder for this type of picture is installed");
      break;
    case REM_PICTURE_EXIT_USAGE:
      g_set_error_literal (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNAVAILABLE,
                           "The picture program does not understand the question");
      break;
    default:
      g_set_error_literal (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNREADABLE,
                           "The bytes could not be read as a picture");
      break;
    }
}

/**
 * rem_picture_process_new:
 * @program: the path of remember-picture
 * @bytes: the picture
 * @media_type: a static media type, recognised from @bytes
 * @max_side: the longest side of the result, 1 to %REM_PICTURE_MAX_SIDE
 * @thumbnail: whether to make a thumbnail
 *
 * Prepares a run; nothing is started.
 *
 * Returns: (transfer full): a process
 */
RemPictureProcess *
rem_picture_process_new (
    const char *program, GBytes *bytes, const char *media_type, guint max_side, gboolean thumbnail)
{
  RemPictureProcess *self = g_new0 (RemPictureProcess, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->program = g_strdup (program);
  self->bytes = g_bytes_ref (bytes);
  self->media_type = media_type;
  self->max_side = max_side;
  self->thumbnail = thumbnail;
  g_mutex_init (&self->mutex);
  return self;
}

/**
 * rem_picture_process_ref:
 * @self: a process
 *
 * Takes a reference. Any thread.
 *
 * Returns: (transfer full): @self
 */
RemPictureProcess *
rem_picture_process_ref (RemPictureProcess *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * rem_picture_process_unref:
 * @self: (transfer full): a process
 *
 * Lets go of a reference; the last one frees it. Any thread.
 */
void
rem_picture_process_unref (RemPictureProcess *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_object (&self->subprocess);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->program, g_free);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * rem_picture_process_run:
 * @self: a process that was not run before
 * @error: return location for an error, or %NULL
 *
 * Starts the program, reads its answer and waits for its end. Blocks: only on a worker thread.
 * Has no time limit of its own; see rem_picture_process_stop().
 *
 * Returns: (transfer full): the picture. Fails with %REM_EXCHANGE_ERROR_UNREADABLE if the program
 *   could not read it, died or answered nonsense, %REM_EXCHANGE_ERROR_TOO_LARGE beyond a limit,
 *   %REM_EXCHANGE_ERROR_UNAVAILABLE if the program, its confinement or a decoder is missing
 */
RemPicture *
rem_picture_process_run (RemPictureProcess *self, GError **error)
{
  g_autoptr (GSubprocess) subprocess = spawn (self, error);
  g_autoptr (RemPicture) picture = NULL;
  gboolean spoke = FALSE;
  int fd;

  if (subprocess == NULL)
    return NULL;
  set_subprocess (self, subprocess);
  fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (subprocess)));
  /* Only fewer changes between two processes; the answer is the same without it. */
  if (fcntl (fd, F_SETPIPE_SZ, PIPE_BYTES) < 0)
    g_debug ("The pipe stays small");
  picture = read_answer (self, fd, &spoke);
  /* An honest program that gives up says nothing and ends with a status that tells why. One that
   * said something wrong may go on saying it. */
  if (picture == NULL && spoke)
    g_subprocess_force_exit (subprocess);
  g_subprocess_wait (subprocess, NULL, NULL);
  set_subprocess (self, NULL);
  if (picture != NULL && g_subprocess_get_if_exited (subprocess) &&
      g_subprocess_get_exit_status (subprocess) == REM_PICTURE_EXIT_DONE)
    return g_steal_pointer (&picture);
  set_exit_error (subprocess, error);
  return NULL;
}

/**
 * rem_picture_process_stop:
 * @self: a process
 *
 * Kills the program if it runs, or as soon as it would; rem_picture_process_run() then fails
 * within a moment. Any thread, any number of times.
 */
void
rem_picture_process_stop (RemPictureProcess *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->is_stopped = TRUE;
  if (self->subprocess != NULL)
    g_subprocess_force_exit (self->subprocess);
}
