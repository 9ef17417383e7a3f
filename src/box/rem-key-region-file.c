/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the key region gets to the disk and back: copies A and B in front of box.db's pages, and the
 * file `keys` beside it. Saving writes one copy, syncs, writes the other, syncs, and then puts a
 * new `keys` in the place of the old one; whatever happens in between, a valid copy is there. The
 * copy that is worse now (not valid, or older) is written first. */

#include "config.h"

#include "rem-key-region-private.h"

#include "rem-box-error.h"
#include "rem-durable-file.h"
#include "rem-secret-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

typedef struct
{
  guint8 *bytes;       /* copy A, copy B, keys */
  gsize database_size; /* of the first two, what is there */
  gsize keys_size;
} Found;

static void
found_clear (Found *self)
{
  g_free (self->bytes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static const guint8 *
get_copy (const Found *self, guint index)
{
  return self->bytes + index * REM_KEY_REGION_COPY_SIZE;
}

static gsize
get_copy_size (const Found *self, guint index)
{
  if (index == 2)
    return self->keys_size;
  return self->database_size > index * REM_KEY_REGION_COPY_SIZE
             ? self->database_size - index * REM_KEY_REGION_COPY_SIZE
             : 0;
}

static gboolean
find (const char *box_path, Found *found_out, GError **error)
{
  g_autofree char *database_path = g_build_filename (box_path, "box.db", NULL);
  g_autofree char *keys_path = g_build_filename (box_path, "keys", NULL);
  g_auto (RemFd) database = rem_durable_file_open (database_path, O_RDONLY, error);
  g_auto (RemFd) keys = -1;
  gssize size;

  if (database < 0)
    return FALSE;
  keys = rem_durable_file_open (keys_path, O_RDONLY, NULL);
  found_out->bytes = g_malloc0 (REM_KEY_REGION_N_COPIES * REM_KEY_REGION_COPY_SIZE);
  size = rem_durable_file_read_at (database, found_out->bytes, REM_KEY_REGION_SIZE, 0, error);
  if (size < 0)
    return FALSE;
  found_out->database_size = size;
  if (keys >= 0)
    size = rem_durable_file_read_at (keys, found_out->bytes + REM_KEY_REGION_SIZE,
                                     REM_KEY_REGION_COPY_SIZE, 0, NULL);
  found_out->keys_size = keys >= 0 ? MAX (size, 0) : 0;
  return TRUE;
}

/* The most telling of the reasons why no copy is valid. */
static int
get_weight (const GError *error)
{
  switch ((RemBoxError) error->code)
    {
    case REM_BOX_ERROR_NEWER:
      return 4;
    case REM_BOX_ERROR_HOSTILE:
      return 3;
    case REM_BOX_ERROR_DAMAGED:
      return 2;
    case REM_BOX_ERROR_TRUNCATED:
      return 1;
    case REM_BOX_ERROR_NOT_A_BOX:
    case REM_BOX_ERROR_NOT_FOUND:
    case REM_BOX_ERROR_EXISTS:
    case REM_BOX_ERROR_WRONG_PASSPHRASE:
    case REM_BOX_ERROR_IN_USE:
    case REM_BOX_ERROR_NO_MEMORY:
    case REM_BOX_ERROR_DISK_FULL:
    case REM_BOX_ERROR_READ_ONLY:
    case REM_BOX_ERROR_IO:
    case REM_BOX_ERROR_OBJECT_MISSING:
    case REM_BOX_ERROR_OBJECT_DAMAGED:
    case REM_BOX_ERROR_CLOSED:
    case REM_BOX_ERROR_BAD_SECRET:
    case REM_BOX_ERROR_KEYRING_AWAY:
    case REM_BOX_ERROR_KEYRING_LOCKED:
    default:
      return 0;
    }
}

/* Puts a valid copy among those found so far, the highest sequence first. */
static void
insert_copy (RemKeyRegion *self, const guint8 *copy)
{
  guint at = self->n_copies;

  while (at > 0 &&
         rem_key_region_read_sequence (self->copies[at - 1]) < rem_key_region_read_sequence (copy))
    {
      memcpy (self->copies[at], self->copies[at - 1], REM_KEY_REGION_COPY_SIZE);
      at--;
    }
  memcpy (self->copies[at], copy, REM_KEY_REGION_COPY_SIZE);
  self->n_copies++;
}

static gboolean
is_same_box (const guint8 *copy, RemKeyRegion *region)
{
  g_autoptr (RemKeyRegion) other = rem_key_region_parse (copy, REM_KEY_REGION_COPY_SIZE, NULL);

  return other != NULL && memcmp (rem_key_region_get_uuid (other), rem_key_region_get_uuid (region),
                                  REM_KEY_REGION_UUID_SIZE) == 0;
}

/**
 * rem_key_region_load:
 * @box_path: a box's folder
 * @error: return location for an error, or %NULL
 *
 * Reads copies A and B of box.db and the file `keys`, and takes the valid one with the highest
 * sequence. Reads the disk: never on the main thread.
 *
 * Returns: (transfer full): a key region; fails with %REM_BOX_ERROR_NOT_FOUND if there is no
 * box.db, %REM_BOX_ERROR_TRUNCATED if it is shorter than the key region, %REM_BOX_ERROR_NOT_A_BOX
 * if no copy begins like one, else with the reason why no copy is valid (rem_key_region_parse()),
 * or with %REM_BOX_ERROR_IO
 */
RemKeyRegion *
rem_key_region_load (const char *box_path, GError **error)
{
  g_autoptr (RemKeyRegion) self = NULL;
  g_autoptr (GError) reason = NULL;
  g_auto (Found) found = { 0 };
  gboolean has_magic = FALSE;

  g_return_val_if_fail (box_path != NULL, NULL);

  rem_secret_start_sodium ();
  if (!find (box_path, &found, error))
    return NULL;

  self = g_new0 (RemKeyRegion, 1);
  self->is_sealed = TRUE;
  for (guint i = 0; i < REM_KEY_REGION_N_COPIES; i++)
    {
      g_autoptr (GError) local = NULL;

      if (rem_key_region_check (get_copy (&found, i), get_copy_size (&found, i), &local))
        {
          has_magic = TRUE;
          if (i < 2 || self->n_copies == 0 || is_same_box (get_copy (&found, i), self))
            insert_copy (self, get_copy (&found, i));
          continue;
        }
      has_magic |= !g_error_matches (local, REM_BOX_ERROR, REM_BOX_ERROR_NOT_A_BOX);
      if (reason == NULL || get_weight (local) > get_weight (reason))
        {
          g_clear_error (&reason);
          reason = g_steal_pointer (&local);
        }
    }
  if (found.database_size < REM_KEY_REGION_SIZE && (has_magic || found.database_size == 0))
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_TRUNCATED,
                           "The file ends within the key region");
      return NULL;
    }
  if (self->n_copies == 0)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  self->is_whole = self->n_copies == REM_KEY_REGION_N_COPIES &&
                   memcmp (self->copies[0], self->copies[1], REM_KEY_REGION_COPY_SIZE) == 0 &&
                   memcmp (self->copies[0], self->copies[2], REM_KEY_REGION_COPY_SIZE) == 0;
  return g_steal_pointer (&self);
}

