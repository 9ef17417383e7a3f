/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-key-change-page.h"

#include "rem-box-error.h"
#include "rem-error-text.h"
#include "rem-focus-child.h"
#include "rem-passphrase-row.h"
#include "rem-recovery-code.h"
#include "rem-recovery-page.h"
#include "rem-settings.h"
#include "rem-ways.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/* A change, and its words. */
typedef struct
{
  const char *name;
  RemBoxKeyChange change;
  gboolean has_new_passphrase;
  const char *title;
  const char *text;
  const char *button;
  const char *done; /* NULL where the recovery code is shown instead */
} Change;

static const Change changes[] = {
  { "keys-change", REM_BOX_KEY_CHANGE_PASSPHRASE, TRUE, N_ ("A new passphrase"),
    N_ ("A few words that you will still know in years are good. From then on the box opens with "
        "the new one."),
    N_ ("Change it"), N_ ("The box opens with the new passphrase now.") },
  { "keys-second", REM_BOX_KEY_ADD_PASSPHRASE, TRUE, N_ ("A second passphrase"),
    N_ ("Each of the two opens the box, with everything that is in it. So two people can share it, "
        "and each has words of their own."),
    N_ ("Add it"), N_ ("Both passphrases open the box now.") },
  { "keys-one", REM_BOX_KEY_REMOVE_OTHER_PASSPHRASES, FALSE, N_ ("Only one passphrase"),
    N_ ("Type the passphrase that is to stay. All others do not open the box any more."),
    N_ ("Keep only this one"), N_ ("Only this passphrase opens the box now.") },
  { "keys-code", REM_BOX_KEY_NEW_RECOVERY_CODE, FALSE, N_ ("A new recovery code"),
    N_ ("With it the box opens even if the passphrase is forgotten. It is shown once, to be "
        "printed "
        "or written down. A sheet from before is of no use any more then."),
    N_ ("Make the code"), NULL },
  { "keys-no-code", REM_BOX_KEY_REMOVE_RECOVERY_CODE, FALSE, N_ ("Without a recovery code"),
    N_ ("The sheet does not open the box any more then. If the passphrase is forgotten after that, "
        "nobody can open the box."),
    N_ ("Remove the code"), N_ ("The recovery code does not open the box any more.") },
  { "keys-login", REM_BOX_KEY_ADD_KEYRING, FALSE, N_ ("This computer's login"),
    N_ ("While you are signed in to this computer, the box then opens without the passphrase. So "
        "can whoever sits down at it, and other programs that run under your name. The passphrase "
        "goes on opening the box, also when the login fails."),
    N_ ("Use the login"), N_ ("The login opens the box now.") },
  { "keys-no-login", REM_BOX_KEY_REMOVE_KEYRING, FALSE, N_ ("Without this computer's login"),
    N_ ("The login does not open the box any more then. Everything else stays as it is."),
    N_ ("Stop using the login"), N_ ("The login does not open the box any more.") },
};

struct _RemKeyChangePage
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *title_label;
  GtkLabel *text_label;
  GtkWidget *proof_list;
  AdwEntryRow *proof_row;
  GtkWidget *other_way_button;
  GtkLabel *other_way_label;
  GtkWidget *new_list;
  AdwEntryRow *first_row;
  AdwEntryRow *second_row;
  GtkLabel *message_label;
  GtkStack *do_stack;
  GtkLabel *do_label;
  GtkWidget *do_button;
  GtkSpinner *spinner;
  RemRecoveryPage *recovery_page;

  const Change *change;
  RemContext *context;
  RemSecret *code; /* that opened the box just now, or NULL */
  RemSlotType proof_type;
  gboolean has_passphrase;
  gboolean has_code;
  gboolean is_working;
};

G_DEFINE_FINAL_TYPE (RemKeyChangePage, rem_key_change_page, ADW_TYPE_BIN)

static const Change *
find_change (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    if (g_str_equal (changes[i].name, name))
      return &changes[i];
  return NULL;
}

