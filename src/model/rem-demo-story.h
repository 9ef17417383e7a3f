/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-database.h"
#include "rem-date.h"

G_BEGIN_DECLS

gboolean rem_demo_story_put (
    RemDatabase *database, RemDate today, gint64 now_us, const char *date_uuid, GError **error);
void rem_demo_story_link_async (RemContext *context,
                                guint photo,
                                const char *keepsake_uuid,
                                const char *date_uuid,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

G_END_DECLS
