/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void rem_service_waker_wake_async (GAsyncReadyCallback callback, gpointer user_data);
void rem_service_waker_wake_finish (GAsyncResult *result);

void rem_service_waker_show (const char *title, const char *body);

G_END_DECLS
