/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"
#include "rem-keepsake-filter.h"

G_BEGIN_DECLS

#define REM_TYPE_BOX_FINDER (rem_box_finder_get_type ())

/**
 * RemBoxFinder:
 *
 * The line in which one looks for something in the box: words, and by what else it is narrowed.
 * Emits "changed" with every key.
 */
G_DECLARE_FINAL_TYPE (RemBoxFinder, rem_box_finder, REM, BOX_FINDER, GtkWidget)

void rem_box_finder_set_context (RemBoxFinder *self, RemContext *context);
const RemKeepsakeFilter *rem_box_finder_get_filter (RemBoxFinder *self);
void rem_box_finder_clear (RemBoxFinder *self);

G_END_DECLS
