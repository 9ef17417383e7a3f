/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"
#include "rem-ritual.h"

G_BEGIN_DECLS

gboolean
rem_ritual_store_put (RemDatabase *database, RemRitual *ritual, gint64 modified_us, GError **error);
gboolean rem_ritual_store_set_removed (RemDatabase *database,
                                       const char *uuid,
                                       gint64 removed_us,
                                       GError **error);
GPtrArray *rem_ritual_store_list (RemDatabase *database, GError **error);

G_END_DECLS
