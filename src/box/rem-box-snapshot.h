/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box.h"

G_BEGIN_DECLS

/**
 * RemSnapshotKind:
 * @REM_SNAPSHOT_DAILY: the first of a day; seven are kept, and one a week for four more weeks
 * @REM_SNAPSHOT_UPGRADE: before the box was brought up to a newer schema
 * @REM_SNAPSHOT_MERGE: before another box was brought in
 * @REM_SNAPSHOT_RETURN: before the box was put back to an earlier state
 * @REM_SNAPSHOT_COPY: in a copy: what it held before it was last brought up to date
 * @REM_SNAPSHOT_OWN: in a copy: a state that was written into the copy itself
 *
 * Why an earlier state of a box was kept.
 */
typedef enum
{
  REM_SNAPSHOT_DAILY,
  REM_SNAPSHOT_UPGRADE,
  REM_SNAPSHOT_MERGE,
  REM_SNAPSHOT_RETURN,
  REM_SNAPSHOT_COPY,
  REM_SNAPSHOT_OWN,
} RemSnapshotKind;

/**
 * RemSnapshot:
 * @name: its name, which is that of its file
 * @kind: why it was kept
 * @created_us: of when it is, microseconds since 1970 UTC, to the day if @kind is daily
 * @size_bytes: the size of the file
 *
 * An earlier state of the database of a box, sealed like the box. It holds no files of keepsakes:
 * those lie in the box's own objects.
 */
typedef struct
{
  char *name;
  RemSnapshotKind kind;
  gint64 created_us;
  guint64 size_bytes;
} RemSnapshot;

void rem_snapshot_free (RemSnapshot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemSnapshot, rem_snapshot_free)
const char *rem_snapshot_kind_to_nick (RemSnapshotKind kind);

GPtrArray *rem_box_list_snapshots (const char *box_path);
char *rem_box_take_snapshot (RemBox *self,
                             RemSnapshotKind kind,
                             GCancellable *cancellable,
                             GError **error);
void rem_box_take_snapshot_async (RemBox *self,
                                  RemSnapshotKind kind,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
char *rem_box_take_snapshot_finish (RemBox *self, GAsyncResult *result, GError **error);

G_END_DECLS
