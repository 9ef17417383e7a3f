/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keys-page.h"

#include "rem-error-text.h"
#include "rem-focus-child.h"
#include "rem-ways.h"

#include <glib/gi18n.h>

struct _RemKeysPage
{
  AdwBin parent_instance;

  GtkLabel *trouble;
  GtkWidget *groups;
  AdwActionRow *passphrase_row;
  GtkWidget *second_row;
  GtkWidget *one_row;
  AdwActionRow *code_row;
  GtkWidget *no_code_row;
  AdwActionRow *login_row;

  RemContext *context;
};

G_DEFINE_FINAL_TYPE (RemKeysPage, rem_keys_page, ADW_TYPE_BIN)

static void
set_row (AdwActionRow *row, const char *title, const char *subtitle, const char *target)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
}

static void
show_ways (RemKeysPage *self, RemWays *ways)
{
  gboolean has_door = ways->n_passphrases > 0 || ways->is_open;

  if (ways->n_passphrases == 0 && ways->is_open)
    set_row (self->passphrase_row, _ ("Choose a passphrase"),
             _ ("The box opens without one. Whoever uses this computer can open it."),
             "keys-change");
  else if (ways->n_passphrases == 0)
    set_row (self->passphrase_row, _ ("Choose a passphrase"),
             _ ("The box has none yet. With one it opens on any computer."), "keys-change");
  else
    set_row (self->passphrase_row, _ ("Change the passphrase"),
             ways->n_passphrases > 1 ? _ ("More than one passphrase opens the box.") : "",
             "keys-change");
  gtk_widget_set_visible (self->second_row, ways->n_passphrases > 0);
  gtk_widget_set_visible (self->one_row, ways->n_passphrases > 1);

  if (ways->has_recovery_code)
    set_row (self->code_row, _ ("Make a new recovery code"),
             _ ("The one from before does not open the box any more then."), "keys-code");
  else
    set_row (self->code_row, _ ("Make a recovery code"),
             _ ("It opens the box if the passphrase is forgotten."), "keys-code");
  gtk_widget_set_visible (self->no_code_row, ways->has_recovery_code && has_door);

  if (ways->has_keyring)
    set_row (self->login_row, _ ("Stop opening it with this computer's login"),
             _ ("The keyring of the login has a key of the box now."), "keys-no-login");
  else
    set_row (self->login_row, _ ("Open it with this computer's login"),
             _ ("The keyring of the login then keeps a key of the box."), "keys-login");
  gtk_widget_set_visible (GTK_WIDGET (self->login_row), !ways->has_keyring || has_door);
  gtk_widget_set_visible (self->groups, TRUE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemKeysPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemWays) ways = rem_ways_read_finish (REM_CONTEXT (source), result, &error);
  g_autofree char *text = NULL;

  if (self->context == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), ways == NULL);
  if (ways != NULL)
    {
      show_ways (self, ways);
      return;
    }
  text = rem_error_text_build (error);
  gtk_label_set_label (self->trouble, text);
}

/* Anew each time it is come back to: a page over it may have changed them. */
static void
rem_keys_page_map (GtkWidget *widget)
{
  RemKeysPage *self = REM_KEYS_PAGE (widget);

  GTK_WIDGET_CLASS (rem_keys_page_parent_class)->map (widget);
  rem_ways_read_async (self->context, NULL, read_cb, g_object_ref (self));
}

static void
rem_keys_page_dispose (GObject *object)
{
  RemKeysPage *self = REM_KEYS_PAGE (object);

  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_KEYS_PAGE);

  G_OBJECT_CLASS (rem_keys_page_parent_class)->dispose (object);
}

static void
rem_keys_page_class_init (RemKeysPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_keys_page_dispose;
  widget_class->focus = rem_focus_child;
  widget_class->map = rem_keys_page_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-keys-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemKeysPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, RemKeysPage, groups);
  gtk_widget_class_bind_template_child (widget_class, RemKeysPage, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, RemKeysPage, second_row);
  gtk_widget_class_bind_template_child (widget_class, RemKeysPage, one_row);
  gtk_widget_class_bind_template_child (widget_class, RemKeysPage, code_row);
  gtk_widget_class_bind_template_child (widget_class, RemKeysPage, no_code_row);
  gtk_widget_class_bind_template_child (widget_class, RemKeysPage, login_row);
}

static void
rem_keys_page_init (RemKeysPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_keys_page_new:
 * @context: the context of an open box
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
rem_keys_page_new (RemContext *context)
{
  RemKeysPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_KEYS_PAGE, NULL);
  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
