/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-context.h"
#include "rem-keepsake.h"

G_BEGIN_DECLS

#define REM_TYPE_OBJECT_PHOTOS (rem_object_photos_get_type ())

/**
 * RemObjectPhotos:
 *
 * The photos of an object, one below the other, each with its words. Face down they are one back
 * until it is turned; then they are read, by the confined program, and no sooner.
 */
G_DECLARE_FINAL_TYPE (RemObjectPhotos, rem_object_photos, REM, OBJECT_PHOTOS, GtkWidget)

GtkWidget *rem_object_photos_new (RemContext *context);
void
rem_object_photos_set_photos (RemObjectPhotos *self, GPtrArray *attachments, gboolean is_face_down);

G_END_DECLS
