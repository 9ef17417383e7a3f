/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"

G_BEGIN_DECLS

gboolean rem_search_index_is_whole (RemDatabase *database, gboolean *whole_out, GError **error);
gboolean rem_search_index_mend (RemDatabase *database, GError **error);

G_END_DECLS
