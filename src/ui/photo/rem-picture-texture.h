/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "rem-picture.h"

G_BEGIN_DECLS

GdkTexture *rem_picture_texture_new (RemPicture *picture);

G_END_DECLS
