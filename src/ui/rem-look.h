/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_LOOK (rem_look_get_type ())

/**
 * RemLook:
 *
 * Keeps the window light or dark, as was chosen, while the box is open. Before that nobody knows
 * what was chosen, for it lies in the box: then the window looks as the computer does.
 */
G_DECLARE_FINAL_TYPE (RemLook, rem_look, REM, LOOK, GObject)

RemLook *rem_look_new (RemContext *context, AdwStyleManager *manager);

G_END_DECLS
