/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"
#include "rem-keepsake.h"

G_BEGIN_DECLS

/* Invented letters of about 2 KB: words of a small language, the frequent ones often, as in any
 * language. The same number gives the same letter. */

RemKeepsake *bench_letters_build (guint number);
const char *bench_letters_get_word (guint index);
gboolean bench_letters_put (RemDatabase *database, guint first, guint n, GError **error);

G_END_DECLS
