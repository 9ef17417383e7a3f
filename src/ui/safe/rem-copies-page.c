/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-copies-page.h"

#include "rem-focus-child.h"
#include "rem-folder-chooser.h"
#include "rem-safe-status.h"
#include "rem-safe-text.h"

#include <glib/gi18n.h>

struct _RemCopiesPage
{
  AdwBin parent_instance;

  AdwActionRow *folder_row;
  GtkWidget *choose_button;
  GtkSwitch *weekly_switch;
  GtkSwitch *tell_switch;
  GtkWidget *copy_button;
  RemSafeStatus *status;

  RemContext *context;
  RemSafekeeper *safekeeper;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (RemCopiesPage, rem_copies_page, ADW_TYPE_BIN)

static void
update (RemCopiesPage *self)
{
  const RemSafeSettings *settings = rem_safekeeper_get_settings (self->safekeeper);
  gboolean has_folder = settings != NULL && settings->folder != NULL;
  g_autofree char *shown = has_folder ? g_filename_display_name (settings->folder) : NULL;
  g_autofree char *last =
      settings != NULL && settings->copied_us != 0
          ? rem_safe_text_build_last_copy (settings->copied_us,
                                           rem_context_get_clock (self->context))
          : NULL;
  g_autofree char *both =
      has_folder && last != NULL ? g_strdup_printf ("%s\n%s", shown, last) : NULL;

  self->is_updating = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), settings != NULL);
  adw_action_row_set_subtitle (self->folder_row, both != NULL ? both
                                                 : has_folder ? shown
                                                              : _ ("No folder was chosen yet"));
  gtk_switch_set_active (self->weekly_switch, settings != NULL && settings->weekly);
  gtk_switch_set_active (self->tell_switch, settings != NULL && settings->tell);
  gtk_widget_set_sensitive (GTK_WIDGET (self->weekly_switch), has_folder);
  gtk_widget_set_sensitive (self->copy_button,
                            has_folder &&
                                rem_safekeeper_get_work (self->safekeeper) == REM_SAFE_NOTHING);
  self->is_updating = FALSE;
}

static void
chosen_cb (const char *path, gpointer user_data)
{
  g_autoptr (RemCopiesPage) self = user_data;

  if (path != NULL && self->safekeeper != NULL)
    rem_safekeeper_set_folder (self->safekeeper, path);
}

static void
choose_clicked_cb (RemCopiesPage *self)
{
  rem_folder_chooser_ask (GTK_WIDGET (self), self->context, _ ("Where copies are made"), chosen_cb,
                          g_object_ref (self));
}

static void
weekly_changed_cb (RemCopiesPage *self)
{
  if (!self->is_updating)
    rem_safekeeper_set_weekly (self->safekeeper, gtk_switch_get_active (self->weekly_switch));
}

static void
tell_changed_cb (RemCopiesPage *self)
{
  if (!self->is_updating)
    rem_safekeeper_set_tell (self->safekeeper, gtk_switch_get_active (self->tell_switch));
}

static void
copy_clicked_cb (RemCopiesPage *self)
{
  rem_safekeeper_copy (self->safekeeper);
}

static void
rem_copies_page_dispose (GObject *object)
{
  RemCopiesPage *self = REM_COPIES_PAGE (object);

  g_clear_object (&self->safekeeper);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_COPIES_PAGE);

  G_OBJECT_CLASS (rem_copies_page_parent_class)->dispose (object);
}

static void
rem_copies_page_class_init (RemCopiesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_copies_page_dispose;
  widget_class->focus = rem_focus_child;

  g_type_ensure (REM_TYPE_SAFE_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-copies-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemCopiesPage, folder_row);
  gtk_widget_class_bind_template_child (widget_class, RemCopiesPage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, RemCopiesPage, weekly_switch);
  gtk_widget_class_bind_template_child (widget_class, RemCopiesPage, tell_switch);
  gtk_widget_class_bind_template_child (widget_class, RemCopiesPage, copy_button);
  gtk_widget_class_bind_template_child (widget_class, RemCopiesPage, status);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, weekly_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tell_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
}

static void
rem_copies_page_init (RemCopiesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The row names the button after its title as well; its own words say more. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->choose_button),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/**
 * rem_copies_page_new:
 * @context: the context of an open box
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
rem_copies_page_new (RemContext *context)
{
  RemCopiesPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_COPIES_PAGE, NULL);
  self->context = g_object_ref (context);
  self->safekeeper = g_object_ref (rem_context_get_safekeeper (context));
  rem_safe_status_follow (self->status, self->safekeeper, 1u << REM_SAFE_COPY);
  g_signal_connect_object (self->safekeeper, "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
