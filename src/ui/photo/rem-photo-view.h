/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REM_TYPE_PHOTO_VIEW (rem_photo_view_get_type ())

/**
 * RemPhotoView:
 *
 * Shows a picture: as a whole, or larger and moved about, by keys, wheel, touch and the functions
 * here; turned round for looking only. Emits "changed" when it is shown otherwise: then more pixels
 * may be of use.
 */
G_DECLARE_FINAL_TYPE (RemPhotoView, rem_photo_view, REM, PHOTO_VIEW, GtkWidget)

void rem_photo_view_set_texture (RemPhotoView *self, GdkTexture *texture, int width, int height);
gboolean rem_photo_view_has_texture (RemPhotoView *self);
void rem_photo_view_reset (RemPhotoView *self);
void rem_photo_view_zoom (RemPhotoView *self, double factor);
void rem_photo_view_fit (RemPhotoView *self);
void rem_photo_view_turn (RemPhotoView *self, int quarters);
void rem_photo_view_move (RemPhotoView *self, int by_x, int by_y);
gboolean rem_photo_view_is_fit (RemPhotoView *self);
gboolean rem_photo_view_can_grow (RemPhotoView *self);
int rem_photo_view_get_side (RemPhotoView *self);
void rem_photo_view_set_words (RemPhotoView *self, const char *words);

G_END_DECLS
