/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-lock-page.h"

#include "rem-focus-child.h"
#include "rem-box-error.h"
#include "rem-candle-mark.h"
#include "rem-error-text.h"
#include "rem-lid.h"
#include "rem-recovery-code.h"
#include "rem-rescue-page.h"
#include "rem-ways.h"
#include "rem-window.h"

#include <glib/gi18n.h>

#define LIFT_MS 250

/* How far the lid stands open while the key is tried. */
#define LIFT_TRYING 0.5

struct _RemLockPage
{
  AdwBin parent_instance;

  RemLid *lid;
  GtkLabel *field_label;
  GtkEditable *field;
  GtkLabel *message_label;
  GtkLabel *hint_label;
  GtkWidget *open_button;
  GtkStack *open_stack;
  GtkSpinner *spinner;
  GtkWidget *other_way_button;
  GtkLabel *other_way_label;
  GtkWidget *login_button;
  GtkWidget *salvage_button;

  RemContext *context;
  RemSecret *code; /* that is being tried, or NULL */
  AdwAnimation *animation;
  gboolean has_no_passphrase;
  gboolean is_open; /* the box opens without anything */
  gboolean has_keyring;
  gboolean uses_code;
  gboolean is_trying;
  gboolean is_trying_login;
};

enum
{
  SIGNAL_OPENED_BY_CODE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The closed box: a lid, a field, and the ways in. */
G_DEFINE_FINAL_TYPE (RemLockPage, rem_lock_page, ADW_TYPE_BIN)

static void
lift_lid (RemLockPage *self, double lift)
{
  AdwAnimationTarget *target = adw_property_animation_target_new (G_OBJECT (self->lid), "lift");

  g_clear_object (&self->animation);
  self->animation = adw_timed_animation_new (GTK_WIDGET (self->lid), rem_lid_get_lift (self->lid),
                                             lift, LIFT_MS, target);
  adw_animation_play (self->animation);
}

static void
say (RemLockPage *self, const char *message)
{
  gtk_label_set_label (self->message_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
}

static void
update_widgets (RemLockPage *self)
{
  const char *other_way = !self->uses_code          ? _ ("Use the recovery code")
                          : self->has_no_passphrase ? _ ("Use this computer's login")
                                                    : _ ("Use the passphrase");
  gboolean needs_field = !self->has_no_passphrase || self->uses_code;

  gtk_widget_set_visible (GTK_WIDGET (self->field_label), needs_field);
  gtk_widget_set_visible (GTK_WIDGET (self->field), needs_field);
  gtk_widget_set_visible (self->other_way_button, !self->is_open);
  gtk_widget_set_visible (self->login_button, self->has_keyring && !self->has_no_passphrase);
  gtk_label_set_label (self->field_label, self->uses_code ? _ ("Recovery code") : _ ("Passphrase"));
  gtk_label_set_label (self->other_way_label, other_way);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->other_way_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, other_way, -1);
  gtk_stack_set_visible_child_name (self->open_stack, self->is_trying ? "busy" : "rest");
  gtk_spinner_set_spinning (self->spinner, self->is_trying);
  /* Not insensitive: the focus stays where the hands are. */
  gtk_editable_set_editable (self->field, !self->is_trying);
}

static char *
build_failure_text (RemLockPage *self, const GError *error)
{
  if (self->is_trying_login &&
      (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND) ||
       g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_WRONG_PASSPHRASE)))
    return g_strdup (
        _ ("The keyring of the login has no key of this box any more. The box is as it "
           "was. Use the passphrase, or the recovery code."));
  if (!g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_WRONG_PASSPHRASE))
    return rem_error_text_build_for_opening (error);
  if (self->uses_code)
    return g_strdup (_ ("This is not the code of this box. Small or capital letters, spaces and "
                        "dashes make no difference. You can try as often as you like."));
  return g_strdup (_ ("This is not the passphrase of this box. You can try as often as you like."));
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemLockPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (self->context == NULL)
    return;
  self->is_trying = FALSE;
  if (self->is_trying_login ? rem_ways_unlock_by_keyring_finish (self->context, result, &error)
                            : rem_context_unlock_finish (self->context, result, &error))
    {
      g_autoptr (RemSecret) code = g_steal_pointer (&self->code);

      gtk_editable_set_text (self->field, "");
      if (code != NULL)
        g_signal_emit (self, signals[SIGNAL_OPENED_BY_CODE], 0, code);
      return;
    }
  g_clear_pointer (&self->code, rem_secret_unref);
  update_widgets (self);
  lift_lid (self, 0);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = build_failure_text (self, error);
  say (self, text);
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED) ||
      g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_TRUNCATED))
    rem_lock_page_offer_salvage (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_editable_select_region (self->field, 0, -1);
}

