/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *rem_play_time_format (gint64 time_us);

G_END_DECLS
