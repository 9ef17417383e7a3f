/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void rem_picture_confinement_prepare (void);
gboolean rem_picture_confinement_enter (gsize input_size);

G_END_DECLS
