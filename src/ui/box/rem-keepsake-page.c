/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake-page.h"

#include "rem-candle-mark.h"

#include "rem-error-text.h"
#include "rem-keepsakes.h"
#include "rem-kept-page.h"
#include "rem-letter-page.h"
#include "rem-photo-page.h"

struct _RemKeepsakePage
{
  AdwBin parent_instance;

  GtkLabel *trouble;

  RemContext *context;
  RemKeepsakeList *list;
  guint position;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RemKeepsakePage, rem_keepsake_page, ADW_TYPE_BIN)

static void
show_page (RemKeepsakePage *self, GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean takes_focus = focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  rem_candle_mark_add_to (page);
  adw_bin_set_child (ADW_BIN (self), page);
  if (takes_focus)
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
get_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemKeepsakePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (RemKeepsake) keepsake = NULL;

  keepsake = rem_keepsakes_get_finish (self->context, result, &attachments, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;
  if (keepsake == NULL)
    {
      g_autofree char *words = rem_error_text_build (error);

      gtk_label_set_label (self->trouble, words);
      gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
      return;
    }

  switch (rem_keepsake_get_kind (keepsake))
    {
    case REM_KEEPSAKE_KIND_LETTER:
    case REM_KEEPSAKE_KIND_NOTE:
      show_page (self, rem_letter_page_new (self->context, keepsake));
      break;
    case REM_KEEPSAKE_KIND_SOUND:
    case REM_KEEPSAKE_KIND_FILM:
    case REM_KEEPSAKE_KIND_DOCUMENT:
    case REM_KEEPSAKE_KIND_OBJECT:
      show_page (self, rem_kept_page_new (self->context, keepsake, attachments));
      break;
    case REM_KEEPSAKE_KIND_PHOTO:
    default:
      show_page (self, rem_photo_page_new (self->context, keepsake,
                                           attachments->len > 0 ? g_ptr_array_index (attachments, 0)
                                                                : NULL,
                                           self->list, self->position));
      break;
    }
}

static void
rem_keepsake_page_dispose (GObject *object)
{
  RemKeepsakePage *self = REM_KEEPSAKE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_KEEPSAKE_PAGE);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (rem_keepsake_page_parent_class)->dispose (object);
}

static void
rem_keepsake_page_finalize (GObject *object)
{
  /* Until here: the answer of the box may come after the page was left. */
  g_clear_object (&REM_KEEPSAKE_PAGE (object)->context);

  G_OBJECT_CLASS (rem_keepsake_page_parent_class)->finalize (object);
}

static void
rem_keepsake_page_class_init (RemKeepsakePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_keepsake_page_dispose;
  object_class->finalize = rem_keepsake_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-keepsake-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemKeepsakePage, trouble);
}

static void
rem_keepsake_page_init (RemKeepsakePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_keepsake_page_new:
 * @context: a context whose box is open
 * @uuid: which keepsake
 * @list: (nullable): the list it was opened from, for the one before and the one after
 * @position: where it is in @list
 *
 * Returns: (transfer floating): a page that fills once the keepsake is read
 */
GtkWidget *
rem_keepsake_page_new (RemContext *context, const char *uuid, RemKeepsakeList *list, guint position)
{
  RemKeepsakePage *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);
  g_return_val_if_fail (list == NULL || REM_IS_KEEPSAKE_LIST (list), NULL);

  self = g_object_new (REM_TYPE_KEEPSAKE_PAGE, NULL);
  self->context = g_object_ref (context);
  self->list = list != NULL ? g_object_ref (list) : NULL;
  self->position = position;
  self->cancellable = g_cancellable_new ();
  rem_keepsakes_get_async (context, uuid, self->cancellable, get_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
