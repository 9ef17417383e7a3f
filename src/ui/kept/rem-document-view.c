/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-document-view.h"

#include "rem-focus-child.h"
#include "rem-letter-plain.h"

#include <glib/gi18n.h>

struct _RemDocumentView
{
  GtkWidget parent_instance;

  GtkWidget *whole;
  GtkLabel *name;
  GtkLabel *facts;
};

G_DEFINE_FINAL_TYPE (RemDocumentView, rem_document_view, GTK_TYPE_WIDGET)

static void
rem_document_view_dispose (GObject *object)
{
  RemDocumentView *self = REM_DOCUMENT_VIEW (object);

  g_clear_pointer (&self->whole, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_DOCUMENT_VIEW);

  G_OBJECT_CLASS (rem_document_view_parent_class)->dispose (object);
}

static void
rem_document_view_class_init (RemDocumentViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_document_view_dispose;
  widget_class->focus = rem_focus_child;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-document-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RemDocumentView, whole);
  gtk_widget_class_bind_template_child (widget_class, RemDocumentView, name);
  gtk_widget_class_bind_template_child (widget_class, RemDocumentView, facts);
}

static void
rem_document_view_init (RemDocumentView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_document_view_new:
 * @attachment: the file
 *
 * Its buttons activate "kept.open-elsewhere" and "kept.save-copy" of the page around it.
 *
 * Returns: (transfer floating): what is known of it
 */
GtkWidget *
rem_document_view_new (RemAttachment *attachment)
{
  RemDocumentView *self = NULL;
  g_autofree char *name = NULL;
  g_autofree char *content_type = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *size = NULL;
  g_autofree char *facts = NULL;

  g_return_val_if_fail (attachment != NULL, NULL);

  self = g_object_new (REM_TYPE_DOCUMENT_VIEW, NULL);
  name = rem_letter_plain_line (rem_attachment_get_name (attachment));
  gtk_label_set_label (self->name, name);
  gtk_widget_set_visible (GTK_WIDGET (self->name), *name != '\0');

  content_type = g_content_type_from_mime_type (rem_attachment_get_media_type (attachment));
  if (content_type != NULL && !g_content_type_is_unknown (content_type))
    kind = g_content_type_get_description (content_type);
  size = g_format_size (rem_attachment_get_size_bytes (attachment));
  /* TRANSLATORS: what a file is and how large, as "PDF document, 1.2 MB". */
  facts = kind != NULL ? g_strdup_printf (_ ("%s, %s"), kind, size) : g_strdup (size);
  gtk_label_set_label (self->facts, facts);
  return GTK_WIDGET (self);
}
