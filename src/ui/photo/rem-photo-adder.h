/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REM_TYPE_PHOTO_ADDER (rem_photo_adder_get_type ())

/**
 * RemPhotoAdder:
 *
 * Puts pictures into the box, one after the other, each as a keepsake of its own. While that takes
 * a while it shows a thin line with a way to stop. Stands in a #RemWindow.
 */
G_DECLARE_FINAL_TYPE (RemPhotoAdder, rem_photo_adder, REM, PHOTO_ADDER, GtkWidget)

void rem_photo_adder_choose (RemPhotoAdder *self);
void rem_photo_adder_add_file (RemPhotoAdder *self, GFile *file);
void rem_photo_adder_add_texture (RemPhotoAdder *self, GdkTexture *texture);
void rem_photo_adder_stop (RemPhotoAdder *self);

G_END_DECLS
