/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-start-page.h"

#include "rem-candle-mark.h"
#include "rem-focus-child.h"
#include "rem-error-text.h"
#include "rem-lid.h"
#include "rem-passphrase-row.h"
#include "rem-recovery-page.h"
#include "rem-settings.h"
#include "rem-ways.h"

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
  GtkWidget *passphrase_list;
  GtkLabel *message_label;
  GtkLabel *hint_label;
  GtkWidget *other_way_button;
  GtkLabel *other_way_label;
  GtkStack *make_stack;
  GtkSpinner *spinner;
  RemRecoveryPage *recovery_page;

  RemContext *context;
  RemSecret *code; /* of the box that is being made */
  gboolean uses_login;
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

static void
say (RemStartPage *self, const char *message)
{
  gtk_label_set_label (self->message_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
}

static void
update_widgets (RemStartPage *self)
{
  const char *other_way =
      self->uses_login ? _ ("Use a passphrase") : _ ("This computer's login is enough");

  gtk_widget_set_visible (self->passphrase_list, !self->uses_login);
  gtk_label_set_label (
      self->hint_label,
      self->uses_login
          ? _ ("While you are signed in to this computer, the box opens without a passphrase. So "
               "can whoever sits down at it then, and other programs that run under your name. The "
               "recovery code that comes next is the only other way in: without it, a lost login "
               "is a lost box.")
          : _ ("A few words that you will still know in years are good. If they are forgotten, and "
               "the recovery code that comes next is lost as well, nobody can open the box "
               "again."));
  gtk_label_set_label (self->other_way_label, other_way);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->other_way_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, other_way, -1);
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
set_sheet (RemStartPage *self, const char *value)
{
  rem_settings_set_async (self->context, REM_SETTING_RECOVERY_SHEET, value, NULL, NULL);
}

static void
show_sheet (RemStartPage *self, const char *note)
{
  g_autoptr (RemSecret) code = g_steal_pointer (&self->code);

  self->is_making = FALSE;
  update_widgets (self);
  wipe_fields (self);
  set_sheet (self, REM_RECOVERY_SHEET_ASKED);
  rem_recovery_page_set_code (self->recovery_page, code);
  rem_recovery_page_set_note (self->recovery_page, note);
  gtk_widget_set_visible (GTK_WIDGET (self->recovery_page), TRUE);
  gtk_stack_set_visible_child_name (self->stack, "sheet");
  gtk_widget_grab_focus (GTK_WIDGET (self->recovery_page));
}

/* Without a keyring the box stays as it was made: open. */
static void
login_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemStartPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = rem_ways_change_finish (REM_CONTEXT (source), result, NULL, &error);

  if (self->context == NULL)
    return;
  show_sheet (self, done ? NULL
                         : _ ("This computer's login has no keyring that could keep a key. So the "
                              "box opens without anything: whoever uses this computer can open "
                              "it. A passphrase can be chosen at any time in “Keep safe”."));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemStartPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (self->context == NULL)
    return;
  if (rem_context_create_finish (self->context, result, &self->code, &error))
    {
      if (self->uses_login)
        rem_ways_change_async (self->context, REM_BOX_KEY_ADD_KEYRING, REM_SLOT_OPEN, NULL, NULL,
                               login_added_cb, g_object_ref (self));
      else
        show_sheet (self, NULL);
      return;
    }
  self->is_making = FALSE;
  update_widgets (self);
  text = rem_error_text_build (error);
  say (self, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->first_row));
}

static gboolean
read_passphrase (RemStartPage *self, RemSecret **passphrase_out)
{
  g_autoptr (RemSecret) first = rem_passphrase_row_read (self->first_row);
  g_autoptr (RemSecret) second = rem_passphrase_row_read (self->second_row);

  if (first == NULL)
    {
      say (self, _ ("The box needs a passphrase, so that nobody else can open it."));
      gtk_widget_grab_focus (GTK_WIDGET (self->first_row));
      return FALSE;
    }
  if (second == NULL || !rem_secret_equal (first, second))
    {
      say (self, _ ("The two are not the same yet."));
      gtk_widget_grab_focus (GTK_WIDGET (self->second_row));
      return FALSE;
    }
  *passphrase_out = g_steal_pointer (&first);
  return TRUE;
}

static void
make_clicked_cb (RemStartPage *self)
{
  g_autoptr (RemSecret) passphrase = NULL;

  if (self->is_making || (!self->uses_login && !read_passphrase (self, &passphrase)))
    return;
  say (self, NULL);
  self->is_making = TRUE;
  update_widgets (self);
  rem_context_create_async (self->context, passphrase, KDF_MIB, NULL, made_cb, g_object_ref (self));
}

static void
other_way_clicked_cb (RemStartPage *self)
{
  if (self->is_making)
    return;
  self->uses_login = !self->uses_login;
  wipe_fields (self);
  say (self, NULL);
  update_widgets (self);
  if (!self->uses_login)
    gtk_widget_grab_focus (GTK_WIDGET (self->first_row));
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
sheet_done_cb (RemStartPage *self, gboolean is_answered)
{
  if (is_answered)
    set_sheet (self, REM_RECOVERY_SHEET_DONE);
  self->is_done = TRUE;
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
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

  g_clear_pointer (&self->code, rem_secret_unref);
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
  gtk_widget_class_bind_template_child (widget_class, RemStartPage, other_way_label);
  gtk_widget_class_bind_template_child (widget_class, RemStartPage, other_way_button);
  gtk_widget_class_bind_template_child (widget_class, RemStartPage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, RemStartPage, passphrase_list);
  gtk_widget_class_bind_template_child (widget_class, RemStartPage, make_stack);
  gtk_widget_class_bind_template_child (widget_class, RemStartPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RemStartPage, recovery_page);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_way_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheet_done_cb);
}

static void
rem_start_page_init (RemStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rem_passphrase_row_prepare (self->first_row);
  rem_passphrase_row_prepare (self->second_row);
  update_widgets (self);
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
  rem_candle_mark_add_to (GTK_WIDGET (self));
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
