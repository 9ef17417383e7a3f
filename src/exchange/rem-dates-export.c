/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-dates-export.h"

#include "rem-ical-value.h"

#include <string.h>

/*
 * The dates as RFC 5545, for any other program: all-day events; a rule where others understand it
 * as this program does, and otherwise the days themselves for REM_DATES_EXPORT_YEARS ahead. What
 * the format cannot say stands beside that in properties of our own (rem-ical-event-own.c), which
 * others pass over. A date that is not known to the day is a component of our own: calendars cannot
 * show it, and GNOME Calendar takes nothing at all from a file with a VJOURNAL.
 *
 * Words are private unless asked otherwise: then neither the name of a date nor its note, kind or
 * hour is in the file.
 */

/** How far a rule is compared with the days that are meant. */
#define COMPARED_DAYS (60 * 366)
#define MAX_DAYS      4096
#define DAYS_PER_LINE 100

struct _RemDatesExport
{
  GString *file;
  GDateTime *now;
  char *private_words;
  gboolean is_real;
};

/* How the days of a date are told to others. */
typedef struct
{
  RemDate start;
  char *rule;   /* or NULL */
  GArray *days; /* of RemDate: besides the start and those of the rule */
} Plain;

static void
plain_clear (Plain *plain)
{
  g_free (plain->rule);
  g_clear_pointer (&plain->days, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plain, plain_clear)

/**
 * rem_dates_export_new:
 * @now: now, where the person is
 * @private_words: what every date is called unless the real words go along
 * @is_real: whether the real words go along
 *
 * Returns: (transfer full): a file without dates
 */
RemDatesExport *
rem_dates_export_new (GDateTime *now, const char *private_words, gboolean is_real)
{
  RemDatesExport *self = g_new0 (RemDatesExport, 1);

  self->file = g_string_new (NULL);
  self->now = g_date_time_ref (now);
  self->private_words = g_strdup (private_words);
  self->is_real = is_real;
  rem_ical_append (self->file, "BEGIN", "VCALENDAR");
  rem_ical_append (self->file, "VERSION", "2.0");
  rem_ical_append (self->file, "PRODID", "-//Remember//Remember " REM_VERSION "//EN");
  rem_ical_append (self->file, "CALSCALE", "GREGORIAN");

  return self;
}

/**
 * rem_dates_export_free:
 * @self: (transfer full): a file in the making
 *
 * What was written is wiped.
 */
void
rem_dates_export_free (RemDatesExport *self)
{
  if (self->file != NULL)
    {
      memset (self->file->str, 0, self->file->len);
      g_string_free (self->file, TRUE);
    }
  g_date_time_unref (self->now);
  g_free (self->private_words);
  g_free (self);
}

static RemDate
get_today (RemDatesExport *self)
{
  return (RemDate){ (gint16) g_date_time_get_year (self->now),
                    (guint8) g_date_time_get_month (self->now),
                    (guint8) g_date_time_get_day_of_month (self->now) };
}

/* The last day that is written one by one. */
static RemDate
get_horizon (RemDatesExport *self, RemDate anchor)
{
  RemDate today = get_today (self);
  RemDate from = rem_date_compare (anchor, today) > 0 ? anchor : today;
  RemDate last = { (gint16) MIN (from.year + REM_DATES_EXPORT_YEARS, 9999), 12, 31 };

  return last;
}

static gboolean
is_equal (GArray *a, GArray *b)
{
  return a != NULL && b != NULL && a->len == b->len &&
         (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (RemDate)) == 0);
}

/* Whether a rule says, counted from the first day on which it falls, what is meant. */
static gboolean
can_say (RemRecurrence *recurrence, const char *text, RemDate anchor, RemDate start)
{
  g_autoptr (RemRecurrence) told = rem_recurrence_new (text, NULL);
  RemDate last = { 9999, 12, 31 };
  RemDate until = rem_date_add_days (start, COMPARED_DAYS);
  g_autoptr (GArray) meant = NULL;
  g_autoptr (GArray) said = NULL;

  if (told == NULL)
    return FALSE;
  if (!rem_date_is_valid (until))
    until = last;

  meant = rem_recurrence_list (recurrence, anchor, start, until, MAX_DAYS, NULL);
  said = rem_recurrence_list (told, start, start, until, MAX_DAYS, NULL);

  return is_equal (meant, said);
}

