/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-own-words.h"

#include "rem-reminders.h"
#include "rem-service-waker.h"

#include <glib/gi18n.h>

struct _RemOwnWords
{
  AdwBin parent_instance;

  GtkEditable *row;
  AdwActionRow *preview_row;

  RemContext *context;
  RemOccasion *occasion;
  GCancellable *cancellable;
  RemNotice *preview; /* how it reads, once that is known */
  char *kept;         /* the words as they are in the box; NULL until they were read */
};

G_DEFINE_FINAL_TYPE (RemOwnWords, rem_own_words, ADW_TYPE_BIN)

static void
preview_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemOwnWords) self = user_data;
  RemNotice *preview = rem_reminders_preview_finish (REM_CONTEXT (source), result, NULL);

  if (preview == NULL || self->context == NULL)
    {
      g_clear_pointer (&preview, rem_notice_free);
      return;
    }

  g_clear_pointer (&self->preview, rem_notice_free);
  self->preview = preview;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->preview_row), preview->title);
  adw_action_row_set_subtitle (self->preview_row, preview->body);
}

static void
refresh (RemOwnWords *self)
{
  gsize n_reminders = 0;

  if (self->occasion == NULL || self->context == NULL)
    return;

  rem_occasion_get_reminders (self->occasion, &n_reminders);
  gtk_widget_set_visible (GTK_WIDGET (self), n_reminders > 0);
  if (n_reminders == 0)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  rem_reminders_preview_async (self->context, self->occasion, gtk_editable_get_text (self->row),
                               self->cancellable, preview_cb, g_object_ref (self));
}

static void
settings_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemOwnWords) self = user_data;
  g_autoptr (RemReminderSettings) settings =
      rem_reminders_get_settings_finish (REM_CONTEXT (source), result, NULL);
  const char *words = NULL;

  if (settings == NULL || self->context == NULL || self->occasion == NULL || self->kept != NULL)
    return;

  words = rem_reminder_settings_get_own_words (settings, rem_occasion_get_uuid (self->occasion));
  self->kept = g_strdup (words != NULL ? words : "");
  if (*gtk_editable_get_text (self->row) == '\0')
    gtk_editable_set_text (self->row, self->kept);
  refresh (self);
}

static void
show_clicked_cb (RemOwnWords *self)
{
  if (self->preview != NULL)
    rem_service_waker_show (self->preview->title, self->preview->body);
}

static void
rem_own_words_dispose (GObject *object)
{
  RemOwnWords *self = REM_OWN_WORDS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_own_words_parent_class)->dispose (object);
}

static void
rem_own_words_finalize (GObject *object)
{
  RemOwnWords *self = REM_OWN_WORDS (object);

  g_clear_pointer (&self->occasion, rem_occasion_unref);
  g_clear_pointer (&self->preview, rem_notice_free);
  g_clear_pointer (&self->kept, g_free);

  G_OBJECT_CLASS (rem_own_words_parent_class)->finalize (object);
}

static void
rem_own_words_class_init (RemOwnWordsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rem_own_words_dispose;
  object_class->finalize = rem_own_words_finalize;
}

static void
rem_own_words_init (RemOwnWords *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *preview_row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Show me one now"));

  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  adw_preferences_group_set_title (group, _ ("How a reminder reads"));
  adw_preferences_group_set_description (
      group, _ ("Words of your own can be read by whoever looks at the screen, and the computer "
                "may write them down outside the box."));

  self->row = GTK_EDITABLE (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Words of your own"));
  gtk_text_set_max_length (GTK_TEXT (gtk_editable_get_delegate (self->row)),
                           REM_REMINDER_SETTINGS_MAX_WORDS);
  g_object_set (row, "input-hints", GTK_INPUT_HINT_PRIVATE, NULL);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);

  self->preview_row = ADW_ACTION_ROW (preview_row);
  g_object_set (preview_row, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, NULL);
  adw_preferences_group_add (group, preview_row);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (button, 12);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (show_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, button);

  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (group));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * rem_own_words_set_context:
 * @self: words
 * @context: a context whose box is open
 *
 * Must be called once, before rem_own_words_set_occasion().
 */
void
rem_own_words_set_context (RemOwnWords *self, RemContext *context)
{
  g_return_if_fail (REM_IS_OWN_WORDS (self));
  g_return_if_fail (REM_IS_CONTEXT (context));

  g_set_object (&self->context, context);
}

/**
 * rem_own_words_set_occasion:
 * @self: words
 * @occasion: a date as it stands on the page
 *
 * Shows how the reminders of @occasion read; nothing at all while it has none. Always the same
 * date, in all its states.
 */
void
rem_own_words_set_occasion (RemOwnWords *self, RemOccasion *occasion)
{
  gboolean is_first = FALSE;

  g_return_if_fail (REM_IS_OWN_WORDS (self));
  g_return_if_fail (occasion != NULL);

  is_first = self->occasion == NULL;
  g_clear_pointer (&self->occasion, rem_occasion_unref);
  self->occasion = rem_occasion_ref (occasion);
  if (is_first)
    rem_reminders_get_settings_async (self->context, NULL, settings_cb, g_object_ref (self));
  else
    refresh (self);
}

/**
 * rem_own_words_keep:
 * @self: words
 *
 * Keeps the words, if they were changed.
 */
void
rem_own_words_keep (RemOwnWords *self)
{
  const char *words = NULL;

  g_return_if_fail (REM_IS_OWN_WORDS (self));

  words = gtk_editable_get_text (self->row);
  if (self->context != NULL && self->occasion != NULL && self->kept != NULL &&
      !g_str_equal (words, self->kept))
    rem_reminders_set_own_words_async (self->context, rem_occasion_get_uuid (self->occasion), words,
                                       NULL, NULL);
}
