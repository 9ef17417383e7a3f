/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-copy-saver.h"

#include "rem-keepsakes.h"
#include "rem-letter-plain.h"
#include "rem-recent-guard.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/*
 * A copy outside the box is readable by whoever can read the folder: the chooser says so, and the
 * words afterwards say where it lies. A file that could not be written whole does not stay. Of a
 * photo the copy can leave out place and camera data; what is in the box keeps them.
 */

#define CHOICE_CLEANED "without-place"

typedef struct
{
  RemWindow *window;
  RemAttachment *attachment;
  GtkFileChooserNative *chooser;
  GFile *file;
  GOutputStream *stream;
  GError *error;
  gboolean is_new;
  gboolean is_cleaned;
} Saving;

static void
saving_free (Saving *saving)
{
  g_clear_object (&saving->window);
  g_clear_pointer (&saving->attachment, rem_attachment_unref);
  g_clear_object (&saving->chooser);
  g_clear_object (&saving->file);
  g_clear_object (&saving->stream);
  g_clear_error (&saving->error);
  g_free (saving);
}

static void
delete_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;

  g_file_delete_finish (saving->file, result, NULL);
  rem_window_show_error (saving->window, saving->error);
  saving_free (saving);
}

static void
tell_done (Saving *saving)
{
  g_autoptr (GFile) folder = g_file_get_parent (saving->file);
  g_autofree char *name = folder != NULL ? g_file_get_basename (folder) : g_strdup ("");
  g_autofree char *shown = g_filename_display_name (name);
  /* TRANSLATORS: a copy of a photo was saved outside the box; %s is the name of a folder. */
  g_autofree char *words =
      saving->is_cleaned
          ? g_strdup_printf (_ ("A readable copy without place and camera data is in “%s” now."),
                             shown)
          : g_strdup_printf (_ ("A readable copy is in “%s” now."), shown);

  rem_window_show_words (saving->window, words);
}

static void
close_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;

  if (g_output_stream_close_finish (saving->stream, result, NULL) && saving->error == NULL)
    {
      tell_done (saving);
      saving_free (saving);
      return;
    }
  if (saving->is_new)
    {
      g_file_delete_async (saving->file, G_PRIORITY_DEFAULT, NULL, delete_cb, saving);
      return;
    }
  rem_window_show_error (saving->window, saving->error);
  saving_free (saving);
}

static void
write_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GCancellable) discard = NULL;
  RemContext *context = rem_window_get_context (saving->window);

  if (!rem_keepsakes_write_attachment_finish (context, result, &saving->error))
    {
      /* Closed while cancelled, a stream that replaces a file leaves the old one as it was. */
      discard = g_cancellable_new ();
      g_cancellable_cancel (discard);
    }
  g_output_stream_close_async (saving->stream, G_PRIORITY_DEFAULT, discard, close_cb, saving);
}

static void
take_stream (Saving *saving, GFileOutputStream *stream)
{
  RemContext *context = rem_window_get_context (saving->window);
  const char *uuid = rem_attachment_get_uuid (saving->attachment);

  saving->stream = G_OUTPUT_STREAM (stream);
  if (saving->is_cleaned)
    rem_keepsakes_write_cleaned_async (context, uuid, saving->stream, NULL, write_cb, saving);
  else
    rem_keepsakes_write_attachment_async (context, uuid, saving->stream, NULL, write_cb, saving);
}

static void
replace_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GError) error = NULL;
  GFileOutputStream *stream = g_file_replace_finish (saving->file, result, &error);

  if (stream != NULL)
    {
      take_stream (saving, stream);
      return;
    }
  rem_window_show_error (saving->window, error);
  saving_free (saving);
}

static void
create_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GError) error = NULL;
  GFileOutputStream *stream = g_file_create_finish (saving->file, result, &error);

  if (stream != NULL)
    {
      saving->is_new = TRUE;
      take_stream (saving, stream);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      /* The chooser has asked whether it may be replaced. */
      g_file_replace_async (saving->file, NULL, FALSE, G_FILE_CREATE_PRIVATE, G_PRIORITY_DEFAULT,
                            NULL, replace_cb, saving);
      return;
    }
  rem_window_show_error (saving->window, error);
  saving_free (saving);
}

static void
response_cb (GtkNativeDialog *dialog, int response, Saving *saving)
{
  RemContext *context = rem_window_get_context (saving->window);

  saving->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (response != GTK_RESPONSE_ACCEPT || saving->file == NULL)
    {
      saving_free (saving);
      return;
    }

  saving->is_cleaned =
      g_strcmp0 (gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (dialog), CHOICE_CLEANED), "true") ==
      0;
  rem_recent_guard_forget (rem_context_get_clock (context), saving->file);
  g_file_create_async (saving->file, G_FILE_CREATE_PRIVATE, G_PRIORITY_DEFAULT, NULL, create_cb,
                       saving);
}

static GUserDirectory
get_folder (const char *media_type)
{
  if (g_str_has_prefix (media_type, "image/"))
    return G_USER_DIRECTORY_PICTURES;
  if (g_str_has_prefix (media_type, "audio/"))
    return G_USER_DIRECTORY_MUSIC;
  if (g_str_has_prefix (media_type, "video/"))
    return G_USER_DIRECTORY_VIDEOS;
  return G_USER_DIRECTORY_DOCUMENTS;
}

/**
 * rem_copy_saver_ask:
 * @window: the window
 * @attachment: what to copy out of the box
 *
 * Asks where to, and writes the bytes there exactly as they were given to the box, or those of a
 * photo without place and camera data if that is wished.
 */
void
rem_copy_saver_ask (RemWindow *window, RemAttachment *attachment)
{
  Saving *saving = NULL;
  g_autofree char *name = NULL;
  const char *path = NULL;

  g_return_if_fail (REM_IS_WINDOW (window));
  g_return_if_fail (attachment != NULL);

  saving = g_new0 (Saving, 1);
  saving->window = g_object_ref (window);
  saving->attachment = rem_attachment_ref (attachment);
  saving->chooser =
      gtk_file_chooser_native_new (_ ("Save a copy that anyone can read"), GTK_WINDOW (window),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, C_ ("file chooser", "_Save"),
                                   C_ ("file chooser", "_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (saving->chooser), TRUE);

  if (g_str_has_prefix (rem_attachment_get_media_type (attachment), "image/"))
    gtk_file_chooser_add_choice (GTK_FILE_CHOOSER (saving->chooser), CHOICE_CLEANED,
                                 _ ("Leave out place and camera data"), NULL, NULL);

  name = rem_letter_plain_line (rem_attachment_get_name (attachment));
  g_strdelimit (name, "/", '_');
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (saving->chooser), name);
  path = g_get_user_special_dir (get_folder (rem_attachment_get_media_type (attachment)));
  if (path != NULL)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (path);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (saving->chooser), folder, NULL);
    }
  g_signal_connect (saving->chooser, "response", G_CALLBACK (response_cb), saving);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (saving->chooser));
}
