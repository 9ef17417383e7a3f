/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake-adder.h"

#include "rem-file-choice.h"
#include "rem-keepsake-words.h"
#include "rem-keepsakes.h"
#include "rem-recent-guard.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * A queue of things, and one on its way:
 *
 *   a file:     a file at all? ── opened ── its first bytes tell what it is ──► keep_file
 *   a texture:  made into a PNG in a thread ──► keep_file
 *
 * Neither the name of a file nor what the desktop takes it for decides what it is kept as, but its
 * bytes, and what the person asked for where both are true: a sound may come in a film's clothes,
 * and a picture may be a document. When the queue is empty one sentence tells how it went. Stopping
 * gives up what is on its way and what waits; what has arrived stays.
 */

/** How long it may take before the line is shown, in milliseconds. */
#define PATIENCE_MS 400

/** So many of the first bytes tell what a file is. */
#define HEAD_SIZE 4096

/* One thing on its way. */
typedef struct
{
  GObject *source;      /* GFile or GdkTexture */
  RemKeepsakeKind kind; /* asked for, or 0 */
  RemKeepsake *object;  /* (nullable): what it is a photo of */
  RemKeepsake *beside;  /* (nullable): what it was added to while that was written */
  GInputStream *stream;
  char *name;
} Errand;

struct _RemKeepsakeAdder
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkProgressBar *bar;

  RemContext *context;
  GQueue waiting; /* Errand */
  Errand *current;
  GCancellable *cancellable;
  GtkFileChooserNative *chooser;
  RemKeepsakeKind chosen_kind;
  RemKeepsake *chosen_object;
  guint patience_id;
  guint n_all;
  guint n_done;
  guint n_kept;
  guint n_pictures_wanted;
  guint n_folders;
  RemKeepsakeKind kept_kind; /* of all that was kept; 0 if of several */
  GError *error;
};

G_DEFINE_FINAL_TYPE (RemKeepsakeAdder, rem_keepsake_adder, GTK_TYPE_WIDGET)

