/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-photo-page.h"
#include "rem-photo-view.h"

G_BEGIN_DECLS

RemPhotoView *rem_photo_page_get_view (RemPhotoPage *self);
gboolean rem_photo_page_is_written_in (RemPhotoPage *self);
gboolean rem_photo_page_is_filled (RemPhotoPage *self);
void rem_photo_page_set_filled (RemPhotoPage *self, gboolean is_filled);
void rem_photo_page_step (RemPhotoPage *self, int direction);

void rem_photo_page_class_install_looking (GtkWidgetClass *widget_class);

G_END_DECLS
