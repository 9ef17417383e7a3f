/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-media-type.h"

#include <string.h>

#define ROW(bytes, media_type)                                                                     \
  {                                                                                                \
    bytes, sizeof (bytes) - 1, media_type                                                          \
  }

typedef struct
{
  const char *bytes;
  gsize size;
  const char *media_type;
} Row;

static const Row rows[] = {
  ROW ("\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
  ROW ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
  ROW ("GIF87a\1\0", "image/gif"),
  ROW ("GIF89a\1\0", "image/gif"),
  ROW ("II*\0\x08\0\0\0", "image/tiff"),
  ROW ("MM\0*\0\0\0\x08", "image/tiff"),
  ROW ("RIFF\x24\0\0\0WEBPVP8 ", "image/webp"),
  ROW ("BM\xf6\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", "image/bmp"),
  ROW ("\0\0\0\x18"
       "ftypheic\0\0\0\0mif1heic",
       "image/heic"),
  ROW ("\0\0\0\x18"
       "ftypmif1\0\0\0\0mif1heic",
       "image/heic"),
  ROW ("\0\0\0\x18"
       "ftypmif1\0\0\0\0mif1avif",
       "image/avif"),
  ROW ("\0\0\0\x1c"
       "ftypavif\0\0\0\0avifmif1miaf",
       "image/avif"),
  ROW ("\0\0\0\x0cJXL \r\n\x87\n", "image/jxl"),
  ROW ("\0\0\0\x18"
       "ftypM4A \0\0\0\0M4A mp42",
       "audio/mp4"),
  ROW ("\0\0\0\x18"
       "ftypmp42\0\0\0\0isomM4A ",
       "audio/mp4"),
  ROW ("\0\0\0\x18"
       "ftypmp42\0\0\0\0isommp42",
       "video/mp4"),
  ROW ("\0\0\0\x14"
       "ftypqt  \0\0\0\0qt  ",
       "video/quicktime"),
  ROW ("\0\0\0\x18"
       "ftyp3gp4\0\0\0\0isom3gp4",
       "video/3gpp"),
  ROW ("\0\0\0\x08wide\0\0\0\0mdat", "video/quicktime"),
  ROW ("ID3\x04\0\0", "audio/mpeg"),
  ROW ("\xff\xfb\x90\x64", "audio/mpeg"),
  ROW ("\xff\xf1\x50\x80", "audio/aac"),
  ROW ("fLaC\0\0\0\x22", "audio/flac"),
  ROW ("RIFF\x24\0\0\0WAVEfmt ", "audio/x-wav"),
  ROW ("RIFF\x24\0\0\0"
       "AVI LIST",
       "video/x-msvideo"),
  ROW ("FORM\0\0\0\x24"
       "AIFFCOMM",
       "audio/x-aiff"),
  ROW ("#!AMR\n\x3c", "audio/amr"),
  ROW ("MThd\0\0\0\x06", "audio/midi"),
  ROW ("OggS\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\x13OpusHead", "audio/ogg"),
  ROW ("OggS\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\x1e\1vorbis", "audio/ogg"),
  ROW ("OggS\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\x2a\x80theora", "video/ogg"),
  ROW ("\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm", "video/webm"),
  ROW ("\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska", "video/x-matroska"),
  ROW ("%PDF-1.7\n", "application/pdf"),
  ROW ("\r\n  %PDF-1.4\n", "application/pdf"),
  ROW ("PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x08\0\0\0"
       "mimetypeapplication/epub+zipPK",
       "application/epub+zip"),
  ROW ("PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x08\0\0\0a.jpg", "application/zip"),
  ROW ("{\\rtf1\\ansi", "application/rtf"),
  ROW ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
  ROW ("Dear little one,\n\nmañana", "text/plain"),
  ROW ("<svg xmlns='http://www.w3.org/2000/svg'/>", "text/plain"),
  /* What only looks like it. */
  ROW ("BMW is a car", "text/plain"),
  ROW ("\xff\xfeH\0i\0", NULL),
  ROW ("RIFF\x24\0\0\0ACON", NULL),
  ROW ("\0\0\0\x18"
       "ftypcrx \0\0\0\1crx isoX",
       NULL),
  ROW ("\0\0\0\0\0\0\0\0", NULL),
  ROW ("ma\xf1"
       "ana",
       NULL),
};

static void
test_empty (void)
{
  g_assert_null (rem_media_type_recognise (NULL, 0));
  g_assert_null (rem_media_type_recognise ((const guint8 *) "GIF89a", 0));
}

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      /* A copy of just this size, so that a read past the end is seen. */
      g_autofree guint8 *data = g_memdup2 (rows[i].bytes, rows[i].size);

      g_test_message ("%" G_GSIZE_FORMAT " %s", i, rows[i].media_type);
      g_assert_cmpstr (rem_media_type_recognise (data, rows[i].size), ==, rows[i].media_type);
    }
}

