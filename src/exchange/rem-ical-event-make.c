/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ical-event-private.h"

#include <string.h>

/*
 * What becomes of an event: a date with its day, how it comes back, single days, reminders, words.
 * A civil date is never an instant: the day is the one that is written, in the zone in which it is
 * written; only what is written in UTC is told in the zone of the event, or of the person.
 */

#define DAY_SECONDS 86400

#define WITH(occasion, property, ...)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    RemOccasion *old_occasion = occasion;                                                          \
                                                                                                   \
    occasion = rem_occasion_with_##property (old_occasion, __VA_ARGS__);                           \
    rem_occasion_unref (old_occasion);                                                             \
  }                                                                                                \
  G_STMT_END

static RemIcalTime
tell (RemIcalEvent *self, RemIcalMoment moment, RemIcalZones *zones)
{
  return rem_ical_zones_tell (zones, moment.time, self->start.zone);
}

/**
 * rem_ical_event_tell_day:
 * @self: an event with a start
 * @moment: one of its times
 * @zones: the time zones of the file
 *
 * Returns: the civil day of it, where the event is
 */
RemDate
rem_ical_event_tell_day (RemIcalEvent *self, RemIcalMoment moment, RemIcalZones *zones)
{
  return tell (self, moment, zones).date;
}

static char *
build_note (RemIcalEvent *self)
{
  const char *place = self->place != NULL ? self->place : "";
  const char *note = self->note != NULL ? self->note : "";

  if (*place == '\0' || *note == '\0')
    return g_strconcat (place, note, NULL);

  return g_strconcat (place, "\n\n", note, NULL);
}

static gboolean
lasts_several_days (RemIcalEvent *self, RemIcalZones *zones)
{
  RemIcalTime start = tell (self, self->start, zones);
  RemIcalTime end = start;
  int n_days = 0;

  if (!self->has_end)
    return self->duration > DAY_SECONDS;

  end = tell (self, self->end, zones);
  n_days = rem_date_days_between (start.date, end.date);

  return n_days > 1 || (n_days == 1 && start.has_time && end.second_of_day > start.second_of_day);
}

/* The reminder that an alarm asks for; FALSE if it comes after the day, or years before. */
static gboolean
read_alarm (RemIcalEvent *self,
            const RemIcalAlarm *alarm,
            RemIcalZones *zones,
            RemReminder *reminder_out)
{
  RemIcalTime start = tell (self, self->start, zones);
  gint64 seconds = start.has_time ? start.second_of_day : 0;
  gint64 lead = 0;

  if (alarm->is_broken || alarm->is_from_end || !self->has_start)
    return FALSE;

  if (alarm->is_absolute)
    {
      RemIcalTime moment = tell (self, alarm->moment, zones);

      seconds = (gint64) rem_date_days_between (start.date, moment.date) * DAY_SECONDS +
                moment.second_of_day;
    }
  else
    {
      seconds += alarm->seconds;
    }

  if (seconds >= DAY_SECONDS)
    return FALSE;

  lead = seconds >= 0 ? 0 : (-seconds + DAY_SECONDS - 1) / DAY_SECONDS;
  if (lead > REM_REMINDER_MAX_LEAD_DAYS)
    return FALSE;

  seconds += lead * DAY_SECONDS;
  reminder_out->lead_days = (guint16) lead;
  reminder_out->hour = (guint8) (seconds / 3600);
  reminder_out->minute = (guint8) (seconds / 60 % 60);

  return TRUE;
}

static gboolean
apply_alarms (RemIcalEvent *self, RemIcalZones *zones, RemOccasion **occasion)
{
  RemReminder reminders[REM_ICAL_MAX_ALARMS];
  gsize n_reminders = 0;
  gboolean is_whole = TRUE;

  for (guint i = 0; i < self->alarms->len; i++)
    {
      const RemIcalAlarm *alarm = &g_array_index (self->alarms, RemIcalAlarm, i);

      if (alarm->is_quiet || !alarm->has_trigger)
        continue;
      if (n_reminders < G_N_ELEMENTS (reminders) &&
          read_alarm (self, alarm, zones, &reminders[n_reminders]))
        n_reminders++;
      else
        is_whole = FALSE;
    }

  WITH (*occasion, reminders, reminders, n_reminders);

  return is_whole;
}

/* Whether a rule goes by days that are others where the event is. */
static gboolean
goes_by_other_days (const char *rule, RemDate written, RemDate told)
{
  return !rem_date_equal (written, told) &&
         (strstr (rule, ";BY") != NULL || g_str_has_prefix (rule, "FREQ=MONTHLY") ||
          written.month != told.month);
}

