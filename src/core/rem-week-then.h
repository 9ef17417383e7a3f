/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-occasion.h"
#include "rem-person.h"

G_BEGIN_DECLS

/* How far a pregnancy had come on the day of the loss, for those of whom it was asked to be told.
 * Pure; any thread. */

char *rem_week_then_build (RemOccasion *loss, GPtrArray *occasions, GPtrArray *persons);

G_END_DECLS
