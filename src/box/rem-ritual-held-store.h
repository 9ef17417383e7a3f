/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"
#include "rem-ritual-held.h"

G_BEGIN_DECLS

gboolean rem_ritual_held_store_put (RemDatabase *database,
                                    RemRitualHeld *held,
                                    gint64 modified_us,
                                    GError **error);
gboolean rem_ritual_held_store_set_removed (RemDatabase *database,
                                            const char *uuid,
                                            gint64 removed_us,
                                            GError **error);
GPtrArray *rem_ritual_held_store_list (RemDatabase *database, guint limit, GError **error);
GPtrArray *rem_ritual_held_store_list_of (
    RemDatabase *database, RemStoryKind kind, const char *id, guint limit, GError **error);

G_END_DECLS
