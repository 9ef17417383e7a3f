/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-reminder-rows.h"

#include <glib/gi18n.h>

/** The hour that is offered, when the person has not said another. */
#define DEFAULT_HOUR 10

#define N_LEADS 3

typedef struct
{
  guint lead_days;
  GtkSwitch *choice;
  AdwComboRow *time_row;
  guint8 minute; /* what else than the full hour it was, so that it is not lost */
} Lead;

struct _RemReminderRows
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  Lead leads[N_LEADS];
  gboolean is_updating;
};

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} RemReminderRowsSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemReminderRows, rem_reminder_rows, ADW_TYPE_BIN)

static const char *
get_lead_title (guint lead_days)
{
  if (lead_days == 0)
    return _ ("On the day");
  if (lead_days == 1)
    return _ ("The day before");
  return _ ("A week before");
}

static const char *
get_hour_title (guint lead_days)
{
  if (lead_days == 0)
    return _ ("On the day, at");
  if (lead_days == 1)
    return _ ("The day before, at");
  return _ ("A week before, at");
}

static void
update_time_rows (RemReminderRows *self)
{
  for (guint i = 0; i < N_LEADS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->leads[i].time_row),
                            gtk_switch_get_active (self->leads[i].choice));
}

static void
row_changed_cb (RemReminderRows *self)
{
  if (self->is_updating)
    return;
  update_time_rows (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
hour_changed_cb (RemReminderRows *self, GParamSpec *pspec, AdwComboRow *row)
{
  if (self->is_updating)
    return;
  for (guint i = 0; i < N_LEADS; i++)
    if (self->leads[i].time_row == row)
      self->leads[i].minute = 0;
  row_changed_cb (self);
}

static GtkStringList *
create_hours (guint8 minute)
{
  GtkStringList *hours = gtk_string_list_new (NULL);

  for (guint hour = 0; hour < 24; hour++)
    /* TRANSLATORS: an hour of the clock: hours and minutes. */
    gtk_string_list_take (hours, g_strdup_printf (C_ ("hour", "%02u:%02u"), hour, minute));
  return hours;
}

static void
set_time (Lead *lead, guint hour, guint8 minute)
{
  g_autoptr (GtkStringList) hours = create_hours (minute);

  lead->minute = minute;
  adw_combo_row_set_model (lead->time_row, G_LIST_MODEL (hours));
  adw_combo_row_set_selected (lead->time_row, hour);
}

static void
add_lead (RemReminderRows *self, Lead *lead, guint lead_days)
{
  const char *title = get_lead_title (lead_days);
  GtkWidget *row = adw_action_row_new ();

  lead->lead_days = lead_days;
  lead->choice = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (lead->choice), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (lead->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (lead->choice));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (lead->choice));
  adw_preferences_group_add (self->group, row);

  lead->time_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (lead->time_row), get_hour_title (lead_days));
  adw_preferences_group_add (self->group, GTK_WIDGET (lead->time_row));
  set_time (lead, DEFAULT_HOUR, 0);

  g_signal_connect_object (lead->choice, "notify::active", G_CALLBACK (row_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lead->time_row, "notify::selected", G_CALLBACK (hour_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
rem_reminder_rows_class_init (RemReminderRowsClass *klass)
{
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rem_reminder_rows_init (RemReminderRows *self)
{
  static const guint all_leads[N_LEADS] = { 0, 1, 7 };

  self->is_updating = TRUE;
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Reminders"));
  adw_preferences_group_set_description (self->group,
                                         _ ("There are none unless you ask for them."));
  for (guint i = 0; i < N_LEADS; i++)
    add_lead (self, &self->leads[i], all_leads[i]);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  update_time_rows (self);
  self->is_updating = FALSE;
}

static const RemReminder *
find_reminder (RemDateDraft *draft, guint lead_days)
{
  gsize n_reminders = 0;
  const RemReminder *reminders = rem_date_draft_get_reminders (draft, &n_reminders);

  for (gsize i = 0; i < n_reminders; i++)
    if (reminders[i].lead_days == lead_days)
      return &reminders[i];
  return NULL;
}

/**
 * rem_reminder_rows_set_draft:
 * @self: rows
 * @draft: a date
 *
 * Shows the reminders of @draft. Does not emit "changed".
 */
void
rem_reminder_rows_set_draft (RemReminderRows *self, RemDateDraft *draft)
{
  g_return_if_fail (REM_IS_REMINDER_ROWS (self));
  g_return_if_fail (draft != NULL);

  self->is_updating = TRUE;
  for (guint i = 0; i < N_LEADS; i++)
    {
      const RemReminder *reminder = find_reminder (draft, self->leads[i].lead_days);

      gtk_switch_set_active (self->leads[i].choice, reminder != NULL);
      if (reminder != NULL)
        set_time (&self->leads[i], reminder->hour, reminder->minute);
    }
  update_time_rows (self);
  self->is_updating = FALSE;
}

/**
 * rem_reminder_rows_apply:
 * @self: rows
 * @draft: a date
 *
 * Only what the rows show otherwise than @draft is changed: reminders that have no row, and the
 * second of two on one day, stay as they are until then.
 *
 * Returns: (transfer full): @draft with the reminders that the rows show
 */
RemDateDraft *
rem_reminder_rows_apply (RemReminderRows *self, RemDateDraft *draft)
{
  RemDateDraft *applied = NULL;

  g_return_val_if_fail (REM_IS_REMINDER_ROWS (self), NULL);
  g_return_val_if_fail (draft != NULL, NULL);

  applied = rem_date_draft_ref (draft);
  for (guint i = 0; i < N_LEADS; i++)
    {
      const Lead *lead = &self->leads[i];
      const RemReminder *before = find_reminder (draft, lead->lead_days);
      g_autoptr (RemDateDraft) old = NULL;
      RemReminder reminder = {
        .lead_days = (guint16) lead->lead_days,
        .hour = (guint8) adw_combo_row_get_selected (lead->time_row),
        .minute = lead->minute,
      };

      if (!gtk_switch_get_active (lead->choice))
        {
          if (before == NULL)
            continue;
          old = g_steal_pointer (&applied);
          applied = rem_date_draft_without_lead (old, lead->lead_days);
        }
      else if (before == NULL || rem_reminder_compare (*before, reminder) != 0)
        {
          old = g_steal_pointer (&applied);
          applied = rem_date_draft_with_reminder (old, reminder);
        }
    }
  return applied;
}
