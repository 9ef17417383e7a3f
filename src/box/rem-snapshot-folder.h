/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box-snapshot.h"

G_BEGIN_DECLS

char *rem_snapshot_folder_build_path (const char *box_path, const char *name);
char *rem_snapshot_folder_build_name (RemSnapshotKind kind, RemDate today, gint64 now_us);
char *rem_snapshot_folder_find (const char *box_path, const char *name, GError **error);
char *rem_snapshot_folder_begin (const char *box_path, const guint8 *head, GError **error);
char *rem_snapshot_folder_finish (const char *box_path,
                                  const char *new_path,
                                  const char *name,
                                  GError **error);
void rem_snapshot_folder_remove_leftovers (const char *box_path);
void rem_snapshot_folder_abandon (const char *new_path);
gboolean rem_snapshot_folder_clear (const char *box_path, GError **error);
void rem_snapshot_folder_prune (const char *box_path, guint64 limit_bytes);

G_END_DECLS
