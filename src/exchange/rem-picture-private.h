/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-picture-protocol.h"
#include "rem-picture.h"

G_BEGIN_DECLS

RemPicture *rem_picture_new (const char *media_type,
                             const RemPictureHeader *header,
                             GBytes *pixels,
                             GBytes *thumbnail);

G_END_DECLS
