/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-persons-page.h"

#include "rem-person-row.h"
#include "rem-persons.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/** Long enough to read it slowly, and to think. */
#define UNDO_TIMEOUT_S 12

struct _RemPersonsPage
{
  AdwBin parent_instance;

  GtkListBox *rows;

  RemContext *context;
  GCancellable *cancellable;
  char *awaited; /* the uuid of somebody who was added and is to be unfolded */
};

G_DEFINE_FINAL_TYPE (RemPersonsPage, rem_persons_page, ADW_TYPE_BIN)

static RemWindow *
find_window (RemPersonsPage *self)
{
  return REM_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self), REM_TYPE_WINDOW));
}

static const char *
get_uuid (GtkWidget *row)
{
  return rem_person_get_uuid (rem_person_row_get_person (REM_PERSON_ROW (row)));
}

static GtkWidget *
find_row (RemPersonsPage *self, const char *uuid)
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
is_listed (GPtrArray *persons, const char *uuid)
{
  for (guint i = 0; i < persons->len; i++)
    {
      if (g_str_equal (rem_person_get_uuid (g_ptr_array_index (persons, i)), uuid))
        return TRUE;
    }
  return FALSE;
}

static void
changed_in_box_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_persons_change_finish (REM_CONTEXT (source), result, &error))
    rem_window_show_error (window, error);
}

static void
undo_clicked_cb (RemWindow *window, AdwToast *toast)
{
  rem_persons_restore_async (rem_window_get_context (window),
                             g_object_get_data (G_OBJECT (toast), "uuid"), NULL, changed_in_box_cb,
                             g_object_ref (window));
}

static void
removed_cb (RemPersonsPage *self, GtkWidget *row)
{
  RemWindow *window = find_window (self);
  AdwToast *toast = adw_toast_new (_ ("Taken out of the list."));

  rem_persons_remove_async (self->context, get_uuid (row), NULL, changed_in_box_cb,
                            g_object_ref (window));
  adw_toast_set_timeout (toast, UNDO_TIMEOUT_S);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_object_set_data_full (G_OBJECT (toast), "uuid", g_strdup (get_uuid (row)), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), window,
                           G_CONNECT_SWAPPED);
  rem_window_add_toast (window, toast);
}

static void
moved_cb (RemPersonsPage *self, int direction, GtkWidget *row)
{
  g_autoptr (GPtrArray) uuids = g_ptr_array_new ();
  guint at = 0;

  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); other != NULL;
       other = gtk_widget_get_next_sibling (other))
    {
      if (other == row)
        at = uuids->len;
      g_ptr_array_add (uuids, (gpointer) get_uuid (other));
    }
  if ((direction < 0 && at == 0) || (direction > 0 && at + 1 >= uuids->len))
    return;
  g_ptr_array_steal_index (uuids, at);
  g_ptr_array_insert (uuids, (int) at + direction, (gpointer) get_uuid (row));
  g_ptr_array_add (uuids, NULL);
  rem_persons_set_order_async (self->context, (const char *const *) uuids->pdata, NULL,
                               changed_in_box_cb, g_object_ref (find_window (self)));
}

/* Rows stay as they are while somebody writes in them; who came and went is brought up to date, and
 * the order. */
static void
show_persons (RemPersonsPage *self, GPtrArray *persons)
{
  GtkWidget *next;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = next)
    {
      next = gtk_widget_get_next_sibling (row);
      if (!is_listed (persons, get_uuid (row)))
        gtk_list_box_remove (self->rows, row);
    }

  for (guint i = 0; i < persons->len; i++)
    {
      RemPerson *person = g_ptr_array_index (persons, i);
      GtkWidget *row = find_row (self, rem_person_get_uuid (person));

      if (row == NULL)
        {
          row = rem_person_row_new (self->context, person);
          g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self,
                                   G_CONNECT_SWAPPED);
          g_signal_connect_object (row, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
          gtk_list_box_insert (self->rows, row, (int) i);
        }
      else if (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) != (int) i)
        {
          g_object_ref (row);
          gtk_list_box_remove (self->rows, row);
          gtk_list_box_insert (self->rows, row, (int) i);
          g_object_unref (row);
          gtk_widget_grab_focus (row);
        }
      rem_person_row_set_place (REM_PERSON_ROW (row), i == 0, i + 1 == persons->len);

      if (g_strcmp0 (self->awaited, rem_person_get_uuid (person)) == 0)
        {
          g_clear_pointer (&self->awaited, g_free);
          adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
          gtk_widget_grab_focus (row);
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rows), persons->len > 0);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPersonsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = rem_persons_list_finish (REM_CONTEXT (source), result, &error);

  if (self->context == NULL)
    return;
  if (persons != NULL)
    show_persons (self, persons);
  else if (find_window (self) != NULL)
    rem_window_show_error (find_window (self), error);
}

static void
list_persons (RemPersonsPage *self)
{
  rem_persons_list_async (self->context, self->cancellable, listed_cb, g_object_ref (self));
}

static void
changed_cb (RemPersonsPage *self, guint changes)
{
  if ((changes & REM_BOX_CHANGE_PERSONS) != 0)
    list_persons (self);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_persons_keep_finish (REM_CONTEXT (source), result, &error))
    rem_window_show_error (window, error);
}

static void
add_clicked_cb (RemPersonsPage *self)
{
  g_autoptr (RemPerson) person = rem_persons_new_draft (self->context, "");

  g_free (self->awaited);
  self->awaited = g_strdup (rem_person_get_uuid (person));
  rem_persons_keep_async (self->context, person, NULL, added_cb, g_object_ref (find_window (self)));
}

static void
rem_persons_page_dispose (GObject *object)
{
  RemPersonsPage *self = REM_PERSONS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_PERSONS_PAGE);

  G_OBJECT_CLASS (rem_persons_page_parent_class)->dispose (object);
}

static void
rem_persons_page_finalize (GObject *object)
{
  g_free (REM_PERSONS_PAGE (object)->awaited);

  G_OBJECT_CLASS (rem_persons_page_parent_class)->finalize (object);
}

static void
rem_persons_page_class_init (RemPersonsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_persons_page_dispose;
  object_class->finalize = rem_persons_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-persons-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemPersonsPage, rows);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
rem_persons_page_init (RemPersonsPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_persons_page_new:
 * @context: a context whose box is open
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rem_persons_page_new (RemContext *context)
{
  RemPersonsPage *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_PERSONS_PAGE, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  list_persons (self);
  return GTK_WIDGET (self);
}
