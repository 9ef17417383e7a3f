/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-known-day.h"
#include "rem-reminder-plan.h"
#include "rem-reminder-settings.h"

G_BEGIN_DECLS

/**
 * RemKnownTelling:
 * @day: a day of others of which the person wants to be told
 * @occurrence: when it falls
 * @date: when it is told
 *
 * Something to say that belongs to no date of the box.
 */
typedef struct
{
  RemKnownDay *day;
  RemDate occurrence;
  RemDate date;
} RemKnownTelling;

/**
 * RemKnownWishes:
 *
 * What the person wished for the days of others, worked out for a span of days.
 */
typedef struct _RemKnownWishes RemKnownWishes;

RemKnownWishes *rem_known_wishes_new (RemReminderSettings *settings, RemDate from, RemDate until);
void rem_known_wishes_free (RemKnownWishes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemKnownWishes, rem_known_wishes_free)

gboolean rem_known_wishes_is_silent_on (RemKnownWishes *self, RemDate date);
GPtrArray *rem_known_wishes_get_tellings (RemKnownWishes *self);
void rem_known_wishes_write (const RemKnownTelling *telling,
                             RemReminderWords words,
                             RemPlanEntry *entry);

G_END_DECLS