static RemSecret *
read_secret (RemLockPage *self, GError **error)
{
  const char *typed = gtk_editable_get_text (gtk_editable_get_delegate (self->field));

  if (self->uses_code)
    return rem_recovery_code_parse (typed, -1, error);
  return rem_secret_new_passphrase (typed, -1);
}

/* With what stands in the field: a box that is damaged still has its keys. */
static void
salvage_clicked_cb (RemLockPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  RemSlotType type = self->uses_code ? REM_SLOT_RECOVERY_CODE : REM_SLOT_PASSPHRASE;
  g_autoptr (RemSecret) secret = NULL;

  if (self->is_trying)
    return;
  if (self->is_open && !self->uses_code)
    type = REM_SLOT_OPEN;
  else
    {
      secret = read_secret (self, NULL);
      if (secret == NULL)
        {
          say (self, _ ("Please write the passphrase or the recovery code first: with it, what is "
                        "left can be read."));
          gtk_widget_grab_focus (GTK_WIDGET (self));
          return;
        }
    }
  say (self, NULL);
  rem_window_push_page (REM_WINDOW (root), rem_rescue_page_new (self->context, type, secret));
}

static void
begin_trying (RemLockPage *self, gboolean is_login)
{
  say (self, NULL);
  self->is_trying = TRUE;
  self->is_trying_login = is_login;
  update_widgets (self);
  lift_lid (self, LIFT_TRYING);
}

static void
login_clicked_cb (RemLockPage *self)
{
  if (self->is_trying)
    return;
  begin_trying (self, TRUE);
  rem_ways_unlock_by_keyring_async (self->context, NULL, unlocked_cb, g_object_ref (self));
}

static void
open_without_passphrase (RemLockPage *self)
{
  if (!self->is_open)
    {
      login_clicked_cb (self);
      return;
    }
  begin_trying (self, FALSE);
  rem_context_unlock_async (self->context, REM_SLOT_OPEN, NULL, NULL, unlocked_cb,
                            g_object_ref (self));
}

static void
open_clicked_cb (RemLockPage *self)
{
  g_autoptr (RemSecret) secret = NULL;
  g_autoptr (GError) error = NULL;

  if (self->is_trying)
    return;
  if (self->has_no_passphrase && !self->uses_code)
    {
      open_without_passphrase (self);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->field));
  if (*gtk_editable_get_text (gtk_editable_get_delegate (self->field)) == '\0')
    return;
  secret = read_secret (self, &error);
  if (secret == NULL)
    {
      say (self,
           self->uses_code
               ? _ ("Something in the code is not as it was written. Please compare it with the "
                    "sheet.")
               : _ ("This is not the passphrase of this box. You can try as often as you like."));
      gtk_editable_select_region (self->field, 0, -1);
      return;
    }
  if (self->uses_code)
    self->code = rem_secret_ref (secret);
  begin_trying (self, FALSE);
  rem_context_unlock_async (self->context,
                            self->uses_code ? REM_SLOT_RECOVERY_CODE : REM_SLOT_PASSPHRASE, secret,
                            NULL, unlocked_cb, g_object_ref (self));
}

