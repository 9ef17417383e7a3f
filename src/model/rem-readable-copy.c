/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-readable-copy.h"

#include "rem-keepsakes.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * A copy that another program can read has to be a file. It lies in the runtime folder of the
 * login, which is in memory and gone with the login, in a folder of its own that says which process
 * made it: remember-readable-PID-XXXXXX/document.pdf. It is removed when the box is locked, and at
 * the next start if the program did not get that far. Its name says nothing: the other program may
 * remember it.
 */

#define PREFIX "remember-readable-"

typedef struct
{
  char *folder;
  GFile *file;
  GOutputStream *stream;
  GError *error;
} CopyWork;

static const struct
{
  const char *media_type;
  const char *suffix;
} suffixes[] = {
  { "application/pdf", ".pdf" },
  { "application/rtf", ".rtf" },
  { "application/zip", ".zip" },
  { "application/epub+zip", ".epub" },
  { "application/vnd.oasis.opendocument.text", ".odt" },
  { "application/vnd.oasis.opendocument.spreadsheet", ".ods" },
  { "application/vnd.oasis.opendocument.presentation", ".odp" },
  { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx" },
  { "image/jpeg", ".jpg" },
  { "image/png", ".png" },
  { "text/plain", ".txt" },
};

static void
copy_work_free (gpointer data)
{
  CopyWork *work = data;

  g_free (work->folder);
  g_clear_object (&work->file);
  g_clear_object (&work->stream);
  g_clear_error (&work->error);
  g_free (work);
}

/* By what it is; else by the end of the name that it was given, if that is short and plain. */
static char *
build_name (RemAttachment *attachment)
{
  const char *given = strrchr (rem_attachment_get_name (attachment), '.');

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_equal (suffixes[i].media_type, rem_attachment_get_media_type (attachment)))
      return g_strconcat ("document", suffixes[i].suffix, NULL);

  if (given == NULL || strlen (given) < 2 || strlen (given) > 6)
    return g_strdup ("document");
  for (const char *c = given + 1; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c))
      return g_strdup ("document");
  return g_strconcat ("document", given, NULL);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_unlink (child);
    }
  g_rmdir (path);
}

/* The runtime folder itself: where there is none, GLib would take one on the disk. */
static const char *
get_runtime_folder (void)
{
  const char *path = g_getenv ("XDG_RUNTIME_DIR");

  return path != NULL && g_path_is_absolute (path) ? path : NULL;
}

static gboolean
make_file (CopyWork *work, RemAttachment *attachment, GError **error)
{
  g_autofree char *name = build_name (attachment);
  g_autofree char *last = g_strdup_printf (PREFIX "%d-XXXXXX", (int) getpid ());
  g_autofree char *folder = NULL;

  if (get_runtime_folder () == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "No runtime folder");
      return FALSE;
    }
  folder = g_build_filename (get_runtime_folder (), last, NULL);
  if (g_mkdtemp_full (folder, 0700) == NULL)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "making a folder");
      return FALSE;
    }
  work->folder = g_steal_pointer (&folder);
  work->file = g_file_new_build_filename (work->folder, name, NULL);
  work->stream = G_OUTPUT_STREAM (g_file_create (work->file, G_FILE_CREATE_PRIVATE, NULL, error));
  return work->stream != NULL;
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CopyWork *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_output_stream_close_finish (work->stream, result, &error) && work->error == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&work->file), g_object_unref);
      return;
    }
  remove_folder (work->folder);
  if (work->error == NULL)
    work->error = g_steal_pointer (&error);
  g_clear_error (&error);
  g_task_return_error (task, g_steal_pointer (&work->error));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CopyWork *work = g_task_get_task_data (task);

  rem_keepsakes_write_attachment_finish (REM_CONTEXT (source), result, &work->error);
  g_output_stream_close_async (work->stream, G_PRIORITY_DEFAULT, NULL, closed_cb,
                               g_object_ref (task));
}

/**
 * rem_readable_copy_make_async:
 * @context: a context
 * @attachment: a kept file
 * @cancellable: (nullable): ends it; nothing stays
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Writes a copy that this login alone can read, in memory, after its bytes were checked. Only after
 * the person was told what it means.
 */
void
rem_readable_copy_make_async (RemContext *context,
                              RemAttachment *attachment,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  CopyWork *work = NULL;
  GError *error = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (attachment != NULL);

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_readable_copy_make_async);
  work = g_new0 (CopyWork, 1);
  g_task_set_task_data (task, work, copy_work_free);
  if (!make_file (work, attachment, &error))
    {
      if (work->folder != NULL)
        remove_folder (work->folder);
      g_task_return_error (task, error);
      return;
    }
  rem_keepsakes_write_attachment_async (context, rem_attachment_get_uuid (attachment), work->stream,
                                        cancellable, written_cb, g_object_ref (task));
}

/**
 * rem_readable_copy_make_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full): the copy. Fails with %G_IO_ERROR_NOT_SUPPORTED if this login has no
 *   folder in memory, with what making a file met, or as
 *   rem_keepsakes_write_attachment_finish(); then nothing of it stays.
 */
GFile *
rem_readable_copy_make_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_ours_or_nobodys (const char *name)
{
  char *end = NULL;
  gint64 pid;

  if (!g_str_has_prefix (name, PREFIX))
    return FALSE;
  pid = g_ascii_strtoll (name + strlen (PREFIX), &end, 10);
  if (pid <= 1 || pid > G_MAXINT || *end != '-')
    return FALSE;
  return pid == getpid () || (kill ((pid_t) pid, 0) != 0 && errno == ESRCH);
}

/**
 * rem_readable_copy_remove_all:
 *
 * Removes the copies of this process, and those of processes that are gone. At every lock and
 * start. Only walks the runtime folder, which is in memory.
 */
void
rem_readable_copy_remove_all (void)
{
  g_autoptr (GDir) dir = NULL;
  const char *name = NULL;

  if (get_runtime_folder () != NULL)
    dir = g_dir_open (get_runtime_folder (), 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;
      struct stat status;

      if (!is_ours_or_nobodys (name))
        continue;
      path = g_build_filename (get_runtime_folder (), name, NULL);
      /* A link would lead elsewhere. */
      if (lstat (path, &status) == 0 && S_ISDIR (status.st_mode) && status.st_uid == getuid ())
        remove_folder (path);
    }
}
