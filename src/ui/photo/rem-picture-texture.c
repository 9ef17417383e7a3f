/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-texture.h"

/**
 * rem_picture_texture_new:
 * @picture: pixels from the picture reader
 *
 * Shares the pixels with @picture; nothing is copied.
 *
 * Returns: (transfer full): what can be drawn
 */
GdkTexture *
rem_picture_texture_new (RemPicture *picture)
{
  g_return_val_if_fail (picture != NULL, NULL);

  return gdk_memory_texture_new (rem_picture_get_width (picture), rem_picture_get_height (picture),
                                 GDK_MEMORY_R8G8B8A8_PREMULTIPLIED,
                                 rem_picture_get_pixels (picture),
                                 rem_picture_get_stride (picture));
}
