/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** RemFd: a file descriptor that g_auto() closes. */
typedef int RemFd;

void rem_fd_close (RemFd fd);
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (RemFd, rem_fd_close, -1)

void rem_durable_file_set_error (GError **error, int error_number, const char *doing);

int rem_durable_file_open (const char *path, int flags, GError **error);
gssize
rem_durable_file_read_at (int fd, void *bytes_out, gsize size, gint64 offset, GError **error);
gboolean
rem_durable_file_write_at (int fd, const void *bytes, gsize size, gint64 offset, GError **error);
gboolean rem_durable_file_sync (int fd, GError **error);
gboolean rem_durable_file_sync_path (const char *path, GError **error);
gboolean rem_durable_file_sync_folder (const char *path, GError **error);
gboolean rem_durable_file_make_folder (const char *path, GError **error);
gboolean rem_durable_file_create (const char *path, const void *bytes, gsize size, GError **error);
gboolean
rem_durable_file_copy (const char *from, const char *to, GCancellable *cancellable, GError **error);
gboolean rem_durable_file_rescue (const char *from,
                                  const char *to,
                                  guint64 *n_unread_out,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean rem_durable_file_replace (const char *path, const void *bytes, gsize size, GError **error);

G_END_DECLS
