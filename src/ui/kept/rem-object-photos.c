/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-object-photos.h"

#include "rem-card-back.h"
#include "rem-focus-child.h"
#include "rem-object-photo.h"

struct _RemObjectPhotos
{
  GtkWidget parent_instance;

  GtkWidget *whole;
  RemCardBack *back;
  GtkBox *photos;

  RemContext *context;
  RemKeepsake *stand_in; /* tells the back what lies under it */
  gboolean is_turned;
};

G_DEFINE_FINAL_TYPE (RemObjectPhotos, rem_object_photos, GTK_TYPE_WIDGET)

static void
show_side (RemObjectPhotos *self, gboolean is_face_down)
{
  gboolean has_photos = gtk_widget_get_first_child (GTK_WIDGET (self->photos)) != NULL;
  gboolean is_back_shown = is_face_down && !self->is_turned && has_photos;

  gtk_widget_set_visible (GTK_WIDGET (self->back), is_back_shown);
  gtk_widget_set_visible (GTK_WIDGET (self->photos), has_photos && !is_back_shown);
}

static void
turned_cb (RemObjectPhotos *self)
{
  self->is_turned = TRUE;
  show_side (self, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->photos), GTK_DIR_TAB_FORWARD);
}

static gboolean
is_shown (RemObjectPhotos *self, GPtrArray *attachments)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->photos));

  for (guint i = 0; i < attachments->len; i++)
    {
      if (child == NULL ||
          !g_str_equal (rem_object_photo_get_uuid (REM_OBJECT_PHOTO (child)),
                        rem_attachment_get_uuid (g_ptr_array_index (attachments, i))))
        return FALSE;
      child = gtk_widget_get_next_sibling (child);
    }
  return child == NULL;
}

static void
rem_object_photos_dispose (GObject *object)
{
  RemObjectPhotos *self = REM_OBJECT_PHOTOS (object);

  g_clear_pointer (&self->whole, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_OBJECT_PHOTOS);
  g_clear_pointer (&self->stand_in, rem_keepsake_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_object_photos_parent_class)->dispose (object);
}

static void
rem_object_photos_class_init (RemObjectPhotosClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_object_photos_dispose;
  widget_class->focus = rem_focus_child;

  g_type_ensure (REM_TYPE_CARD_BACK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-object-photos.ui");
  gtk_widget_class_bind_template_child (widget_class, RemObjectPhotos, whole);
  gtk_widget_class_bind_template_child (widget_class, RemObjectPhotos, back);
  gtk_widget_class_bind_template_child (widget_class, RemObjectPhotos, photos);
  gtk_widget_class_bind_template_callback (widget_class, turned_cb);
}

static void
rem_object_photos_init (RemObjectPhotos *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_object_photos_new:
 * @context: a context whose box is open
 *
 * Its button activates "kept.add-photos" of the page around it.
 *
 * Returns: (transfer floating): an empty place for photos
 */
GtkWidget *
rem_object_photos_new (RemContext *context)
{
  RemObjectPhotos *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_OBJECT_PHOTOS, NULL);
  self->context = g_object_ref (context);
  self->stand_in = rem_keepsake_new (REM_KEEPSAKE_KIND_OBJECT, "", 0);
  rem_card_back_set_keepsake (self->back, self->stand_in);
  return GTK_WIDGET (self);
}

/**
 * rem_object_photos_set_photos:
 * @self: a place for photos
 * @attachments: (element-type RemAttachment): them
 * @is_face_down: whether they lie face down
 *
 * What is shown already stays as it is, with the words that are being written.
 */
void
rem_object_photos_set_photos (RemObjectPhotos *self, GPtrArray *attachments, gboolean is_face_down)
{
  GtkWidget *child = NULL;

  g_return_if_fail (REM_IS_OBJECT_PHOTOS (self));
  g_return_if_fail (attachments != NULL);

  if (!is_shown (self, attachments))
    {
      while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->photos))) != NULL)
        gtk_box_remove (self->photos, child);
      for (guint i = 0; i < attachments->len; i++)
        gtk_box_append (self->photos,
                        rem_object_photo_new (self->context, g_ptr_array_index (attachments, i)));
    }
  show_side (self, is_face_down);
}
