/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-key-region.h"
#include "rem-object-store.h"

#include <sodium.h>

G_BEGIN_DECLS

/* Sizes in bytes; see the notes in rem-object-store.c. */
enum
{
  REM_OBJECT_HEADER_BYTES = 24,
  REM_OBJECT_SALT_BYTES = 16,
  REM_OBJECT_NAME_BYTES = 16,
  REM_OBJECT_LENGTH_BYTES = 8,
  REM_OBJECT_CHUNK_BYTES = 65536,
  REM_OBJECT_TAG_BYTES = 16,
  REM_OBJECT_SEALED_BYTES = REM_OBJECT_CHUNK_BYTES + REM_OBJECT_TAG_BYTES,
};

/* Beginning of the name of a file that is not finished. */
#define REM_OBJECT_NEW_PREFIX "new-"

/* The number of a chunk has 32 bits. */
#define REM_OBJECT_MAX_CHUNKS (G_GUINT64_CONSTANT (1) << 32)

/* Immutable but for the count. */
struct _RemObjectStore
{
  gatomicrefcount refs;
  char *folder; /* BOX/objects */
  guint8 uuid[REM_KEY_REGION_UUID_SIZE];
  RemSecret *object_key;
  RemSecret *name_key;
};

char *rem_object_store_build_path (RemObjectStore *self, const char *object_name);
char *rem_object_store_build_trash_path (RemObjectStore *self, const char *object_name);
RemObjectReader *rem_object_store_open_file (RemObjectStore *self,
                                             const char *path,
                                             const char *object_name,
                                             GError **error);
gboolean rem_object_store_verify_file (RemObjectStore *self,
                                       const char *path,
                                       const char *object_name,
                                       const guint8 *sum,
                                       GCancellable *cancellable,
                                       GError **error);

RemSecret *rem_object_chunk_derive_key (RemObjectStore *store, const guint8 *salt);
void rem_object_chunk_build_header (const guint8 *salt, guint8 *header_out);
guint64 rem_object_chunk_pad (guint64 size_bytes);
void rem_object_chunk_seal (RemSecret *key,
                            guint64 index,
                            gboolean is_last,
                            const guint8 *name,
                            const guint8 *plain,
                            gsize size,
                            guint8 *sealed_out);
gboolean rem_object_chunk_open (RemSecret *key,
                                guint64 index,
                                gboolean is_last,
                                const guint8 *name,
                                const guint8 *sealed,
                                gsize size,
                                guint8 *plain_out);

guint64 rem_object_reader_get_n_chunks (RemObjectReader *self);
const guint8 *
rem_object_reader_load (RemObjectReader *self, guint64 index, gsize *size_out, GError **error);

G_END_DECLS