/* The rule for others, or NULL if they cannot be told so. */
static char *
make_rule (RemOccasion *occasion, RemRecurrence *recurrence, RemDate anchor, RemDate start)
{
  RemDate ended = rem_occasion_get_ended (occasion);
  const char *text = rem_recurrence_get_rule (recurrence);
  g_autofree char *until = NULL;

  if (!rem_recurrence_is_portable (recurrence) || !can_say (recurrence, text, anchor, start))
    return NULL;
  if (!rem_date_is_valid (ended))
    return g_strdup (text);
  if (rem_recurrence_has_end (recurrence))
    return NULL;

  until = rem_ical_date_to_text (rem_date_add_days (ended, -1));

  return g_strconcat (text, ";UNTIL=", until, NULL);
}

/* The single days of a date that come at all, without the start. */
static GArray *
list_single_days (RemOccasion *occasion, RemDate start)
{
  RemDate ended = rem_occasion_get_ended (occasion);
  gsize n_days = 0;
  const RemDate *days = rem_occasion_get_days (occasion, &n_days);
  GArray *single = g_array_new (FALSE, FALSE, sizeof (RemDate));

  for (gsize i = 0; i < n_days; i++)
    {
      if (!rem_date_equal (days[i], start) &&
          (!rem_date_is_valid (ended) || rem_date_compare (days[i], ended) < 0))
        g_array_append_val (single, days[i]);
    }

  return single;
}

/* Finds out how to tell the days; FALSE if there is none. */
static gboolean
make_plain (RemDatesExport *self, RemOccasion *occasion, Plain *plain)
{
  RemDate anchor = rem_occasion_get_anchor (occasion).date;
  RemDate first = { 1, 1, 1 };
  RemDate last = { 9999, 12, 31 };
  g_autoptr (RemRecurrence) recurrence = rem_occasion_dup_recurrence (occasion, NULL);
  g_autoptr (GArray) rule_days = NULL;
  g_autoptr (GArray) all = NULL;

  if (recurrence != NULL)
    {
      rule_days = rem_recurrence_list (recurrence, anchor, first, last, 1, NULL);
      if (rule_days != NULL && rule_days->len > 0)
        {
          plain->start = g_array_index (rule_days, RemDate, 0);
          if (!rem_date_is_valid (rem_occasion_get_ended (occasion)) ||
              rem_date_compare (plain->start, rem_occasion_get_ended (occasion)) < 0)
            plain->rule = make_rule (occasion, recurrence, anchor, plain->start);
          if (plain->rule != NULL)
            {
              plain->days = list_single_days (occasion, plain->start);
              return TRUE;
            }
        }
    }

  all = rem_occasion_list_occurrences (occasion, first, get_horizon (self, anchor), MAX_DAYS, NULL);
  if (all == NULL || all->len == 0)
    return FALSE;

  plain->start = g_array_index (all, RemDate, 0);
  g_array_remove_index (all, 0);
  plain->days = g_steal_pointer (&all);

  return TRUE;
}

/* In several lines: libical takes no more than 500 values of one. */
static void
append_days (RemDatesExport *self, const char *name, const RemDate *days, gsize n_days)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n_days; i++)
    {
      g_autofree char *day = rem_ical_date_to_text (days[i]);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", day);
      if ((i + 1) % DAYS_PER_LINE == 0 || i + 1 == n_days)
        {
          rem_ical_append (self->file, name, text->str);
          g_string_truncate (text, 0);
        }
    }
}

