/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-check-page.h"

#include "rem-focus-child.h"
#include "rem-safe-status.h"
#include "rem-safe-text.h"

struct _RemCheckPage
{
  AdwBin parent_instance;

  GtkLabel *last_label;
  GtkWidget *check_button;
  RemSafeStatus *status;

  RemContext *context;
  RemSafekeeper *safekeeper;
};

G_DEFINE_FINAL_TYPE (RemCheckPage, rem_check_page, ADW_TYPE_BIN)

static void
update (RemCheckPage *self)
{
  const RemSafeSettings *settings = rem_safekeeper_get_settings (self->safekeeper);
  gboolean was_checked = settings != NULL && settings->checked_us != 0;
  g_autofree char *last =
      was_checked ? rem_safe_text_build_last_check (settings->checked_us, settings->checked_whole,
                                                    rem_context_get_clock (self->context))
                  : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->last_label), was_checked);
  gtk_label_set_label (self->last_label, last != NULL ? last : "");
  gtk_widget_set_sensitive (self->check_button,
                            settings != NULL &&
                                rem_safekeeper_get_work (self->safekeeper) == REM_SAFE_NOTHING);
}

static void
check_clicked_cb (RemCheckPage *self)
{
  rem_safekeeper_check (self->safekeeper);
}

static void
rem_check_page_dispose (GObject *object)
{
  RemCheckPage *self = REM_CHECK_PAGE (object);

  g_clear_object (&self->safekeeper);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_CHECK_PAGE);

  G_OBJECT_CLASS (rem_check_page_parent_class)->dispose (object);
}

static void
rem_check_page_class_init (RemCheckPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_check_page_dispose;
  widget_class->focus = rem_focus_child;

  g_type_ensure (REM_TYPE_SAFE_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-check-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemCheckPage, last_label);
  gtk_widget_class_bind_template_child (widget_class, RemCheckPage, check_button);
  gtk_widget_class_bind_template_child (widget_class, RemCheckPage, status);
  gtk_widget_class_bind_template_callback (widget_class, check_clicked_cb);
}

static void
rem_check_page_init (RemCheckPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_check_page_new:
 * @context: the context of an open box
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
rem_check_page_new (RemContext *context)
{
  RemCheckPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_CHECK_PAGE, NULL);
  self->context = g_object_ref (context);
  self->safekeeper = g_object_ref (rem_context_get_safekeeper (context));
  rem_safe_status_follow (self->status, self->safekeeper, 1u << REM_SAFE_CHECK);
  g_signal_connect_object (self->safekeeper, "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
