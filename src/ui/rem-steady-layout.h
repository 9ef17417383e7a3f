/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REM_TYPE_STEADY_LAYOUT (rem_steady_layout_get_type ())

/**
 * RemSteadyLayout:
 *
 * Gives the children all of the room, as GtkBinLayout does, and tells the same width whatever
 * height is asked about.
 */
G_DECLARE_FINAL_TYPE (RemSteadyLayout, rem_steady_layout, REM, STEADY_LAYOUT, GtkLayoutManager)

GtkLayoutManager *rem_steady_layout_new (void);

G_END_DECLS
