/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"
#include "rem-occasion.h"

G_BEGIN_DECLS

gboolean rem_occasion_store_put (RemDatabase *database, RemOccasion *occasion, GError **error);
RemOccasion *rem_occasion_store_get (RemDatabase *database, const char *uuid, GError **error);
gboolean rem_occasion_store_has (
    RemDatabase *database, const char *uuid, const char *uid, gboolean *has_out, GError **error);
GPtrArray *rem_occasion_store_list (RemDatabase *database, GError **error);
GPtrArray *rem_occasion_store_list_removed (RemDatabase *database, GError **error);
gboolean rem_occasion_store_set_removed (RemDatabase *database,
                                         const char *uuid,
                                         gint64 removed_us,
                                         GError **error);

gboolean rem_occasion_store_set_skipped (
    RemDatabase *database, const char *uuid, RemDate occurrence, gboolean skipped, GError **error);
GArray *rem_occasion_store_list_skipped (RemDatabase *database, const char *uuid, GError **error);

G_END_DECLS
