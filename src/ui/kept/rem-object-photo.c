/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-object-photo.h"

#include "rem-focus-child.h"
#include "rem-keepsakes.h"
#include "rem-letter-plain.h"
#include "rem-picture-texture.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/*
 * The words are kept a moment after the last one, and at once when the photo goes out of view.
 * Taken out, a photo is not gone: it lies in the box as a photo by itself, with its words, and one
 * act puts it back.
 */

#define PICTURE_SIDE 1024
#define PAUSE_MS     1000

/** How long taking out can be undone from the foot of the window, in seconds. */
#define UNDO_TIMEOUT_S 15

struct _RemObjectPhoto
{
  GtkWidget parent_instance;

  GtkWidget *whole;
  GtkPicture *picture;
  GtkWidget *trouble;
  GtkEntry *caption;

  RemContext *context;
  RemAttachment *attachment;
  GCancellable *reading;
  guint pause_id;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (RemObjectPhoto, rem_object_photo, GTK_TYPE_WIDGET)

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemObjectPhoto) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (RemPicture) picture =
      rem_keepsakes_read_picture_finish (REM_CONTEXT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->reading == NULL)
    return;
  if (picture == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->picture), FALSE);
      gtk_widget_set_visible (self->trouble, TRUE);
      return;
    }
  texture = rem_picture_texture_new (picture);
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), -1, -1);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
}

static void
name_picture (RemObjectPhoto *self)
{
  g_autofree char *words = rem_letter_plain_line (rem_attachment_get_caption (self->attachment));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  *words != '\0' ? words : _ ("A photo without words"), -1);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemObjectPhoto) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!rem_keepsakes_change_attachment_finish (REM_CONTEXT (source), result, &error) &&
      root != NULL)
    rem_window_show_error (REM_WINDOW (root), error);
}

static void
clear_pause (RemObjectPhoto *self)
{
  if (self->pause_id != 0)
    rem_clock_remove_timeout (rem_context_get_clock (self->context), self->pause_id);
  self->pause_id = 0;
}

static void
keep_caption (RemObjectPhoto *self)
{
  g_autoptr (RemAttachment) before = self->attachment;
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->caption));

  self->attachment = rem_attachment_with_caption (before, words);
  name_picture (self);
  rem_keepsakes_change_attachment_async (self->context, self->attachment, NULL, kept_cb,
                                         g_object_ref (self));
}

static void
flush (RemObjectPhoto *self)
{
  if (self->pause_id == 0)
    return;
  clear_pause (self);
  keep_caption (self);
}

static void
pause_cb (gpointer user_data)
{
  RemObjectPhoto *self = user_data;

  self->pause_id = 0;
  keep_caption (self);
}

static void
caption_changed_cb (RemObjectPhoto *self)
{
  if (self->is_updating || self->context == NULL)
    return;
  clear_pause (self);
  self->pause_id =
      rem_clock_add_timeout (rem_context_get_clock (self->context), PAUSE_MS, pause_cb, self);
}

static void
put_back_cb (RemWindow *window, AdwToast *toast)
{
  RemAttachment *attachment = g_object_get_data (G_OBJECT (toast), "attachment");
  const char *alone_uuid = g_object_get_data (G_OBJECT (toast), "alone");

  rem_keepsakes_change_attachment_async (rem_window_get_context (window), attachment, NULL, NULL,
                                         NULL);
  rem_keepsakes_remove_async (rem_window_get_context (window), alone_uuid, NULL, NULL, NULL);
}

typedef struct
{
  RemWindow *window;
  RemAttachment *attachment; /* as it was */
  RemKeepsake *alone;
} TakingOut;

static void
taking_out_free (TakingOut *work)
{
  g_object_unref (work->window);
  rem_attachment_unref (work->attachment);
  rem_keepsake_unref (work->alone);
  g_free (work);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TakingOut, taking_out_free)

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TakingOut) work = user_data;
  g_autoptr (GError) error = NULL;
  AdwToast *toast = NULL;

  if (!rem_keepsakes_change_attachment_finish (REM_CONTEXT (source), result, &error))
    {
      rem_window_show_error (work->window, error);
      return;
    }
  toast = adw_toast_new (_ ("The photo lies in the box by itself now."));
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, UNDO_TIMEOUT_S);
  g_object_set_data_full (G_OBJECT (toast), "attachment", rem_attachment_ref (work->attachment),
                          (GDestroyNotify) rem_attachment_unref);
  g_object_set_data_full (G_OBJECT (toast), "alone", g_strdup (rem_keepsake_get_uuid (work->alone)),
                          g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (put_back_cb), work->window,
                           G_CONNECT_SWAPPED);
  rem_window_add_toast (work->window, toast);
}

