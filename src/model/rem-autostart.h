/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether the reminder service begins when the person signs in: a file in the folder that every
 * desktop looks into, and nothing else. Main thread; the file is read and written off it. */

void rem_autostart_get_async (GAsyncReadyCallback callback, gpointer user_data);
gboolean rem_autostart_get_finish (GAsyncResult *result);
void rem_autostart_set_async (gboolean is_on, GAsyncReadyCallback callback, gpointer user_data);
gboolean rem_autostart_set_finish (GAsyncResult *result, GError **error);

G_END_DECLS
