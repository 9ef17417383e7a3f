/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-cleaner-private.h"

#include <string.h>

/*
 * HEIC and AVIF: what a camera says is an item of the file as the picture is, and every item is
 * found by its place. So nothing is cut out: the bytes of those items are written over in the copy,
 * which keeps all places as they are. A box or an item that is not known may say anything: then the
 * picture is not cleaned.
 *
 * How the picture lies is not said in EXIF but beside the picture, and stays.
 */

/* The next box; FALSE if its length lies. */
static gboolean
take_box (RemPictureSpan *boxes, RemPictureSpan *type_out, RemPictureSpan *content_out)
{
  RemPictureSpan head = *boxes;
  guint64 length = rem_picture_span_take_big (&head, 4);
  guint header_size = 8;

  *type_out = rem_picture_span_take (&head, 4);
  if (length == 1)
    {
      length = rem_picture_span_take_big (&head, 8);
      header_size = 16;
    }
  else if (length == 0)
    length = rem_picture_span_count_left (boxes);
  if (length < header_size || length > rem_picture_span_count_left (boxes))
    return FALSE;
  *content_out = rem_picture_span_cut (boxes, boxes->at + header_size, length - header_size);
  rem_picture_span_skip (boxes, length);
  return TRUE;
}

static gboolean
is_type (const RemPictureSpan *type, const char *name)
{
  return rem_picture_span_begins_with (type, name, 4);
}

static void
blank (const RemPictureSpan *file, const RemPictureSpan *part, GByteArray *out)
{
  if (part->size > 0)
    memset (out->data + (part->data - file->data), 0, part->size);
}

/* What lies at a place of the file, if all of it is among the data: then no box is written over. */
static RemPictureSpan
find_data (const RemPictureSpan *file, guint64 offset, guint64 size)
{
  RemPictureSpan boxes = *file;
  RemPictureSpan none = { 0 };
  RemPictureSpan type;
  RemPictureSpan content;

  while (rem_picture_span_count_left (&boxes) >= 8 && take_box (&boxes, &type, &content))
    {
      gsize begin = content.size > 0 ? (gsize) (content.data - file->data) : 0;

      if (is_type (&type, "mdat") && offset >= begin && offset - begin < content.size &&
          size <= content.size - (offset - begin))
        return rem_picture_span_cut (file, offset, size);
    }
  return none;
}

typedef struct
{
  RemPictureSpan file;
  RemPictureSpan iloc;
  RemPictureSpan iinf;
  RemPictureSpan idat;
  GByteArray *out;
} Heif;

/* Writes over one piece of an item; an EXIF block stays one, so that no program stumbles. */
static gboolean
blank_piece (const Heif *self, gboolean is_exif, guint64 method, guint64 offset, guint64 size)
{
  RemPictureSpan piece = { 0 };
  guint8 *bytes;

  if (size == 0 || offset > G_MAXINT64)
    return FALSE;
  if (method == 0)
    piece = find_data (&self->file, offset, size);
  else if (method == 1)
    piece = rem_picture_span_cut (&self->idat, offset, size);
  if (piece.size != size)
    return FALSE;
  blank (&self->file, &piece, self->out);
  bytes = self->out->data + (piece.data - self->file.data);
  if (is_exif && size >= 4 + REM_PICTURE_EXIF_BLOCK_SIZE)
    memcpy (bytes + 4, rem_picture_exif_block, REM_PICTURE_EXIF_BLOCK_SIZE);
  return TRUE;
}

/* The "iloc" box says for each item in how many pieces it lies, and where. */
static gboolean
blank_item (const Heif *self, guint64 item, gboolean is_exif)
{
  RemPictureSpan iloc = self->iloc;
  guint64 version = rem_picture_span_take_big (&iloc, 1);
  guint offset_size, length_size, base_size, index_size;
  guint64 sizes;

  rem_picture_span_skip (&iloc, 3);
  sizes = rem_picture_span_take_big (&iloc, 2);
  offset_size = (guint) (sizes >> 12 & 15);
  length_size = (guint) (sizes >> 8 & 15);
  base_size = (guint) (sizes >> 4 & 15);
  index_size = version == 0 ? 0 : (guint) (sizes & 15);
  if (version > 2 || offset_size > 8 || length_size > 8 || base_size > 8 || index_size > 8)
    return FALSE;
  rem_picture_span_skip (&iloc, version < 2 ? 2 : 4);
  while (rem_picture_span_count_left (&iloc) >= 6)
    {
      guint64 found = rem_picture_span_take_big (&iloc, version < 2 ? 2 : 4);
      guint64 method = version == 0 ? 0 : rem_picture_span_take_big (&iloc, 2) & 15;
      guint64 elsewhere = rem_picture_span_take_big (&iloc, 2);
      guint64 base = rem_picture_span_take_big (&iloc, base_size);
      guint64 n_pieces = rem_picture_span_take_big (&iloc, 2);

      for (guint64 i = 0; i < n_pieces; i++)
        {
          guint64 offset;
          guint64 size;

          rem_picture_span_skip (&iloc, index_size);
          offset = rem_picture_span_take_big (&iloc, offset_size);
          size = rem_picture_span_take_big (&iloc, length_size);
          if (found == item &&
              (elsewhere != 0 || base > G_MAXINT64 || offset > G_MAXINT64 ||
               !blank_piece (self, is_exif && n_pieces == 1, method, base + offset, size)))
            return FALSE;
          if (rem_picture_span_count_left (&iloc) == 0)
            break;
        }
    }
  return TRUE;
}

