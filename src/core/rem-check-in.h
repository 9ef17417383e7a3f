/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "rem-date.h"

G_BEGIN_DECLS

#define REM_TYPE_CHECK_IN (rem_check_in_get_type ())

/**
 * RemCheckIn:
 *
 * How somebody is on a day, in words: what they feel, what the body does, and a few lines. Nothing
 * in it is measured, counted or compared, and nothing is made of it. Immutable and reference
 * counted. Any thread.
 */
typedef struct _RemCheckIn RemCheckIn;

GType rem_check_in_get_type (void);

RemCheckIn *rem_check_in_new (const char *uuid, RemDate day, gint64 created_us);
RemCheckIn *rem_check_in_ref (RemCheckIn *self);
void rem_check_in_unref (RemCheckIn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemCheckIn, rem_check_in_unref)

const char *rem_check_in_get_uuid (RemCheckIn *self);
RemDate rem_check_in_get_day (RemCheckIn *self);
gint64 rem_check_in_get_created_us (RemCheckIn *self);
const char *rem_check_in_get_feelings (RemCheckIn *self);
const char *rem_check_in_get_body (RemCheckIn *self);
const char *rem_check_in_get_words (RemCheckIn *self);
gboolean rem_check_in_is_empty (RemCheckIn *self);

RemCheckIn *
rem_check_in_with (RemCheckIn *self, const char *feelings, const char *body, const char *words);

G_END_DECLS
