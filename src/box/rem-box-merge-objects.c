/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sealed files of a merge. A copy of this box has them under the same names and keys: what this
 * box has not, or has damaged, comes from there, read back before it takes its place; what this box
 * has whole is never touched. Another box has keys of its own: its bytes are sealed anew. A file
 * that no row points to in the end does no harm. */

#include "config.h"

#include "rem-box-merge-private.h"

#include "rem-attachment-store.h"
#include "rem-box-error.h"
#include "rem-box-private.h"

#include <string.h>

#define PIECE_BYTES (256 * 1024)

static gboolean
is_object_error (const GError *error)
{
  return g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_MISSING) ||
         g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_DAMAGED);
}

/* Reads one object of another box and seals it for this one. */
static gboolean
seal_anew (RemBoxMergeRun *run, RemAttachment *attachment, char **name_out, GError **error)
{
  g_autoptr (RemObjectReader) reader =
      rem_object_store_open (run->copy.from, rem_attachment_get_object_name (attachment), error);
  g_autoptr (RemObjectWriter) writer = NULL;
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  guint8 sum[REM_OBJECT_SUM_SIZE];
  guint64 offset = 0;
  gssize n;

  if (reader == NULL)
    return FALSE;
  writer = rem_object_store_begin (run->box->objects, error);
  if (writer == NULL)
    return FALSE;
  do
    {
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
        return FALSE;
      n = rem_object_reader_read (reader, offset, piece, PIECE_BYTES, error);
      if (n < 0 || (n > 0 && !rem_object_writer_write (writer, piece, (gsize) n, error)))
        return FALSE;
      offset += (guint64) n;
    }
  while (n > 0);
  if (!rem_object_writer_finish (writer, name_out, sum, NULL, error))
    return FALSE;
  if (memcmp (sum, rem_attachment_get_sum (attachment), sizeof sum) == 0)
    return TRUE;
  g_clear_pointer (name_out, g_free);
  g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_DAMAGED, "not what was kept");
  return FALSE;
}

static gboolean
bring_foreign_objects (RemBoxMergeRun *run, GError **error)
{
  run->objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < run->attachments->len; i++)
    {
      RemAttachment *attachment = g_ptr_array_index (run->attachments, i);
      const char *theirs = rem_attachment_get_object_name (attachment);
      g_autofree char *ours = NULL;
      g_autoptr (GError) local_error = NULL;

      if (g_hash_table_contains (run->objects, theirs))
        continue;
      if (seal_anew (run, attachment, &ours, &local_error))
        g_hash_table_insert (run->objects, g_strdup (theirs), g_steal_pointer (&ours));
      else if (is_object_error (local_error))
        g_ptr_array_add (run->report->missing, g_strdup (rem_attachment_get_uuid (attachment)));
      else
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (run->progress != NULL)
        run->progress (i + 1, run->attachments->len, run->progress_data);
    }
  return TRUE;
}

static gpointer
list_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  return rem_attachment_store_list_all (database, error);
}

static GPtrArray *
list_own (RemBoxMergeRun *run, GError **error)
{
  return rem_box_call (run->box, 0, list_func, NULL, (GDestroyNotify) g_ptr_array_unref,
                       run->cancellable, error);
}

static gboolean
bring_own_objects (RemBoxMergeRun *run, GError **error)
{
  g_autoptr (GPtrArray) all = list_own (run, error);
  g_autoptr (GHashTable) expected = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean done;

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    g_hash_table_add (expected,
                      (gpointer) rem_attachment_get_object_name (g_ptr_array_index (all, i)));
  for (guint i = 0; i < run->attachments->len; i++)
    g_ptr_array_add (all, rem_attachment_ref (g_ptr_array_index (run->attachments, i)));
  run->copy.progress = run->progress;
  run->copy.progress_data = run->progress_data;
  run->copy.cancellable = run->cancellable;
  run->copy.expected = expected;
  done = rem_copy_objects (&run->copy, all, error);
  run->copy.expected = NULL;
  if (!done)
    return FALSE;
  rem_copy_note_missing (&run->copy, run->attachments);
  g_ptr_array_unref (run->report->missing);
  run->report->missing = g_ptr_array_ref (run->copy.report->missing);
  run->report->n_mended = run->copy.n_mended;
  return TRUE;
}

/**
 * rem_box_merge_bring_objects:
 * @run: a run
 * @error: return location for an error
 *
 * Brings the files of the other box that this one does not have whole. Any thread but the worker.
 *
 * Returns: %TRUE if it came to the end; fails with %G_IO_ERROR_CANCELLED or an error of the disk,
 *   and what was brought does no harm
 */
gboolean
rem_box_merge_bring_objects (RemBoxMergeRun *run, GError **error)
{
  return run->is_same_box ? bring_own_objects (run, error) : bring_foreign_objects (run, error);
}

/**
 * rem_box_merge_look_for_objects:
 * @run: a run with a copy of this box
 * @error: return location for an error
 *
 * Counts the files that are not whole here and are in the copy, and changes nothing. Any thread but
 * the worker.
 *
 * Returns: %TRUE if it came to the end; fails with %G_IO_ERROR_CANCELLED or as rem_box_call() does
 */
gboolean
rem_box_merge_look_for_objects (RemBoxMergeRun *run, GError **error)
{
  g_autoptr (GPtrArray) all = list_own (run, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const char *name = rem_attachment_get_object_name (g_ptr_array_index (all, i));
      const guint8 *sum = rem_attachment_get_sum (g_ptr_array_index (all, i));

      if (g_hash_table_add (seen, (gpointer) name) &&
          !rem_object_store_verify (run->copy.to, name, sum, run->cancellable, NULL) &&
          rem_object_store_verify (run->copy.from, name, sum, run->cancellable, NULL))
        run->report->n_mended++;
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
        return FALSE;
      if (run->progress != NULL)
        run->progress (i + 1, all->len, run->progress_data);
    }
  return all != NULL;
}
