/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_THUMBNAIL_LOADER (rem_thumbnail_loader_get_type ())

/**
 * RemThumbnailLoader:
 *
 * Hands the small pictures of a list to its cards, two at a time and those that can be seen first.
 * A picture is remembered only as long as a card shows it. Main thread.
 */
G_DECLARE_FINAL_TYPE (RemThumbnailLoader, rem_thumbnail_loader, REM, THUMBNAIL_LOADER, GObject)

RemThumbnailLoader *rem_thumbnail_loader_new (RemContext *context);

GdkTexture *rem_thumbnail_loader_lookup (RemThumbnailLoader *self, const char *attachment_uuid);
void rem_thumbnail_loader_load_async (RemThumbnailLoader *self,
                                      const char *attachment_uuid,
                                      GtkWidget *asker,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GdkTexture *
rem_thumbnail_loader_load_finish (RemThumbnailLoader *self, GAsyncResult *result, GError **error);

G_END_DECLS
