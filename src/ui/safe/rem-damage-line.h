/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-safekeeper.h"

G_BEGIN_DECLS

#define REM_TYPE_DAMAGE_LINE (rem_damage_line_get_type ())

/**
 * RemDamageLine:
 *
 * A quiet line on the first page when the monthly reading found what cannot be read, with the way
 * to what it is. Gone once it is mended, or was said to be left be.
 */
G_DECLARE_FINAL_TYPE (RemDamageLine, rem_damage_line, REM, DAMAGE_LINE, AdwBin)

void rem_damage_line_set_safekeeper (RemDamageLine *self, RemSafekeeper *safekeeper);

G_END_DECLS
