/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rem-secret.h"

G_BEGIN_DECLS

/** The length of an object's name: hex of 128 bits. */
#define REM_OBJECT_NAME_LENGTH 32

/** The length of the BLAKE2b-256 sum of an object's plaintext, in bytes. */
#define REM_OBJECT_SUM_SIZE 32

/**
 * RemObjectStore:
 *
 * Sealed, immutable, content-addressed files in BOX/objects (box.md, section 6; format in
 * rem-object-store.c). Any thread, one at a time per object.
 */
typedef struct _RemObjectStore RemObjectStore;

/** RemObjectWriter: takes plaintext in pieces of any size and seals it as it comes. */
typedef struct _RemObjectWriter RemObjectWriter;

/** RemObjectReader: gives any range of the plaintext of one object. */
typedef struct _RemObjectReader RemObjectReader;

RemObjectStore *rem_object_store_new (const char *box_path,
                                      const guint8 *uuid,
                                      RemSecret *object_key,
                                      RemSecret *name_key);
RemObjectStore *rem_object_store_ref (RemObjectStore *self);
void rem_object_store_unref (RemObjectStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemObjectStore, rem_object_store_unref)

RemObjectWriter *rem_object_store_begin (RemObjectStore *self, GError **error);
gboolean
rem_object_writer_write (RemObjectWriter *self, const void *bytes, gsize size, GError **error);
gboolean rem_object_writer_finish (RemObjectWriter *self,
                                   char **object_name_out,
                                   guint8 *sum_out,
                                   guint64 *size_bytes_out,
                                   GError **error);
void rem_object_writer_free (RemObjectWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemObjectWriter, rem_object_writer_free)

RemObjectReader *
rem_object_store_open (RemObjectStore *self, const char *object_name, GError **error);
guint64 rem_object_reader_get_size_bytes (RemObjectReader *self);
gssize rem_object_reader_read (
    RemObjectReader *self, guint64 offset, void *bytes_out, gsize size, GError **error);
void rem_object_reader_free (RemObjectReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemObjectReader, rem_object_reader_free)

gboolean rem_object_store_verify (RemObjectStore *self,
                                  const char *object_name,
                                  const guint8 *sum,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean rem_object_store_trash (RemObjectStore *self, const char *object_name, GError **error);
gboolean rem_object_store_untrash (RemObjectStore *self, const char *object_name, GError **error);
void rem_object_store_condemn (RemObjectStore *self, const char *object_name);
gboolean rem_object_store_measure (RemObjectStore *self,
                                   guint64 *n_objects_out,
                                   guint64 *size_bytes_out,
                                   GError **error);
void rem_object_store_remove_leftovers (RemObjectStore *self);

G_END_DECLS
