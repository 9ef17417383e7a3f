/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ical-rule.h"

#include <string.h>

/*
 * What other programs write as RRULE, brought into the form that rem_recurrence_new() takes: the
 * parts in one order, without those that say nothing, and UNTIL as a day. What is not understood is
 * refused as a whole; the date is then kept without its rule.
 *
 * Looking whether a rule ever falls on a day takes some time. So each text is looked at once, and a
 * file may have only so many rules that are refused, or go by another calendar; a file beyond that
 * was made to keep us busy, and its other rules are refused unseen.
 */

#define MAX_RULE     1024
#define MAX_REFUSED  20
#define MAX_CALENDAR 64
#define MAX_EXPANDED 100

/** How far ahead a rule is turned into single days. */
#define EXPANDED_DAYS (30 * 366)

typedef enum
{
  PART_RSCALE,
  PART_FREQ,
  PART_INTERVAL,
  PART_BYMONTH,
  PART_BYMONTHDAY,
  PART_BYYEARDAY,
  PART_BYWEEKNO,
  PART_BYDAY,
  PART_BYSETPOS,
  PART_BYEASTER,
  PART_X_QINGMING,
  PART_WKST,
  PART_SKIP,
  PART_UNTIL,
  PART_COUNT,
  PART_BYHOUR,
  PART_BYMINUTE,
  PART_BYSECOND,
  N_PARTS,
} Part;

static const char *const PART_NAMES[N_PARTS] = {
  "RSCALE",   "FREQ",  "INTERVAL", "BYMONTH",  "BYMONTHDAY", "BYYEARDAY",
  "BYWEEKNO", "BYDAY", "BYSETPOS", "BYEASTER", "X-QINGMING", "WKST",
  "SKIP",     "UNTIL", "COUNT",    "BYHOUR",   "BYMINUTE",   "BYSECOND",
};

