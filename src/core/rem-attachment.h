/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define REM_TYPE_ATTACHMENT (rem_attachment_get_type ())

/** The length in bytes of the BLAKE2b-256 sum of an attachment. */
#define REM_ATTACHMENT_SUM_SIZE 32

/**
 * RemAttachment:
 *
 * What is known of the bytes of a photo, sound, film or document; the bytes themselves lie in a
 * sealed object file. Immutable and reference counted. Any thread.
 */
typedef struct _RemAttachment RemAttachment;

GType rem_attachment_get_type (void);

RemAttachment *rem_attachment_new (const char *uuid,
                                   const char *keepsake_uuid,
                                   const char *name,
                                   const char *media_type,
                                   guint64 size_bytes,
                                   const guint8 *sum,
                                   const char *object_name);
RemAttachment *rem_attachment_ref (RemAttachment *self);
void rem_attachment_unref (RemAttachment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemAttachment, rem_attachment_unref)

const char *rem_attachment_get_uuid (RemAttachment *self);
const char *rem_attachment_get_keepsake_uuid (RemAttachment *self);
const char *rem_attachment_get_name (RemAttachment *self);
const char *rem_attachment_get_media_type (RemAttachment *self);
guint64 rem_attachment_get_size_bytes (RemAttachment *self);
const guint8 *rem_attachment_get_sum (RemAttachment *self);
const char *rem_attachment_get_object_name (RemAttachment *self);
int rem_attachment_get_width (RemAttachment *self);
int rem_attachment_get_height (RemAttachment *self);
const char *rem_attachment_get_taken_at (RemAttachment *self);
GBytes *rem_attachment_get_thumbnail (RemAttachment *self);
const char *rem_attachment_get_caption (RemAttachment *self);
int rem_attachment_get_position (RemAttachment *self);
gint64 rem_attachment_get_length_ms (RemAttachment *self);

RemAttachment *rem_attachment_with_picture (
    RemAttachment *self, int width, int height, const char *taken_at, GBytes *thumbnail);
RemAttachment *rem_attachment_with_keepsake (RemAttachment *self, const char *keepsake_uuid);
RemAttachment *rem_attachment_with_caption (RemAttachment *self, const char *caption);
RemAttachment *rem_attachment_with_position (RemAttachment *self, int position);
RemAttachment *rem_attachment_with_length_ms (RemAttachment *self, gint64 length_ms);

G_END_DECLS
