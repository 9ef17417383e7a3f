/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "rem-date.h"

G_BEGIN_DECLS

/**
 * RemKnownDayKind:
 * @REM_KNOWN_DAY_KEPT: a day of remembrance that others keep
 * @REM_KNOWN_DAY_HURTS: a day that can be loud
 *
 * Why a day is in the list.
 */
typedef enum
{
  REM_KNOWN_DAY_KEPT,
  REM_KNOWN_DAY_HURTS,
} RemKnownDayKind;

#define REM_TYPE_KNOWN_DAY (rem_known_day_get_type ())

/**
 * RemKnownDay:
 *
 * A day of the year that many know by name. The program says nothing of it unless it was asked to.
 * Immutable and reference counted. Any thread.
 */
typedef struct _RemKnownDay RemKnownDay;

/**
 * RemKnownCountry:
 * @code: two letters
 * @name: its name in the language of the person
 *
 * A country that has a rule of its own for one of the days.
 */
typedef struct
{
  char *code;
  char *name;
} RemKnownCountry;

GType rem_known_day_get_type (void);

GPtrArray *rem_known_day_parse_all (const char *text, gssize length, GError **error);
GPtrArray *rem_known_day_list (void);
GPtrArray *rem_known_day_list_countries (void);

RemKnownDay *rem_known_day_ref (RemKnownDay *self);
void rem_known_day_unref (RemKnownDay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemKnownDay, rem_known_day_unref)

const char *rem_known_day_get_id (RemKnownDay *self);
RemKnownDayKind rem_known_day_get_kind (RemKnownDay *self);
const char *rem_known_day_get_title (RemKnownDay *self);
const char *rem_known_day_get_about (RemKnownDay *self);
const char *rem_known_day_get_hour (RemKnownDay *self);
const char *rem_known_day_get_rule (RemKnownDay *self, const char *country);
gboolean rem_known_day_needs_country (RemKnownDay *self);
GArray *rem_known_day_list_occurrences (RemKnownDay *self,
                                        const char *country,
                                        RemDate from,
                                        RemDate until);

G_END_DECLS
