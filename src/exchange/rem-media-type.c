/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-media-type.h"

#include <string.h>

/*
 * What a file is, told by its bytes alone: a file's name says what somebody called it, not what it
 * is, and a decoder chosen by name would be chosen by whoever made the file.
 *
 * Looks only at the first REM_MEDIA_TYPE_HEAD_SIZE bytes, never past @size, and allocates nothing.
 * The file is also compiled into remember-picture, so that both sides of its pipe agree.
 */

typedef struct
{
  gsize offset;
  const char *bytes;
  gsize n_bytes;
  const char *media_type;
} Magic;

/* The first match counts. A picture that remember-picture reads stands in `picture_types` too. */
static const Magic magics[] = {
  { 0, "\xff\xd8\xff", 3, "image/jpeg" },
  { 0, "\x89PNG\r\n\x1a\n", 8, "image/png" },
  { 0, "GIF87a", 6, "image/gif" },
  { 0, "GIF89a", 6, "image/gif" },
  { 0, "II*\0", 4, "image/tiff" },
  { 0, "MM\0*", 4, "image/tiff" },
  { 0, "\xff\x0a", 2, "image/jxl" },
  { 0, "\0\0\0\x0cJXL \r\n\x87\n", 12, "image/jxl" },
  { 0, "ID3", 3, "audio/mpeg" },
  { 0, "fLaC", 4, "audio/flac" },
  { 0, "#!AMR-WB\n", 9, "audio/amr-wb" },
  { 0, "#!AMR\n", 6, "audio/amr" },
  { 0, "MThd\0\0\0\x06", 8, "audio/midi" },
  { 0, "caff\0\x01", 6, "audio/x-caf" },
  { 0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9", 10, "video/x-ms-asf" },
  { 0, "\0\0\x01\xba", 4, "video/mpeg" },
  { 0, "\0\0\x01\xb3", 4, "video/mpeg" },
  { 0, "FLV\x01", 4, "video/x-flv" },
  { 4, "moov", 4, "video/quicktime" },
  { 4, "mdat", 4, "video/quicktime" },
  { 4, "wide", 4, "video/quicktime" },
  { 0, "{\\rtf", 5, "application/rtf" },
  { 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "application/x-ole-storage" },
};

/* The brands of ISO base media files ("ftyp"), as far as keepsakes come in them. */
static const Magic brands[] = {
  { 0, "avif", 4, "image/avif" },      { 0, "avis", 4, "image/avif" },
  { 0, "heic", 4, "image/heic" },      { 0, "heix", 4, "image/heic" },
  { 0, "heim", 4, "image/heic" },      { 0, "heis", 4, "image/heic" },
  { 0, "hevc", 4, "image/heic" },      { 0, "hevx", 4, "image/heic" },
  { 0, "M4A ", 4, "audio/mp4" },       { 0, "M4B ", 4, "audio/mp4" },
  { 0, "qt  ", 4, "video/quicktime" }, { 0, "3gp", 3, "video/3gpp" },
  { 0, "3g2", 3, "video/3gpp2" },      { 0, "isom", 4, "video/mp4" },
  { 0, "iso2", 4, "video/mp4" },       { 0, "iso4", 4, "video/mp4" },
  { 0, "iso5", 4, "video/mp4" },       { 0, "iso6", 4, "video/mp4" },
  { 0, "mp41", 4, "video/mp4" },       { 0, "mp42", 4, "video/mp4" },
  { 0, "avc1", 4, "video/mp4" },       { 0, "dash", 4, "video/mp4" },
  { 0, "M4V ", 4, "video/mp4" },       { 0, "M4VH", 4, "video/mp4" },
  { 0, "MSNV", 4, "video/mp4" },       { 0, "f4v ", 4, "video/mp4" },
};

/* The second line of an Ogg stream, after the page header. */
static const Magic ogg_streams[] = {
  { 0, "\x80theora", 7, "video/ogg" },
  { 0, "fishead\0", 8, "video/ogg" },
};

/* What a zip archive may say of itself in a first, stored entry named "mimetype". */
static const char *const zip_types[] = {
  "application/epub+zip",
  "application/vnd.oasis.opendocument.graphics",
  "application/vnd.oasis.opendocument.presentation",
  "application/vnd.oasis.opendocument.spreadsheet",
  "application/vnd.oasis.opendocument.text",
};

static const char *const picture_types[] = {
  "image/avif", "image/bmp", "image/gif",  "image/heic",
  "image/jpeg", "image/png", "image/tiff", "image/webp",
};

static gboolean
has_bytes_at (const guint8 *data, gsize size, gsize offset, const char *bytes, gsize n_bytes)
{
  return offset <= size && n_bytes <= size - offset && memcmp (data + offset, bytes, n_bytes) == 0;
}

static const char *
find_magic (const Magic *table, gsize n_rows, const guint8 *data, gsize size)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      const Magic *row = &table[i];

      if (has_bytes_at (data, size, row->offset, row->bytes, row->n_bytes))
        return row->media_type;
    }
  return NULL;
}

