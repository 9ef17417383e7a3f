/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-helper-row.h"

#include "rem-help-contact.h"
#include "rem-helpers.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/* Notes: how the words are kept.
 *
 *   Each change is handed to the box at once. While one is on its way, the next waits: when the
 *   answer comes, what stands in the fields by then is handed over, and nothing in between. Before
 *   the box is locked what still waits is handed over, too; the worker does it before it closes.
 *   Somebody without any word is not kept.
 */

struct _RemHelperRow
{
  AdwExpanderRow parent_instance;

  GtkEditable *name_row;
  GtkEditable *how_row;
  GtkEditable *phone_row;

  RemContext *context;
  RemHelper *helper;
  GtkWidget *copy_button;
  GtkWidget *call_button;
  gboolean is_keeping;
  gboolean is_waiting;
  gboolean is_filling;
};

enum
{
  REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemHelperRow, rem_helper_row, ADW_TYPE_EXPANDER_ROW)

static gboolean
has_words (RemHelper *helper)
{
  return *rem_helper_get_name (helper) != '\0' || *rem_helper_get_how (helper) != '\0' ||
         *rem_helper_get_phone (helper) != '\0';
}

static void
show_title (RemHelperRow *self)
{
  const char *name = rem_helper_get_name (self->helper);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), *name != '\0' ? name : _ ("Somebody"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), rem_helper_get_how (self->helper));
}

/* The buttons belong to one number. */
static void
show_buttons (RemHelperRow *self)
{
  const char *phone = rem_helper_get_phone (self->helper);
  g_autofree char *label = NULL;

  if (self->copy_button != NULL)
    gtk_widget_unparent (self->copy_button);
  if (self->call_button != NULL)
    gtk_widget_unparent (self->call_button);
  self->copy_button = NULL;
  self->call_button = NULL;
  if (*phone == '\0')
    return;
  label = g_strdup_printf (_ ("Copy %s"), phone);
  self->call_button = rem_help_contact_create_call_button (phone);
  self->copy_button = rem_help_contact_create_copy_button (phone, label);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->copy_button);
  if (self->call_button != NULL)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->call_button);
}

static void keep (RemHelperRow *self);

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemHelperRow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_kept = rem_helpers_keep_finish (REM_CONTEXT (source), result, &error);
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), REM_TYPE_WINDOW);

  self->is_keeping = FALSE;
  if (!is_kept && window != NULL)
    rem_window_show_error (REM_WINDOW (window), error);
  if (self->is_waiting)
    keep (self);
}

static void
keep (RemHelperRow *self)
{
  self->is_waiting = FALSE;
  if (self->context == NULL || !has_words (self->helper))
    return;
  self->is_keeping = TRUE;
  rem_helpers_keep_async (self->context, self->helper, NULL, kept_cb, g_object_ref (self));
}

static void
before_lock_cb (RemHelperRow *self)
{
  if (self->is_waiting)
    keep (self);
}

static void
changed_cb (RemHelperRow *self)
{
  g_autoptr (RemHelper) before = NULL;

  if (self->is_filling)
    return;
  before = g_steal_pointer (&self->helper);
  self->helper = rem_helper_with (before, gtk_editable_get_text (self->name_row),
                                  gtk_editable_get_text (self->how_row),
                                  gtk_editable_get_text (self->phone_row));
  show_title (self);
  if (!g_str_equal (rem_helper_get_phone (before), rem_helper_get_phone (self->helper)))
    show_buttons (self);
  self->is_waiting = TRUE;
  if (!self->is_keeping)
    keep (self);
}

static void
remove_clicked_cb (RemHelperRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static gboolean
rem_helper_row_grab_focus (GtkWidget *widget)
{
  RemHelperRow *self = REM_HELPER_ROW (widget);

  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  return GTK_WIDGET_CLASS (rem_helper_row_parent_class)->grab_focus (widget);
}

static void
rem_helper_row_dispose (GObject *object)
{
  RemHelperRow *self = REM_HELPER_ROW (object);

  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_HELPER_ROW);

  G_OBJECT_CLASS (rem_helper_row_parent_class)->dispose (object);
}

static void
rem_helper_row_finalize (GObject *object)
{
  g_clear_pointer (&REM_HELPER_ROW (object)->helper, rem_helper_unref);

  G_OBJECT_CLASS (rem_helper_row_parent_class)->finalize (object);
}

static void
rem_helper_row_class_init (RemHelperRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_helper_row_dispose;
  object_class->finalize = rem_helper_row_finalize;
  widget_class->grab_focus = rem_helper_row_grab_focus;

  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-helper-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RemHelperRow, name_row);
  gtk_widget_class_bind_template_child (widget_class, RemHelperRow, how_row);
  gtk_widget_class_bind_template_child (widget_class, RemHelperRow, phone_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
rem_helper_row_init (RemHelperRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_helper_row_new:
 * @context: a context whose box is open
 * @helper: somebody
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
rem_helper_row_new (RemContext *context, RemHelper *helper)
{
  RemHelperRow *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (helper != NULL, NULL);

  self = g_object_new (REM_TYPE_HELPER_ROW, NULL);
  self->context = g_object_ref (context);
  self->helper = rem_helper_ref (helper);
  self->is_filling = TRUE;
  gtk_editable_set_text (self->name_row, rem_helper_get_name (helper));
  gtk_editable_set_text (self->how_row, rem_helper_get_how (helper));
  gtk_editable_set_text (self->phone_row, rem_helper_get_phone (helper));
  self->is_filling = FALSE;
  g_signal_connect_object (context, "before-lock", G_CALLBACK (before_lock_cb), self,
                           G_CONNECT_SWAPPED);
  show_title (self);
  show_buttons (self);
  return GTK_WIDGET (self);
}

/**
 * rem_helper_row_get_helper:
 * @self: a row
 *
 * Returns: (transfer none): somebody, in the words that stand in the fields
 */
RemHelper *
rem_helper_row_get_helper (RemHelperRow *self)
{
  g_return_val_if_fail (REM_IS_HELPER_ROW (self), NULL);

  return self->helper;
}
