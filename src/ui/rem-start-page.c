/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-start-page.h"

#include "rem-focus-child.h"
#include "rem-error-text.h"
#include "rem-lid.h"
#include "rem-recovery-page.h"

#include <glib/gi18n.h>

/* Memory of the key derivation of a new box: as this computer can bear. */
#define KDF_MIB 0

struct _RemStartPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *welcome;
  AdwEntryRow *first_row;
  AdwEntryRow *second_row;
  GtkLabel *message_label;
  GtkStack *make_stack;
  GtkSpinner *spinner;
  RemRecoveryPage *recovery_page;

  RemContext *context;
  gboolean is_making;
  gboolean is_done;
};

enum
{
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The first start, on one page: what this is, what it keeps private and what it cannot, a
 * passphrase. Then the recovery sheet, once. */
G_DEFINE_FINAL_TYPE (RemStartPage, rem_start_page, ADW_TYPE_BIN)

static const char *
peek_typed (AdwEntryRow *row)
{
  return gtk_editable_get_text (gtk_editable_get_delegate (GTK_EDITABLE (row)));
}

static void
say (RemStartPage *self, const char *message)
{
  gtk_label_set_label (self->message_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
}

static void
update_widgets (RemStartPage *self)
{
  gtk_stack_set_visible_child_name (self->make_stack, self->is_making ? "busy" : "rest");
  gtk_spinner_set_spinning (self->spinner, self->is_making);
  gtk_editable_set_editable (GTK_EDITABLE (self->first_row), !self->is_making);
  gtk_editable_set_editable (GTK_EDITABLE (self->second_row), !self->is_making);
}

static void
wipe_fields (RemStartPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->first_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->second_row), "");
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemStartPage) self = user_data;
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (self->context == NULL)
    return;
  self->is_making = FALSE;
  update_widgets (self);
  if (rem_context_create_finish (self->context, result, &code, &error))
    {
      wipe_fields (self);
      rem_recovery_page_set_code (self->recovery_page, code);
      gtk_widget_set_visible (GTK_WIDGET (self->recovery_page), TRUE);
      gtk_stack_set_visible_child_name (self->stack, "sheet");
      gtk_widget_grab_focus (GTK_WIDGET (self->recovery_page));
      return;
    }
  text = rem_error_text_build (error);
  say (self, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->first_row));
}

static void
make_clicked_cb (RemStartPage *self)
{
  g_autoptr (RemSecret) first = NULL;
  g_autoptr (RemSecret) second = NULL;

  if (self->is_making)
    return;
  first = rem_secret_new_passphrase (peek_typed (self->first_row), -1);
  second = rem_secret_new_passphrase (peek_typed (self->second_row), -1);
  if (first == NULL)
    {
      say (self, _ ("The box needs a passphrase, so that nobody else can open it."));
      gtk_widget_grab_focus (GTK_WIDGET (self->first_row));
      return;
    }
  if (second == NULL || !rem_secret_equal (first, second))
    {
      say (self, _ ("The two are not the same yet."));
      gtk_widget_grab_focus (GTK_WIDGET (self->second_row));
      return;
    }
  say (self, NULL);
  self->is_making = TRUE;
  update_widgets (self);
  rem_context_create_async (self->context, first, KDF_MIB, NULL, made_cb, g_object_ref (self));
}

static void
first_activated_cb (RemStartPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->second_row));
}

static void
changed_cb (RemStartPage *self)
{
  say (self, NULL);
}

static void
sheet_done_cb (RemStartPage *self)
{
  self->is_done = TRUE;
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
tooltip_changed_cb (GtkWidget *button)
{
  g_autofree char *tooltip = g_strdup (gtk_widget_get_tooltip_text (button));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip != NULL ? tooltip : "", -1);
}

/* The button in a row that shows what was typed has a tooltip, but no name of its own. */
static void
name_buttons (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      {
        tooltip_changed_cb (child);
        g_signal_connect (child, "notify::tooltip-text", G_CALLBACK (tooltip_changed_cb), NULL);
      }
    else
      name_buttons (child);
}

/* GtkText would keep what was typed and deleted, in memory that is not locked. */
static void
forbid_undo (AdwEntryRow *row)
{
  gtk_editable_set_enable_undo (GTK_EDITABLE (row), FALSE);
}

/* To read first: neither Help nor the field is pressed upon anybody. */
static gboolean
rem_start_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (REM_START_PAGE (widget)->welcome);
}

static void
rem_start_page_dispose (GObject *object)
{
  RemStartPage *self = REM_START_PAGE (object);

  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_START_PAGE);

  G_OBJECT_CLASS (rem_start_page_parent_class)->dispose (object);
}

static void
rem_start_page_class_init (RemStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_start_page_dispose;
  widget_class->focus = rem_focus_child;
  widget_class->grab_focus = rem_start_page_grab_focus;

  signals[SIGNAL_DONE] = g_signal_new ("done", REM_TYPE_START_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (REM_TYPE_LID);
  g_type_ensure (REM_TYPE_RECOVERY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemStartPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RemStartPage, welcome);
  gtk_widget_class_bind_template_child (widget_class, RemStartPage, first_row);
  gtk_widget_class_bind_template_child (widget_class, RemStartPage, second_row);
  gtk_widget_class_bind_template_child (widget_class, RemStartPage, message_label);
  gtk_widget_class_bind_template_child (widget_class, RemStartPage, make_stack);
  gtk_widget_class_bind_template_child (widget_class, RemStartPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RemStartPage, recovery_page);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheet_done_cb);
}

static void
rem_start_page_init (RemStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  forbid_undo (self->first_row);
  forbid_undo (self->second_row);
  name_buttons (GTK_WIDGET (self->first_row));
  name_buttons (GTK_WIDGET (self->second_row));
}

/**
 * rem_start_page_new:
 * @context: a context without a box
 *
 * Returns: (transfer floating): the page that makes one
 */
GtkWidget *
rem_start_page_new (RemContext *context)
{
  RemStartPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_START_PAGE, NULL);
  self->context = g_object_ref (context);
  rem_recovery_page_set_clock (self->recovery_page, rem_context_get_clock (context));
  return GTK_WIDGET (self);
}

/**
 * rem_start_page_is_done:
 * @self: a first start
 *
 * Returns: %TRUE once the box is made and the recovery sheet was answered
 */
gboolean
rem_start_page_is_done (RemStartPage *self)
{
  g_return_val_if_fail (REM_IS_START_PAGE (self), FALSE);

  return self->is_done;
}
