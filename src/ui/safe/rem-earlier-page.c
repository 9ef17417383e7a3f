/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-earlier-page.h"

#include "rem-focus-child.h"
#include "rem-folder-chooser.h"
#include "rem-safe-status.h"
#include "rem-safe-text.h"

#include <glib/gi18n.h>
#include <string.h>

struct _RemEarlierPage
{
  AdwBin parent_instance;

  GtkListBox *rows;
  GtkWidget *empty_label;
  RemSafeStatus *status;

  RemContext *context;
  RemSafekeeper *safekeeper;
  GPtrArray *snapshots;
};

G_DEFINE_FINAL_TYPE (RemEarlierPage, rem_earlier_page, ADW_TYPE_BIN)

static void
add_row (RemEarlierPage *self, const RemSnapshot *snapshot)
{
  g_autofree char *day =
      rem_safe_text_build_snapshot_day (snapshot, rem_context_get_clock (self->context));
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *next = gtk_image_new_from_icon_name ("go-next-symbolic");

  g_object_set (row, "title", day, "subtitle", rem_safe_text_get_snapshot_reason (snapshot),
                "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, "activatable", TRUE,
                NULL);
  gtk_widget_add_css_class (next, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
  gtk_list_box_append (self->rows, row);
}

static void
show_snapshots (RemEarlierPage *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, row);
  for (guint i = 0; i < self->snapshots->len; i++)
    add_row (self, g_ptr_array_index (self->snapshots, i));
  gtk_widget_set_visible (GTK_WIDGET (self->rows), self->snapshots->len > 0);
  gtk_widget_set_visible (self->empty_label, self->snapshots->len == 0);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemEarlierPage) self = user_data;
  GPtrArray *snapshots = rem_safekeeper_list_finish (REM_SAFEKEEPER (source), result);

  g_clear_pointer (&self->snapshots, g_ptr_array_unref);
  self->snapshots = snapshots;
  if (self->safekeeper != NULL)
    show_snapshots (self);
}

static void
update (RemEarlierPage *self)
{
  gboolean is_free = rem_safekeeper_get_work (self->safekeeper) == REM_SAFE_NOTHING;

  gtk_widget_set_sensitive (GTK_WIDGET (self->rows), is_free);
  if (is_free)
    rem_safekeeper_list_async (self->safekeeper, listed_cb, g_object_ref (self));
}

typedef struct
{
  RemEarlierPage *page;
  char *name;
} Choice;

static void
chosen_cb (const char *path, gpointer user_data)
{
  Choice *choice = user_data;
  g_autoptr (RemEarlierPage) self = choice->page;
  g_autofree char *name = choice->name;
  g_autofree char *folder = NULL;
  g_autofree char *destination = NULL;

  g_free (choice);
  if (path == NULL || self->safekeeper == NULL)
    return;
  /* Its folder is called after the day. */
  folder = g_strndup (name, strlen (name) - strlen (".db"));
  destination = g_strdup_printf ("%s/memories-%s.memorybox", path, folder);
  rem_safekeeper_restore (self->safekeeper, name, destination);
}

static void
row_activated_cb (RemEarlierPage *self, GtkListBoxRow *row)
{
  int index = gtk_list_box_row_get_index (row);
  const RemSnapshot *snapshot;
  Choice *choice;

  if (self->snapshots == NULL || index < 0 || (guint) index >= self->snapshots->len)
    return;
  snapshot = g_ptr_array_index (self->snapshots, (guint) index);
  choice = g_new0 (Choice, 1);
  choice->page = g_object_ref (self);
  choice->name = g_strdup (snapshot->name);
  rem_folder_chooser_ask (GTK_WIDGET (self), self->context, _ ("Where the new box is made"),
                          chosen_cb, choice);
}

static void
rem_earlier_page_dispose (GObject *object)
{
  RemEarlierPage *self = REM_EARLIER_PAGE (object);

  g_clear_pointer (&self->snapshots, g_ptr_array_unref);
  g_clear_object (&self->safekeeper);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_EARLIER_PAGE);

  G_OBJECT_CLASS (rem_earlier_page_parent_class)->dispose (object);
}

static void
rem_earlier_page_class_init (RemEarlierPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_earlier_page_dispose;
  widget_class->focus = rem_focus_child;

  g_type_ensure (REM_TYPE_SAFE_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-earlier-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemEarlierPage, rows);
  gtk_widget_class_bind_template_child (widget_class, RemEarlierPage, empty_label);
  gtk_widget_class_bind_template_child (widget_class, RemEarlierPage, status);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
rem_earlier_page_init (RemEarlierPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_earlier_page_new:
 * @context: the context of an open box
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
rem_earlier_page_new (RemContext *context)
{
  RemEarlierPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_EARLIER_PAGE, NULL);
  self->context = g_object_ref (context);
  self->safekeeper = g_object_ref (rem_context_get_safekeeper (context));
  rem_safe_status_follow (self->status, self->safekeeper, 1u << REM_SAFE_RESTORE);
  g_signal_connect_object (self->safekeeper, "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
