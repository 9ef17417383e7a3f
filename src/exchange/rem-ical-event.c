/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ical-event-private.h"

#include <string.h>

/* What is kept of the lines of an event, while it is read; nothing is decided here. */

#define OWN_PREFIX "X-REMEMBER-"
#define MAX_OWN    16

/** All single days that a date may have fit into that. */
#define MAX_OWN_BYTES (REM_ICAL_MAX_DAYS * 9)

static void
add_text (char **place, const char *text, gsize max_chars, gboolean is_line, gboolean *is_cut)
{
  /* The first one counts; another language may follow. */
  if (*place != NULL)
    return;

  *place = is_line ? rem_ical_text_read_line (text, max_chars, is_cut)
                   : rem_ical_text_read (text, max_chars, is_cut);
}

/**
 * rem_ical_event_new:
 * @is_vague: whether it is no VEVENT, but %REM_ICAL_VAGUE_DATE or a VJOURNAL
 *
 * Returns: (transfer full): an event without lines
 */
RemIcalEvent *
rem_ical_event_new (gboolean is_vague)
{
  RemIcalEvent *self = g_new0 (RemIcalEvent, 1);

  self->is_vague = is_vague;
  self->start.zone = REM_ICAL_ZONE_FLOATING;
  self->end.zone = REM_ICAL_ZONE_FLOATING;
  self->recurrence_id.zone = REM_ICAL_ZONE_FLOATING;
  self->days = g_array_new (FALSE, FALSE, sizeof (RemIcalMoment));
  self->skipped = g_array_new (FALSE, FALSE, sizeof (RemIcalMoment));
  self->alarms = g_array_new (FALSE, TRUE, sizeof (RemIcalAlarm));

  return self;
}

/**
 * rem_ical_event_free:
 * @self: (transfer full): an event
 */
void
rem_ical_event_free (RemIcalEvent *self)
{
  g_free (self->uid);
  g_free (self->label);
  g_free (self->note);
  g_free (self->place);
  g_free (self->rule);
  g_array_unref (self->days);
  g_array_unref (self->skipped);
  g_array_unref (self->alarms);
  g_clear_pointer (&self->own, g_hash_table_unref);
  g_free (self);
}

/**
 * rem_ical_event_separate:
 * @self: a changed day of an event that is not in the file
 *
 * Gives it a UID of its own, always the same one.
 */
void
rem_ical_event_separate (RemIcalEvent *self)
{
  RemDate day = self->recurrence_id.time.date;
  g_autofree char *old = self->uid;

  if (old != NULL)
    self->uid = g_strdup_printf ("%s/%04d%02d%02d", old, day.year, day.month, day.day);
}

static gboolean
read_moment (const RemIcalLine *line, const char *value, RemIcalZones *zones, RemIcalMoment *moment)
{
  if (!rem_ical_time_parse (value, &moment->time))
    return FALSE;

  moment->zone = rem_ical_zones_add (zones, rem_ical_line_get_param (line, "TZID"));

  return TRUE;
}

/* A list of days, hours or periods: of a period its beginning. */
static gboolean
read_moments (const RemIcalLine *line, RemIcalZones *zones, GArray *moments, guint *n_days_left)
{
  const char *at = line->value;
  gboolean is_whole = !line->is_too_long;

  while (*at != '\0')
    {
      gsize length = strcspn (at, ",");
      gsize item_length = strcspn (at, ",/");
      char item[24] = "";
      RemIcalMoment moment = { { REM_DATE_UNKNOWN, FALSE, FALSE, 0 }, REM_ICAL_ZONE_FLOATING };

      if (moments->len >= REM_ICAL_MAX_DAYS || *n_days_left == 0)
        return FALSE;

      if (item_length < sizeof item)
        {
          memcpy (item, at, item_length);
          item[item_length] = '\0';
        }
      if (read_moment (line, item, zones, &moment))
        {
          g_array_append_val (moments, moment);
          (*n_days_left)--;
        }
      else
        {
          is_whole = FALSE;
        }

      at += length + (at[length] == ',');
    }

  return is_whole;
}

static void
take_own_line (RemIcalEvent *self, const RemIcalLine *line)
{
  const char *start = rem_ical_line_get_param (line, "START");
  const char *before = NULL;
  RemIcalTime time = { REM_DATE_UNKNOWN, FALSE, FALSE, 0 };

  if (self->own == NULL)
    self->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (start != NULL && rem_ical_time_parse (start, &time))
    self->own_start = time.date;
  /* The days may be in several lines. */
  before = g_hash_table_lookup (self->own, line->name + strlen (OWN_PREFIX));
  if (before != NULL && strlen (before) < MAX_OWN_BYTES)
    g_hash_table_insert (self->own, g_strdup (line->name + strlen (OWN_PREFIX)),
                         g_strconcat (before, ",", line->value, NULL));
  else if (before == NULL && g_hash_table_size (self->own) < MAX_OWN)
    g_hash_table_insert (self->own, g_strdup (line->name + strlen (OWN_PREFIX)),
                         g_strdup (line->value));
}