static const char *const WEEKDAYS[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

typedef struct
{
  const char *parts[N_PARTS];
  char *until;
} Parts;

struct _RemIcalRules
{
  RemIcalZones *zones; /* borrowed */
  GHashTable *known;   /* text → RemRecurrence, or NULL if it is refused */
  guint n_refused;
  guint n_calendar;
  guint n_expanded;
};

static void
parts_clear (Parts *parts)
{
  g_free (parts->until);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static void
recurrence_free (gpointer data)
{
  if (data != NULL)
    rem_recurrence_unref (data);
}

/**
 * rem_ical_rules_new:
 * @zones: the time zones of the file; they live longer than what is made here
 *
 * Returns: (transfer full): no rules yet
 */
RemIcalRules *
rem_ical_rules_new (RemIcalZones *zones)
{
  RemIcalRules *self = g_new0 (RemIcalRules, 1);

  self->zones = zones;
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, recurrence_free);

  return self;
}

/**
 * rem_ical_rules_free:
 * @self: (transfer full): rules
 */
void
rem_ical_rules_free (RemIcalRules *self)
{
  g_hash_table_unref (self->known);
  g_free (self);
}

/* Splits a text in place; FALSE if a part is not known or is there twice. */
static gboolean
split (char *text, Parts *parts)
{
  char *save = NULL;

  for (char *item = strtok_r (text, ";", &save); item != NULL; item = strtok_r (NULL, ";", &save))
    {
      char *value = NULL;
      Part part = PART_RSCALE;

      item = g_strstrip (item);
      value = strchr (item, '=');
      if (value == NULL)
        return FALSE;

      *value++ = '\0';
      while (part < N_PARTS && strcmp (PART_NAMES[part], item) != 0)
        part++;
      if (part == N_PARTS || parts->parts[part] != NULL)
        return FALSE;

      parts->parts[part] = value;
    }

  return parts->parts[PART_FREQ] != NULL;
}

/* The last day: UNTIL may be an hour, and then what comes later on that day is not meant. */
static gboolean
read_until (RemIcalRules *self, Parts *parts, const RemIcalTime *start, int zone)
{
  RemIcalTime until = { REM_DATE_UNKNOWN, FALSE, FALSE, 0 };
  RemDate day = REM_DATE_UNKNOWN;

  if (parts->parts[PART_UNTIL] == NULL)
    return TRUE;
  if (!rem_ical_time_parse (parts->parts[PART_UNTIL], &until))
    return FALSE;

  if (start->has_time)
    until = rem_ical_zones_tell (self->zones, until, zone);
  day = until.date;
  if (until.has_time && start->has_time && until.second_of_day < start->second_of_day)
    day = rem_date_add_days (day, -1);
  if (!rem_date_is_valid (day))
    return FALSE;

  parts->until = rem_ical_date_to_text (day);
  parts->parts[PART_UNTIL] = parts->until;

  return TRUE;
}

static gboolean
is_only (const Parts *parts, Part a, Part b)
{
  for (Part part = PART_BYMONTH; part <= PART_X_QINGMING; part++)
    {
      if (part != a && part != b && parts->parts[part] != NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_number (const char *text, int number)
{
  g_autofree char *wanted = g_strdup_printf ("%d", number);

  return text == NULL || strcmp (text[0] == '0' ? text + 1 : text, wanted) == 0;
}

/* Takes away what only repeats what the first day says already. */
static void
drop_what_says_nothing (Parts *parts, RemDate anchor)
{
  const char **p = parts->parts;
  const char *weekday = WEEKDAYS[rem_date_get_weekday (anchor) - 1];
  gboolean is_weekly = strcmp (p[PART_FREQ], "WEEKLY") == 0;

  if (g_strcmp0 (p[PART_INTERVAL], "1") == 0)
    p[PART_INTERVAL] = NULL;
  if (!(is_weekly && p[PART_INTERVAL] != NULL && p[PART_BYDAY] != NULL) &&
      p[PART_BYWEEKNO] == NULL && !(is_weekly && p[PART_BYSETPOS] != NULL))
    p[PART_WKST] = NULL;
  if (p[PART_RSCALE] != NULL)
    return;

  if (strcmp (p[PART_FREQ], "YEARLY") == 0 && is_only (parts, PART_BYMONTH, PART_BYMONTHDAY) &&
      is_number (p[PART_BYMONTH], anchor.month) && is_number (p[PART_BYMONTHDAY], anchor.day))
    p[PART_BYMONTH] = p[PART_BYMONTHDAY] = NULL;
  if (strcmp (p[PART_FREQ], "MONTHLY") == 0 && is_only (parts, PART_BYMONTHDAY, PART_BYMONTHDAY) &&
      is_number (p[PART_BYMONTHDAY], anchor.day))
    p[PART_BYMONTHDAY] = NULL;
  if (is_weekly && is_only (parts, PART_BYDAY, PART_BYDAY) &&
      g_strcmp0 (p[PART_BYDAY], weekday) == 0)
    p[PART_BYDAY] = NULL;
}

/**
 * rem_ical_rules_read:
 * @self: rules
 * @text: an RRULE from a file
 * @start: the DTSTART beside it
 * @zone: the time zone of @start
 *
 * Returns: (transfer full) (nullable): the rule as rem_recurrence_new() takes it, counted from the
 *   day of @start; %NULL if it is not understood, or falls on no day
 */
char *
rem_ical_rules_read (RemIcalRules *self, const char *text, const RemIcalTime *start, int zone)
{
  g_autofree char *capitals = NULL;
  g_autoptr (GString) rule = g_string_new (NULL);
  g_auto (Parts) parts = { { NULL }, NULL };

  if (strnlen (text, MAX_RULE + 1) > MAX_RULE)
    return NULL;

  capitals = g_ascii_strup (text, -1);
  if (!split (capitals, &parts) || !read_until (self, &parts, start, zone))
    return NULL;

  /* An hour is kept as that of the date; several hours a day are not days. */
  for (Part part = PART_BYHOUR; part <= PART_BYSECOND; part++)
    {
      if (parts.parts[part] != NULL && strchr (parts.parts[part], ',') != NULL)
        return NULL;
      parts.parts[part] = NULL;
    }

  drop_what_says_nothing (&parts, start->date);
  for (Part part = PART_RSCALE; part < N_PARTS; part++)
    {
      if (parts.parts[part] != NULL)
        g_string_append_printf (rule, "%s%s=%s", rule->len > 0 ? ";" : "", PART_NAMES[part],
                                parts.parts[part]);
    }

  if (rem_ical_rules_get (self, rule->str) == NULL)
    return NULL;

  return g_strdup (rule->str);
}

/**
 * rem_ical_rules_get:
 * @self: rules
 * @rule: the text of a rule
 *
 * Returns: (transfer none) (nullable): the recurrence, or %NULL if it is refused
 */
RemRecurrence *
rem_ical_rules_get (RemIcalRules *self, const char *rule)
{
  gboolean is_calendar = strstr (rule, "RSCALE") != NULL;
  gpointer known = NULL;
  RemRecurrence *recurrence = NULL;

  if (g_hash_table_lookup_extended (self->known, rule, NULL, &known))
    return known;
  if (self->n_refused >= MAX_REFUSED || (is_calendar && self->n_calendar >= MAX_CALENDAR))
    return NULL;

  recurrence = rem_recurrence_new (rule, NULL);
  if (recurrence == NULL)
    self->n_refused++;
  if (is_calendar)
    self->n_calendar++;
  g_hash_table_insert (self->known, g_strdup (rule), recurrence);

  return recurrence;
}

/**
 * rem_ical_rules_expand:
 * @self: rules
 * @rule: the text of a rule that was read
 * @anchor: the day from which it is counted
 *
 * Returns: (transfer full) (element-type RemDate) (nullable): the days of some thirty years, at
 * most %REM_OCCASION_MAX_DAYS; %NULL for other calendars, and when too many were asked for
 */
GArray *
rem_ical_rules_expand (RemIcalRules *self, const char *rule, RemDate anchor)
{
  RemRecurrence *recurrence = rem_ical_rules_get (self, rule);
  RemDate until = rem_date_add_days (anchor, EXPANDED_DAYS);

  if (recurrence == NULL || strstr (rule, "RSCALE") != NULL || !rem_date_is_valid (until) ||
      self->n_expanded++ >= MAX_EXPANDED)
    return NULL;

  return rem_recurrence_list (recurrence, anchor, anchor, until, REM_OCCASION_MAX_DAYS, NULL);
}

/**
 * rem_ical_rules_choose_repeat:
 * @rule: a rule that was read
 * @occasion: (inout): a date with its day
 *
 * Lets the date come back by @rule. A rule that this program would have made itself becomes the
 * choice that makes it, so that it is shown and changed as such.
 */
void
rem_ical_rules_choose_repeat (const char *rule, RemOccasion **occasion)
{
  static const RemRepeat repeats[] = { REM_REPEAT_YEARLY, REM_REPEAT_MONTHLY,
                                       REM_REPEAT_MONTHLY_FIRST_YEAR, REM_REPEAT_WEEKLY };
  RemDate anchor = rem_occasion_get_anchor (*occasion).date;
  gboolean is_calendar = strstr (rule, "RSCALE") != NULL;
  int last_calendar = is_calendar ? REM_CALENDAR_INDIAN : REM_CALENDAR_GREGORIAN;
  RemRepeat repeat = REM_REPEAT_RULE;
  RemCalendar calendar = REM_CALENDAR_GREGORIAN;
  RemLeapDay leap_day = REM_LEAP_DAY_BEFORE;
  g_autoptr (RemOccasion) with_calendar = NULL;
  g_autoptr (RemOccasion) with_leap_day = NULL;
  g_autoptr (RemOccasion) with_repeat = NULL;

  for (int c = REM_CALENDAR_GREGORIAN; c <= last_calendar && repeat == REM_REPEAT_RULE; c++)
    {
      for (int l = REM_LEAP_DAY_BEFORE; l <= REM_LEAP_DAY_LEAP_YEARS; l++)
        {
          for (gsize r = 0; r < G_N_ELEMENTS (repeats) && repeat == REM_REPEAT_RULE; r++)
            {
              g_autofree char *made =
                  rem_recurrence_build_for (repeats[r], (RemCalendar) c, (RemLeapDay) l, anchor);

              if (strcmp (made, rule) != 0)
                continue;

              repeat = repeats[r];
              calendar = (RemCalendar) c;
              leap_day = (RemLeapDay) l;
            }
        }
    }

  with_calendar = rem_occasion_with_calendar (*occasion, calendar);
  with_leap_day = rem_occasion_with_leap_day (with_calendar, leap_day);
  with_repeat = rem_occasion_with_repeat (with_leap_day, repeat);
  rem_occasion_unref (*occasion);
  *occasion = rem_occasion_with_rule (with_repeat, repeat == REM_REPEAT_RULE ? rule : NULL);
}
