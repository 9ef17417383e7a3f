/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"

G_BEGIN_DECLS

/** The schema version that this program writes (PRAGMA user_version). */
#define REM_SCHEMA_VERSION 4

gboolean rem_schema_install (RemDatabase *database, GError **error);
gboolean rem_schema_is_older (RemDatabase *database, gboolean *older_out, GError **error);
gboolean rem_schema_migrate (RemDatabase *database, GError **error);
gboolean rem_schema_verify (RemDatabase *database, GError **error);

G_END_DECLS
