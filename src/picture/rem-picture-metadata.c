/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-metadata.h"

#include <gexiv2/gexiv2.h>
#include <string.h>

/* "YYYY:MM:DD HH:MM:SS", as EXIF has it, to ISO 8601. Cameras whose clock was never set write zeros
 * or spaces, which is no date. */
static void
take_date (RemPictureMetadata *self, const char *exif)
{
  char text[REM_PICTURE_TAKEN_AT_LENGTH + 1];

  if (exif == NULL || strlen (exif) != REM_PICTURE_TAKEN_AT_LENGTH)
    return;
  memcpy (text, exif, sizeof text);
  if (text[4] != ':' || text[7] != ':' || text[10] != ' ')
    return;
  text[4] = '-';
  text[7] = '-';
  text[10] = 'T';
  if (rem_picture_taken_at_is_valid (text))
    memcpy (self->taken_at, text, sizeof text);
}

/**
 * rem_picture_metadata_load_library:
 *
 * Makes the library ready, so that it needs no file afterwards: its first error looks for the
 * program's name. Call it before the process is confined.
 *
 * Returns: %FALSE if the library cannot be used
 */
gboolean
rem_picture_metadata_load_library (void)
{
  static const guint8 garbage[16] = "not a picture...";

  if (!gexiv2_initialize ())
    return FALSE;
  gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE);
  rem_picture_metadata_read (garbage, sizeof garbage);
  return TRUE;
}

/**
 * rem_picture_metadata_read:
 * @data: (array length=size): a picture, which may be hostile
 * @size: its size in bytes
 *
 * Reads when a picture was taken and how it must be turned. Metadata that cannot be read count as
 * missing. Only in a confined process, unless the bytes are our own.
 *
 * Returns: what was found
 */
RemPictureMetadata
rem_picture_metadata_read (const guint8 *data, gsize size)
{
  RemPictureMetadata self = { .orientation = 1 };
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autofree char *date = NULL;
  int orientation;

  if (!gexiv2_metadata_open_buf (metadata, data, (glong) size, NULL))
    return self;
  if (gexiv2_metadata_try_has_tag (metadata, "Exif.Photo.DateTimeOriginal", NULL))
    date = gexiv2_metadata_try_get_tag_string (metadata, "Exif.Photo.DateTimeOriginal", NULL);
  take_date (&self, date);
  orientation = (int) gexiv2_metadata_try_get_orientation (metadata, NULL);
  if (orientation >= 1 && orientation <= 8)
    self.orientation = orientation;
  return self;
}
