/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-occasion.h"
#include "rem-person.h"

G_BEGIN_DECLS

/* How long ago a day of the loss was, for those of whom it was asked to be told. Pure; any thread.
 */

char *rem_time_since_build_span (RemDate from, RemDate to);
char *rem_time_since_build (RemOccasion *occasion, GPtrArray *persons, RemDate today);

G_END_DECLS
