/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REM_TYPE_WRAP_BOX (rem_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (RemWrapBox, rem_wrap_box, REM, WRAP_BOX, GtkWidget)

void rem_wrap_box_append (RemWrapBox *self, GtkWidget *child);

G_END_DECLS
