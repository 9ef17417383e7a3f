/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * MemoryDisk:
 * @n_calls: calls that reach the disk so far
 * @fail_at: the call that fails, counted from 1, or 0
 * @fail_for_good: all calls after it fail too: the power is gone, or the stick
 * @fail_code: SQLite's code for it; SQLITE_FULL also writes the first half of what it was given
 *
 * An SQLite VFS whose files lie in memory and remember what was synced.
 */
typedef struct
{
  sqlite3_vfs vfs;
  GHashTable *files;
  int n_calls;
  int fail_at;
  gboolean fail_for_good;
  int fail_code;
} MemoryDisk;

MemoryDisk *memory_disk_new (void);
void memory_disk_free (MemoryDisk *self);

void memory_disk_begin_default (MemoryDisk *self);
void memory_disk_end_default (MemoryDisk *self);

void memory_disk_put (MemoryDisk *self, const char *path, const void *bytes, gsize size);
void memory_disk_lose_power (MemoryDisk *self, GRand *random);
void memory_disk_forget_syncs (MemoryDisk *self);

G_END_DECLS
