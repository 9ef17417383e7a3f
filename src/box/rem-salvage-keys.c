/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks for a copy of the keys that opens the box: in box.db, twice; in the file keys; at the head
 * of every earlier state, the newest first; in copies of the box. The key region of a box that lost
 * its beginning is thus found as long as one of them is left. */

#include "config.h"

#include "rem-salvage-keys.h"

#include "rem-box-error.h"
#include "rem-box-snapshot.h"
#include "rem-durable-file.h"

#include <fcntl.h>
#include <string.h>

/* Each try takes as long as opening a box does. */
#define MAX_TRIES 8

/* Adds the copies of the keys that a file holds, the better ones first, each once. */
static void
add_from_file (GPtrArray *regions, const char *path)
{
  g_auto (RemFd) fd = rem_durable_file_open (path, O_RDONLY, NULL);
  g_autofree guint8 *bytes = g_malloc (REM_KEY_REGION_COPY_SIZE);

  for (gint64 at = 0; fd >= 0 && at < REM_KEY_REGION_SIZE; at += REM_KEY_REGION_COPY_SIZE)
    {
      g_autoptr (RemKeyRegion) region = NULL;
      gboolean is_known = FALSE;

      if (rem_durable_file_read_at (fd, bytes, REM_KEY_REGION_COPY_SIZE, at, NULL) !=
          REM_KEY_REGION_COPY_SIZE)
        continue;
      region = rem_key_region_parse (bytes, REM_KEY_REGION_COPY_SIZE, NULL);
      for (guint i = 0; region != NULL && i < regions->len; i++)
        is_known |= rem_key_region_get_sequence (g_ptr_array_index (regions, i)) ==
                    rem_key_region_get_sequence (region);
      if (region != NULL && !is_known)
        g_ptr_array_add (regions, g_steal_pointer (&region));
    }
}

static void
add_from_folder (GPtrArray *regions, const char *folder)
{
  g_autofree char *database = g_build_filename (folder, "box.db", NULL);
  g_autofree char *keys = g_build_filename (folder, "keys", NULL);
  g_autoptr (GPtrArray) snapshots = rem_box_list_snapshots (folder);

  add_from_file (regions, database);
  add_from_file (regions, keys);
  for (guint i = 0; i < snapshots->len; i++)
    {
      const RemSnapshot *snapshot = g_ptr_array_index (snapshots, i);
      g_autofree char *path = g_build_filename (folder, "snapshots", snapshot->name, NULL);

      add_from_file (regions, path);
    }
}

/**
 * rem_salvage_keys_find:
 * @box_path: a damaged box
 * @copies: (nullable) (array zero-terminated=1): folders of copies of it
 * @type: which way in @secret is for
 * @secret: (nullable): the secret
 * @data_key_out: (out) (transfer full): the data key
 * @whole_out: (out): whether the box's own copies are whole
 * @error: return location for an error
 *
 * Any thread but the main one.
 *
 * Returns: (transfer full): a key region that @secret opens; fails with
 *   %REM_BOX_ERROR_WRONG_PASSPHRASE if keys were found and none of them opened,
 *   %REM_BOX_ERROR_DAMAGED if none were found
 */
RemKeyRegion *
rem_salvage_keys_find (const char *box_path,
                       const char *const *copies,
                       RemSlotType type,
                       RemSecret *secret,
                       RemSecret **data_key_out,
                       gboolean *whole_out,
                       GError **error)
{
  g_autoptr (GPtrArray) regions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_key_region_free);
  g_autoptr (RemKeyRegion) own = rem_key_region_load (box_path, NULL);
  g_autoptr (GError) first = NULL;

  *whole_out = own != NULL && rem_key_region_is_whole (own);
  if (own != NULL)
    g_ptr_array_add (regions, g_steal_pointer (&own));
  add_from_folder (regions, box_path);
  for (gsize i = 0; copies != NULL && copies[i] != NULL; i++)
    add_from_folder (regions, copies[i]);

  for (guint i = 0; i < MIN (regions->len, MAX_TRIES); i++)
    {
      RemKeyRegion *region = g_ptr_array_index (regions, i);
      g_autoptr (GError) local = NULL;

      *data_key_out = rem_key_region_unlock (region, type, secret, &local);
      if (*data_key_out != NULL)
        return rem_key_region_dup (region);
      if (first == NULL)
        first = g_steal_pointer (&local);
    }
  if (first != NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  else
    g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED, "no keys are left");
  return NULL;
}