/* The "iinf" box lists the items. */
static gboolean
blank_items (const Heif *self)
{
  static const char *const pictures[] = { "hvc1", "av01", "avc1", "jpeg", "grid",
                                          "iovl", "iden", "tmap", NULL };
  static const char *const words[] = { "Exif", "mime", "uri ", NULL };
  RemPictureSpan iinf = self->iinf;
  guint64 version = rem_picture_span_take_big (&iinf, 1);

  rem_picture_span_skip (&iinf, 3 + (version == 0 ? 2 : 4));
  while (rem_picture_span_count_left (&iinf) >= 8)
    {
      RemPictureSpan type;
      RemPictureSpan infe;
      guint64 item;

      if (!take_box (&iinf, &type, &infe) || !is_type (&type, "infe"))
        return FALSE;
      version = rem_picture_span_take_big (&infe, 1);
      rem_picture_span_skip (&infe, 3);
      item = rem_picture_span_take_big (&infe, version >= 3 ? 4 : 2);
      rem_picture_span_skip (&infe, 2);
      if (version < 2 || version > 3)
        return FALSE;
      if (rem_picture_cleaner_is_one_of (&infe, pictures))
        continue;
      if (!rem_picture_cleaner_is_one_of (&infe, words) ||
          !blank_item (self, item, rem_picture_span_begins_with (&infe, "Exif", 4)))
        return FALSE;
    }
  return TRUE;
}

/* Whether every property is one of how a picture is shown: others give it a name or a time. */
static gboolean
has_known_properties (RemPictureSpan iprp)
{
  static const char *const known[] = { "ispe", "pixi", "colr", "hvcC", "av1C", "avcC",
                                       "jpgC", "lhvC", "auxC", "irot", "imir", "clap",
                                       "pasp", "clli", "mdcv", "cclv", "rloc", "lsel",
                                       "a1lx", "a1op", "amve", "oinf", "tols", NULL };
  RemPictureSpan type;
  RemPictureSpan content;
  RemPictureSpan property;

  while (rem_picture_span_count_left (&iprp) >= 8)
    {
      if (!take_box (&iprp, &type, &content))
        return FALSE;
      if (is_type (&type, "ipma"))
        continue;
      while (rem_picture_span_count_left (&content) >= 8)
        if (!take_box (&content, &type, &property) || !rem_picture_cleaner_is_one_of (&type, known))
          return FALSE;
    }
  return TRUE;
}

/* What is known of the "meta" box. */
static gboolean
read_meta (Heif *self, RemPictureSpan meta)
{
  static const char *const known[] = { "hdlr", "pitm", "iloc", "iinf", "iref",
                                       "iprp", "idat", "dinf", "grpl", NULL };

  rem_picture_span_skip (&meta, 4);
  while (rem_picture_span_count_left (&meta) >= 8)
    {
      RemPictureSpan type;
      RemPictureSpan content;

      if (!take_box (&meta, &type, &content) || !rem_picture_cleaner_is_one_of (&type, known))
        return FALSE;
      if (is_type (&type, "iloc"))
        self->iloc = content;
      else if (is_type (&type, "iinf"))
        self->iinf = content;
      else if (is_type (&type, "idat"))
        self->idat = content;
      else if (is_type (&type, "iprp") && !has_known_properties (content))
        return FALSE;
    }
  return self->iloc.size > 0 && self->iinf.size > 0;
}

/* Nothing of @orientation is needed, see above. */
gboolean
rem_picture_cleaner_clean_heif (RemPictureSpan file, int orientation, GByteArray *out)
{
  Heif self = { .file = file, .out = out };
  RemPictureSpan boxes = file;
  guint n_metas = 0;

  g_byte_array_append (out, file.data, (guint) file.size);
  while (rem_picture_span_count_left (&boxes) >= 8)
    {
      RemPictureSpan type;
      RemPictureSpan content;

      if (!take_box (&boxes, &type, &content))
        return FALSE;
      if (is_type (&type, "free") || is_type (&type, "skip"))
        blank (&file, &content, out);
      else if (is_type (&type, "meta"))
        {
          if (n_metas++ > 0 || !read_meta (&self, content))
            return FALSE;
        }
      else if (!is_type (&type, "ftyp") && !is_type (&type, "mdat"))
        return FALSE;
    }
  return n_metas == 1 && rem_picture_span_count_left (&boxes) == 0 && blank_items (&self);
}
