/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-primary-menu.h"

struct _RemPrimaryMenu
{
  AdwBin parent_instance;
};

/* The menu button of a header bar. The sidebar has one, and so has the first page when there is
 * no sidebar. */
G_DEFINE_FINAL_TYPE (RemPrimaryMenu, rem_primary_menu, ADW_TYPE_BIN)

static void
rem_primary_menu_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_PRIMARY_MENU);

  G_OBJECT_CLASS (rem_primary_menu_parent_class)->dispose (object);
}

static void
rem_primary_menu_class_init (RemPrimaryMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_primary_menu_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-primary-menu.ui");
}

static void
rem_primary_menu_init (RemPrimaryMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