static void
other_way_clicked_cb (RemLockPage *self)
{
  if (self->is_trying)
    return;
  self->uses_code = !self->uses_code;
  gtk_editable_set_text (self->field, "");
  say (self, NULL);
  update_widgets (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Damage is told when opening is tried, not here. */
static void
ways_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemLockPage) self = user_data;
  g_autoptr (RemWays) ways = rem_ways_read_finish (REM_CONTEXT (source), result, NULL);

  if (self->context == NULL || ways == NULL)
    return;
  self->has_keyring = ways->has_keyring;
  self->is_open = ways->is_open;
  self->has_no_passphrase = ways->n_passphrases == 0 && (ways->is_open || ways->has_keyring);
  update_widgets (self);
  if (self->has_no_passphrase && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_grab_focus (self->open_button);
}

static gboolean
rem_lock_page_grab_focus (GtkWidget *widget)
{
  RemLockPage *self = REM_LOCK_PAGE (widget);

  return gtk_widget_grab_focus (gtk_widget_get_visible (GTK_WIDGET (self->field))
                                    ? GTK_WIDGET (self->field)
                                    : self->open_button);
}

static void
rem_lock_page_dispose (GObject *object)
{
  RemLockPage *self = REM_LOCK_PAGE (object);

  g_clear_pointer (&self->code, rem_secret_unref);
  g_clear_object (&self->animation);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_LOCK_PAGE);

  G_OBJECT_CLASS (rem_lock_page_parent_class)->dispose (object);
}

static void
rem_lock_page_class_init (RemLockPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_lock_page_dispose;
  widget_class->focus = rem_focus_child;
  widget_class->grab_focus = rem_lock_page_grab_focus;

  /**
   * RemLockPage::opened-by-code:
   * @self: a lock page
   * @code: the recovery code
   *
   * The box is open, and the passphrase was not at hand.
   */
  signals[SIGNAL_OPENED_BY_CODE] =
      g_signal_new ("opened-by-code", REM_TYPE_LOCK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, REM_TYPE_SECRET | G_SIGNAL_TYPE_STATIC_SCOPE);

  g_type_ensure (REM_TYPE_LID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-lock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemLockPage, lid);
  gtk_widget_class_bind_template_child (widget_class, RemLockPage, field_label);
  gtk_widget_class_bind_template_child (widget_class, RemLockPage, field);
  gtk_widget_class_bind_template_child (widget_class, RemLockPage, message_label);
  gtk_widget_class_bind_template_child (widget_class, RemLockPage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, RemLockPage, login_button);
  gtk_widget_class_bind_template_child (widget_class, RemLockPage, open_button);
  gtk_widget_class_bind_template_child (widget_class, RemLockPage, salvage_button);
  gtk_widget_class_bind_template_child (widget_class, RemLockPage, open_stack);
  gtk_widget_class_bind_template_child (widget_class, RemLockPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RemLockPage, other_way_button);
  gtk_widget_class_bind_template_child (widget_class, RemLockPage, other_way_label);
  gtk_widget_class_bind_template_callback (widget_class, login_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_way_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, salvage_clicked_cb);
}

static void
rem_lock_page_init (RemLockPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_widgets (self);
}

/**
 * rem_lock_page_new:
 * @context: a context with a locked box
 *
 * Returns: (transfer floating): the page that opens it
 */
GtkWidget *
rem_lock_page_new (RemContext *context)
{
  RemLockPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_LOCK_PAGE, NULL);
  self->context = g_object_ref (context);
  rem_candle_mark_add_to (GTK_WIDGET (self));
  rem_ways_read_async (context, NULL, ways_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

/**
 * rem_lock_page_set_hint:
 * @self: a lock page
 * @hint: (nullable): a sentence under the two ways in, or %NULL
 *
 * For a box that is no secret, such as that of a trial.
 */
void
rem_lock_page_set_hint (RemLockPage *self, const char *hint)
{
  g_return_if_fail (REM_IS_LOCK_PAGE (self));

  gtk_label_set_label (self->hint_label, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), hint != NULL);
}

/**
 * rem_lock_page_offer_salvage:
 * @self: a lock page
 *
 * Shows the way to save what can be read: the box is damaged.
 */
void
rem_lock_page_offer_salvage (RemLockPage *self)
{
  g_return_if_fail (REM_IS_LOCK_PAGE (self));

  gtk_widget_set_visible (self->salvage_button, TRUE);
}