/**
 * rem_key_region_save:
 * @self: a key region with at least one slot, unlocked or new
 * @box_path: the folder of the box that it belongs to, with its box.db
 * @error: return location for an error, or %NULL
 *
 * Writes all three copies so that a power cut at any moment leaves a valid one. The connection to
 * the database may be open; SQLite's own lock on box.db is lost by it (rem-vfs.c), the box's lock
 * is not. Syncs the disk: never on the main thread.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_NOT_FOUND if there is no box.db,
 *   %REM_BOX_ERROR_TRUNCATED if it is shorter than the key region, %REM_BOX_ERROR_EXISTS if it is
 *   another box's, or an error of the disk. It may be tried again
 */
gboolean
rem_key_region_save (RemKeyRegion *self, const char *box_path, GError **error)
{
  g_autofree char *database_path = NULL;
  g_autofree char *keys_path = NULL;
  g_auto (Found) found = { 0 };
  g_auto (RemFd) fd = -1;
  guint64 sequences[2] = { 0, 0 };
  gint64 first;

  g_return_val_if_fail (self != NULL && self->is_sealed, FALSE);
  g_return_val_if_fail (box_path != NULL, FALSE);

  database_path = g_build_filename (box_path, "box.db", NULL);
  keys_path = g_build_filename (box_path, "keys", NULL);
  if (!find (box_path, &found, error))
    return FALSE;
  if (found.database_size < REM_KEY_REGION_SIZE)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_TRUNCATED,
                           "The file ends within the key region");
      return FALSE;
    }
  for (guint i = 0; i < 2; i++)
    {
      const guint8 *copy = get_copy (&found, i);

      if (!rem_key_region_check (copy, REM_KEY_REGION_COPY_SIZE, NULL))
        continue;
      if (!is_same_box (copy, self))
        {
          g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS, "Another box is there");
          return FALSE;
        }
      sequences[i] = rem_key_region_read_sequence (copy);
    }

  fd = rem_durable_file_open (database_path, O_RDWR, error);
  if (fd < 0)
    return FALSE;
  first = sequences[0] < sequences[1] ? 0 : REM_KEY_REGION_COPY_SIZE;
  if (!rem_durable_file_write_at (fd, self->copies[0], REM_KEY_REGION_COPY_SIZE, first, error) ||
      !rem_durable_file_sync (fd, error) ||
      !rem_durable_file_write_at (fd, self->copies[0], REM_KEY_REGION_COPY_SIZE,
                                  REM_KEY_REGION_COPY_SIZE - first, error) ||
      !rem_durable_file_sync (fd, error) ||
      !rem_durable_file_replace (keys_path, self->copies[0], REM_KEY_REGION_COPY_SIZE, error))
    return FALSE;
  self->is_whole = TRUE;
  return TRUE;
}

/**
 * rem_key_region_write_new:
 * @self: a key region with at least one slot
 * @file_path: a file that does not exist, such as BOX/box.db.new
 * @error: return location for an error, or %NULL
 *
 * Makes the file of a new database: copies A and B and nothing else, synced. It can then be opened
 * through a #RemVfs with SQLITE_OPEN_CREATE. The file `keys` comes with the first
 * rem_key_region_save(), when box.db has its name. Syncs the disk: never on the main thread.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_EXISTS or an error of the disk, and then
 *   leaves nothing behind
 */
gboolean
rem_key_region_write_new (RemKeyRegion *self, const char *file_path, GError **error)
{
  guint8 bytes[REM_KEY_REGION_SIZE];

  g_return_val_if_fail (self != NULL && self->is_sealed, FALSE);
  g_return_val_if_fail (file_path != NULL, FALSE);

  memcpy (bytes, self->copies[0], REM_KEY_REGION_COPY_SIZE);
  memcpy (bytes + REM_KEY_REGION_COPY_SIZE, self->copies[0], REM_KEY_REGION_COPY_SIZE);
  return rem_durable_file_create (file_path, bytes, sizeof bytes, error);
}
