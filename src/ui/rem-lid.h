/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REM_TYPE_LID (rem_lid_get_type ())
G_DECLARE_FINAL_TYPE (RemLid, rem_lid, REM, LID, GtkWidget)

double rem_lid_get_lift (RemLid *self);
void rem_lid_set_lift (RemLid *self, double lift);

G_END_DECLS