static RemWindow *
get_window (RemKeepsakeAdder *self)
{
  return REM_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
clear_patience (RemKeepsakeAdder *self)
{
  if (self->patience_id != 0)
    rem_clock_remove_timeout (rem_context_get_clock (self->context), self->patience_id);
  self->patience_id = 0;
}

static void
patience_cb (gpointer user_data)
{
  RemKeepsakeAdder *self = user_data;

  self->patience_id = 0;
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

static void
errand_free (Errand *errand)
{
  g_clear_object (&errand->source);
  g_clear_pointer (&errand->object, rem_keepsake_unref);
  g_clear_pointer (&errand->beside, rem_keepsake_unref);
  g_clear_object (&errand->stream);
  g_free (errand->name);
  g_free (errand);
}

static const char *
get_kept_words (RemKeepsakeKind kind, gboolean is_one)
{
  switch (kind)
    {
    case REM_KEEPSAKE_KIND_PHOTO:
      return is_one ? _ ("The photo is in the box.") : _ ("The photos are in the box.");
    case REM_KEEPSAKE_KIND_SOUND:
      return is_one ? _ ("The sound is in the box.") : _ ("The sounds are in the box.");
    case REM_KEEPSAKE_KIND_FILM:
      return is_one ? _ ("The film is in the box.") : _ ("The films are in the box.");
    case REM_KEEPSAKE_KIND_DOCUMENT:
      return is_one ? _ ("The document is in the box.") : _ ("The documents are in the box.");
    case REM_KEEPSAKE_KIND_OBJECT:
      return is_one ? _ ("The photo is with its object.") : _ ("The photos are with their object.");
    case REM_KEEPSAKE_KIND_NOTE:
    case REM_KEEPSAKE_KIND_LETTER:
    default:
      return _ ("Everything is in the box.");
    }
}

static void
tell_result (RemKeepsakeAdder *self)
{
  RemWindow *window = get_window (self);

  if (window == NULL)
    return;

  if (self->n_kept > 0)
    rem_window_show_words (window, get_kept_words (self->kept_kind, self->n_kept == 1));
  if (self->n_pictures_wanted == 1)
    rem_window_show_words (window, _ ("One file is not a picture. It was left where it is."));
  else if (self->n_pictures_wanted > 1)
    rem_window_show_words (window,
                           _ ("Some files are not pictures. They were left where they are."));
  if (self->n_folders > 0)
    rem_window_show_words (window, _ ("A folder cannot be kept as it is. It was left where it is; "
                                      "the files in it can be added."));
  rem_window_show_error (window, self->error);
}

static void
finish_all (RemKeepsakeAdder *self)
{
  clear_patience (self);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  g_clear_object (&self->cancellable);
  tell_result (self);
  g_clear_error (&self->error);
  g_clear_object (&self->context);
  self->n_all = self->n_done = self->n_kept = 0;
  self->n_pictures_wanted = self->n_folders = 0;
}

static void start_next (RemKeepsakeAdder *self);

/* Ends the one on its way. @error: (transfer full) (nullable) */
static void
finish_current (RemKeepsakeAdder *self, GError *error)
{
  g_clear_pointer (&self->current, errand_free);
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
show_fraction (RemKeepsakeAdder *self, double part)
{
  gtk_progress_bar_set_fraction (self->bar,
                                 CLAMP ((self->n_done + part) / MAX (self->n_all, 1), 0, 1));
}

static void
progress_cb (goffset current, goffset total, gpointer user_data)
{
  RemKeepsakeAdder *self = user_data;

  if (total > 0 && self->current != NULL)
    show_fraction (self, (double) current / (double) total);
}

static void
note_kept (RemKeepsakeAdder *self, RemKeepsakeKind kind)
{
  if (self->n_kept == 0)
    self->kept_kind = kind;
  else if (self->kept_kind != kind)
    self->kept_kind = 0;
  self->n_kept++;
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemKeepsakeAdder) self = user_data;
  g_autoptr (RemAttachment) attachment = NULL;
  GError *error = NULL;

  attachment = rem_keepsakes_keep_file_finish (self->context, result, &error);
  if (attachment != NULL)
    note_kept (self,
               self->current->object != NULL ? REM_KEEPSAKE_KIND_OBJECT : self->current->kind);
  finish_current (self, error);
}

/* (transfer full): @draft about the same ones, and of the same day, as what it came to. */
static RemKeepsake *
put_beside (RemKeepsake *draft, RemKeepsake *beside)
{
  g_autoptr (RemKeepsake) about =
      rem_keepsake_with_persons (draft, rem_keepsake_get_persons (beside));

  return rem_keepsake_with_day (about, rem_keepsake_get_day (beside));
}

/* Current errand, whose kind is known. */
static void
keep (RemKeepsakeAdder *self)
{
  Errand *errand = self->current;
  g_autoptr (RemKeepsake) draft = NULL;

  if (errand->object != NULL)
    {
      draft = rem_keepsake_ref (errand->object);
    }
  else if (errand->kind == REM_KEEPSAKE_KIND_PHOTO)
    {
      draft = rem_keepsakes_new_draft (self->context, errand->kind);
    }
  else
    {
      g_autoptr (RemKeepsake) untitled = rem_keepsakes_new_draft (self->context, errand->kind);
      g_autofree char *title = rem_keepsake_words_build_title (errand->name);

      draft = rem_keepsake_with_title (untitled, title);
    }
  if (errand->beside != NULL)
    {
      g_autoptr (RemKeepsake) plain = g_steal_pointer (&draft);

      draft = put_beside (plain, errand->beside);
    }
  rem_keepsakes_keep_file_async (self->context, draft, errand->stream, errand->name,
                                 self->cancellable, progress_cb, self, keep_cb,
                                 g_object_ref (self));
}

static RemKeepsakeKind
choose_kind (RemKeepsakeKind asked, RemKeepsakeKind told)
{
  if (asked == REM_KEEPSAKE_KIND_DOCUMENT)
    return asked;
  if (asked == REM_KEEPSAKE_KIND_SOUND && told == REM_KEEPSAKE_KIND_FILM)
    return asked;
  return told;
}

static void
head_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemKeepsakeAdder) self = user_data;
  GBufferedInputStream *stream = G_BUFFERED_INPUT_STREAM (source);
  RemKeepsakeKind told;
  const void *head;
  gsize size = 0;
  GError *error = NULL;

  if (g_buffered_input_stream_fill_finish (stream, result, &error) < 0)
    {
      finish_current (self, error);
      return;
    }
  head = g_buffered_input_stream_peek_buffer (stream, &size);
  told = rem_keepsakes_recognise (head, size);
  if ((self->current->object != NULL || self->current->kind == REM_KEEPSAKE_KIND_PHOTO) &&
      told != REM_KEEPSAKE_KIND_PHOTO)
    {
      self->n_pictures_wanted++;
      finish_current (self, NULL);
      return;
    }
  self->current->kind = choose_kind (self->current->kind, told);
  keep (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemKeepsakeAdder) self = user_data;
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
  self->current->name = g_filename_display_name (name != NULL ? name : "file");
  self->current->stream = g_buffered_input_stream_new_sized (G_INPUT_STREAM (stream), HEAD_SIZE);
  g_buffered_input_stream_fill_async (G_BUFFERED_INPUT_STREAM (self->current->stream), HEAD_SIZE,
                                      G_PRIORITY_DEFAULT, self->cancellable, head_cb,
                                      g_object_ref (self));
}

