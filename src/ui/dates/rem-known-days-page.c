/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-known-days-page.h"

#include "rem-error-text.h"
#include "rem-known-day-row.h"
#include "rem-known-days.h"
#include "rem-occasion-changer.h"
#include "rem-reminders.h"

#include <glib/gi18n.h>

/* What was chosen is a value; each change by the person makes a new one and keeps it at once. */

struct _RemKnownDaysPage
{
  AdwBin parent_instance;

  GtkWidget *content;
  GtkLabel *trouble;
  AdwPreferencesGroup *kept_group;
  AdwPreferencesGroup *hurts_group;
  AdwComboRow *country_row;

  RemContext *context;
  GCancellable *cancellable;
  RemReminderSettings *settings;
  GPtrArray *countries; /* of RemKnownCountry */
  GPtrArray *rows;      /* of RemKnownDayRow, held by the groups */
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (RemKnownDaysPage, rem_known_days_page, ADW_TYPE_BIN)

static void
show_trouble (RemKnownDaysPage *self, const GError *error)
{
  g_autofree char *words = rem_error_text_build (error);

  gtk_label_set_label (self->trouble, words);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
}

static void
update_widgets (RemKnownDaysPage *self)
{
  const char *country = rem_reminder_settings_get_country (self->settings);
  RemDate today = rem_clock_get_today (rem_context_get_clock (self->context));
  guint selected = 0;

  for (guint i = 0; i < self->countries->len; i++)
    if (g_strcmp0 (((RemKnownCountry *) g_ptr_array_index (self->countries, i))->code, country) ==
        0)
      selected = i + 1;

  self->is_updating = TRUE;
  adw_combo_row_set_selected (self->country_row, selected);
  self->is_updating = FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    rem_known_day_row_show (g_ptr_array_index (self->rows, i), self->settings, country, today);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemKnownDaysPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_reminders_set_settings_finish (REM_CONTEXT (source), result, &error) &&
      self->cancellable != NULL)
    show_trouble (self, error);
}

/* Takes @settings over. */
static void
keep (RemKnownDaysPage *self, RemReminderSettings *settings)
{
  g_clear_pointer (&self->settings, rem_reminder_settings_unref);
  self->settings = settings;
  update_widgets (self);
  rem_reminders_set_settings_async (self->context, settings, kept_cb, g_object_ref (self));
}

static void
country_changed_cb (RemKnownDaysPage *self)
{
  guint selected = adw_combo_row_get_selected (self->country_row);
  const char *code = NULL;

  if (self->is_updating || self->settings == NULL || selected > self->countries->len)
    return;
  if (selected > 0)
    code = ((RemKnownCountry *) g_ptr_array_index (self->countries, selected - 1))->code;
  keep (self, rem_reminder_settings_with_country (self->settings, code));
}

static void
wish_changed_cb (RemKnownDaysPage *self, RemKnownDayRow *row)
{
  if (self->settings != NULL)
    keep (self, rem_reminder_settings_with_day_wish (self->settings,
                                                     rem_known_day_get_id (
                                                         rem_known_day_row_get_day (row)),
                                                     rem_known_day_row_get_wish (row)));
}

static void
keep_day_cb (RemKnownDaysPage *self, RemKnownDayRow *row)
{
  g_autoptr (RemOccasion) occasion = NULL;

  if (self->settings == NULL)
    return;
  occasion = rem_known_days_new_date (self->context, rem_known_day_row_get_day (row),
                                      rem_reminder_settings_get_country (self->settings));
  if (occasion != NULL)
    rem_occasion_changer_add (REM_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), occasion);
}

static void
settings_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemKnownDaysPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemReminderSettings) settings =
      rem_reminders_get_settings_finish (REM_CONTEXT (source), result, &error);

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (settings == NULL)
    {
      show_trouble (self, error);
      return;
    }

  g_clear_pointer (&self->settings, rem_reminder_settings_unref);
  self->settings = g_steal_pointer (&settings);
  update_widgets (self);
  gtk_widget_set_sensitive (self->content, TRUE);
}

static void
fill_countries (RemKnownDaysPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  /* TRANSLATORS: no country was chosen. */
  gtk_string_list_append (names, C_ ("country", "Not chosen"));
  for (guint i = 0; i < self->countries->len; i++)
    gtk_string_list_append (names,
                            ((RemKnownCountry *) g_ptr_array_index (self->countries, i))->name);
  self->is_updating = TRUE;
  adw_combo_row_set_model (self->country_row, G_LIST_MODEL (names));
  self->is_updating = FALSE;
}

static void
add_days (RemKnownDaysPage *self)
{
  g_autoptr (GPtrArray) days = rem_known_day_list ();

  for (guint i = 0; i < days->len; i++)
    {
      RemKnownDay *day = g_ptr_array_index (days, i);
      GtkWidget *row = rem_known_day_row_new (day);

      adw_preferences_group_add (rem_known_day_get_kind (day) == REM_KNOWN_DAY_HURTS
                                     ? self->hurts_group
                                     : self->kept_group,
                                 row);
      g_ptr_array_add (self->rows, row);
      g_signal_connect_object (row, "changed", G_CALLBACK (wish_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "keep", G_CALLBACK (keep_day_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
rem_known_days_page_dispose (GObject *object)
{
  RemKnownDaysPage *self = REM_KNOWN_DAYS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_KNOWN_DAYS_PAGE);

  G_OBJECT_CLASS (rem_known_days_page_parent_class)->dispose (object);
}

static void
rem_known_days_page_finalize (GObject *object)
{
  RemKnownDaysPage *self = REM_KNOWN_DAYS_PAGE (object);

  g_clear_pointer (&self->settings, rem_reminder_settings_unref);
  g_clear_pointer (&self->countries, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_known_days_page_parent_class)->finalize (object);
}

static void
rem_known_days_page_class_init (RemKnownDaysPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_known_days_page_dispose;
  object_class->finalize = rem_known_days_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-known-days-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemKnownDaysPage, content);
  gtk_widget_class_bind_template_child (widget_class, RemKnownDaysPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, RemKnownDaysPage, kept_group);
  gtk_widget_class_bind_template_child (widget_class, RemKnownDaysPage, hurts_group);
  gtk_widget_class_bind_template_child (widget_class, RemKnownDaysPage, country_row);
  gtk_widget_class_bind_template_callback (widget_class, country_changed_cb);
}

static void
rem_known_days_page_init (RemKnownDaysPage *self)
{
  self->rows = g_ptr_array_new ();
  self->countries = rem_known_day_list_countries ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_countries (self);
  add_days (self);
}

/**
 * rem_known_days_page_new:
 * @context: a context whose box is open
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rem_known_days_page_new (RemContext *context)
{
  RemKnownDaysPage *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_KNOWN_DAYS_PAGE, NULL);
  self->context = g_object_ref (context);
  self->cancellable = g_cancellable_new ();
  rem_reminders_get_settings_async (context, self->cancellable, settings_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
