/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define REM_TYPE_SECRET (rem_secret_get_type ())

/**
 * RemSecret:
 *
 * Bytes that must not be read by anybody else: a key, a passphrase, a recovery code. They lie in
 * guarded, locked memory that is wiped on the last unref, and are never copied into a plain
 * string by this program. Reference counted; any thread.
 */
typedef struct _RemSecret RemSecret;

GType rem_secret_get_type (void);

RemSecret *rem_secret_new (gsize size);
RemSecret *rem_secret_new_copy (const void *bytes, gsize size);
RemSecret *rem_secret_new_random (gsize size);
RemSecret *rem_secret_ref (RemSecret *self);
void rem_secret_unref (RemSecret *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemSecret, rem_secret_unref)

const guint8 *rem_secret_get_bytes (RemSecret *self);
guint8 *rem_secret_get_writable_bytes (RemSecret *self);
gsize rem_secret_get_size (RemSecret *self);
gboolean rem_secret_equal (RemSecret *a, RemSecret *b);

RemSecret *rem_secret_new_passphrase (const char *utf8, gssize size);
void rem_secret_wipe_string (char *string);

G_END_DECLS