static void
take_rule (RemIcalEvent *self, const RemIcalLine *line)
{
  if (self->rule != NULL)
    self->has_more_rules = TRUE;
  else
    self->rule = g_strdup (line->is_too_long ? "too long" : line->value);
}

static void
take_words (RemIcalEvent *self, const RemIcalLine *line)
{
  gboolean *is_cut = &self->has_lost_words;

  if (line->is_too_long)
    *is_cut = TRUE;

  if (strcmp (line->name, "SUMMARY") == 0)
    add_text (&self->label, line->value, REM_ICAL_MAX_LABEL, TRUE, is_cut);
  else if (strcmp (line->name, "DESCRIPTION") == 0)
    add_text (&self->note, line->value, REM_ICAL_MAX_NOTE, FALSE, is_cut);
  else
    add_text (&self->place, line->value, REM_ICAL_MAX_LABEL, TRUE, is_cut);
}

/**
 * rem_ical_event_take_line:
 * @self: an event
 * @line: one of its lines
 * @zones: the time zones of the file
 * @n_days_left: (inout): how many single days the file may still have
 *
 * Keeps what the line says, if it is of those that a date needs.
 */
void
rem_ical_event_take_line (RemIcalEvent *self,
                          const RemIcalLine *line,
                          RemIcalZones *zones,
                          guint *n_days_left)
{
  const char *name = line->name;

  if (strcmp (name, "SUMMARY") == 0 || strcmp (name, "DESCRIPTION") == 0 ||
      strcmp (name, "LOCATION") == 0)
    take_words (self, line);
  else if (strcmp (name, "UID") == 0 && self->uid == NULL &&
           strnlen (line->value, REM_ICAL_MAX_UID + 1) <= REM_ICAL_MAX_UID)
    self->uid = g_strdup (line->value);
  else if (strcmp (name, "DTSTART") == 0)
    self->has_start = read_moment (line, line->value, zones, &self->start);
  else if (strcmp (name, "DTEND") == 0)
    self->has_end = read_moment (line, line->value, zones, &self->end);
  else if (strcmp (name, "DURATION") == 0)
    rem_ical_duration_parse (line->value, &self->duration);
  else if (strcmp (name, "RECURRENCE-ID") == 0)
    {
      self->has_recurrence_id = read_moment (line, line->value, zones, &self->recurrence_id);
      /* Of a change of this day and all that follow, only this day is taken. */
      if (rem_ical_line_get_param (line, "RANGE") != NULL)
        self->has_more_rules = TRUE;
    }
  else if (strcmp (name, "STATUS") == 0)
    self->is_cancelled = g_ascii_strcasecmp (line->value, "CANCELLED") == 0;
  else if (strcmp (name, "RRULE") == 0)
    take_rule (self, line);
  else if (strcmp (name, "EXRULE") == 0)
    self->has_more_rules = TRUE;
  else if (strcmp (name, "RDATE") == 0 && !read_moments (line, zones, self->days, n_days_left))
    self->has_lost_days = TRUE;
  else if (strcmp (name, "EXDATE") == 0 && !read_moments (line, zones, self->skipped, n_days_left))
    self->has_lost_days = TRUE;
  else if (g_str_has_prefix (name, OWN_PREFIX) && !line->is_too_long)
    take_own_line (self, line);
}

/**
 * rem_ical_alarm_take_line:
 * @self: an alarm
 * @line: one of its lines
 * @zones: the time zones of the file
 *
 * Keeps what the line says of when it comes.
 */
void
rem_ical_alarm_take_line (RemIcalAlarm *self, const RemIcalLine *line, RemIcalZones *zones)
{
  const char *related = NULL;

  if (strcmp (line->name, "ACTION") == 0)
    {
      self->is_quiet = g_ascii_strcasecmp (line->value, "DISPLAY") != 0 &&
                       g_ascii_strcasecmp (line->value, "AUDIO") != 0;
      return;
    }
  if (strcmp (line->name, "TRIGGER") != 0)
    return;

  related = rem_ical_line_get_param (line, "RELATED");
  self->has_trigger = TRUE;
  self->is_from_end = related != NULL && g_ascii_strcasecmp (related, "END") == 0;
  if (rem_ical_duration_parse (line->value, &self->seconds))
    return;

  self->is_absolute = TRUE;
  self->is_broken = !read_moment (line, line->value, zones, &self->moment);
}
