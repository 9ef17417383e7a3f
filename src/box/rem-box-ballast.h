/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void rem_box_ballast_load (const char *box_path);
gboolean rem_box_ballast_give_up (const char *box_path);

G_END_DECLS