static void
append_words (RemDatesExport *self, RemOccasion *occasion)
{
  const char *label = rem_occasion_get_label (occasion);
  const char *note = rem_occasion_get_note (occasion);
  const char *hour = rem_occasion_get_hour (occasion);

  if (!self->is_real)
    {
      rem_ical_append_text (self->file, "SUMMARY", self->private_words);
      return;
    }

  rem_ical_append_text (self->file, "SUMMARY", *label != '\0' ? label : self->private_words);
  if (*label == '\0')
    rem_ical_append (self->file, "X-REMEMBER-LABEL", "");
  if (*note != '\0')
    rem_ical_append_text (self->file, "DESCRIPTION", note);
  if (*hour != '\0')
    rem_ical_append_text (self->file, "X-REMEMBER-HOUR", hour);
  rem_ical_append (self->file, "X-REMEMBER-KIND",
                   rem_occasion_kind_to_nick (rem_occasion_get_kind (occasion)));
}

/* What only this program reads. */
static void
append_own (RemDatesExport *self, RemOccasion *occasion, RemDate start)
{
  RemDate ended = rem_occasion_get_ended (occasion);
  gsize n_days = 0;
  const RemDate *days = rem_occasion_get_days (occasion, &n_days);
  g_autofree char *anchor = rem_day_to_edtf (rem_occasion_get_anchor (occasion));
  g_autofree char *value =
      g_strdup_printf ("%s %s %s %s", anchor,
                       rem_repeat_to_nick (rem_occasion_get_repeat (occasion)),
                       rem_calendar_to_nick (rem_occasion_get_calendar (occasion)),
                       rem_leap_day_to_nick (rem_occasion_get_leap_day (occasion)));
  g_autofree char *name = NULL;

  if (rem_date_is_valid (start))
    name =
        g_strdup_printf ("X-REMEMBER-DATE;START=%04d%02d%02d", start.year, start.month, start.day);

  rem_ical_append (self->file, name != NULL ? name : "X-REMEMBER-DATE", value);
  if (rem_occasion_get_repeat (occasion) == REM_REPEAT_RULE)
    rem_ical_append (self->file, "X-REMEMBER-RULE", rem_occasion_get_rule (occasion));
  append_days (self, "X-REMEMBER-DAYS", days, n_days);
  append_days (self, "X-REMEMBER-ENDED", &ended, rem_date_is_valid (ended) ? 1 : 0);
  if (rem_occasion_is_muted (occasion))
    rem_ical_append (self->file, "X-REMEMBER-MUTED", "1");
}

/* Counted from the midnight with which the day begins. */
static char *
make_trigger (RemReminder reminder)
{
  int minutes = reminder.hour * 60 + reminder.minute - (int) reminder.lead_days * 24 * 60;
  int distance = ABS (minutes);
  int days = distance / (24 * 60);
  GString *text = g_string_new (minutes < 0 ? "-P" : "P");

  if (days > 0)
    g_string_append_printf (text, "%dD", days);
  if (distance % (24 * 60) != 0 || days == 0)
    g_string_append_printf (text, "T%dH%dM", distance / 60 % 24, distance % 60);

  return g_string_free (text, FALSE);
}

static void
append_reminders (RemDatesExport *self, RemOccasion *occasion)
{
  gsize n_reminders = 0;
  const RemReminder *reminders = rem_occasion_get_reminders (occasion, &n_reminders);
  const char *label = rem_occasion_get_label (occasion);
  g_autoptr (GString) all = g_string_new (NULL);

  for (gsize i = 0; i < n_reminders; i++)
    {
      g_autofree char *text = rem_reminder_to_text (reminders[i]);

      g_string_append_printf (all, "%s%s", i > 0 ? "," : "", text);
    }
  if (n_reminders > 0)
    rem_ical_append (self->file, "X-REMEMBER-REMIND", all->str);

  for (gsize i = 0; i < n_reminders && !rem_occasion_is_muted (occasion); i++)
    {
      g_autofree char *trigger = make_trigger (reminders[i]);

      rem_ical_append (self->file, "BEGIN", "VALARM");
      rem_ical_append (self->file, "ACTION", "DISPLAY");
      rem_ical_append (self->file, "TRIGGER", trigger);
      rem_ical_append_text (self->file, "DESCRIPTION",
                            self->is_real && *label != '\0' ? label : self->private_words);
      rem_ical_append (self->file, "END", "VALARM");
    }
}

