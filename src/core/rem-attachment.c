/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-attachment.h"

#include <string.h>

struct _RemAttachment
{
  gatomicrefcount refs;
  char *uuid;
  char *keepsake_uuid;
  char *name;
  char *media_type;
  char *object_name;
  char *taken_at;
  guint64 size_bytes;
  guint8 sum[REM_ATTACHMENT_SUM_SIZE];
  int width;
  int height;
  GBytes *thumbnail;
  char *caption;
  int position;
  gint64 length_ms;
};

G_DEFINE_BOXED_TYPE (RemAttachment, rem_attachment, rem_attachment_ref, rem_attachment_unref)

static RemAttachment *
copy_attachment (RemAttachment *self)
{
  RemAttachment *copy = g_new0 (RemAttachment, 1);

  *copy = *self;
  g_atomic_ref_count_init (&copy->refs);
  copy->uuid = g_strdup (self->uuid);
  copy->keepsake_uuid = g_strdup (self->keepsake_uuid);
  copy->name = g_strdup (self->name);
  copy->media_type = g_strdup (self->media_type);
  copy->object_name = g_strdup (self->object_name);
  copy->taken_at = g_strdup (self->taken_at);
  copy->caption = g_strdup (self->caption);
  if (self->thumbnail != NULL)
    copy->thumbnail = g_bytes_ref (self->thumbnail);
  return copy;
}

/**
 * rem_attachment_new:
 * @uuid: identity for ever (RFC 4122 text)
 * @keepsake_uuid: the keepsake it belongs to
 * @name: (nullable): the file's name as it was given, without a folder
 * @media_type: (nullable): IANA media type, read from the bytes
 * @size_bytes: exact size of the bytes
 * @sum: (array fixed-size=32): BLAKE2b-256 of the bytes
 * @object_name: the sealed object that holds them
 *
 * Returns: (transfer full): an attachment without a picture's facts
 */
RemAttachment *
rem_attachment_new (const char *uuid,
                    const char *keepsake_uuid,
                    const char *name,
                    const char *media_type,
                    guint64 size_bytes,
                    const guint8 *sum,
                    const char *object_name)
{
  RemAttachment *self;

  g_return_val_if_fail (uuid != NULL && keepsake_uuid != NULL && object_name != NULL, NULL);
  g_return_val_if_fail (sum != NULL, NULL);

  self = g_new0 (RemAttachment, 1);
  g_atomic_ref_count_init (&self->refs);
  self->uuid = g_strdup (uuid);
  self->keepsake_uuid = g_strdup (keepsake_uuid);
  self->name = g_strdup (name != NULL ? name : "");
  self->media_type = g_strdup (media_type != NULL ? media_type : "application/octet-stream");
  self->object_name = g_strdup (object_name);
  self->taken_at = g_strdup ("");
  self->caption = g_strdup ("");
  self->size_bytes = size_bytes;
  memcpy (self->sum, sum, REM_ATTACHMENT_SUM_SIZE);
  return self;
}

/**
 * rem_attachment_ref:
 * @self: an attachment
 *
 * Returns: (transfer full): @self
 */
RemAttachment *
rem_attachment_ref (RemAttachment *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * rem_attachment_unref:
 * @self: (transfer full): an attachment
 *
 * Gives up a reference; the last one frees it.
 */
void
rem_attachment_unref (RemAttachment *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->uuid);
  g_free (self->keepsake_uuid);
  g_free (self->name);
  g_free (self->media_type);
  g_free (self->object_name);
  g_free (self->taken_at);
  g_free (self->caption);
  g_clear_pointer (&self->thumbnail, g_bytes_unref);
  g_free (self);
}

/**
 * rem_attachment_get_uuid:
 * @self: an attachment
 *
 * Returns: (transfer none): identity
 */
const char *
rem_attachment_get_uuid (RemAttachment *self)
{
  return self->uuid;
}

/**
 * rem_attachment_get_keepsake_uuid:
 * @self: an attachment
 *
 * Returns: (transfer none): the keepsake it belongs to
 */
const char *
rem_attachment_get_keepsake_uuid (RemAttachment *self)
{
  return self->keepsake_uuid;
}

/**
 * rem_attachment_get_name:
 * @self: an attachment
 *
 * Returns: (transfer none): the file's name as it was given, or ""
 */
const char *
rem_attachment_get_name (RemAttachment *self)
{
  return self->name;
}

/**
 * rem_attachment_get_media_type:
 * @self: an attachment
 *
 * Returns: (transfer none): IANA media type
 */
const char *
rem_attachment_get_media_type (RemAttachment *self)
{
  return self->media_type;
}

/**
 * rem_attachment_get_size_bytes:
 * @self: an attachment
 *
 * Returns: exact size of the bytes
 */
guint64
rem_attachment_get_size_bytes (RemAttachment *self)
{
  return self->size_bytes;
}

/**
 * rem_attachment_get_sum:
 * @self: an attachment
 *
 * Returns: (transfer none) (array fixed-size=32): BLAKE2b-256 of the bytes
 */
