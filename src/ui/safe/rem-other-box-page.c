/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-other-box-page.h"

#include "rem-focus-child.h"
#include "rem-folder-chooser.h"
#include "rem-safe-status.h"
#include "rem-secret.h"

#include <glib/gi18n.h>

struct _RemOtherBoxPage
{
  AdwBin parent_instance;

  GtkWidget *choose_button;
  GtkWidget *secret_group;
  GtkEditable *secret_row;
  GtkWidget *merge_button;
  GtkWidget *undo_button;
  RemSafeStatus *status;

  RemContext *context;
  RemSafekeeper *safekeeper;
  char *path;
};

G_DEFINE_FINAL_TYPE (RemOtherBoxPage, rem_other_box_page, ADW_TYPE_BIN)

static void
update (RemOtherBoxPage *self)
{
  gboolean is_free = rem_safekeeper_get_work (self->safekeeper) == REM_SAFE_NOTHING;
  gboolean needs_secret = rem_safekeeper_needs_secret (self->safekeeper);

  gtk_widget_set_sensitive (self->choose_button, is_free);
  gtk_widget_set_visible (self->secret_group, needs_secret);
  gtk_widget_set_sensitive (self->secret_group, is_free);
  gtk_widget_set_visible (self->merge_button, rem_safekeeper_can_merge (self->safekeeper));
  gtk_widget_set_sensitive (self->merge_button, is_free);
  gtk_widget_set_visible (self->undo_button, rem_safekeeper_can_undo (self->safekeeper));
  gtk_widget_set_sensitive (self->undo_button, is_free);
}

static void
chosen_cb (const char *path, gpointer user_data)
{
  g_autoptr (RemOtherBoxPage) self = user_data;

  if (path == NULL || self->safekeeper == NULL)
    return;
  g_free (self->path);
  self->path = g_strdup (path);
  rem_safekeeper_preview (self->safekeeper, path, NULL);
}

static void
choose_clicked_cb (RemOtherBoxPage *self)
{
  rem_folder_chooser_ask (GTK_WIDGET (self), self->context, _ ("The folder of the other box"),
                          chosen_cb, g_object_ref (self));
}

static void
secret_applied_cb (RemOtherBoxPage *self)
{
  g_autoptr (RemSecret) secret =
      rem_secret_new_passphrase (gtk_editable_get_text (self->secret_row), -1);

  gtk_editable_set_text (self->secret_row, "");
  if (secret != NULL && self->path != NULL)
    rem_safekeeper_preview (self->safekeeper, self->path, secret);
}

static void
merge_clicked_cb (RemOtherBoxPage *self)
{
  rem_safekeeper_merge (self->safekeeper);
}

static void
undo_clicked_cb (RemOtherBoxPage *self)
{
  rem_safekeeper_undo_merge (self->safekeeper);
}

static void
rem_other_box_page_dispose (GObject *object)
{
  RemOtherBoxPage *self = REM_OTHER_BOX_PAGE (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_object (&self->safekeeper);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_OTHER_BOX_PAGE);

  G_OBJECT_CLASS (rem_other_box_page_parent_class)->dispose (object);
}

static void
rem_other_box_page_class_init (RemOtherBoxPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_other_box_page_dispose;
  widget_class->focus = rem_focus_child;

  g_type_ensure (REM_TYPE_SAFE_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-other-box-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemOtherBoxPage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, RemOtherBoxPage, secret_group);
  gtk_widget_class_bind_template_child (widget_class, RemOtherBoxPage, secret_row);
  gtk_widget_class_bind_template_child (widget_class, RemOtherBoxPage, merge_button);
  gtk_widget_class_bind_template_child (widget_class, RemOtherBoxPage, undo_button);
  gtk_widget_class_bind_template_child (widget_class, RemOtherBoxPage, status);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, secret_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_clicked_cb);
}

static void
rem_other_box_page_init (RemOtherBoxPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_other_box_page_new:
 * @context: the context of an open box
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
rem_other_box_page_new (RemContext *context)
{
  RemOtherBoxPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_OTHER_BOX_PAGE, NULL);
  self->context = g_object_ref (context);
  self->safekeeper = g_object_ref (rem_context_get_safekeeper (context));
  rem_safe_status_follow (self->status, self->safekeeper,
                          1u << REM_SAFE_PREVIEW | 1u << REM_SAFE_MERGE | 1u << REM_SAFE_RETURN);
  g_signal_connect_object (self->safekeeper, "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