static void
append_head (RemDatesExport *self, RemOccasion *occasion)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (self->now);
  g_autofree char *stamp = g_date_time_format (utc, "%Y%m%dT%H%M%SZ");
  const char *uid = rem_occasion_get_uid (occasion);

  rem_ical_append (self->file, "UID", *uid != '\0' ? uid : rem_occasion_get_uuid (occasion));
  rem_ical_append (self->file, "DTSTAMP", stamp);
}

static void
append_vague (RemDatesExport *self, RemOccasion *occasion)
{
  RemDate start = rem_day_get_first (rem_occasion_get_anchor (occasion));

  rem_ical_append (self->file, "BEGIN", REM_ICAL_VAGUE_DATE);
  append_head (self, occasion);
  append_days (self, "DTSTART;VALUE=DATE", &start, rem_date_is_valid (start) ? 1 : 0);
  append_words (self, occasion);
  rem_ical_append (self->file, "CLASS", "PRIVATE");
  append_own (self, occasion, start);
  rem_ical_append (self->file, "END", REM_ICAL_VAGUE_DATE);
}

static void
append_event (RemDatesExport *self,
              RemOccasion *occasion,
              const Plain *plain,
              const RemDate *skipped,
              gsize n_skipped)
{
  RemDate end = rem_date_add_days (plain->start, 1);

  rem_ical_append (self->file, "BEGIN", "VEVENT");
  append_head (self, occasion);
  append_days (self, "DTSTART;VALUE=DATE", &plain->start, 1);
  append_days (self, "DTEND;VALUE=DATE", &end, rem_date_is_valid (end) ? 1 : 0);
  append_words (self, occasion);
  rem_ical_append (self->file, "CLASS", "PRIVATE");
  rem_ical_append (self->file, "TRANSP", "TRANSPARENT");
  if (plain->rule != NULL)
    rem_ical_append (self->file, "RRULE", plain->rule);
  append_days (self, "RDATE;VALUE=DATE", (const RemDate *) (gpointer) plain->days->data,
               plain->days->len);
  append_days (self, "EXDATE;VALUE=DATE", skipped, n_skipped);
  append_own (self, occasion, plain->start);
  append_reminders (self, occasion);
  rem_ical_append (self->file, "END", "VEVENT");
}

/**
 * rem_dates_export_add:
 * @self: a file in the making
 * @occasion: a date
 * @skipped: (nullable) (array length=n_skipped): the days on which it does not come
 * @n_skipped: how many there are
 *
 * Writes a date.
 *
 * Returns: whether it is in the file; %FALSE if it is known to the day and falls on none, or if
 *   this machine cannot compute its calendar
 */
gboolean
rem_dates_export_add (RemDatesExport *self,
                      RemOccasion *occasion,
                      const RemDate *skipped,
                      gsize n_skipped)
{
  g_auto (Plain) plain = { REM_DATE_UNKNOWN, NULL, NULL };

  g_return_val_if_fail (self != NULL && self->file != NULL, FALSE);
  g_return_val_if_fail (occasion != NULL, FALSE);

  if (rem_occasion_get_anchor (occasion).precision != REM_PRECISION_DAY)
    {
      append_vague (self, occasion);
      return TRUE;
    }
  if (!make_plain (self, occasion, &plain))
    return FALSE;

  append_event (self, occasion, &plain, skipped, n_skipped);

  return TRUE;
}

/**
 * rem_dates_export_finish:
 * @self: a file in the making; nothing more can be added
 *
 * Returns: (transfer full): the file
 */
GBytes *
rem_dates_export_finish (RemDatesExport *self)
{
  g_return_val_if_fail (self != NULL && self->file != NULL, NULL);

  rem_ical_append (self->file, "END", "VCALENDAR");

  return g_string_free_to_bytes (g_steal_pointer (&self->file));
}
