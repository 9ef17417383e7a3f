/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box-check.h"

#include "rem-attachment-store.h"
#include "rem-box-error.h"
#include "rem-database-private.h"
#include "rem-keepsake-store.h"
#include "rem-search-index.h"

/**
 * rem_box_report_free:
 * @self: (transfer full): a report
 */
void
rem_box_report_free (RemBoxReport *self)
{
  g_ptr_array_unref (self->damaged);
  g_free (self);
}

static void
note_damage (RemBoxReport *report, const char *what)
{
  report->whole = FALSE;
  g_ptr_array_add (report->damaged, g_strdup (what));
}

/* A page that does not authenticate ends SQLite's check with an error: for the report that is an
 * answer, not a failure. */
static gboolean
check_pages (RemDatabase *database, gboolean quick, RemBoxReport *report, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database, quick ? "PRAGMA quick_check(1)" : "PRAGMA integrity_check(1)",
                            &local_error);
  g_autoptr (RemStatement) count = NULL;
  gboolean row = FALSE;

  if (statement == NULL || !rem_statement_step (statement, &row, &local_error))
    {
      if (!g_error_matches (local_error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      note_damage (report, "database");
    }
  else if (!row || g_strcmp0 (rem_statement_get_text (statement, 0), "ok") != 0)
    note_damage (report, "database");

  count = rem_database_prepare (database, "PRAGMA page_count", error);
  if (count == NULL || !rem_statement_step (count, &row, error))
    return FALSE;
  report->n_pages = (guint64) rem_statement_get_int64 (count, 0);
  return TRUE;
}

static gboolean
check_attachments (RemDatabase *database,
                   RemObjectStore *objects,
                   gboolean quick,
                   RemBoxReport *report,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) attachments = rem_attachment_store_list_all (database, error);

  if (attachments == NULL)
    return FALSE;
  report->n_attachments = attachments->len;
  for (guint i = 0; !quick && i < attachments->len; i++)
    {
      RemAttachment *attachment = g_ptr_array_index (attachments, i);
      g_autoptr (GError) local_error = NULL;

      if (rem_object_store_verify (objects, rem_attachment_get_object_name (attachment),
                                   rem_attachment_get_sum (attachment), cancellable, &local_error))
        continue;
      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      note_damage (report, rem_attachment_get_uuid (attachment));
    }
  return TRUE;
}

/**
 * rem_box_check_func:
 * @database: the connection
 * @objects: the sealed files
 * @quick: GINT_TO_POINTER (%TRUE) to read the pages only, %FALSE to read every object too
 * @cancellable: (nullable): ends it
 * @error: return location for an error
 *
 * A #RemBoxFunc that reads everything and changes nothing. Worker thread.
 *
 * Returns: (transfer full): a #RemBoxReport, of a damaged box too; fails with
 *   %G_IO_ERROR_CANCELLED, or with %REM_BOX_ERROR_DAMAGED if not even the tables can be read
 */
gpointer
rem_box_check_func (RemDatabase *database,
                    RemObjectStore *objects,
                    gpointer quick,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (RemBoxReport) report = g_new0 (RemBoxReport, 1);
  gboolean index_whole = TRUE;

  report->whole = TRUE;
  report->damaged = g_ptr_array_new_with_free_func (g_free);
  if (!check_pages (database, GPOINTER_TO_INT (quick), report, error))
    return NULL;
  if (report->whole && !rem_search_index_is_whole (database, &index_whole, error))
    return NULL;
  if (!index_whole)
    note_damage (report, "index");
  for (guint kind = REM_KEEPSAKE_KIND_NOTE; kind <= REM_KEEPSAKE_KIND_OBJECT; kind++)
    {
      if (!rem_keepsake_store_count (database, kind, &report->counts[kind], error))
        return NULL;
    }
  if (!check_attachments (database, objects, GPOINTER_TO_INT (quick), report, cancellable, error))
    return NULL;
  return g_steal_pointer (&report);
}
