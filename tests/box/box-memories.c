/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "box-memories.h"

#include "rem-attachment-store.h"
#include "rem-box-error.h"
#include "rem-keepsake-store.h"

#include <string.h>

/* Bytes that look like nothing and are the same each time. */
static guint8 *
build_photo (guint32 number, gsize size)
{
  guint8 *bytes = g_malloc (size);
  guint32 state = number * 2654435761u + 1;

  for (gsize i = 0; i < size; i++)
    {
      state = state * 1664525u + 1013904223u;
      bytes[i] = (guint8) (state >> 24);
    }
  return bytes;
}

typedef struct
{
  RemKeepsake *keepsake;
  RemAttachment *attachment;
} Putting;

static gpointer
put (RemDatabase *database,
     RemObjectStore *objects,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  Putting *putting = data;

  if (!rem_keepsake_store_put (database, putting->keepsake, error) ||
      (putting->attachment != NULL &&
       !rem_attachment_store_put (database, putting->attachment, error)))
    return NULL;
  return data;
}

gboolean
box_memories_keep_letter (RemBox *box, const char *uuid, const char *text, GError **error)
{
  g_autoptr (RemKeepsake) empty = rem_keepsake_new (REM_KEEPSAKE_KIND_LETTER, uuid, 1);
  g_autoptr (RemKeepsake) letter = rem_keepsake_with_text (empty, text);
  Putting putting = { letter, NULL };

  return rem_box_call (box, REM_BOX_CHANGE_KEEPSAKES, put, &putting, NULL, NULL, error) != NULL;
}

gboolean
box_memories_keep_photo (RemBox *box, const char *uuid, guint32 number, gsize size, GError **error)
{
  g_autoptr (RemKeepsake) keepsake = rem_keepsake_new (REM_KEEPSAKE_KIND_PHOTO, uuid, 1);
  g_autoptr (RemObjectStore) objects = rem_box_ref_objects (box);
  g_autoptr (RemObjectWriter) writer = rem_object_store_begin (objects, error);
  g_autofree guint8 *bytes = build_photo (number, size);
  g_autoptr (RemAttachment) attachment = NULL;
  g_autofree char *name = NULL;
  g_autofree char *attachment_uuid = g_strconcat (uuid, "-file", NULL);
  guint8 sum[REM_OBJECT_SUM_SIZE];
  guint64 real_size;
  Putting putting;

  if (writer == NULL || !rem_object_writer_write (writer, bytes, size, error) ||
      !rem_object_writer_finish (writer, &name, sum, &real_size, error))
    return FALSE;
  attachment =
      rem_attachment_new (attachment_uuid, uuid, "photo.jpg", "image/jpeg", real_size, sum, name);
  putting = (Putting){ keepsake, attachment };
  return rem_box_call (box, REM_BOX_CHANGE_KEEPSAKES, put, &putting, NULL, NULL, error) != NULL;
}

static gpointer
set_removed (RemDatabase *database,
             RemObjectStore *objects,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  return rem_keepsake_store_set_removed (database, data, 1, error) ? data : NULL;
}

gboolean
box_memories_remove (RemBox *box, const char *uuid, GError **error)
{
  return rem_box_call (box, REM_BOX_CHANGE_KEEPSAKES, set_removed, (gpointer) uuid, NULL, NULL,
                       error) != NULL;
}

static gpointer
get_keepsake (RemDatabase *database,
              RemObjectStore *objects,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  return rem_keepsake_store_get (database, data, error);
}

char *
box_memories_read_letter (RemBox *box, const char *uuid, GError **error)
{
  g_autoptr (RemKeepsake) found = rem_box_call (box, 0, get_keepsake, (gpointer) uuid,
                                                (GDestroyNotify) rem_keepsake_unref, NULL, error);

  return found != NULL ? g_strdup (rem_keepsake_get_text (found)) : NULL;
}

gboolean
box_memories_is_removed (RemBox *box, const char *uuid, GError **error)
{
  g_autoptr (RemKeepsake) found = rem_box_call (box, 0, get_keepsake, (gpointer) uuid,
                                                (GDestroyNotify) rem_keepsake_unref, NULL, error);

  return found != NULL && rem_keepsake_get_removed_us (found) != 0;
}

static gpointer
get_attachment (RemDatabase *database,
                RemObjectStore *objects,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  return rem_attachment_store_get (database, data, error);
}

gboolean
box_memories_photo_is_whole (
    RemBox *box, const char *uuid, guint32 number, gsize size, GError **error)
{
  g_autofree char *attachment_uuid = g_strconcat (uuid, "-file", NULL);
  g_autoptr (RemAttachment) attachment =
      rem_box_call (box, 0, get_attachment, attachment_uuid, (GDestroyNotify) rem_attachment_unref,
                    NULL, error);
  g_autoptr (RemObjectStore) objects = rem_box_ref_objects (box);
  g_autoptr (RemObjectReader) reader = NULL;
  g_autofree guint8 *expected = build_photo (number, size);
  g_autofree guint8 *bytes = g_malloc0 (size);

  if (attachment == NULL)
    return FALSE;
  reader = rem_object_store_open (objects, rem_attachment_get_object_name (attachment), error);
  if (reader == NULL || rem_object_reader_get_size_bytes (reader) != size ||
      rem_object_reader_read (reader, 0, bytes, size, error) != (gssize) size)
    return FALSE;
  return memcmp (bytes, expected, size) == 0;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The sealed file number @index, in the order of their names. */
char *
box_memories_find_object (const char *box_path, guint index)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 256; i++)
    {
      g_autofree char *folder = g_strdup_printf ("%s/objects/%02x", box_path, i);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
    }
  g_ptr_array_sort (paths, compare_paths);
  return index < paths->len ? g_strdup (g_ptr_array_index (paths, index)) : NULL;
}