static void
query_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemKeepsakeAdder) self = user_data;
  g_autoptr (GFileInfo) info = NULL;
  GError *error = NULL;

  info = g_file_query_info_finish (G_FILE (source), result, &error);
  if (info == NULL)
    {
      finish_current (self, error);
      return;
    }
  /* Reading from anything else, as a pipe, might never end. */
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      self->n_folders++;
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
  RemKeepsakeAdder *self = REM_KEEPSAKE_ADDER (source);
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  bytes = g_task_propagate_pointer (G_TASK (result), &error);
  if (bytes == NULL)
    {
      finish_current (self, error);
      return;
    }
  self->current->stream = g_memory_input_stream_new_from_bytes (bytes);
  self->current->name = g_strdup ("picture.png");
  self->current->kind = REM_KEEPSAKE_KIND_PHOTO;
  keep (self);
}

static void
start_next (RemKeepsakeAdder *self)
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
  if (G_IS_FILE (self->current->source))
    {
      g_file_query_info_async (G_FILE (self->current->source), G_FILE_ATTRIBUTE_STANDARD_TYPE,
                               G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, self->cancellable,
                               query_cb, g_object_ref (self));
    }
  else
    {
      g_autoptr (GTask) task = g_task_new (self, self->cancellable, encode_cb, NULL);

      g_task_set_source_tag (task, start_next);
      g_task_set_name (task, "[remember] encode pasted picture");
      g_task_set_task_data (task, g_object_ref (self->current->source), g_object_unref);
      g_task_run_in_thread (task, encode_thread);
    }
}

static void
take (RemKeepsakeAdder *self,
      gpointer source,
      RemKeepsakeKind kind,
      RemKeepsake *object,
      RemKeepsake *beside)
{
  RemWindow *window = get_window (self);
  Errand *errand = NULL;

  if (window == NULL)
    return;

  if (self->context == NULL)
    {
      self->context = g_object_ref (rem_window_get_context (window));
      self->cancellable = g_cancellable_new ();
      self->patience_id = rem_clock_add_timeout (rem_context_get_clock (self->context), PATIENCE_MS,
                                                 patience_cb, self);
    }
  errand = g_new0 (Errand, 1);
  errand->source = g_object_ref (source);
  errand->kind = kind;
  errand->object = object != NULL ? rem_keepsake_ref (object) : NULL;
  errand->beside = beside != NULL ? rem_keepsake_ref (beside) : NULL;
  g_queue_push_tail (&self->waiting, errand);
  self->n_all++;
  start_next (self);
}

static void
response_cb (GtkNativeDialog *dialog, int response, RemKeepsakeAdder *self)
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
          take (self, file, self->chosen_kind, self->chosen_object, NULL);
        }
    }
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->chosen_object, rem_keepsake_unref);
}