/* Takes the rule; returns what is to be said of it, or -1. */
static int
apply_rule (RemIcalEvent *self,
            RemIcalZones *zones,
            RemIcalRules *rules,
            GArray *days,
            RemOccasion **occasion)
{
  RemDate written = self->start.time.date;
  RemIcalTime told = tell (self, self->start, zones);
  g_autofree char *rule = NULL;
  g_autoptr (GArray) dates = NULL;
  int shift = rem_date_days_between (written, told.date);

  if (self->rule == NULL)
    return -1;

  rule = rem_ical_rules_read (rules, self->rule, &told, self->start.zone);
  if (rule == NULL)
    return REM_DATES_REMARK_RULE;
  if (!goes_by_other_days (rule, written, told.date))
    {
      rem_ical_rules_choose_repeat (rule, occasion);
      return -1;
    }

  dates = rem_ical_rules_expand (rules, rule, written);
  if (dates == NULL)
    return REM_DATES_REMARK_RULE;

  for (guint i = 0; i < dates->len; i++)
    {
      RemDate date = rem_date_add_days (g_array_index (dates, RemDate, i), shift);

      g_array_append_val (days, date);
    }

  return REM_DATES_REMARK_AS_DAYS;
}

static void
apply_words (RemIcalEvent *self, RemIcalTime told, RemOccasion **occasion)
{
  g_autofree char *note = build_note (self);

  WITH (*occasion, note, note);
  if (told.has_time)
    {
      g_autofree char *hour =
          g_strdup_printf ("%02d:%02d", told.second_of_day / 3600, told.second_of_day / 60 % 60);

      WITH (*occasion, hour, hour);
    }
}

static RemOccasion *
make_plain (RemIcalEvent *self, RemDate day, gint64 now_us)
{
  gboolean is_uuid = self->uid != NULL && g_uuid_string_is_valid (self->uid);
  g_autofree char *uuid = is_uuid ? g_ascii_strdown (self->uid, -1) : g_uuid_string_random ();
  RemOccasion *occasion = rem_occasion_new (uuid, self->label, rem_day_from_date (day), now_us);

  if (self->uid != NULL && !is_uuid)
    WITH (occasion, uid, self->uid);

  return occasion;
}

/**
 * rem_ical_event_make:
 * @self: an event
 * @zones: the time zones of the file
 * @rules: the rules of the file
 * @now_us: when it is taken
 * @skipped: (element-type RemDate): an empty array, to which the days are added that are left out
 * @remark: called for each thing that is not taken as it stands
 * @remark_data: for @remark
 *
 * Returns: (transfer full) (nullable): the date, or %NULL if the event is left out
 */
RemOccasion *
rem_ical_event_make (RemIcalEvent *self,
                     RemIcalZones *zones,
                     RemIcalRules *rules,
                     gint64 now_us,
                     GArray *skipped,
                     RemIcalRemarkFunc remark,
                     gpointer remark_data)
{
  RemOccasion *occasion = NULL;
  RemIcalTime told = { REM_DATE_UNKNOWN, FALSE, FALSE, 0 };
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (RemDate));
  int rule_remark = -1;

  /* One of ours is a date that is not known to the day, or not at all. */
  if (!self->has_start && !(self->is_vague && self->own != NULL))
    {
      remark (remark_data, REM_DATES_REMARK_NO_DAY);
      return NULL;
    }

  told = tell (self, self->start, zones);
  occasion = make_plain (self, told.date, now_us);
  apply_words (self, told, &occasion);
  if (!apply_alarms (self, zones, &occasion))
    remark (remark_data, REM_DATES_REMARK_REMINDER);

  for (guint i = 0; i < self->skipped->len; i++)
    {
      RemDate day =
          rem_ical_event_tell_day (self, g_array_index (self->skipped, RemIcalMoment, i), zones);

      g_array_append_val (skipped, day);
    }

  if (rem_ical_event_apply_own (self, rules, &occasion))
    return occasion;

  if (self->is_vague)
    {
      rem_occasion_unref (occasion);
      remark (remark_data, REM_DATES_REMARK_NOT_A_DATE);
      return NULL;
    }

  rule_remark = apply_rule (self, zones, rules, days, &occasion);
  if (rule_remark >= 0)
    remark (remark_data, (RemDatesRemark) rule_remark);
  for (guint i = 0; i < self->days->len; i++)
    {
      RemDate day =
          rem_ical_event_tell_day (self, g_array_index (self->days, RemIcalMoment, i), zones);

      g_array_append_val (days, day);
    }
  WITH (occasion, days, (const RemDate *) (gpointer) days->data, days->len);

  if (lasts_several_days (self, zones))
    remark (remark_data, REM_DATES_REMARK_FIRST_DAY);

  return occasion;
}
