/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-dates-file-private.h"

#include "rem-exchange-error.h"
#include "rem-ical-event-private.h"

#include <string.h>

/*
 * A calendar file of any program (RFC 5545), read as far as a date needs it. First all of it is
 * read, since a time zone or a changed day may stand after what it belongs to; then dates are made.
 * Each size and number has a limit: see the headers, and MAX_DEPTH here. Where a limit is reached
 * for one event, the event is taken without that, and a remark says so.
 */

#define MAX_DEPTH 32

typedef enum
{
  IN_CALENDAR,
  IN_EVENT,
  IN_ALARM,
  IN_ZONE,
  IN_ZONE_STANDARD,
  IN_TASK,
  IN_OTHER,
} Place;

typedef struct
{
  RemDatesFile *file; /* borrowed */
  RemIcalLines *lines;
  RemIcalZones *zones;
  RemIcalRules *rules;
  GPtrArray *events;
  RemIcalEvent *event; /* the one at hand, in @events already */
  RemIcalAlarm alarm;
  Place places[MAX_DEPTH];
  guint depth;
  int zone;
  guint n_days_left;
  gboolean has_calendar;
  gboolean is_full;
  gint64 now_us;
} Reader;

static void
event_free (gpointer data)
{
  rem_ical_event_free (data);
}

