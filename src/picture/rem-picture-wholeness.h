/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean rem_picture_wholeness_check (const char *media_type, const guint8 *data, gsize size);

G_END_DECLS
