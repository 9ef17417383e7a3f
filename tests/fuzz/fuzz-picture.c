/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is read of a picture without a decoder: its EXIF data and whether it is whole; and the
 * answer of remember-picture. The first byte says as what the rest is read. */

#include "config.h"

#include "fuzz-target.h"
#include "rem-picture-exif.h"
#include "rem-picture-protocol.h"
#include "rem-picture-wholeness.h"

#include <string.h>

static const char *const types[] = { "image/jpeg", "image/png",  "image/webp", "image/tiff",
                                     "image/heic", "image/avif", "image/gif",  "image/bmp" };

static void
read_answer (const guint8 *data, gsize size)
{
  guint8 bytes[REM_PICTURE_HEADER_SIZE] = { 0 };
  guint8 again[REM_PICTURE_HEADER_SIZE];
  RemPictureHeader header = { 0 };

  memcpy (bytes, data, MIN (size, sizeof bytes));
  for (int thumbnail = 0; thumbnail < 2; thumbnail++)
    if (rem_picture_header_read (&header, bytes, 512, thumbnail))
      {
        fuzz_target_note_accepted ();
        g_assert_true (rem_picture_header_is_valid (&header, 512, thumbnail));
        g_assert_cmpuint (header.width, <=, 512);
        g_assert_cmpuint (header.height, <=, 512);
        rem_picture_header_write (&header, again);
        g_assert_cmpmem (again, sizeof again, bytes, sizeof bytes);
      }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  guint8 mode = size > 0 ? data[0] : 0;
  const char *type = types[mode % G_N_ELEMENTS (types)];
  RemPictureExif exif;

  if (size == 0)
    return 0;
  if (mode >= 128)
    {
      read_answer (data + 1, size - 1);
      return 0;
    }
  exif = rem_picture_exif_read (type, data + 1, size - 1);
  g_assert_cmpint (exif.orientation, >=, 1);
  g_assert_cmpint (exif.orientation, <=, 8);
  if (exif.taken_at[0] != '\0')
    {
      g_assert_true (rem_picture_taken_at_is_valid (exif.taken_at));
      fuzz_target_note_accepted ();
    }
  rem_picture_wholeness_check (type, data + 1, size - 1);
  return 0;
}
