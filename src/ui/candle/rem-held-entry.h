/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"
#include "rem-date.h"

G_BEGIN_DECLS

#define REM_TYPE_HELD_ENTRY (rem_held_entry_get_type ())

/**
 * RemHeldEntry:
 *
 * Room for one line about what was done, today or on another day, to be kept or not.
 */
G_DECLARE_FINAL_TYPE (RemHeldEntry, rem_held_entry, REM, HELD_ENTRY, AdwBin)

void rem_held_entry_begin (RemHeldEntry *self,
                           RemContext *context,
                           const char *ritual,
                           const char *occasion,
                           const char *words);
void rem_held_entry_set_occasion (RemHeldEntry *self, const char *occasion);
void rem_held_entry_set_day (RemHeldEntry *self, RemDate day);
void rem_held_entry_set_stays (RemHeldEntry *self, gboolean stays);

G_END_DECLS