static RemWindow *
get_window (RemKeyChangePage *self)
{
  return REM_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
say (RemKeyChangePage *self, const char *message)
{
  gtk_label_set_label (self->message_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
}

static gboolean
is_proof_typed (RemKeyChangePage *self)
{
  return self->code == NULL &&
         (self->proof_type == REM_SLOT_PASSPHRASE || self->proof_type == REM_SLOT_RECOVERY_CODE);
}

static void
update_widgets (RemKeyChangePage *self)
{
  gboolean uses_code = self->proof_type == REM_SLOT_RECOVERY_CODE;
  gboolean can_choose = is_proof_typed (self) && self->has_passphrase && self->has_code &&
                        self->change->change != REM_BOX_KEY_REMOVE_OTHER_PASSPHRASES;
  const char *other = uses_code ? _ ("Use the passphrase") : _ ("Use the recovery code");

  gtk_widget_set_visible (self->proof_list, is_proof_typed (self));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->proof_row),
                                 uses_code ? _ ("Recovery code")
                                 : self->change->has_new_passphrase
                                     ? _ ("The passphrase as it is now")
                                     : _ ("Passphrase"));
  gtk_widget_set_visible (self->other_way_button, can_choose);
  gtk_label_set_label (self->other_way_label, other);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->other_way_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, other, -1);
  gtk_widget_set_visible (self->new_list, self->change->has_new_passphrase);
  gtk_stack_set_visible_child_name (self->do_stack, self->is_working ? "busy" : "rest");
  gtk_spinner_set_spinning (self->spinner, self->is_working);
  gtk_editable_set_editable (GTK_EDITABLE (self->proof_row), !self->is_working);
  gtk_editable_set_editable (GTK_EDITABLE (self->first_row), !self->is_working);
  gtk_editable_set_editable (GTK_EDITABLE (self->second_row), !self->is_working);
}

static void
wipe_fields (RemKeyChangePage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->proof_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->first_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->second_row), "");
  g_clear_pointer (&self->code, rem_secret_unref);
}

static void
leave (RemKeyChangePage *self, const char *words)
{
  RemWindow *window = get_window (self);

  if (window == NULL)
    return;
  rem_window_pop_page (window);
  rem_window_show_words (window, words);
}

static void
set_sheet (RemKeyChangePage *self, const char *value)
{
  rem_settings_set_async (self->context, REM_SETTING_RECOVERY_SHEET, value, NULL, NULL);
}

static char *
build_failure_text (RemKeyChangePage *self, const GError *error)
{
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_WRONG_PASSPHRASE))
    return g_strdup (self->proof_type == REM_SLOT_RECOVERY_CODE
                         ? _ ("This is not the code of this box. Nothing was changed.")
                         : _ ("This is not the passphrase of this box. Nothing was changed."));
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS))
    return g_strdup (
        _ ("The box has as many ways in as it can have. Nothing was changed. Remove one of them "
           "first."));
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_BAD_SECRET))
    return g_strdup (_ ("The box would be left without a way in that lasts. Nothing was changed."));
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND))
    return g_strdup (self->proof_type == REM_SLOT_LOGIN_KEYRING
                         ? _ ("The keyring of the login has no key of this box. Nothing was "
                              "changed.")
                         : _ ("It is so already. Nothing was changed."));
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_NO_MEMORY))
    return g_strdup (
        _ ("There was not enough free memory for this. Nothing was changed. Close some other "
           "programs, then try again."));
  return rem_error_text_build (error);
}

static void
show_code (RemKeyChangePage *self, RemSecret *code)
{
  set_sheet (self, REM_RECOVERY_SHEET_ASKED);
  rem_recovery_page_set_code (self->recovery_page, code);
  gtk_widget_set_visible (GTK_WIDGET (self->recovery_page), TRUE);
  gtk_stack_set_visible_child_name (self->stack, "sheet");
  gtk_widget_grab_focus (GTK_WIDGET (self->recovery_page));
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemKeyChangePage) self = user_data;
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean done = rem_ways_change_finish (REM_CONTEXT (source), result, &code, &error);

  if (self->context == NULL)
    return;
  self->is_working = FALSE;
  update_widgets (self);
  if (!done)
    {
      text = build_failure_text (self, error);
      say (self, text);
      if (is_proof_typed (self))
        gtk_widget_grab_focus (GTK_WIDGET (self->proof_row));
      return;
    }
  wipe_fields (self);
  if (self->change->change == REM_BOX_KEY_REMOVE_RECOVERY_CODE)
    set_sheet (self, REM_RECOVERY_SHEET_DONE);
  if (code != NULL)
    show_code (self, code);
  else
    leave (self, _ (self->change->done));
}

