/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rem-keepsake-list.h"

G_BEGIN_DECLS

#define REM_TYPE_PHOTO_WALK (rem_photo_walk_get_type ())

/**
 * RemPhotoWalk:
 *
 * A place in a list of keepsakes, from which one goes to the photo before or after. It stays with
 * its photo when the list changes. Main thread.
 */
G_DECLARE_FINAL_TYPE (RemPhotoWalk, rem_photo_walk, REM, PHOTO_WALK, GObject)

RemPhotoWalk *rem_photo_walk_new (RemKeepsakeList *list, guint position);

gboolean rem_photo_walk_can_step (RemPhotoWalk *self, int direction);
void rem_photo_walk_step_async (RemPhotoWalk *self,
                                int direction,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
char *rem_photo_walk_step_finish (RemPhotoWalk *self, GAsyncResult *result, GError **error);

G_END_DECLS
