/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define REM_TYPE_ATTACHMENT_STREAM (rem_attachment_stream_get_type ())

/**
 * RemAttachmentStream:
 *
 * The plaintext of one kept file, read from the sealed object piece by piece; it can seek. Any
 * thread may read, one at a time. When the box is locked every read fails with %G_IO_ERROR_CLOSED,
 * and what was decrypted is wiped.
 */
G_DECLARE_FINAL_TYPE (
    RemAttachmentStream, rem_attachment_stream, REM, ATTACHMENT_STREAM, GInputStream)

guint64 rem_attachment_stream_get_size_bytes (RemAttachmentStream *self);
void rem_attachment_stream_set_playing (RemAttachmentStream *self, gboolean is_playing);

G_END_DECLS