/* TRUE with what is to be shown once more; FALSE when something is still to be typed. */
static gboolean
read_proof (RemKeyChangePage *self, RemSecret **secret_out)
{
  if (self->code != NULL)
    {
      *secret_out = rem_secret_ref (self->code);
      return TRUE;
    }
  if (!is_proof_typed (self))
    return TRUE;
  *secret_out = self->proof_type == REM_SLOT_RECOVERY_CODE
                    ? rem_recovery_code_parse (rem_passphrase_row_peek (self->proof_row), -1, NULL)
                    : rem_passphrase_row_read (self->proof_row);
  if (*secret_out != NULL)
    return TRUE;
  say (self, self->proof_type == REM_SLOT_RECOVERY_CODE
                 ? _ ("Something in the code is not as it was written. Please compare it with the "
                      "sheet.")
                 : _ ("To change this, the box asks for its passphrase once more."));
  gtk_widget_grab_focus (GTK_WIDGET (self->proof_row));
  return FALSE;
}

static gboolean
read_new (RemKeyChangePage *self, RemSecret **secret_out)
{
  g_autoptr (RemSecret) first = NULL;
  g_autoptr (RemSecret) second = NULL;

  if (!self->change->has_new_passphrase)
    return TRUE;
  first = rem_passphrase_row_read (self->first_row);
  second = rem_passphrase_row_read (self->second_row);
  if (first == NULL)
    {
      say (self, _ ("The new passphrase is not written yet."));
      gtk_widget_grab_focus (GTK_WIDGET (self->first_row));
      return FALSE;
    }
  if (second == NULL || !rem_secret_equal (first, second))
    {
      say (self, _ ("The two are not the same yet."));
      gtk_widget_grab_focus (GTK_WIDGET (self->second_row));
      return FALSE;
    }
  *secret_out = g_steal_pointer (&first);
  return TRUE;
}

static void
do_clicked_cb (RemKeyChangePage *self)
{
  g_autoptr (RemSecret) proof = NULL;
  g_autoptr (RemSecret) new_passphrase = NULL;

  if (self->is_working || !read_proof (self, &proof) || !read_new (self, &new_passphrase))
    return;
  say (self, NULL);
  self->is_working = TRUE;
  update_widgets (self);
  rem_ways_change_async (self->context, self->change->change, self->proof_type, proof,
                         new_passphrase, changed_cb, g_object_ref (self));
}

static void
other_way_clicked_cb (RemKeyChangePage *self)
{
  if (self->is_working)
    return;
  self->proof_type =
      self->proof_type == REM_SLOT_PASSPHRASE ? REM_SLOT_RECOVERY_CODE : REM_SLOT_PASSPHRASE;
  gtk_editable_set_text (GTK_EDITABLE (self->proof_row), "");
  say (self, NULL);
  update_widgets (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->proof_row));
}

static void
proof_activated_cb (RemKeyChangePage *self)
{
  if (self->change->has_new_passphrase)
    gtk_widget_grab_focus (GTK_WIDGET (self->first_row));
  else
    do_clicked_cb (self);
}

static void
first_activated_cb (RemKeyChangePage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->second_row));
}

static void
typed_cb (RemKeyChangePage *self)
{
  say (self, NULL);
}

static void
sheet_done_cb (RemKeyChangePage *self, gboolean is_answered)
{
  if (is_answered)
    set_sheet (self, REM_RECOVERY_SHEET_DONE);
  leave (self, _ ("The new code opens the box now, and the one from before does not."));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemKeyChangePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemWays) ways = rem_ways_read_finish (REM_CONTEXT (source), result, &error);
  g_autofree char *text = NULL;

  if (self->context == NULL)
    return;
  if (ways == NULL)
    {
      text = rem_error_text_build (error);
      say (self, text);
      return;
    }
  self->has_passphrase = ways->n_passphrases > 0;
  self->has_code = ways->has_recovery_code;
  self->proof_type = self->has_passphrase ? REM_SLOT_PASSPHRASE
                     : ways->is_open      ? REM_SLOT_OPEN
                     : ways->has_keyring  ? REM_SLOT_LOGIN_KEYRING
                                          : REM_SLOT_RECOVERY_CODE;
  update_widgets (self);
  if (is_proof_typed (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->proof_row));
}

