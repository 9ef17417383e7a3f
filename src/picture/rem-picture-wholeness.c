/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-wholeness.h"

#include <string.h>

/*
 * Whether a picture file goes on to its own end. The decoders show what there is of a file that was
 * cut off and say nothing; a person who is about to delete the original should be told.
 *
 * Each check walks over the structure of one format without decoding it, reads no byte past @size,
 * and takes time linear in @size. What follows the end of a picture (phones append films and depth
 * maps) does not matter.
 */

static guint32
read_be32 (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

static guint32
read_le32 (const guint8 *data)
{
  return (guint32) data[3] << 24 | (guint32) data[2] << 16 | (guint32) data[1] << 8 | data[0];
}

/* From inside a scan to the marker that ends it; @size if none does. */
static gsize
skip_jpeg_scan (const guint8 *data, gsize size, gsize at)
{
  while (at < size)
    {
      const guint8 *next = memchr (data + at, 0xff, size - at);

      if (next == NULL || next + 1 >= data + size)
        return size;
      at = (gsize) (next - data);
      /* Stuffed zeros, restarts and fill bytes belong to the scan. */
      if (next[1] != 0x00 && next[1] != 0xff && !(next[1] >= 0xd0 && next[1] <= 0xd7))
        return at;
      at += next[1] == 0xff ? 1 : 2;
    }
  return size;
}

static gboolean
check_jpeg (const guint8 *data, gsize size)
{
  gsize at = 2;

  while (at < size && size - at >= 2)
    {
      guint8 marker = data[at + 1];
      gsize length;

      if (data[at] != 0xff)
        {
          at++;
          continue;
        }
      if (marker == 0xd9)
        return TRUE;
      if (marker == 0xff)
        {
          at++;
          continue;
        }
      at += 2;
      if (marker == 0x00 || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8))
        continue;
      if (size - at < 2)
        return FALSE;
      length = (gsize) data[at] << 8 | data[at + 1];
      if (length < 2 || length > size - at)
        return FALSE;
      at += length;
      if (marker == 0xda)
        at = skip_jpeg_scan (data, size, at);
    }
  return FALSE;
}

static gboolean
check_png (const guint8 *data, gsize size)
{
  gsize at = 8;

  while (at < size && size - at >= 12)
    {
      guint32 length = read_be32 (data + at);

      if (length > size - at - 12)
        return FALSE;
      if (memcmp (data + at + 4, "IEND", 4) == 0)
        return TRUE;
      at += 12 + (gsize) length;
    }
  return FALSE;
}

static gboolean
check_webp (const guint8 *data, gsize size)
{
  return size >= 12 && read_le32 (data + 4) <= size - 8;
}

static gboolean
check_bmp (const guint8 *data, gsize size)
{
  return size >= 6 && read_le32 (data + 2) <= size;
}

/* The size of a GIF colour table that the packed field at @flags announces. */
static gsize
measure_gif_colours (guint8 flags)
{
  return flags & 0x80 ? 3u << ((flags & 0x07) + 1) : 0;
}

static gboolean
check_gif (const guint8 *data, gsize size)
{
  gsize at;

  if (size < 13)
    return FALSE;
  at = 13 + measure_gif_colours (data[10]);
  while (at < size)
    {
      guint8 block = data[at];

      if (block == 0x3b)
        return TRUE;
      if (block == 0x21)
        at += 2;
      else if (block == 0x2c && size - at > 10)
        at += 11 + measure_gif_colours (data[at + 9]);
      else
        return FALSE;
      /* Sub-blocks, each after its length, up to an empty one. */
      while (at < size && data[at] != 0)
        at += 1 + (gsize) data[at];
      at++;
    }
  return FALSE;
}

static gboolean
check_iso_media (const guint8 *data, gsize size)
{
  gsize at = 0;

  while (at < size)
    {
      guint64 length;

      if (size - at < 8)
        return FALSE;
      length = read_be32 (data + at);
      /* 0 means "to the end"; 2 to 7 cannot be, so something else was appended. */
      if (length != 1 && length < 8)
        return TRUE;
      if (length == 1 && size - at >= 16)
        length = (guint64) read_be32 (data + at + 8) << 32 | read_be32 (data + at + 12);
      if (length < 8 || length > size - at)
        return FALSE;
      at += (gsize) length;
    }
  return TRUE;
}

/**
 * rem_picture_wholeness_check:
 * @media_type: the media type of the picture
 * @data: (array length=size): the picture, which may be hostile
 * @size: its size in bytes
 *
 * Whether the file has its end. Of TIFF it cannot be told, because its parts may lie in any order.
 * Pure; any thread.
 *
 * Returns: %FALSE if something is missing at the end; %TRUE if not, or if it cannot be told
 */
gboolean
rem_picture_wholeness_check (const char *media_type, const guint8 *data, gsize size)
{
  static const struct
  {
    const char *media_type;
    gboolean (*check) (const guint8 *data, gsize size);
  } checks[] = {
    { "image/jpeg", check_jpeg },      { "image/png", check_png },
    { "image/webp", check_webp },      { "image/gif", check_gif },
    { "image/heic", check_iso_media }, { "image/avif", check_iso_media },
    { "image/bmp", check_bmp },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      if (g_strcmp0 (media_type, checks[i].media_type) == 0)
        return checks[i].check (data, size);
    }
  return TRUE;
}
