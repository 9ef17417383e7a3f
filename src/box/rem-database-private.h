/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "rem-database.h"
#include "rem-vfs.h"

G_BEGIN_DECLS

/** RemStatement: a prepared statement on loan from its database; a bind that fails is told by step.
 */
typedef struct _RemStatement RemStatement;

/** RemBackup: a copy of a database that is being made (rem-database-backup.c). */
typedef struct _RemBackup RemBackup;

RemDatabase *rem_database_create (const char *path, RemVfs *vfs, GError **error);
RemDatabase *rem_database_open (const char *path, RemVfs *vfs, GError **error);
RemDatabase *rem_database_create_unsynced (const char *path, RemVfs *vfs, GError **error);
gboolean rem_database_close (RemDatabase *self, GError **error);
sqlite3 *rem_database_get_connection (RemDatabase *self);
gboolean rem_database_is_current (RemDatabase *self);
gboolean rem_database_run (RemDatabase *self, const char *sql, GError **error);
gboolean rem_database_is_in_transaction (RemDatabase *self);
gint64 rem_database_get_last_rowid (RemDatabase *self);
gboolean rem_database_set_error (RemDatabase *self, int code, const char *what, GError **error);
gboolean rem_database_is_read_only (RemDatabase *self);
void rem_database_interrupt (RemDatabase *self);

void rem_database_hold_backup (RemDatabase *self, RemBackup *backup);
void rem_database_drop_backup (RemDatabase *self, RemBackup *backup);

RemBackup *rem_backup_begin (RemDatabase *source, const char *path, RemVfs *vfs, GError **error);
gboolean rem_backup_step (RemBackup *self, gboolean *done_out, GError **error);
void rem_backup_detach (RemBackup *self);
gboolean rem_backup_end (RemBackup *self, GError **error);
gboolean rem_database_back_up (RemDatabase *self, const char *path, RemVfs *vfs, GError **error);
gboolean rem_database_replace (RemDatabase *self, RemDatabase *earlier, GError **error);

RemStatement *rem_database_prepare (RemDatabase *self, const char *sql, GError **error);
void rem_statement_release (RemStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemStatement, rem_statement_release)

void rem_statement_bind_text (RemStatement *self, int index, const char *text);
void rem_statement_bind_int64 (RemStatement *self, int index, gint64 value);
void rem_statement_bind_blob (RemStatement *self, int index, const void *bytes, gsize size);
void rem_statement_bind_column (RemStatement *self, int index, RemStatement *row, int column);
gboolean rem_statement_step (RemStatement *self, gboolean *row_out, GError **error);
gboolean rem_statement_finish (RemStatement *self, GError **error);
const char *rem_statement_get_text (RemStatement *self, int column);
gint64 rem_statement_get_int64 (RemStatement *self, int column);
gboolean
rem_statement_get_bytes (RemStatement *self, int column, const guint8 **bytes_out, gsize *size_out);

G_END_DECLS