/* Every beginning of every row, and every row with any one byte changed: never a read past the end.
 */
static void
test_cut_and_changed (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      for (gsize size = 0; size <= rows[i].size; size++)
        {
          g_autofree guint8 *data = g_memdup2 (rows[i].bytes, size);

          rem_media_type_recognise (data, size);
          for (gsize at = 0; at < size; at++)
            {
              data[at] ^= 0xff;
              rem_media_type_recognise (data, size);
              data[at] ^= 0xff;
            }
        }
    }
}

static void
test_text_across_the_end_of_the_head (void)
{
  g_autofree char *text = g_malloc (REM_MEDIA_TYPE_HEAD_SIZE + 8);

  memset (text, 'a', REM_MEDIA_TYPE_HEAD_SIZE + 8);
  memcpy (text + REM_MEDIA_TYPE_HEAD_SIZE - 1, "ñ", strlen ("ñ"));
  g_assert_cmpstr (rem_media_type_recognise ((const guint8 *) text, REM_MEDIA_TYPE_HEAD_SIZE + 8),
                   ==, "text/plain");
  text[REM_MEDIA_TYPE_HEAD_SIZE - 1] = '\xff';
  g_assert_null (rem_media_type_recognise ((const guint8 *) text, REM_MEDIA_TYPE_HEAD_SIZE + 8));
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *media_type;
    gboolean is_picture;
    RemKeepsakeKind kind;
  } cases[] = {
    { NULL, FALSE, REM_KEEPSAKE_KIND_DOCUMENT },
    { "", FALSE, REM_KEEPSAKE_KIND_DOCUMENT },
    { "image/jpeg", TRUE, REM_KEEPSAKE_KIND_PHOTO },
    { "image/avif", TRUE, REM_KEEPSAKE_KIND_PHOTO },
    { "image/heic", TRUE, REM_KEEPSAKE_KIND_PHOTO },
    { "image/jxl", FALSE, REM_KEEPSAKE_KIND_DOCUMENT },
    { "image/svg+xml", FALSE, REM_KEEPSAKE_KIND_DOCUMENT },
    { "audio/ogg", FALSE, REM_KEEPSAKE_KIND_SOUND },
    { "video/mp4", FALSE, REM_KEEPSAKE_KIND_FILM },
    { "application/pdf", FALSE, REM_KEEPSAKE_KIND_DOCUMENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (rem_media_type_is_picture (cases[i].media_type), ==, cases[i].is_picture);
      g_assert_cmpint (rem_media_type_get_kind (cases[i].media_type), ==, cases[i].kind);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/exchange/media-type/empty", test_empty);
  g_test_add_func ("/exchange/media-type/cut-and-changed", test_cut_and_changed);
  g_test_add_func ("/exchange/media-type/rows", test_rows);
  g_test_add_func ("/exchange/media-type/text-across-the-end-of-the-head",
                   test_text_across_the_end_of_the_head);
  g_test_add_func ("/exchange/media-type/kinds", test_kinds);

  return g_test_run ();
}