static void
reader_clear (Reader *reader)
{
  g_clear_pointer (&reader->lines, rem_ical_lines_free);
  g_clear_pointer (&reader->rules, rem_ical_rules_free);
  g_clear_pointer (&reader->zones, rem_ical_zones_free);
  g_clear_pointer (&reader->events, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

typedef struct
{
  RemDatesFile *file;
  RemIcalEvent *event;
} RemarkTarget;

static void
remark_cb (gpointer data, RemDatesRemark remark)
{
  RemarkTarget *target = data;

  rem_dates_file_add_remark (target->file, remark, target->event->label,
                             target->event->has_start ? target->event->start.time.date
                                                      : REM_DATE_UNKNOWN);
}

static void
remark_event (Reader *reader, RemIcalEvent *event, RemDatesRemark remark)
{
  RemarkTarget target = { reader->file, event };

  remark_cb (&target, remark);
}

/* A journal of another program has no day of ours, which is told of it later. */
static gboolean
is_vague_name (const char *name)
{
  return g_ascii_strcasecmp (name, REM_ICAL_VAGUE_DATE) == 0 ||
         g_ascii_strcasecmp (name, "VJOURNAL") == 0;
}

static Place
find_place (Reader *reader, const char *name)
{
  Place parent = reader->depth > 0 ? reader->places[reader->depth - 1] : IN_OTHER;

  if (reader->depth == 0 && g_ascii_strcasecmp (name, "VCALENDAR") == 0)
    return IN_CALENDAR;
  /* Some programs give an event by itself. */
  if (reader->depth == 0)
    return g_ascii_strcasecmp (name, "VEVENT") == 0 ? IN_EVENT : IN_OTHER;

  switch (parent)
    {
    case IN_CALENDAR:
      if (g_ascii_strcasecmp (name, "VEVENT") == 0 || is_vague_name (name))
        return IN_EVENT;
      if (g_ascii_strcasecmp (name, "VTIMEZONE") == 0)
        return IN_ZONE;
      return g_ascii_strcasecmp (name, "VTODO") == 0 ? IN_TASK : IN_OTHER;
    case IN_EVENT:
      return g_ascii_strcasecmp (name, "VALARM") == 0 ? IN_ALARM : IN_OTHER;
    case IN_ZONE:
      return g_ascii_strcasecmp (name, "STANDARD") == 0 ? IN_ZONE_STANDARD : IN_OTHER;
    case IN_ALARM:
    case IN_ZONE_STANDARD:
    case IN_TASK:
    case IN_OTHER:
    default:
      return IN_OTHER;
    }
}

static void
begin_event (Reader *reader, gboolean is_vague)
{
  if (reader->events->len >= REM_DATES_FILE_MAX_DATES)
    {
      reader->is_full = TRUE;
      return;
    }

  reader->event = rem_ical_event_new (is_vague);
  g_ptr_array_add (reader->events, reader->event);
}

static gboolean
begin (Reader *reader, const char *name)
{
  Place place = find_place (reader, name);

  if (reader->depth >= MAX_DEPTH)
    return FALSE;

  reader->places[reader->depth++] = place;
  switch (place)
    {
    case IN_CALENDAR:
      reader->has_calendar = TRUE;
      break;
    case IN_EVENT:
      reader->has_calendar = TRUE;
      begin_event (reader, is_vague_name (name));
      break;
    case IN_ALARM:
      reader->alarm = (RemIcalAlarm){ 0 };
      break;
    case IN_ZONE:
      reader->zone = REM_ICAL_ZONE_FLOATING;
      break;
    case IN_TASK:
      rem_dates_file_add_remark (reader->file, REM_DATES_REMARK_NOT_A_DATE, NULL, REM_DATE_UNKNOWN);
      break;
    case IN_ZONE_STANDARD:
    case IN_OTHER:
    default:
      break;
    }

  return TRUE;
}

static void
end (Reader *reader)
{
  Place place = IN_OTHER;

  if (reader->depth == 0)
    return;

  place = reader->places[--reader->depth];
  if (place == IN_EVENT)
    {
      reader->event = NULL;
    }
  else if (place == IN_ALARM && reader->event != NULL)
    {
      /* One more than are taken, so that it is noticed. */
      if (reader->event->alarms->len <= REM_ICAL_MAX_ALARMS)
        g_array_append_val (reader->event->alarms, reader->alarm);
    }
}

static void
take_line (Reader *reader, const RemIcalLine *line)
{
  switch (reader->places[reader->depth - 1])
    {
    case IN_EVENT:
      if (reader->event != NULL)
        rem_ical_event_take_line (reader->event, line, reader->zones, &reader->n_days_left);
      break;
    case IN_ALARM:
      rem_ical_alarm_take_line (&reader->alarm, line, reader->zones);
      break;
    case IN_ZONE:
      if (strcmp (line->name, "TZID") == 0)
        reader->zone = rem_ical_zones_add (reader->zones, line->value);
      else if (strcmp (line->name, "X-LIC-LOCATION") == 0)
        rem_ical_zones_set_location (reader->zones, reader->zone, line->value);
      break;
    case IN_ZONE_STANDARD:
      if (strcmp (line->name, "TZOFFSETTO") == 0)
        rem_ical_zones_set_offset (reader->zones, reader->zone, line->value);
      break;
    case IN_CALENDAR:
    case IN_TASK:
    case IN_OTHER:
    default:
      break;
    }
}

/* Reads all lines; FALSE if this is no calendar, or one that is nested without end. */
static gboolean
read_lines (Reader *reader)
{
  RemIcalLine line;

  while (!reader->is_full && rem_ical_lines_next (reader->lines, &line))
    {
      if (strcmp (line.name, "BEGIN") == 0)
        {
          if (!begin (reader, line.value))
            return FALSE;
        }
      else if (strcmp (line.name, "END") == 0)
        end (reader);
      else if (reader->depth > 0)
        take_line (reader, &line);
      else if (!reader->has_calendar)
        return FALSE;
    }

  return reader->has_calendar;
}

/* A single day of a date that was moved, called off or called something else. */
static void
apply_change (Reader *reader, RemIcalEvent *change, RemDatesFileDate *date)
{
  RemDate was = rem_ical_event_tell_day (change, change->recurrence_id, reader->zones);
  RemDate is = REM_DATE_UNKNOWN;

  if (change->has_start && !change->is_cancelled)
    is = rem_ical_event_tell_day (change, change->start, reader->zones);
  if (rem_date_equal (is, was))
    return;

  g_array_append_val (date->skipped, was);
  if (!rem_date_is_valid (is))
    return;

  if (date->moved == NULL)
    date->moved = g_array_new (FALSE, FALSE, sizeof (RemDate));
  g_array_append_val (date->moved, is);
}

/* Puts the days to which single days were moved among those of the date. */
static void
take_moved (RemDatesFileDate *date)
{
  g_autoptr (RemOccasion) old = date->occasion;
  g_autoptr (GArray) moved = g_steal_pointer (&date->moved);
  gsize n_days = 0;
  const RemDate *days = rem_occasion_get_days (old, &n_days);

  if (n_days > 0)
    g_array_append_vals (moved, days, (guint) n_days);
  date->occasion =
      rem_occasion_with_days (old, (const RemDate *) (gpointer) moved->data, moved->len);
}

static void
make_date (Reader *reader, RemIcalEvent *event, GHashTable *masters)
{
  RemarkTarget target = { reader->file, event };
  RemDatesFileDate date = { NULL, NULL, NULL };

  if (event->is_cancelled)
    {
      remark_event (reader, event, REM_DATES_REMARK_CANCELLED);
      return;
    }

  date.skipped = g_array_new (FALSE, FALSE, sizeof (RemDate));
  date.occasion = rem_ical_event_make (event, reader->zones, reader->rules, reader->now_us,
                                       date.skipped, remark_cb, &target);
  if (date.occasion == NULL)
    {
      g_array_unref (date.skipped);
      return;
    }

  if (event->has_more_rules)
    remark_event (reader, event, REM_DATES_REMARK_MORE_RULES);
  if (event->has_lost_days)
    remark_event (reader, event, REM_DATES_REMARK_DAYS);
  if (event->has_lost_words)
    remark_event (reader, event, REM_DATES_REMARK_WORDS);

  g_array_append_val (reader->file->dates, date);
  if (event->uid != NULL && !event->has_recurrence_id)
    g_hash_table_insert (masters, event->uid, GUINT_TO_POINTER (reader->file->dates->len));
}

/* First the dates, then the changed days of them; one without its date is a date of its own. */
static void
make_dates (Reader *reader)
{
  g_autoptr (GHashTable) masters = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < reader->events->len; i++)
    {
      RemIcalEvent *event = g_ptr_array_index (reader->events, i);

      if (!event->has_recurrence_id)
        make_date (reader, event, masters);
    }

  for (guint i = 0; i < reader->events->len; i++)
    {
      RemIcalEvent *event = g_ptr_array_index (reader->events, i);
      guint master = 0;

      if (!event->has_recurrence_id)
        continue;

      if (event->uid != NULL)
        master = GPOINTER_TO_UINT (g_hash_table_lookup (masters, event->uid));
      if (master == 0)
        {
          rem_ical_event_separate (event);
          make_date (reader, event, masters);
        }
      else
        apply_change (reader, event,
                      &g_array_index (reader->file->dates, RemDatesFileDate, master - 1));
      if (master != 0 && event->has_more_rules)
        remark_event (reader, event, REM_DATES_REMARK_MORE_RULES);
    }

  for (guint i = 0; i < reader->file->dates->len; i++)
    {
      RemDatesFileDate *date = &g_array_index (reader->file->dates, RemDatesFileDate, i);

      if (date->moved != NULL)
        take_moved (date);
    }
}

/**
 * rem_dates_file_parse:
 * @bytes: a file from outside
 * @here: the time zone of the person
 * @now_us: now, in microseconds since 1970-01-01T00:00:00Z: when the dates are written down
 * @error: return location for an error, or %NULL
 *
 * Reads a calendar file (.ics) of any program. An event becomes a date; a date that this program
 * wrote becomes what it was. Ends soon, whatever the file says.
 *
 * Returns: (transfer full) (nullable): what is in the file. Fails with
 *   %REM_EXCHANGE_ERROR_TOO_LARGE beyond %REM_ICAL_MAX_BYTES, and with
 *   %REM_EXCHANGE_ERROR_UNREADABLE if it is no calendar file.
 */
RemDatesFile *
rem_dates_file_parse (GBytes *bytes, GTimeZone *here, gint64 now_us, GError **error)
{
  g_autoptr (RemDatesFile) self = NULL;
  g_auto (Reader) reader = { 0 };

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (here != NULL, NULL);

  self = rem_dates_file_new ();
  reader.file = self;
  reader.now_us = now_us;
  reader.zone = REM_ICAL_ZONE_FLOATING;
  reader.n_days_left = REM_ICAL_MAX_FILE_DAYS;
  reader.lines = rem_ical_lines_new (bytes, error);
  if (reader.lines == NULL)
    return NULL;

  reader.zones = rem_ical_zones_new (here);
  reader.rules = rem_ical_rules_new (reader.zones);
  reader.events = g_ptr_array_new_with_free_func (event_free);
  if (!read_lines (&reader))
    {
      g_set_error_literal (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNREADABLE,
                           "Not a calendar file");
      return NULL;
    }

  /* What was open at the end of the file was cut. */
  if (reader.event != NULL && !reader.is_full)
    {
      remark_event (&reader, reader.event, REM_DATES_REMARK_CUT);
      g_ptr_array_set_size (reader.events, (int) reader.events->len - 1);
    }
  else if (reader.depth > 0 && !reader.is_full)
    {
      rem_dates_file_add_remark (self, REM_DATES_REMARK_CUT, NULL, REM_DATE_UNKNOWN);
    }

  make_dates (&reader);
  if (reader.is_full)
    rem_dates_file_add_remark (self, REM_DATES_REMARK_TOO_MANY, NULL, REM_DATE_UNKNOWN);
  if (rem_ical_lines_get_n_broken (reader.lines) > 0)
    rem_dates_file_add_remark (self, REM_DATES_REMARK_WORDS, NULL, REM_DATE_UNKNOWN);

  return g_steal_pointer (&self);
}