static gboolean
rem_key_change_page_grab_focus (GtkWidget *widget)
{
  RemKeyChangePage *self = REM_KEY_CHANGE_PAGE (widget);

  if (is_proof_typed (self))
    return gtk_widget_grab_focus (GTK_WIDGET (self->proof_row));
  if (self->change->has_new_passphrase)
    return gtk_widget_grab_focus (GTK_WIDGET (self->first_row));
  return gtk_widget_grab_focus (self->do_button);
}

static void
rem_key_change_page_dispose (GObject *object)
{
  RemKeyChangePage *self = REM_KEY_CHANGE_PAGE (object);

  g_clear_pointer (&self->code, rem_secret_unref);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_KEY_CHANGE_PAGE);

  G_OBJECT_CLASS (rem_key_change_page_parent_class)->dispose (object);
}

static void
rem_key_change_page_class_init (RemKeyChangePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_key_change_page_dispose;
  widget_class->focus = rem_focus_child;
  widget_class->grab_focus = rem_key_change_page_grab_focus;

  g_type_ensure (REM_TYPE_RECOVERY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-key-change-page.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, RemKeyChangePage, child)
  BIND (stack);
  BIND (title_label);
  BIND (text_label);
  BIND (proof_list);
  BIND (proof_row);
  BIND (other_way_button);
  BIND (other_way_label);
  BIND (new_list);
  BIND (first_row);
  BIND (second_row);
  BIND (message_label);
  BIND (do_stack);
  BIND (do_label);
  BIND (do_button);
  BIND (spinner);
  BIND (recovery_page);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, do_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_way_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, proof_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheet_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
rem_key_change_page_init (RemKeyChangePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rem_passphrase_row_prepare (self->proof_row);
  rem_passphrase_row_prepare (self->first_row);
  rem_passphrase_row_prepare (self->second_row);
}

static RemKeyChangePage *
create (RemContext *context, const Change *change)
{
  RemKeyChangePage *self = g_object_new (REM_TYPE_KEY_CHANGE_PAGE, NULL);

  self->context = g_object_ref (context);
  self->change = change;
  rem_recovery_page_set_clock (self->recovery_page, rem_context_get_clock (context));
  gtk_label_set_label (self->title_label, _ (change->title));
  gtk_label_set_label (self->text_label, _ (change->text));
  gtk_label_set_label (self->do_label, _ (change->button));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->do_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (change->button), -1);
  return self;
}

/**
 * rem_key_change_page_new:
 * @context: the context of an open box
 * @name: which change: the target of a row
 *
 * Returns: (transfer floating) (nullable): the page, or %NULL if there is no such change
 */
GtkWidget *
rem_key_change_page_new (RemContext *context, const char *name)
{
  const Change *change = find_change (name);
  RemKeyChangePage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  if (change == NULL)
    return NULL;
  self = create (context, change);
  self->proof_type = REM_SLOT_PASSPHRASE;
  update_widgets (self);
  rem_ways_read_async (context, NULL, read_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

/**
 * rem_key_change_page_new_after_code:
 * @context: the context of a box that was just opened
 * @code: the recovery code that opened it
 *
 * Whoever needed the code has no passphrase any more. Choosing one can wait: the code goes on
 * opening the box.
 *
 * Returns: (transfer floating): a page that asks for a new passphrase
 */
GtkWidget *
rem_key_change_page_new_after_code (RemContext *context, RemSecret *code)
{
  RemKeyChangePage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  self = create (context, find_change ("keys-change"));
  self->code = rem_secret_ref (code);
  self->proof_type = REM_SLOT_RECOVERY_CODE;
  gtk_label_set_label (self->text_label,
                       _ ("The box is open. You can choose a new passphrase now, or go back and do "
                          "it another day: the recovery code goes on opening the box."));
  update_widgets (self);
  return GTK_WIDGET (self);
}
