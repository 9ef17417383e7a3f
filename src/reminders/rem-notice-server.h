/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RemNoticeServer:
 *
 * Tells whether the session has something that shows notices. Not thread-safe.
 */
typedef struct _RemNoticeServer RemNoticeServer;

/**
 * RemNoticeServerFunc:
 * @user_data: what was handed to rem_notice_server_new()
 *
 * Called on the main context when there is something that shows notices.
 */
typedef void (*RemNoticeServerFunc) (gpointer user_data);

RemNoticeServer *
rem_notice_server_new (GDBusConnection *session_bus, RemNoticeServerFunc func, gpointer user_data);
void rem_notice_server_free (RemNoticeServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemNoticeServer, rem_notice_server_free)

gboolean rem_notice_server_is_there (RemNoticeServer *self);
void rem_notice_server_start (RemNoticeServer *self);

G_END_DECLS