const guint8 *
rem_attachment_get_sum (RemAttachment *self)
{
  return self->sum;
}

/**
 * rem_attachment_get_object_name:
 * @self: an attachment
 *
 * Returns: (transfer none): the sealed object that holds the bytes
 */
const char *
rem_attachment_get_object_name (RemAttachment *self)
{
  return self->object_name;
}

/**
 * rem_attachment_get_width:
 * @self: an attachment
 *
 * Returns: width in pixels the right way up, or 0 if unknown
 */
int
rem_attachment_get_width (RemAttachment *self)
{
  return self->width;
}

/**
 * rem_attachment_get_height:
 * @self: an attachment
 *
 * Returns: height in pixels the right way up, or 0 if unknown
 */
int
rem_attachment_get_height (RemAttachment *self)
{
  return self->height;
}

/**
 * rem_attachment_get_taken_at:
 * @self: an attachment
 *
 * Returns: (transfer none): ISO 8601 local date and time from the file, or ""
 */
const char *
rem_attachment_get_taken_at (RemAttachment *self)
{
  return self->taken_at;
}

/**
 * rem_attachment_get_thumbnail:
 * @self: an attachment
 *
 * Returns: (transfer none) (nullable): a small JPEG
 */
GBytes *
rem_attachment_get_thumbnail (RemAttachment *self)
{
  return self->thumbnail;
}

/**
 * rem_attachment_with_picture:
 * @self: an attachment
 * @width: width in pixels the right way up
 * @height: height in pixels the right way up
 * @taken_at: (nullable): ISO 8601 local date and time from the file
 * @thumbnail: (nullable): a small JPEG
 *
 * Returns: (transfer full): an attachment that knows these facts of a picture
 */
RemAttachment *
rem_attachment_with_picture (
    RemAttachment *self, int width, int height, const char *taken_at, GBytes *thumbnail)
{
  RemAttachment *copy = copy_attachment (self);

  copy->width = width;
  copy->height = height;
  g_free (copy->taken_at);
  copy->taken_at = g_strdup (taken_at != NULL ? taken_at : "");
  g_clear_pointer (&copy->thumbnail, g_bytes_unref);
  if (thumbnail != NULL)
    copy->thumbnail = g_bytes_ref (thumbnail);
  return copy;
}

/**
 * rem_attachment_get_caption:
 * @self: an attachment
 *
 * Returns: (transfer none): the person's words under this one file, or ""
 */
const char *
rem_attachment_get_caption (RemAttachment *self)
{
  return self->caption;
}

/**
 * rem_attachment_get_position:
 * @self: an attachment
 *
 * Returns: its place among the files of its keepsake; those of equal place stand in the order in
 *   which they came
 */
int
rem_attachment_get_position (RemAttachment *self)
{
  return self->position;
}

/**
 * rem_attachment_get_length_ms:
 * @self: an attachment
 *
 * Returns: how long a sound or film plays, in milliseconds; 0 if that is not known
 */
gint64
rem_attachment_get_length_ms (RemAttachment *self)
{
  return self->length_ms;
}

/**
 * rem_attachment_with_keepsake:
 * @self: an attachment
 * @keepsake_uuid: the keepsake it belongs to from now on
 *
 * Returns: (transfer full): the same file in another keepsake
 */
RemAttachment *
rem_attachment_with_keepsake (RemAttachment *self, const char *keepsake_uuid)
{
  RemAttachment *copy = NULL;

  g_return_val_if_fail (keepsake_uuid != NULL, NULL);

  copy = copy_attachment (self);
  g_free (copy->keepsake_uuid);
  copy->keepsake_uuid = g_strdup (keepsake_uuid);
  return copy;
}

/**
 * rem_attachment_with_caption:
 * @self: an attachment
 * @caption: (nullable): the person's words under this one file
 *
 * Returns: (transfer full): an attachment with that caption
 */
RemAttachment *
rem_attachment_with_caption (RemAttachment *self, const char *caption)
{
  RemAttachment *copy = copy_attachment (self);

  g_free (copy->caption);
  copy->caption = g_strdup (caption != NULL ? caption : "");
  return copy;
}

/**
 * rem_attachment_with_position:
 * @self: an attachment
 * @position: its place among the files of its keepsake
 *
 * Returns: (transfer full): an attachment at that place
 */
RemAttachment *
rem_attachment_with_position (RemAttachment *self, int position)
{
  RemAttachment *copy = copy_attachment (self);

  copy->position = position;
  return copy;
}

/**
 * rem_attachment_with_length_ms:
 * @self: an attachment
 * @length_ms: how long it plays, in milliseconds, or 0
 *
 * Returns: (transfer full): an attachment that knows how long it plays
 */
RemAttachment *
rem_attachment_with_length_ms (RemAttachment *self, gint64 length_ms)
{
  RemAttachment *copy = copy_attachment (self);

  copy->length_ms = MAX (length_ms, 0);
  return copy;
}
