/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-secret.h"

G_BEGIN_DECLS

typedef struct _RemVfs RemVfs;

RemVfs *rem_vfs_new (const guint8 *uuid, RemSecret *page_key, RemSecret *wal_key);
void rem_vfs_free (RemVfs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemVfs, rem_vfs_free)

const char *rem_vfs_get_name (RemVfs *self);
gboolean rem_vfs_saw_damage (RemVfs *self);
gboolean rem_vfs_saw_truncation (RemVfs *self);

G_END_DECLS
