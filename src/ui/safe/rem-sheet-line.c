/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-sheet-line.h"

#include "rem-settings.h"

struct _RemSheetLine
{
  AdwBin parent_instance;

  RemContext *context;
};

G_DEFINE_FINAL_TYPE (RemSheetLine, rem_sheet_line, ADW_TYPE_BIN)

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemSheetLine) self = user_data;
  g_autofree char *value = rem_settings_get_finish (REM_CONTEXT (source), result, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self), g_strcmp0 (value, REM_RECOVERY_SHEET_ASKED) == 0);
}

static void
refresh (RemSheetLine *self)
{
  if (rem_context_get_state (self->context) == REM_CONTEXT_OPEN)
    rem_settings_get_async (self->context, REM_SETTING_RECOVERY_SHEET, NULL, read_cb,
                            g_object_ref (self));
}

static void
changed_cb (RemSheetLine *self, guint changes)
{
  if ((changes & REM_BOX_CHANGE_SETTINGS) != 0)
    refresh (self);
}

static void
decline_clicked_cb (RemSheetLine *self)
{
  rem_settings_set_async (self->context, REM_SETTING_RECOVERY_SHEET, REM_RECOVERY_SHEET_DONE, NULL,
                          NULL);
}

static void
rem_sheet_line_dispose (GObject *object)
{
  g_clear_object (&REM_SHEET_LINE (object)->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_SHEET_LINE);

  G_OBJECT_CLASS (rem_sheet_line_parent_class)->dispose (object);
}

static void
rem_sheet_line_class_init (RemSheetLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_sheet_line_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-sheet-line.ui");
  gtk_widget_class_bind_template_callback (widget_class, decline_clicked_cb);
}

static void
rem_sheet_line_init (RemSheetLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_sheet_line_set_context:
 * @self: a line
 * @context: the context of an open box
 *
 * Lets it look whether there is something to ask.
 */
void
rem_sheet_line_set_context (RemSheetLine *self, RemContext *context)
{
  g_return_if_fail (REM_IS_SHEET_LINE (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  refresh (self);
}
