/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-helpers-page.h"

#include "rem-helper-remover.h"
#include "rem-helper-row.h"
#include "rem-helpers.h"
#include "rem-window-toasts.h"

struct _RemHelpersPage
{
  AdwBin parent_instance;

  GtkListBox *rows;

  RemContext *context;
  GCancellable *cancellable;
  GHashTable *kept; /* uuids of those who are in the box */
};

G_DEFINE_FINAL_TYPE (RemHelpersPage, rem_helpers_page, ADW_TYPE_BIN)

static RemWindow *
find_window (RemHelpersPage *self)
{
  return REM_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self), REM_TYPE_WINDOW));
}

static const char *
get_uuid (GtkWidget *row)
{
  return rem_helper_get_uuid (rem_helper_row_get_helper (REM_HELPER_ROW (row)));
}

static GtkWidget *
find_row (RemHelpersPage *self, const char *uuid)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      if (g_str_equal (get_uuid (row), uuid))
        return row;
    }
  return NULL;
}

static gboolean
is_listed (GPtrArray *people, const char *uuid)
{
  for (guint i = 0; i < people->len; i++)
    {
      if (g_str_equal (rem_helper_get_uuid (g_ptr_array_index (people, i)), uuid))
        return TRUE;
    }
  return FALSE;
}

static void
update_visible (RemHelpersPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->rows),
                          gtk_widget_get_first_child (GTK_WIDGET (self->rows)) != NULL);
}

/* Somebody without any word was never kept, and goes without a trace. */
static void
removed_cb (RemHelpersPage *self, GtkWidget *row)
{
  RemHelper *helper = rem_helper_row_get_helper (REM_HELPER_ROW (row));

  if (g_hash_table_contains (self->kept, rem_helper_get_uuid (helper)))
    {
      rem_helper_remover_remove (find_window (self), helper);
      return;
    }
  gtk_list_box_remove (self->rows, row);
  update_visible (self);
}

static GtkWidget *
add_row (RemHelpersPage *self, RemHelper *helper)
{
  GtkWidget *row = rem_helper_row_new (self->context, helper);

  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->rows, row);
  update_visible (self);
  return row;
}

static void
add_clicked_cb (RemHelpersPage *self)
{
  g_autoptr (RemHelper) helper = rem_helpers_new_draft (self->context, REM_HELPER_KIND_PERSON);
  GtkWidget *row = add_row (self, helper);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gtk_widget_grab_focus (row);
}

/* Rows stay as they are while somebody writes in them; only who came and went is brought up to
 * date. */
static void
show_people (RemHelpersPage *self, GPtrArray *people)
{
  GtkWidget *next;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = next)
    {
      const char *uuid = get_uuid (row);

      next = gtk_widget_get_next_sibling (row);
      if (g_hash_table_contains (self->kept, uuid) && !is_listed (people, uuid))
        gtk_list_box_remove (self->rows, row);
    }
  g_hash_table_remove_all (self->kept);
  for (guint i = 0; i < people->len; i++)
    {
      RemHelper *helper = g_ptr_array_index (people, i);

      g_hash_table_add (self->kept, g_strdup (rem_helper_get_uuid (helper)));
      if (find_row (self, rem_helper_get_uuid (helper)) == NULL)
        add_row (self, helper);
    }
  update_visible (self);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemHelpersPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = rem_helpers_list_finish (REM_CONTEXT (source), result, &error);

  if (self->context == NULL)
    return;
  if (people != NULL)
    show_people (self, people);
  else if (find_window (self) != NULL)
    rem_window_show_error (find_window (self), error);
}

static void
list_people (RemHelpersPage *self)
{
  rem_helpers_list_async (self->context, REM_HELPER_KIND_PERSON, self->cancellable, listed_cb,
                          g_object_ref (self));
}

static void
changed_cb (RemHelpersPage *self, guint changes)
{
  if ((changes & REM_BOX_CHANGE_HELPERS) != 0)
    list_people (self);
}

static void
rem_helpers_page_dispose (GObject *object)
{
  RemHelpersPage *self = REM_HELPERS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_HELPERS_PAGE);

  G_OBJECT_CLASS (rem_helpers_page_parent_class)->dispose (object);
}

static void
rem_helpers_page_finalize (GObject *object)
{
  g_hash_table_unref (REM_HELPERS_PAGE (object)->kept);

  G_OBJECT_CLASS (rem_helpers_page_parent_class)->finalize (object);
}

static void
rem_helpers_page_class_init (RemHelpersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rem_helpers_page_finalize;
  G_OBJECT_CLASS (klass)->dispose = rem_helpers_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-helpers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemHelpersPage, rows);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
rem_helpers_page_init (RemHelpersPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_helpers_page_new:
 * @context: a context whose box is open
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rem_helpers_page_new (RemContext *context)
{
  RemHelpersPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_HELPERS_PAGE, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  list_people (self);
  return GTK_WIDGET (self);
}
