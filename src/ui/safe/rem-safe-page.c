/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-safe-page.h"

#include "rem-focus-child.h"

struct _RemSafePage
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (RemSafePage, rem_safe_page, ADW_TYPE_BIN)

static void
rem_safe_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_SAFE_PAGE);

  G_OBJECT_CLASS (rem_safe_page_parent_class)->dispose (object);
}

static void
rem_safe_page_class_init (RemSafePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_safe_page_dispose;
  widget_class->focus = rem_focus_child;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-safe-page.ui");
}

static void
rem_safe_page_init (RemSafePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_safe_page_new:
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
rem_safe_page_new (void)
{
  return g_object_new (REM_TYPE_SAFE_PAGE, NULL);
}
