/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-secret.h"

G_BEGIN_DECLS

/** RemVfs: SQLite's way to the disk that seals every page (format and rules in rem-vfs.c). */
typedef struct _RemVfs RemVfs;

/**
 * RemVfsDamage:
 * @REM_VFS_DAMAGE_NONE: nothing seen
 * @REM_VFS_DAMAGE_TORN_TAIL: the log ended in a record that is not whole and nothing of the same
 *   log follows: what a power cut leaves. Nothing that was said to be saved is lost
 * @REM_VFS_DAMAGE_LOG: a record of the log is not authentic though later ones of the same log are:
 *   what was saved last may be lost. A power cut in the middle of saving can leave that too (1 in
 *   200 of the simulated ones), and then nothing that was said to be saved is lost
 * @REM_VFS_DAMAGE_PAGE: a page of the database, or of the log in use, is not authentic
 * @REM_VFS_DAMAGE_TRUNCATED: the database ends before the last of the pages that it counts; a
 *   power cut leaves that too, and the log then holds them
 *
 * What the files were found to be since the instance was made.
 */
typedef enum
{
  REM_VFS_DAMAGE_NONE = 0,
  REM_VFS_DAMAGE_TORN_TAIL = 1 << 0,
  REM_VFS_DAMAGE_LOG = 1 << 1,
  REM_VFS_DAMAGE_PAGE = 1 << 2,
  REM_VFS_DAMAGE_TRUNCATED = 1 << 3,
} RemVfsDamage;

RemVfs *rem_vfs_new (const guint8 *uuid, RemSecret *page_key, RemSecret *wal_key);
void rem_vfs_free (RemVfs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemVfs, rem_vfs_free)

void rem_vfs_set_read_only (RemVfs *self);
const char *rem_vfs_get_name (RemVfs *self);
gboolean rem_vfs_saw_damage (RemVfs *self);
RemVfsDamage rem_vfs_get_damage (RemVfs *self);

G_END_DECLS
