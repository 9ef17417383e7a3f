/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-ical-value.h"

G_BEGIN_DECLS

/** No time zone: an hour that is one wherever the person is. */
#define REM_ICAL_ZONE_FLOATING (-1)

/** RemIcalZones: the time zones that a calendar file names. One thread at a time. */
typedef struct _RemIcalZones RemIcalZones;

RemIcalZones *rem_ical_zones_new (GTimeZone *here);
void rem_ical_zones_free (RemIcalZones *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemIcalZones, rem_ical_zones_free)

int rem_ical_zones_add (RemIcalZones *self, const char *tzid);
void rem_ical_zones_set_location (RemIcalZones *self, int zone, const char *location);
void rem_ical_zones_set_offset (RemIcalZones *self, int zone, const char *offset);
RemIcalTime rem_ical_zones_tell (RemIcalZones *self, RemIcalTime time, int zone);

G_END_DECLS
