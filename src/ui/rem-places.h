/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"
#include "rem-keepsake-adder.h"

G_BEGIN_DECLS

#define REM_TYPE_PLACES (rem_places_get_type ())

/**
 * RemPlaces:
 *
 * Property "narrow" (read only): the places are in a bar below and not in the sidebar. A place
 * that has a property of that name is told.
 */
G_DECLARE_FINAL_TYPE (RemPlaces, rem_places, REM, PLACES, AdwBin)

gboolean rem_places_is_narrow (RemPlaces *self);
gboolean rem_places_is_filled (RemPlaces *self);
void rem_places_fill (RemPlaces *self, RemContext *context);
void rem_places_empty (RemPlaces *self);
gboolean rem_places_show (RemPlaces *self, const char *name);
void rem_places_focus_shown (RemPlaces *self);
RemKeepsakeAdder *rem_places_get_adder (RemPlaces *self);

G_END_DECLS
