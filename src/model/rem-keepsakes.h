/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-attachment-stream.h"
#include "rem-attachment.h"
#include "rem-context.h"
#include "rem-keepsake.h"

G_BEGIN_DECLS

/* What can be done with keepsakes: every function is a request to the box of an open context.
 * All of them fail with %REM_BOX_ERROR_CLOSED when the box is not open. */

RemKeepsake *rem_keepsakes_new_draft (RemContext *context, RemKeepsakeKind kind);

void rem_keepsakes_keep_async (RemContext *context,
                               RemKeepsake *keepsake,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
RemKeepsake *rem_keepsakes_keep_finish (RemContext *context, GAsyncResult *result, GError **error);

/* Streams @source into a sealed object, reads it as a picture when it is one, then keeps the
 * keepsake and its attachment in one transaction. @progress runs on the main context. */
void rem_keepsakes_keep_file_async (RemContext *context,
                                    RemKeepsake *keepsake,
                                    GInputStream *source,
                                    const char *name,
                                    GCancellable *cancellable,
                                    GFileProgressCallback progress,
                                    gpointer progress_data,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
RemAttachment *
rem_keepsakes_keep_file_finish (RemContext *context, GAsyncResult *result, GError **error);

void rem_keepsakes_get_async (RemContext *context,
                              const char *uuid,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* @attachments_out: (element-type RemAttachment) (transfer container) (optional) */
RemKeepsake *rem_keepsakes_get_finish (RemContext *context,
                                       GAsyncResult *result,
                                       GPtrArray **attachments_out,
                                       GError **error);

void rem_keepsakes_remove_async (RemContext *context,
                                 const char *uuid,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void rem_keepsakes_restore_async (RemContext *context,
                                  const char *uuid,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean rem_keepsakes_remove_finish (RemContext *context, GAsyncResult *result, GError **error);
gboolean rem_keepsakes_restore_finish (RemContext *context, GAsyncResult *result, GError **error);

/* The attachment's plaintext, checked against its sum, written to @destination (never a file of
 * ours). */
void rem_keepsakes_write_attachment_async (RemContext *context,
                                           const char *attachment_uuid,
                                           GOutputStream *destination,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/* Without place and camera data; the same finish. */
void rem_keepsakes_write_cleaned_async (RemContext *context,
                                        const char *attachment_uuid,
                                        GOutputStream *destination,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
rem_keepsakes_write_attachment_finish (RemContext *context, GAsyncResult *result, GError **error);

/* A file's plaintext to be read here and there, without a copy of it anywhere. */
void rem_keepsakes_open_attachment_async (RemContext *context,
                                          const char *attachment_uuid,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
RemAttachmentStream *
rem_keepsakes_open_attachment_finish (RemContext *context, GAsyncResult *result, GError **error);

/* What is said and known of a file: its caption, its place, how long it plays, its thumbnail, the
 * keepsake it belongs to. Its bytes stay what they are. */
void rem_keepsakes_change_attachment_async (RemContext *context,
                                            RemAttachment *attachment,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean
rem_keepsakes_change_attachment_finish (RemContext *context, GAsyncResult *result, GError **error);

/* As rem_keepsakes_change_attachment_async(), with a still of a film as its thumbnail. */
void rem_keepsakes_keep_still_async (RemContext *context,
                                     RemAttachment *attachment,
                                     GBytes *picture,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean
rem_keepsakes_keep_still_finish (RemContext *context, GAsyncResult *result, GError **error);

/* What a file is kept as when the person has not said, by its first bytes. */
RemKeepsakeKind rem_keepsakes_recognise (const guint8 *head, gsize size);

/* Pixels of a photo, at most @max_side on the longer side. @max_side 0 with a thumbnail present
 * reads only the thumbnail: what lists use. */
void rem_keepsakes_read_picture_async (RemContext *context,
                                       const char *attachment_uuid,
                                       int max_side,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
RemPicture *
rem_keepsakes_read_picture_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
