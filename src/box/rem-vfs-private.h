/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-key-region.h"
#include "rem-vfs.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* Sizes in bytes; see the notes in rem-vfs.c. */
enum
{
  REM_VFS_PAGE_BYTES = 4096,
  REM_VFS_TAG_BYTES = 16,
  REM_VFS_NONCE_BYTES = 24,
  REM_VFS_RESERVE_BYTES = REM_VFS_TAG_BYTES + REM_VFS_NONCE_BYTES,
  REM_VFS_WAL_HEADER_BYTES = 32,
  REM_VFS_FRAME_HEADER_BYTES = 24,
  REM_VFS_FRAME_BYTES = REM_VFS_FRAME_HEADER_BYTES + REM_VFS_PAGE_BYTES,
};

struct _RemVfs
{
  sqlite3_vfs base;
  sqlite3_vfs *system;
  char *name;
  guint8 uuid[REM_KEY_REGION_UUID_SIZE];
  RemSecret *page_key;
  RemSecret *wal_key;
  gboolean is_read_only;
  int n_open;   /* atomic */
  guint damage; /* atomic, RemVfsDamage */
};

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real; /* lies behind this struct in the same allocation */
  RemVfs *vfs;
  gboolean is_wal;
  gboolean was_written; /* log: recovery is over, everything must authenticate */
  gint64 pending;       /* log: number of the unit waiting in `record`, or -1 */
  gsize pending_end;    /* log: that many bytes of `record` are the new ones */
  guint8 record[REM_VFS_FRAME_BYTES];
  guint8 plain[REM_VFS_FRAME_BYTES];
  guint8 sealed[REM_VFS_FRAME_BYTES + REM_VFS_RESERVE_BYTES];
} RemVfsFile;

/* One sealed piece of a file: `size` bytes at `start` for SQLite, `text` + 40 at `stored`. */
typedef struct
{
  gint64 number;
  gint64 start;
  gint64 stored;
  gsize size;
  gsize text;
} RemVfsUnit;

RemVfsUnit rem_vfs_unit_at_number (RemVfsFile *self, gint64 number);
RemVfsUnit rem_vfs_unit_at_offset (RemVfsFile *self, gint64 offset);
int rem_vfs_unit_store (RemVfsFile *self, const RemVfsUnit *unit, const guint8 *plain);
int rem_vfs_unit_load (RemVfsFile *self, const RemVfsUnit *unit, guint8 *plain_out);
gboolean rem_vfs_unit_is_page (gint64 number, const guint8 *page);
gboolean rem_vfs_unit_is_record (gint64 number, const guint8 *record);

gsize rem_vfs_file_get_size (RemVfs *vfs);
int
rem_vfs_file_open (RemVfs *vfs, const char *path, sqlite3_file *file, int flags, int *flags_out);

G_END_DECLS
