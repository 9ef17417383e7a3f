/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-key-region.h"
#include "rem-object-store.h"

G_BEGIN_DECLS

#define REM_COPY_MANIFEST_SUM_SIZE 32

/**
 * RemCopyManifest:
 * @created_us: when the copy was finished
 * @sum: BLAKE2b-256 of its box.db
 * @objects: (element-type utf8 guint64): names of the objects that were read back, with the size of
 *   their files
 *
 * What is known of a copy since it was read back (rem-copy-manifest.c).
 */
typedef struct
{
  gint64 created_us;
  guint8 sum[REM_COPY_MANIFEST_SUM_SIZE];
  GHashTable *objects;
} RemCopyManifest;

RemCopyManifest *rem_copy_manifest_new (void);
void rem_copy_manifest_free (RemCopyManifest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemCopyManifest, rem_copy_manifest_free)

void rem_copy_manifest_note (RemCopyManifest *self, const char *object_name, guint64 size_bytes);
gboolean
rem_copy_manifest_knows (RemCopyManifest *self, const char *object_name, guint64 size_bytes);
gboolean rem_copy_manifest_save (RemCopyManifest *self,
                                 const char *copy_path,
                                 const guint8 *uuid,
                                 RemSecret *key,
                                 GError **error);
RemCopyManifest *
rem_copy_manifest_load (const char *copy_path, const guint8 *uuid, RemSecret *key, GError **error);

G_END_DECLS
