/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-autostart.h"

#include "rem-state-file.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define FILE_NAME REM_APPLICATION_ID ".Reminders.desktop"

static char *
build_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "autostart", FILE_NAME, NULL);
}

static char *
build_text (void)
{
  return g_strdup_printf ("[Desktop Entry]\n"
                          "Type=Application\n"
                          "Name=%s\n"
                          "Exec=\"%s\"\n"
                          "TryExec=%s\n"
                          "Icon=" REM_APPLICATION_ID ".Reminders\n"
                          "NoDisplay=true\n"
                          "StartupNotify=false\n",
                          _ ("Reminders"), REM_REMINDERS_PROGRAM, REM_REMINDERS_PROGRAM);
}

static void
get_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  g_autofree char *path = build_path ();

  g_task_return_boolean (task, g_file_test (path, G_FILE_TEST_EXISTS));
}

static gboolean
write_file (const char *path, GError **error)
{
  g_autofree char *text = build_text ();

  return rem_state_file_write (path, text, strlen (text), error);
}

static gboolean
remove_file (const char *path, GError **error)
{
  int saved_errno = 0;

  if (g_remove (path) == 0 || errno == ENOENT)
    return TRUE;

  saved_errno = errno;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved_errno),
               "Could not remove the file: %s", g_strerror (saved_errno));
  return FALSE;
}

static void
set_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  g_autofree char *path = build_path ();
  GError *error = NULL;

  if (GPOINTER_TO_INT (task_data) ? write_file (path, &error) : remove_file (path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * rem_autostart_get_async:
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Looks whether the reminder service begins when the person signs in.
 */
void
rem_autostart_get_async (GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, rem_autostart_get_async);
  g_task_set_name (task, "look for the autostart file");
  g_task_run_in_thread (task, get_thread);
}

/**
 * rem_autostart_get_finish:
 * @result: what the callback got
 *
 * Returns: %TRUE if it does
 */
gboolean
rem_autostart_get_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rem_autostart_get_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}

/**
 * rem_autostart_set_async:
 * @is_on: whether the reminder service begins when the person signs in
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Writes the file that lets it begin, or takes it away. Only after the person said so.
 */
void
rem_autostart_set_async (gboolean is_on, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, rem_autostart_set_async);
  g_task_set_name (task, "write the autostart file");
  g_task_set_task_data (task, GINT_TO_POINTER (is_on), NULL);
  g_task_run_in_thread (task, set_thread);
}

/**
 * rem_autostart_set_finish:
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE on success, %FALSE with an error of %G_FILE_ERROR
 */
gboolean
rem_autostart_set_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rem_autostart_set_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