static const char *
recognise_riff (const guint8 *data, gsize size)
{
  if (!has_bytes_at (data, size, 0, "RIFF", 4))
    return NULL;
  if (has_bytes_at (data, size, 8, "WEBP", 4))
    return "image/webp";
  if (has_bytes_at (data, size, 8, "WAVE", 4))
    return "audio/x-wav";
  if (has_bytes_at (data, size, 8, "AVI ", 4))
    return "video/x-msvideo";
  return NULL;
}

static const char *
recognise_aiff (const guint8 *data, gsize size)
{
  if (has_bytes_at (data, size, 0, "FORM", 4) &&
      (has_bytes_at (data, size, 8, "AIFF", 4) || has_bytes_at (data, size, 8, "AIFC", 4)))
    return "audio/x-aiff";
  return NULL;
}

/* "BM" alone is also how a text may begin: ask for a header length that exists as well. */
static const char *
recognise_bmp (const guint8 *data, gsize size)
{
  static const guint8 header_sizes[] = { 12, 40, 52, 56, 64, 108, 124 };

  if (!has_bytes_at (data, size, 0, "BM", 2) || !has_bytes_at (data, size, 15, "\0\0\0", 3))
    return NULL;
  if (memchr (header_sizes, data[14], sizeof header_sizes) == NULL)
    return NULL;
  return "image/bmp";
}

static const char *
recognise_iso_media (const guint8 *data, gsize size)
{
  const char *major;
  gsize box_size;

  if (!has_bytes_at (data, size, 4, "ftyp", 4) || size < 12)
    return NULL;
  major = find_magic (brands, G_N_ELEMENTS (brands), data + 8, size - 8);
  box_size = (gsize) data[0] << 24 | (gsize) data[1] << 16 | (gsize) data[2] << 8 | data[3];
  box_size = MIN (box_size, MIN (size, REM_MEDIA_TYPE_HEAD_SIZE));
  /* "mif1" and "msf1" name the container; what is in it stands among the compatible brands. A
   * voice recorder's "mp42" or "isom" likewise. */
  for (gsize at = 16; at + 4 <= box_size; at += 4)
    {
      const char *compatible = find_magic (brands, G_N_ELEMENTS (brands), data + at, 4);

      if (g_strcmp0 (compatible, "audio/mp4") == 0 && g_strcmp0 (major, "video/mp4") == 0)
        return compatible;
      if (major == NULL && compatible != NULL)
        return compatible;
    }
  return major;
}

static const char *
recognise_ogg (const guint8 *data, gsize size)
{
  const char *found;
  gsize payload;

  if (!has_bytes_at (data, size, 0, "OggS\0", 5) || size < 28)
    return NULL;
  payload = 27 + (gsize) data[26];
  if (payload >= size)
    return "audio/ogg";
  found = find_magic (ogg_streams, G_N_ELEMENTS (ogg_streams), data + payload, size - payload);
  return found != NULL ? found : "audio/ogg";
}

static gboolean
has_bytes_within (const guint8 *data, gsize size, const char *bytes, gsize n_bytes)
{
  return memmem (data, size, bytes, n_bytes) != NULL;
}

static const char *
recognise_matroska (const guint8 *data, gsize size)
{
  if (!has_bytes_at (data, size, 0, "\x1a\x45\xdf\xa3", 4))
    return NULL;
  if (has_bytes_within (data, MIN (size, 64), "webm", 4))
    return "video/webm";
  if (has_bytes_within (data, MIN (size, 64), "matroska", 8))
    return "video/x-matroska";
  return NULL;
}

static const char *
recognise_zip (const guint8 *data, gsize size)
{
  if (!has_bytes_at (data, size, 0, "PK\x03\x04", 4))
    return NULL;
  if (has_bytes_at (data, size, 30, "mimetype", 8))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (zip_types); i++)
        {
          gsize length = strlen (zip_types[i]);

          /* The next entry follows at once: a longer name (a template's) is another type. */
          if (has_bytes_at (data, size, 38, zip_types[i], length) &&
              has_bytes_at (data, size, 38 + length, "PK", 2))
            return zip_types[i];
        }
    }
  if (has_bytes_at (data, size, 30, "[Content_Types].xml", 19) &&
      has_bytes_within (data, size, "word/", 5))
    return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  return "application/zip";
}

