/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"
#include "rem-helper.h"

G_BEGIN_DECLS

gboolean
rem_helper_store_put (RemDatabase *database, RemHelper *helper, gint64 modified_us, GError **error);
gboolean rem_helper_store_set_removed (RemDatabase *database,
                                       const char *uuid,
                                       gint64 removed_us,
                                       GError **error);
GPtrArray *rem_helper_store_list (RemDatabase *database, RemHelperKind kind, GError **error);

G_END_DECLS
