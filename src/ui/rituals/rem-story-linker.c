/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-story-linker.h"

#include "rem-keepsakes.h"
#include "rem-recent-guard.h"
#include "rem-story.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

#define FILE_ATTRIBUTES G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE

/* A keepsake on its way into a story or out of it; it outlives the page that asked. */
typedef struct
{
  RemContext *context;
  RemStoryKind kind;
  char *id;
  char *keepsake_uuid;
  RemDate day;
  gboolean linked;
  GWeakRef window;
} Linking;

static Linking *
linking_new (RemWindow *window,
             RemContext *context,
             RemStoryKind kind,
             const char *id,
             const char *keepsake_uuid,
             RemDate day,
             gboolean linked)
{
  Linking *self = g_new0 (Linking, 1);

  self->context = g_object_ref (context);
  self->kind = kind;
  self->id = g_strdup (id);
  self->keepsake_uuid = g_strdup (keepsake_uuid);
  self->day = day;
  self->linked = linked;
  g_weak_ref_init (&self->window, window);
  return self;
}

static void
linking_free (Linking *self)
{
  g_object_unref (self->context);
  g_free (self->id);
  g_free (self->keepsake_uuid);
  g_weak_ref_clear (&self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Linking, linking_free)

static void linking_run (Linking *self);

static void
undo_clicked_cb (AdwToast *toast, Linking *done)
{
  g_autoptr (RemWindow) window = g_weak_ref_get (&done->window);

  linking_run (linking_new (window, done->context, done->kind, done->id, done->keepsake_uuid,
                            done->day, !done->linked));
}

static void
linking_freed_with_toast (gpointer data, GClosure *closure)
{
  linking_free (data);
}

static void
linked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Linking) self = user_data;
  g_autoptr (RemWindow) window = g_weak_ref_get (&self->window);
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  if (!rem_story_set_linked_finish (self->context, result, &error))
    {
      if (window != NULL)
        rem_window_show_error (window, error);
      return;
    }
  if (self->linked || window == NULL)
    return;
  toast = adw_toast_new (_ ("It is not here any more. It stays in the box."));
  adw_toast_set_timeout (toast, 20);
  /* Undo is always of the latest removal, and never of the one before. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (toast, C_ ("toast", "Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked_cb),
                         g_steal_pointer (&self), linking_freed_with_toast, 0);
  rem_window_add_toast (window, toast);
}

static void
linking_run (Linking *self)
{
  rem_story_set_linked_async (self->context, self->kind, self->id, self->keepsake_uuid, self->day,
                              self->linked, NULL, linked_cb, self);
}

static void
say (Linking *self, const GError *error)
{
  g_autoptr (RemWindow) window = g_weak_ref_get (&self->window);

  if (window == NULL)
    return;
  if (error != NULL)
    rem_window_show_error (window, error);
  else
    rem_window_show_words (window, _ ("One file is not a picture. It was left where it is."));
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Linking) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemAttachment) attachment =
      rem_keepsakes_keep_file_finish (self->context, result, &error);

  if (attachment == NULL)
    {
      say (self, error);
      return;
    }
  self->keepsake_uuid = g_strdup (rem_attachment_get_keepsake_uuid (attachment));
  linking_run (g_steal_pointer (&self));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Linking) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autoptr (RemKeepsake) draft = NULL;
  g_autoptr (RemKeepsake) keepsake = NULL;
  RemContext *context = self->context;

  if (stream == NULL)
    {
      say (self, error);
      return;
    }
  draft = rem_keepsakes_new_draft (context, REM_KEEPSAKE_KIND_PHOTO);
  keepsake = rem_keepsake_with_day (draft, rem_day_from_date (self->day));
  rem_keepsakes_keep_file_async (context, keepsake, G_INPUT_STREAM (stream),
                                 name != NULL ? name : "picture", NULL, NULL, NULL, kept_cb,
                                 g_steal_pointer (&self));
}

static void
query_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Linking) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);
  const char *content_type = info != NULL ? g_file_info_get_content_type (info) : NULL;

  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
      content_type == NULL || !g_content_type_is_a (content_type, "image/*"))
    {
      say (self, error);
      return;
    }
  g_file_read_async (G_FILE (source), G_PRIORITY_DEFAULT, NULL, read_cb, g_steal_pointer (&self));
}

static void
response_cb (GtkNativeDialog *dialog, int response, Linking *asked)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (RemWindow) window = g_weak_ref_get (&asked->window);

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    {
      rem_recent_guard_forget (rem_context_get_clock (asked->context), file);
      g_file_query_info_async (file, FILE_ATTRIBUTES, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT,
                               NULL, query_cb,
                               linking_new (window, asked->context, asked->kind, asked->id, NULL,
                                            asked->day, TRUE));
    }
  /* It was held by the dialog being open; its closure goes with it. */
  g_object_unref (dialog);
}

static void
linking_freed_with_dialog (gpointer data, GClosure *closure)
{
  linking_free (data);
}

/**
 * rem_story_linker_link:
 * @window: where it is told if it cannot be done
 * @kind: of what the story is
 * @id: the uuid of a date, or the id of a ritual
 * @keepsake_uuid: which keepsake
 * @day: to which day of the story it belongs
 *
 * Puts a keepsake of the box into a story.
 */
void
rem_story_linker_link (
    RemWindow *window, RemStoryKind kind, const char *id, const char *keepsake_uuid, RemDate day)
{
  g_return_if_fail (REM_IS_WINDOW (window));

  linking_run (
      linking_new (window, rem_window_get_context (window), kind, id, keepsake_uuid, day, TRUE));
}

/**
 * rem_story_linker_unlink:
 * @window: where it is told, with a way back
 * @kind: of what the story is
 * @id: the uuid of a date, or the id of a ritual
 * @keepsake_uuid: which keepsake
 * @day: to which day of the story it belonged
 *
 * Takes a keepsake out of a story; it stays in the box.
 */
void
rem_story_linker_unlink (
    RemWindow *window, RemStoryKind kind, const char *id, const char *keepsake_uuid, RemDate day)
{
  g_return_if_fail (REM_IS_WINDOW (window));

  linking_run (
      linking_new (window, rem_window_get_context (window), kind, id, keepsake_uuid, day, FALSE));
}

/**
 * rem_story_linker_choose_photo:
 * @window: a window
 * @kind: of what the story is
 * @id: the uuid of a date, or the id of a ritual
 * @day: to which day of the story the photo belongs
 *
 * Lets the person choose a picture, and puts it into the box and into the story.
 */
void
rem_story_linker_choose_photo (RemWindow *window, RemStoryKind kind, const char *id, RemDate day)
{
  GtkFileChooserNative *chooser;
  g_autoptr (GtkFileFilter) filter = NULL;

  g_return_if_fail (REM_IS_WINDOW (window));
  g_return_if_fail (id != NULL);

  filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _ ("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  chooser = gtk_file_chooser_native_new (_ ("Add a photo"), GTK_WINDOW (window),
                                         GTK_FILE_CHOOSER_ACTION_OPEN, C_ ("file chooser", "_Add"),
                                         C_ ("file chooser", "_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  g_signal_connect_data (chooser, "response", G_CALLBACK (response_cb),
                         linking_new (window, rem_window_get_context (window), kind, id, NULL, day,
                                      TRUE),
                         linking_freed_with_dialog, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
