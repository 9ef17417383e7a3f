/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-check-in.h"
#include "rem-database.h"

G_BEGIN_DECLS

gboolean rem_check_in_store_put (RemDatabase *database,
                                 RemCheckIn *check_in,
                                 gint64 modified_us,
                                 GError **error);
gboolean rem_check_in_store_set_removed (RemDatabase *database,
                                         const char *uuid,
                                         gint64 removed_us,
                                         GError **error);
GPtrArray *rem_check_in_store_list (RemDatabase *database, const char *words, GError **error);

G_END_DECLS