static void
choose (RemKeepsakeAdder *self, RemKeepsakeKind kind)
{
  self->chosen_kind = kind == REM_KEEPSAKE_KIND_OBJECT ? REM_KEEPSAKE_KIND_PHOTO : kind;
  self->chooser = rem_file_choice_new (GTK_WINDOW (get_window (self)), kind);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
rem_keepsake_adder_dispose (GObject *object)
{
  RemKeepsakeAdder *self = REM_KEEPSAKE_ADDER (object);

  rem_keepsake_adder_stop (self);
  if (self->context != NULL)
    clear_patience (self);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->chosen_object, rem_keepsake_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_KEEPSAKE_ADDER);

  G_OBJECT_CLASS (rem_keepsake_adder_parent_class)->dispose (object);
}

static void
rem_keepsake_adder_finalize (GObject *object)
{
  RemKeepsakeAdder *self = REM_KEEPSAKE_ADDER (object);

  g_clear_object (&self->context);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (rem_keepsake_adder_parent_class)->finalize (object);
}

static void
rem_keepsake_adder_class_init (RemKeepsakeAdderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_keepsake_adder_dispose;
  object_class->finalize = rem_keepsake_adder_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-keepsake-adder.ui");
  gtk_widget_class_bind_template_child (widget_class, RemKeepsakeAdder, revealer);
  gtk_widget_class_bind_template_child (widget_class, RemKeepsakeAdder, bar);
  gtk_widget_class_bind_template_callback (widget_class, rem_keepsake_adder_stop);
}

static void
rem_keepsake_adder_init (RemKeepsakeAdder *self)
{
  g_queue_init (&self->waiting);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_keepsake_adder_choose:
 * @self: an adder in a window
 * @kind: photo, sound, film or document
 *
 * Lets the person choose files, and adds them: photos only pictures, the others as what they are.
 */
void
rem_keepsake_adder_choose (RemKeepsakeAdder *self, RemKeepsakeKind kind)
{
  g_return_if_fail (REM_IS_KEEPSAKE_ADDER (self));

  if (self->chooser == NULL)
    choose (self, kind);
}

/**
 * rem_keepsake_adder_choose_photos_of:
 * @self: an adder in a window
 * @object: a keepsake that is kept
 *
 * Lets the person choose pictures, and adds them to @object.
 */
void
rem_keepsake_adder_choose_photos_of (RemKeepsakeAdder *self, RemKeepsake *object)
{
  g_return_if_fail (REM_IS_KEEPSAKE_ADDER (self));
  g_return_if_fail (object != NULL);

  if (self->chooser != NULL)
    return;
  self->chosen_object = rem_keepsake_ref (object);
  choose (self, REM_KEEPSAKE_KIND_OBJECT);
}

/**
 * rem_keepsake_adder_add_file:
 * @self: an adder in a window
 * @file: a file; it stays where it is
 * @beside: (nullable): a letter or a note: it will be about the same ones, and of the same day
 *
 * Adds a file as what its bytes tell: a photo, a sound, a film, or else a document. A folder is
 * left out, and that is told.
 */
void
rem_keepsake_adder_add_file (RemKeepsakeAdder *self, GFile *file, RemKeepsake *beside)
{
  g_return_if_fail (REM_IS_KEEPSAKE_ADDER (self));
  g_return_if_fail (G_IS_FILE (file));

  take (self, file, 0, NULL, beside);
}

/**
 * rem_keepsake_adder_add_texture:
 * @self: an adder in a window
 * @texture: a picture that came without a file
 * @beside: (nullable): a letter or a note: it will be about the same ones, and of the same day
 *
 * Adds a picture as a PNG.
 */
void
rem_keepsake_adder_add_texture (RemKeepsakeAdder *self, GdkTexture *texture, RemKeepsake *beside)
{
  g_return_if_fail (REM_IS_KEEPSAKE_ADDER (self));
  g_return_if_fail (GDK_IS_TEXTURE (texture));

  take (self, texture, REM_KEEPSAKE_KIND_PHOTO, NULL, beside);
}

/**
 * rem_keepsake_adder_stop:
 * @self: an adder
 *
 * Gives up what has not arrived yet.
 */
void
rem_keepsake_adder_stop (RemKeepsakeAdder *self)
{
  g_return_if_fail (REM_IS_KEEPSAKE_ADDER (self));

  g_queue_clear_full (&self->waiting, (GDestroyNotify) errand_free);
  g_cancellable_cancel (self->cancellable);
}