static void
alone_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TakingOut) work = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemKeepsake) kept = NULL;
  g_autoptr (RemAttachment) moved = NULL;

  kept = rem_keepsakes_keep_finish (REM_CONTEXT (source), result, &error);
  if (kept == NULL)
    {
      rem_window_show_error (work->window, error);
      return;
    }
  moved = rem_attachment_with_keepsake (work->attachment, rem_keepsake_get_uuid (kept));
  rem_keepsakes_change_attachment_async (REM_CONTEXT (source), moved, NULL, moved_cb,
                                         g_steal_pointer (&work));
}

static void
take_out_cb (RemObjectPhoto *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  TakingOut *work = NULL;
  g_autoptr (RemKeepsake) draft = NULL;

  if (root == NULL)
    return;
  flush (self);
  draft = rem_keepsakes_new_draft (self->context, REM_KEEPSAKE_KIND_PHOTO);
  work = g_new0 (TakingOut, 1);
  work->window = g_object_ref (REM_WINDOW (root));
  work->attachment = rem_attachment_ref (self->attachment);
  work->alone = rem_keepsake_with_text (draft, rem_attachment_get_caption (self->attachment));
  rem_keepsakes_keep_async (self->context, work->alone, NULL, alone_kept_cb, work);
}

static void
rem_object_photo_map (GtkWidget *widget)
{
  RemObjectPhoto *self = REM_OBJECT_PHOTO (widget);

  GTK_WIDGET_CLASS (rem_object_photo_parent_class)->map (widget);
  if (self->reading != NULL)
    return;
  self->reading = g_cancellable_new ();
  rem_keepsakes_read_picture_async (self->context, rem_attachment_get_uuid (self->attachment),
                                    PICTURE_SIDE, self->reading, read_cb, g_object_ref (self));
}

static void
rem_object_photo_unmap (GtkWidget *widget)
{
  flush (REM_OBJECT_PHOTO (widget));
  GTK_WIDGET_CLASS (rem_object_photo_parent_class)->unmap (widget);
}

static void
rem_object_photo_dispose (GObject *object)
{
  RemObjectPhoto *self = REM_OBJECT_PHOTO (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->context != NULL)
    clear_pause (self);
  g_clear_pointer (&self->whole, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_OBJECT_PHOTO);

  G_OBJECT_CLASS (rem_object_photo_parent_class)->dispose (object);
}

static void
rem_object_photo_finalize (GObject *object)
{
  RemObjectPhoto *self = REM_OBJECT_PHOTO (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->attachment, rem_attachment_unref);

  G_OBJECT_CLASS (rem_object_photo_parent_class)->finalize (object);
}

static void
rem_object_photo_class_init (RemObjectPhotoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_object_photo_dispose;
  object_class->finalize = rem_object_photo_finalize;
  widget_class->focus = rem_focus_child;
  widget_class->map = rem_object_photo_map;
  widget_class->unmap = rem_object_photo_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-object-photo.ui");
  gtk_widget_class_bind_template_child (widget_class, RemObjectPhoto, whole);
  gtk_widget_class_bind_template_child (widget_class, RemObjectPhoto, picture);
  gtk_widget_class_bind_template_child (widget_class, RemObjectPhoto, trouble);
  gtk_widget_class_bind_template_child (widget_class, RemObjectPhoto, caption);
  gtk_widget_class_bind_template_callback (widget_class, caption_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_out_cb);
}

static void
rem_object_photo_init (RemObjectPhoto *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_object_photo_new:
 * @context: a context whose box is open
 * @attachment: the photo
 *
 * Returns: (transfer floating): a photo that is read once it is shown
 */
GtkWidget *
rem_object_photo_new (RemContext *context, RemAttachment *attachment)
{
  RemObjectPhoto *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (attachment != NULL, NULL);

  self = g_object_new (REM_TYPE_OBJECT_PHOTO, NULL);
  self->context = g_object_ref (context);
  self->attachment = rem_attachment_ref (attachment);
  self->is_updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->caption), rem_attachment_get_caption (attachment));
  self->is_updating = FALSE;
  name_picture (self);
  g_signal_connect_object (context, "before-lock", G_CALLBACK (flush), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * rem_object_photo_get_uuid:
 * @self: a photo
 *
 * Returns: (transfer none): the uuid of its file
 */
const char *
rem_object_photo_get_uuid (RemObjectPhoto *self)
{
  g_return_val_if_fail (REM_IS_OBJECT_PHOTO (self), NULL);

  return rem_attachment_get_uuid (self->attachment);
}
