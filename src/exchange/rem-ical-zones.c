/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ical-zones.h"

#include <string.h>

/*
 * The day of something with a time zone is the day that stands there: where it happened. A zone is
 * only needed for what is written in UTC beside it (UNTIL, EXDATE). It is looked up by its name, or
 * by the place that some programs add, in the system's own data; for a name that is not known there
 * the standard offset that the file gives is taken, which is right to the hour. The rules of change
 * in a VTIMEZONE are not read: nothing has to be trusted there.
 */

/** The most zones that a file may name; what comes after is where the person is. */
#define MAX_ZONES 256
#define MAX_NAME  128

typedef struct
{
  char *location;
  char *offset;
  GTimeZone *zone; /* made when it is first needed */
} Zone;

struct _RemIcalZones
{
  GTimeZone *here;
  GPtrArray *zones;
  GHashTable *indexes; /* TZID → index + 1 */
};

static void
zone_free (gpointer data)
{
  Zone *zone = data;

  g_free (zone->location);
  g_free (zone->offset);
  g_clear_pointer (&zone->zone, g_time_zone_unref);
  g_free (zone);
}

/**
 * rem_ical_zones_new:
 * @here: the time zone of the person
 *
 * Returns: (transfer full): no zones yet
 */
RemIcalZones *
rem_ical_zones_new (GTimeZone *here)
{
  RemIcalZones *self = g_new0 (RemIcalZones, 1);

  self->here = g_time_zone_ref (here);
  self->zones = g_ptr_array_new_with_free_func (zone_free);
  self->indexes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * rem_ical_zones_free:
 * @self: (transfer full): zones
 */
void
rem_ical_zones_free (RemIcalZones *self)
{
  g_time_zone_unref (self->here);
  g_ptr_array_unref (self->zones);
  g_hash_table_unref (self->indexes);
  g_free (self);
}

/**
 * rem_ical_zones_add:
 * @self: zones
 * @tzid: (nullable): a name from a file
 *
 * Returns: a number for the zone, the same for the same name; %REM_ICAL_ZONE_FLOATING for none, and
 *   when there are too many
 */
int
rem_ical_zones_add (RemIcalZones *self, const char *tzid)
{
  int index = 0;

  if (tzid == NULL || *tzid == '\0' || strnlen (tzid, MAX_NAME + 1) > MAX_NAME)
    return REM_ICAL_ZONE_FLOATING;

  index = GPOINTER_TO_INT (g_hash_table_lookup (self->indexes, tzid)) - 1;
  if (index >= 0)
    return index;
  if (self->zones->len >= MAX_ZONES)
    return REM_ICAL_ZONE_FLOATING;

  index = (int) self->zones->len;
  g_ptr_array_add (self->zones, g_new0 (Zone, 1));
  g_hash_table_insert (self->indexes, g_strdup (tzid), GINT_TO_POINTER (index + 1));
  rem_ical_zones_set_location (self, index, tzid);

  return index;
}

/* "/freeassociation.sourceforge.net/Tzfile/Europe/Madrid" is Europe/Madrid. */
static const char *
find_place (const char *name)
{
  const char *place = name;
  int n_slashes = 0;

  if (*name != '/')
    return name;

  for (const char *at = name + strlen (name); at > name && n_slashes < 2; at--)
    {
      if (at[-1] == '/' && ++n_slashes == 2)
        place = at;
    }

  return n_slashes == 2 ? place : name;
}

/* Only names that cannot lead out of the system's folder of zones. */
static gboolean
is_safe_place (const char *place)
{
  if (!g_ascii_isalpha (*place) || strstr (place, "..") != NULL)
    return FALSE;

  for (; *place != '\0'; place++)
    {
      if (!g_ascii_isalnum (*place) && strchr ("/_+-", *place) == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * rem_ical_zones_set_location:
 * @self: zones
 * @zone: one of them, or %REM_ICAL_ZONE_FLOATING
 * @location: from a file: a name such as "Europe/Madrid"
 *
 * Says under which name the system may know the zone; what cannot be such a name is passed over.
 */
void
rem_ical_zones_set_location (RemIcalZones *self, int zone, const char *location)
{
  const char *place = find_place (location);
  Zone *known = NULL;

  if (zone == REM_ICAL_ZONE_FLOATING || strnlen (place, MAX_NAME + 1) > MAX_NAME ||
      !is_safe_place (place))
    return;

  known = g_ptr_array_index (self->zones, zone);
  g_free (known->location);
  known->location = g_strdup (place);
}

/**
 * rem_ical_zones_set_offset:
 * @self: zones
 * @zone: one of them, or %REM_ICAL_ZONE_FLOATING
 * @offset: from a file: such as "+0100"
 *
 * Says how far the zone is from UTC, in case that the system does not know it.
 */
void
rem_ical_zones_set_offset (RemIcalZones *self, int zone, const char *offset)
{
  Zone *known = NULL;

  if (zone == REM_ICAL_ZONE_FLOATING || strnlen (offset, 6) != 5 ||
      (offset[0] != '+' && offset[0] != '-') || strspn (offset + 1, "0123456789") != 4)
    return;

  known = g_ptr_array_index (self->zones, zone);
  g_free (known->offset);
  known->offset = g_strndup (offset, 5);
}

static GTimeZone *
find_zone (RemIcalZones *self, int index)
{
  Zone *zone = NULL;

  if (index == REM_ICAL_ZONE_FLOATING)
    return self->here;

  zone = g_ptr_array_index (self->zones, index);
  if (zone->zone == NULL && zone->location != NULL)
    zone->zone = g_time_zone_new_identifier (zone->location);
  if (zone->zone == NULL && zone->offset != NULL)
    zone->zone = g_time_zone_new_identifier (zone->offset);
  if (zone->zone == NULL)
    zone->zone = g_time_zone_ref (self->here);

  return zone->zone;
}

/**
 * rem_ical_zones_tell:
 * @self: zones
 * @time: a day, perhaps with an hour
 * @zone: in which zone it is wanted; %REM_ICAL_ZONE_FLOATING for where the person is
 *
 * Tells a time that is written in UTC as the clocks of a zone do. All others stay as they are
 * written.
 *
 * Returns: the time there; @time itself if it is not in UTC, or at the end of time
 */
RemIcalTime
rem_ical_zones_tell (RemIcalZones *self, RemIcalTime time, int zone)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) there = NULL;
  RemIcalTime told = time;

  if (!time.is_utc)
    return time;

  utc = g_date_time_new_utc (time.date.year, time.date.month, time.date.day,
                             time.second_of_day / 3600, time.second_of_day / 60 % 60,
                             time.second_of_day % 60);
  if (utc != NULL)
    there = g_date_time_to_timezone (utc, find_zone (self, zone));
  if (there == NULL)
    return time;

  told.date.year = (gint16) g_date_time_get_year (there);
  told.date.month = (guint8) g_date_time_get_month (there);
  told.date.day = (guint8) g_date_time_get_day_of_month (there);
  told.second_of_day = g_date_time_get_hour (there) * 3600 + g_date_time_get_minute (there) * 60 +
                       g_date_time_get_second (there);
  told.is_utc = FALSE;

  return rem_date_is_valid (told.date) ? told : time;
}
