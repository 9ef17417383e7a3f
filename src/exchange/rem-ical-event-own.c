/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ical-event-private.h"

#include <string.h>

/*
 * What this program wrote beside the plain form, for itself: what RFC 5545 cannot say. It counts
 * only as long as the day is the one beside which it was written; if another program moved the
 * event, the plain form is right and this is not.
 *
 *   X-REMEMBER-DATE;START=20240314:2024-03-14 yearly hebrew before
 *   X-REMEMBER-RULE:FREQ=YEARLY;BYEASTER=-21
 *   X-REMEMBER-DAYS:20250501,20260602
 *   X-REMEMBER-ENDED:20400101
 *   X-REMEMBER-REMIND:7d@10:00,0d@19:00
 *   X-REMEMBER-MUTED:1
 *   X-REMEMBER-KIND, -HOUR, -LABEL: only where the real words go along
 */

#define WITH(occasion, property, ...)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    RemOccasion *old_occasion = occasion;                                                          \
                                                                                                   \
    occasion = rem_occasion_with_##property (old_occasion, __VA_ARGS__);                           \
    rem_occasion_unref (old_occasion);                                                             \
  }                                                                                                \
  G_STMT_END

static const char *
get_own (RemIcalEvent *self, const char *name)
{
  return self->own != NULL ? g_hash_table_lookup (self->own, name) : NULL;
}

/* "2024-03-14 yearly hebrew before" */
static gboolean
apply_date (const char *value, const char *rule, RemIcalRules *rules, RemOccasion **occasion)
{
  g_auto (GStrv) words = g_strsplit (value, " ", 5);
  RemDay anchor = REM_DAY_NONE;
  RemRepeat repeat = REM_REPEAT_NEVER;
  RemCalendar calendar = REM_CALENDAR_GREGORIAN;
  RemLeapDay leap_day = REM_LEAP_DAY_BEFORE;
  g_autoptr (RemOccasion) with_anchor = NULL;
  g_autoptr (RemOccasion) with_repeat = NULL;
  g_autoptr (RemOccasion) with_calendar = NULL;
  g_autoptr (RemOccasion) with_leap_day = NULL;
  g_autofree char *text = NULL;

  if (g_strv_length (words) != 4 || !rem_day_parse (words[0], &anchor, NULL) ||
      !rem_repeat_from_nick (words[1], &repeat) || !rem_calendar_from_nick (words[2], &calendar) ||
      !rem_leap_day_from_nick (words[3], &leap_day))
    return FALSE;

  with_anchor = rem_occasion_with_anchor (*occasion, anchor);
  with_repeat = rem_occasion_with_repeat (with_anchor, repeat);
  with_calendar = rem_occasion_with_calendar (with_repeat, calendar);
  with_leap_day = rem_occasion_with_leap_day (with_calendar, leap_day);

  if (repeat == REM_REPEAT_RULE)
    text = g_ascii_strup (rule != NULL ? rule : "", -1);
  else if (anchor.precision == REM_PRECISION_DAY)
    text = rem_recurrence_build_for (repeat, calendar, leap_day, anchor.date);
  if (text != NULL && rem_ical_rules_get (rules, text) == NULL)
    return FALSE;

  rem_occasion_unref (*occasion);
  *occasion = rem_occasion_with_rule (with_leap_day, repeat == REM_REPEAT_RULE ? text : NULL);

  return TRUE;
}

static void
apply_days (const char *value, RemOccasion **occasion)
{
  g_auto (GStrv) items = g_strsplit (value, ",", REM_OCCASION_MAX_DAYS + 1);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (RemDate));

  for (gsize i = 0; items[i] != NULL; i++)
    {
      RemIcalTime time = { REM_DATE_UNKNOWN, FALSE, FALSE, 0 };

      if (rem_ical_time_parse (items[i], &time))
        g_array_append_val (days, time.date);
    }

  WITH (*occasion, days, (const RemDate *) (gpointer) days->data, days->len);
}

static void
apply_remind (const char *value, RemOccasion **occasion)
{
  g_auto (GStrv) items = g_strsplit (value, ",", REM_ICAL_MAX_ALARMS);
  RemReminder reminders[REM_ICAL_MAX_ALARMS];
  gsize n_reminders = 0;

  for (gsize i = 0; items[i] != NULL; i++)
    {
      if (rem_reminder_parse (items[i], &reminders[n_reminders], NULL))
        n_reminders++;
    }

  WITH (*occasion, reminders, reminders, n_reminders);
}

/* What goes along whatever the day: words, and what was decided about it. */
static void
apply_rest (RemIcalEvent *self, RemOccasion **occasion)
{
  const char *days = get_own (self, "DAYS");
  const char *ended = get_own (self, "ENDED");
  const char *remind = get_own (self, "REMIND");
  const char *hour = get_own (self, "HOUR");
  const char *label = get_own (self, "LABEL");
  RemIcalTime time = { REM_DATE_UNKNOWN, FALSE, FALSE, 0 };
  RemOccasionKind kind = REM_OCCASION_KIND_OWN;
  gboolean is_cut = FALSE;

  if (days != NULL)
    apply_days (days, occasion);
  if (ended != NULL && rem_ical_time_parse (ended, &time))
    WITH (*occasion, ended, time.date);
  if (remind != NULL)
    apply_remind (remind, occasion);
  if (get_own (self, "MUTED") != NULL)
    WITH (*occasion, muted, TRUE);
  if (rem_occasion_kind_from_nick (get_own (self, "KIND"), &kind))
    WITH (*occasion, kind, kind);
  if (hour != NULL)
    {
      g_autofree char *text = rem_ical_text_read_line (hour, REM_ICAL_MAX_LABEL, &is_cut);

      WITH (*occasion, hour, text);
    }
  if (label != NULL)
    {
      g_autofree char *text = rem_ical_text_read_line (label, REM_ICAL_MAX_LABEL, &is_cut);

      WITH (*occasion, label, text);
    }
}

/**
 * rem_ical_event_apply_own:
 * @self: an event with a start
 * @rules: the rules of the file
 * @occasion: (inout): the date with its day, words and reminders
 *
 * Takes what this program wrote for itself, if it still holds: then nothing else of how the date
 * comes back is to be taken.
 *
 * Returns: whether it was taken
 */
gboolean
rem_ical_event_apply_own (RemIcalEvent *self, RemIcalRules *rules, RemOccasion **occasion)
{
  const char *date = get_own (self, "DATE");

  if (date == NULL || self->start.time.has_time ||
      !rem_date_equal (self->own_start, self->start.time.date) ||
      !apply_date (date, get_own (self, "RULE"), rules, occasion))
    return FALSE;

  apply_rest (self, occasion);

  return TRUE;
}
