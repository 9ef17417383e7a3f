/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-photo-adder.h"

#include "rem-keepsakes.h"
#include "rem-recent-guard.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/*
 * A queue of pictures, and one on its way:
 *
 *   a file:     what is it? ── read ──► keep_file
 *   a texture:  made into a PNG in a thread ──► keep_file
 *
 * When the queue is empty one sentence tells how it went. Stopping gives up what is on its way and
 * what waits; what has arrived stays.
 */

/** How long it may take before the line is shown, in milliseconds. */
#define PATIENCE_MS 400

#define FILE_ATTRIBUTES                                                                            \
  G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE                        \
                                 "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME

struct _RemPhotoAdder
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkProgressBar *bar;

  RemContext *context;
  GQueue waiting; /* GFile or GdkTexture */
  GObject *current;
  GCancellable *cancellable;
  GtkFileChooserNative *chooser;
  guint patience_id;
  guint n_all;
  guint n_done;
  guint n_kept;
  guint n_refused;
  GError *error;
};

G_DEFINE_FINAL_TYPE (RemPhotoAdder, rem_photo_adder, GTK_TYPE_WIDGET)

static RemWindow *
get_window (RemPhotoAdder *self)
{
  return REM_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
clear_patience (RemPhotoAdder *self)
{
  if (self->patience_id != 0)
    rem_clock_remove_timeout (rem_context_get_clock (self->context), self->patience_id);
  self->patience_id = 0;
}

static void
patience_cb (gpointer user_data)
{
  RemPhotoAdder *self = user_data;

  self->patience_id = 0;
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

static void
tell_result (RemPhotoAdder *self)
{
  RemWindow *window = get_window (self);

  if (window == NULL)
    return;

  if (self->n_kept == 1)
    rem_window_show_words (window, _ ("The photo is in the box."));
  else if (self->n_kept > 1)
    rem_window_show_words (window, _ ("The photos are in the box."));
  if (self->n_refused == 1)
    rem_window_show_words (window, _ ("One file is not a picture. It was left where it is."));
  else if (self->n_refused > 1)
    rem_window_show_words (window,
                           _ ("Some files are not pictures. They were left where they are."));
  rem_window_show_error (window, self->error);
}

static void
finish_all (RemPhotoAdder *self)
{
  clear_patience (self);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  g_clear_object (&self->cancellable);
  tell_result (self);
  g_clear_error (&self->error);
  g_clear_object (&self->context);
  self->n_all = self->n_done = self->n_kept = self->n_refused = 0;
}

static void start_next (RemPhotoAdder *self);

/* Ends the one on its way. @error: (transfer full) (nullable) */
static void
finish_current (RemPhotoAdder *self, GError *error)
{
  g_clear_object (&self->current);
  self->n_done++;
  if (error == NULL)
    ;
  else if (self->error == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->error = error;
  else
    g_error_free (error);
  start_next (self);
}

static void
show_fraction (RemPhotoAdder *self, double part)
{
  gtk_progress_bar_set_fraction (self->bar,
                                 CLAMP ((self->n_done + part) / MAX (self->n_all, 1), 0, 1));
}

static void
progress_cb (goffset current, goffset total, gpointer user_data)
{
  RemPhotoAdder *self = user_data;

  if (total > 0 && self->current != NULL)
    show_fraction (self, (double) current / (double) total);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPhotoAdder) self = user_data;
  g_autoptr (RemAttachment) attachment = NULL;
  GError *error = NULL;

  attachment = rem_keepsakes_keep_file_finish (self->context, result, &error);
  if (attachment != NULL)
    self->n_kept++;
  finish_current (self, error);
}

static void
keep (RemPhotoAdder *self, GInputStream *stream, const char *name)
{
  g_autoptr (RemKeepsake) draft = rem_keepsakes_new_draft (self->context, REM_KEEPSAKE_KIND_PHOTO);

  rem_keepsakes_keep_file_async (self->context, draft, stream, name, self->cancellable, progress_cb,
                                 self, keep_cb, g_object_ref (self));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPhotoAdder) self = user_data;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *name = NULL;
  GError *error = NULL;

  stream = g_file_read_finish (G_FILE (source), result, &error);
  if (stream == NULL)
    {
      finish_current (self, error);
      return;
    }
  name = g_file_get_basename (G_FILE (source));
  keep (self, G_INPUT_STREAM (stream), name != NULL ? name : "picture");
}

static void
query_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPhotoAdder) self = user_data;
  g_autoptr (GFileInfo) info = NULL;
  const char *content_type;
  GError *error = NULL;

  info = g_file_query_info_finish (G_FILE (source), result, &error);
  if (info == NULL)
    {
      finish_current (self, error);
      return;
    }

  content_type = g_file_info_get_content_type (info);
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || content_type == NULL ||
      !g_content_type_is_a (content_type, "image/*"))
    {
      self->n_refused++;
      finish_current (self, NULL);
      return;
    }
  g_file_read_async (G_FILE (source), G_PRIORITY_DEFAULT, self->cancellable, read_cb,
                     g_object_ref (self));
}

static void
encode_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, gdk_texture_save_to_png_bytes (task_data),
                         (GDestroyNotify) g_bytes_unref);
}

static void
encode_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RemPhotoAdder *self = REM_PHOTO_ADDER (source);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GInputStream) stream = NULL;
  GError *error = NULL;

  bytes = g_task_propagate_pointer (G_TASK (result), &error);
  if (bytes == NULL)
    {
      finish_current (self, error);
      return;
    }
  stream = g_memory_input_stream_new_from_bytes (bytes);
  keep (self, stream, "picture.png");
}

