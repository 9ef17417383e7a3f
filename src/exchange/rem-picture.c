/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-private.h"

struct _RemPicture
{
  gatomicrefcount ref_count;
  const char *media_type;
  RemPictureHeader header;
  GBytes *pixels;
  GBytes *thumbnail;
};

G_DEFINE_BOXED_TYPE (RemPicture, rem_picture, rem_picture_ref, rem_picture_unref)

/**
 * rem_picture_new:
 * @media_type: a static media type
 * @header: a valid header
 * @pixels: width * height * 4 bytes, as @header says
 * @thumbnail: (nullable): a small JPEG
 *
 * For the files of this folder. Any thread.
 *
 * Returns: (transfer full): a picture
 */
RemPicture *
rem_picture_new (const char *media_type,
                 const RemPictureHeader *header,
                 GBytes *pixels,
                 GBytes *thumbnail)
{
  RemPicture *self = g_new0 (RemPicture, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->media_type = media_type;
  self->header = *header;
  self->pixels = g_bytes_ref (pixels);
  self->thumbnail = thumbnail != NULL ? g_bytes_ref (thumbnail) : NULL;
  return self;
}

/**
 * rem_picture_ref:
 * @self: a picture
 *
 * Takes a reference. Any thread.
 *
 * Returns: (transfer full): @self
 */
RemPicture *
rem_picture_ref (RemPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * rem_picture_unref:
 * @self: (transfer full): a picture
 *
 * Lets go of a reference; the last one frees it. Any thread.
 */
void
rem_picture_unref (RemPicture *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_bytes_unref (self->pixels);
  g_clear_pointer (&self->thumbnail, g_bytes_unref);
  g_free (self);
}

/**
 * rem_picture_get_media_type:
 * @self: a picture
 *
 * What the file is, told by its bytes.
 *
 * Returns: (transfer none): a media type for which rem_media_type_is_picture() holds
 */
const char *
rem_picture_get_media_type (RemPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->media_type;
}

/**
 * rem_picture_get_original_width:
 * @self: a picture
 *
 * The width of the picture in the file, once it is the right way up.
 *
 * Returns: pixels, 1 or more
 */
int
rem_picture_get_original_width (RemPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (int) self->header.original_width;
}

/**
 * rem_picture_get_original_height:
 * @self: a picture
 *
 * The height of the picture in the file, once it is the right way up.
 *
 * Returns: pixels, 1 or more
 */
int
rem_picture_get_original_height (RemPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (int) self->header.original_height;
}

/**
 * rem_picture_get_taken_at:
 * @self: a picture
 *
 * When the camera says that the picture was taken, in the local time of the camera.
 *
 * Returns: (nullable) (transfer none): "YYYY-MM-DDTHH:MM:SS", a time that exists, or %NULL
 */
const char *
rem_picture_get_taken_at (RemPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->header.taken_at[0] != '\0' ? self->header.taken_at : NULL;
}

/**
 * rem_picture_is_complete:
 * @self: a picture
 *
 * Whether the file goes on to its end as far as can be told. If not, a part of the picture may be
 * grey or missing, and a whole original may still be somewhere.
 *
 * Returns: %FALSE if something is missing
 */
gboolean
rem_picture_is_complete (RemPicture *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->header.is_complete;
}

/**
 * rem_picture_get_width:
 * @self: a picture
 *
 * The width of the pixels that were read, at most the longest side that was asked for.
 *
 * Returns: pixels, 1 or more
 */
int
rem_picture_get_width (RemPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (int) self->header.width;
}

/**
 * rem_picture_get_height:
 * @self: a picture
 *
 * The height of the pixels that were read, at most the longest side that was asked for.
 *
 * Returns: pixels, 1 or more
 */
int
rem_picture_get_height (RemPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (int) self->header.height;
}

/**
 * rem_picture_get_stride:
 * @self: a picture
 *
 * How far one row of the pixels is from the next.
 *
 * Returns: bytes, always the width times 4
 */
gsize
rem_picture_get_stride (RemPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (gsize) self->header.width * 4;
}

/**
 * rem_picture_get_pixels:
 * @self: a picture
 *
 * The pixels from the top left, the right way up: red, green, blue and alpha, a byte each,
 * premultiplied. That is `GDK_MEMORY_R8G8B8A8_PREMULTIPLIED`, which a GdkMemoryTexture takes and
 * uploads as it is.
 *
 * Returns: (transfer none): height times stride bytes
 */
GBytes *
rem_picture_get_pixels (RemPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->pixels;
}

/**
 * rem_picture_get_thumbnail:
 * @self: a picture
 *
 * A JPEG file of at most 512 pixels a side, for lists. It was made by the process that read
 * untrusted bytes: show it through #RemPictureReader as well.
 *
 * Returns: (nullable) (transfer none): its bytes, or %NULL if none was asked for
 */
GBytes *
rem_picture_get_thumbnail (RemPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->thumbnail;
}
