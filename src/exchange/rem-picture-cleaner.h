/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *rem_picture_cleaner_clean (GBytes *picture, GError **error);

G_END_DECLS
