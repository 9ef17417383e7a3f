/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"

G_BEGIN_DECLS

gboolean rem_links_find (RemDatabase *database,
                         const char *sql,
                         const char *uuid,
                         gint64 *rowid_out,
                         gboolean *found_out,
                         GError **error);
gboolean rem_links_change (RemDatabase *database,
                           const char *sql,
                           const char *uuid,
                           gint64 value,
                           const char *missing,
                           GError **error);
gboolean rem_links_clear (RemDatabase *database, const char *sql, gint64 rowid, GError **error);
gboolean rem_links_set_persons (RemDatabase *database,
                                const char *clear_sql,
                                const char *insert_sql,
                                gint64 rowid,
                                const char *const *person_uuids,
                                GError **error);
GStrv rem_links_list (RemDatabase *database, const char *sql, gint64 rowid, GError **error);
char *rem_links_dup_names (RemDatabase *database, const char *const *person_uuids, GError **error);

G_END_DECLS