static void
start_next (RemPhotoAdder *self)
{
  if (self->current != NULL)
    return;
  if (g_queue_is_empty (&self->waiting))
    {
      finish_all (self);
      return;
    }

  self->current = g_queue_pop_head (&self->waiting);
  show_fraction (self, 0);
  if (G_IS_FILE (self->current))
    {
      g_file_query_info_async (G_FILE (self->current), FILE_ATTRIBUTES, G_FILE_QUERY_INFO_NONE,
                               G_PRIORITY_DEFAULT, self->cancellable, query_cb,
                               g_object_ref (self));
    }
  else
    {
      g_autoptr (GTask) task = g_task_new (self, self->cancellable, encode_cb, NULL);

      g_task_set_source_tag (task, start_next);
      g_task_set_name (task, "[remember] encode pasted picture");
      g_task_set_task_data (task, g_object_ref (self->current), g_object_unref);
      g_task_run_in_thread (task, encode_thread);
    }
}

static void
take (RemPhotoAdder *self, gpointer object)
{
  RemWindow *window = get_window (self);

  if (window == NULL)
    return;

  if (self->context == NULL)
    {
      self->context = g_object_ref (rem_window_get_context (window));
      self->cancellable = g_cancellable_new ();
      self->patience_id = rem_clock_add_timeout (rem_context_get_clock (self->context), PATIENCE_MS,
                                                 patience_cb, self);
    }
  g_queue_push_tail (&self->waiting, g_object_ref (object));
  self->n_all++;
  start_next (self);
}

static void
response_cb (GtkNativeDialog *dialog, int response, RemPhotoAdder *self)
{
  g_autoptr (GListModel) files = NULL;
  RemWindow *window = get_window (self);

  if (response == GTK_RESPONSE_ACCEPT && window != NULL)
    {
      RemClock *clock = rem_context_get_clock (rem_window_get_context (window));

      files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);

          rem_recent_guard_forget (clock, file);
          rem_photo_adder_add_file (self, file);
        }
    }
  g_clear_object (&self->chooser);
}

static void
rem_photo_adder_dispose (GObject *object)
{
  RemPhotoAdder *self = REM_PHOTO_ADDER (object);

  rem_photo_adder_stop (self);
  if (self->context != NULL)
    clear_patience (self);
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_PHOTO_ADDER);

  G_OBJECT_CLASS (rem_photo_adder_parent_class)->dispose (object);
}

static void
rem_photo_adder_finalize (GObject *object)
{
  RemPhotoAdder *self = REM_PHOTO_ADDER (object);

  g_clear_object (&self->context);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (rem_photo_adder_parent_class)->finalize (object);
}

static void
rem_photo_adder_class_init (RemPhotoAdderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_photo_adder_dispose;
  object_class->finalize = rem_photo_adder_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-photo-adder.ui");
  gtk_widget_class_bind_template_child (widget_class, RemPhotoAdder, revealer);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoAdder, bar);
  gtk_widget_class_bind_template_callback (widget_class, rem_photo_adder_stop);
}

static void
rem_photo_adder_init (RemPhotoAdder *self)
{
  g_queue_init (&self->waiting);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_photo_adder_choose:
 * @self: an adder in a window
 *
 * Lets the person choose pictures, and adds them.
 */
void
rem_photo_adder_choose (RemPhotoAdder *self)
{
  g_autoptr (GtkFileFilter) filter = NULL;

  g_return_if_fail (REM_IS_PHOTO_ADDER (self));

  if (self->chooser != NULL)
    return;

  filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _ ("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/*");

  self->chooser =
      gtk_file_chooser_native_new (_ ("Add photos to the box"), GTK_WINDOW (get_window (self)),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, C_ ("file chooser", "_Add"),
                                   C_ ("file chooser", "_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  if (g_get_user_special_dir (G_USER_DIRECTORY_PICTURES) != NULL)
    {
      g_autoptr (GFile) folder =
          g_file_new_for_path (g_get_user_special_dir (G_USER_DIRECTORY_PICTURES));

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
    }
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/**
 * rem_photo_adder_add_file:
 * @self: an adder in a window
 * @file: a file; it stays where it is
 *
 * Adds a picture. Anything else is left out, and that is told.
 */
void
rem_photo_adder_add_file (RemPhotoAdder *self, GFile *file)
{
  g_return_if_fail (REM_IS_PHOTO_ADDER (self));
  g_return_if_fail (G_IS_FILE (file));

  take (self, file);
}

/**
 * rem_photo_adder_add_texture:
 * @self: an adder in a window
 * @texture: a picture that came without a file
 *
 * Adds a picture as a PNG.
 */
void
rem_photo_adder_add_texture (RemPhotoAdder *self, GdkTexture *texture)
{
  g_return_if_fail (REM_IS_PHOTO_ADDER (self));
  g_return_if_fail (GDK_IS_TEXTURE (texture));

  take (self, texture);
}

/**
 * rem_photo_adder_stop:
 * @self: an adder
 *
 * Gives up what has not arrived yet.
 */
void
rem_photo_adder_stop (RemPhotoAdder *self)
{
  g_return_if_fail (REM_IS_PHOTO_ADDER (self));

  g_queue_clear_full (&self->waiting, g_object_unref);
  g_cancellable_cancel (self->cancellable);
}
