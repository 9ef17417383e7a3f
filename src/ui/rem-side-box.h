/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REM_TYPE_SIDE_BOX (rem_side_box_get_type ())

G_DECLARE_FINAL_TYPE (RemSideBox, rem_side_box, REM, SIDE_BOX, GtkWidget)

G_END_DECLS