/* MPEG audio without tags: a frame header whose every field has a value that exists. */
static const char *
recognise_mpeg_audio (const guint8 *data, gsize size)
{
  if (size < 4 || data[0] != 0xff)
    return NULL;
  if ((data[1] & 0xf6) == 0xf0)
    return "audio/aac";
  /* Layer I is left out: nobody has it, and the mark of UTF-16 would look like it. */
  if ((data[1] & 0xe0) != 0xe0 || (data[1] & 0x18) == 0x08 || (data[1] & 0x06) == 0 ||
      (data[1] & 0x06) == 0x06)
    return NULL;
  if ((data[2] & 0xf0) == 0xf0 || (data[2] & 0xf0) == 0 || (data[2] & 0x0c) == 0x0c)
    return NULL;
  return "audio/mpeg";
}

static const char *
recognise_transport_stream (const guint8 *data, gsize size)
{
  if (size > 376 && data[0] == 0x47 && data[188] == 0x47 && data[376] == 0x47)
    return "video/mp2t";
  return NULL;
}

/* A PDF may have some bytes before its first line. */
static const char *
recognise_pdf (const guint8 *data, gsize size)
{
  return has_bytes_within (data, MIN (size, 1024), "%PDF-", 5) ? "application/pdf" : NULL;
}

static const char *
recognise_text (const guint8 *data, gsize size)
{
  const char *end = NULL;
  gsize cut;

  for (gsize i = 0; i < size; i++)
    {
      if (data[i] < 0x20 && !(data[i] >= '\t' && data[i] <= '\r') && data[i] != 0x1b)
        return NULL;
    }
  if (g_utf8_validate ((const char *) data, (gssize) size, &end))
    return "text/plain";
  /* The head may end in the middle of a character. */
  cut = size - (gsize) (end - (const char *) data);
  if (cut < 4 && size >= REM_MEDIA_TYPE_HEAD_SIZE &&
      g_utf8_get_char_validated (end, (gssize) cut) == (gunichar) -2)
    return "text/plain";
  return NULL;
}

/**
 * rem_media_type_recognise:
 * @data: (array length=size): the first bytes of a file, or all of them
 * @size: how many; only the first %REM_MEDIA_TYPE_HEAD_SIZE are looked at
 *
 * Tells the media type of a file by its bytes alone. The bytes may be hostile. Pure; any thread.
 *
 * Returns: (nullable): a static media type, or %NULL if none is recognised or @size is 0
 */
const char *
rem_media_type_recognise (const guint8 *data, gsize size)
{
  static const char *(*const recognisers[]) (const guint8 *, gsize) = {
    recognise_riff,     recognise_aiff, recognise_bmp,        recognise_iso_media,
    recognise_ogg,      recognise_zip,  recognise_mpeg_audio, recognise_transport_stream,
    recognise_matroska, recognise_pdf,  recognise_text,
  };
  const char *media_type;

  g_return_val_if_fail (data != NULL || size == 0, NULL);

  if (size == 0)
    return NULL;
  size = MIN (size, REM_MEDIA_TYPE_HEAD_SIZE);
  media_type = find_magic (magics, G_N_ELEMENTS (magics), data, size);
  for (gsize i = 0; media_type == NULL && i < G_N_ELEMENTS (recognisers); i++)
    media_type = recognisers[i](data, size);
  return media_type;
}

/**
 * rem_media_type_is_picture:
 * @media_type: (nullable): a media type
 *
 * Whether remember-picture reads this type. Other types of image are kept like any file, but not
 * shown. Pure; any thread.
 *
 * Returns: %TRUE if it does
 */
gboolean
rem_media_type_is_picture (const char *media_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (picture_types); i++)
    {
      if (g_strcmp0 (media_type, picture_types[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * rem_media_type_get_kind:
 * @media_type: (nullable): a media type
 *
 * What a file of this type is kept as when the person has not said. Pure; any thread.
 *
 * Returns: %REM_KEEPSAKE_KIND_PHOTO for a picture that can be shown, %REM_KEEPSAKE_KIND_SOUND,
 *   %REM_KEEPSAKE_KIND_FILM, or %REM_KEEPSAKE_KIND_DOCUMENT for everything else
 */
RemKeepsakeKind
rem_media_type_get_kind (const char *media_type)
{
  if (rem_media_type_is_picture (media_type))
    return REM_KEEPSAKE_KIND_PHOTO;
  if (media_type != NULL && g_str_has_prefix (media_type, "audio/"))
    return REM_KEEPSAKE_KIND_SOUND;
  if (media_type != NULL && g_str_has_prefix (media_type, "video/"))
    return REM_KEEPSAKE_KIND_FILM;
  return REM_KEEPSAKE_KIND_DOCUMENT;
}
