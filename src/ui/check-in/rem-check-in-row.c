/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-check-in-row.h"

#include "rem-check-ins.h"
#include "rem-undo-toast.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>
#include <string.h>

/* A day and its words, and the ways to change and to remove them. */

typedef struct
{
  RemCheckIn *check_in;
  GWeakRef window;
} Removal;

static void
removal_free (Removal *self)
{
  rem_check_in_unref (self->check_in);
  g_weak_ref_clear (&self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  rem_check_ins_set_removed_finish (REM_CONTEXT (source), result, NULL);
}

static void
restore (RemWindow *window, gpointer data)
{
  if (window != NULL)
    rem_check_ins_set_removed_async (rem_window_get_context (window), data, FALSE, NULL,
                                     restored_cb, NULL);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Removal) self = user_data;
  g_autoptr (RemWindow) window = g_weak_ref_get (&self->window);
  g_autoptr (GError) error = NULL;
  gboolean is_removed = rem_check_ins_set_removed_finish (REM_CONTEXT (source), result, &error);

  if (window == NULL)
    return;
  if (is_removed)
    rem_undo_toast_add (window, _ ("The words were removed."), C_ ("toast", "Undo"), restore,
                        rem_check_in_ref (self->check_in), (GDestroyNotify) rem_check_in_unref);
  else
    rem_window_show_error (window, error);
}

static void
remove_clicked_cb (GtkButton *button, RemCheckIn *check_in)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (button));
  Removal *self;

  if (!REM_IS_WINDOW (root))
    return;
  self = g_new0 (Removal, 1);
  self->check_in = rem_check_in_ref (check_in);
  g_weak_ref_init (&self->window, root);
  rem_check_ins_set_removed_async (rem_window_get_context (REM_WINDOW (root)), check_in, TRUE, NULL,
                                   removed_cb, self);
}

static void
unref_check_in (gpointer data, GClosure *closure)
{
  rem_check_in_unref (data);
}

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_visible (label, *text != '\0');
  return label;
}

static GtkWidget *
create_button (const char *icon_name, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

/**
 * rem_check_in_row_build_words:
 * @check_in: how somebody was
 *
 * Returns: (transfer full): the words in one line: "Sadness, Relief"
 */
char *
rem_check_in_row_build_words (RemCheckIn *check_in)
{
  const char *feelings = rem_check_in_get_feelings (check_in);
  const char *body = rem_check_in_get_body (check_in);
  g_autofree char *all =
      g_strconcat (feelings, *feelings != '\0' && *body != '\0' ? "\n" : "", body, NULL);
  g_auto (GStrv) words = g_strsplit (all, "\n", -1);

  return g_strjoinv (C_ ("list", ", "), words);
}

/**
 * rem_check_in_row_new:
 * @check_in: how somebody was
 *
 * Returns: (transfer floating): a row, for a page with the action "check-in.change" that takes a
 *   uuid
 */
GtkWidget *
rem_check_in_row_new (RemCheckIn *check_in)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *change = create_button ("document-edit-symbolic", _ ("Change these words"));
  GtkWidget *button = create_button ("user-trash-symbolic", _ ("Remove these words"));
  g_autofree char *day = rem_date_format (rem_check_in_get_day (check_in), REM_DATE_STYLE_FULL);
  g_autofree char *words = rem_check_in_row_build_words (check_in);

  gtk_widget_set_hexpand (column, TRUE);
  gtk_widget_set_margin_top (column, 15);
  gtk_widget_set_margin_bottom (column, 15);
  gtk_widget_set_margin_start (column, 18);
  gtk_box_append (GTK_BOX (column), create_label (day, "rem-quiet"));
  gtk_box_append (GTK_BOX (column), create_label (words, "rem-words"));
  gtk_box_append (GTK_BOX (column), create_label (rem_check_in_get_words (check_in), "rem-words"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (change), "check-in.change");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (change), "s", rem_check_in_get_uuid (check_in));
  gtk_widget_set_margin_end (button, 9);
  g_signal_connect_data (button, "clicked", G_CALLBACK (remove_clicked_cb),
                         rem_check_in_ref (check_in), unref_check_in, 0);

  gtk_box_append (GTK_BOX (box), column);
  gtk_box_append (GTK_BOX (box), change);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "rem-paper");
  gtk_widget_add_css_class (row, "rem-occurrence");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, day,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  return row;
}
