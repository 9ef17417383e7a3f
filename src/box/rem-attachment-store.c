/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-attachment-store.h"

#include "rem-box-error.h"
#include "rem-database-private.h"
#include "rem-links-private.h"

#define COLUMNS                                                                                    \
  "SELECT attachment.uuid, keepsake.uuid, name, media_type, size_bytes, sum, object, width,"       \
  " height, taken_at, caption, position, length_ms FROM attachment JOIN keepsake ON keepsake.id "  \
  "= keepsake"

static gboolean
put_thumbnail (RemDatabase *database, gint64 rowid, GBytes *thumbnail, GError **error)
{
  g_autoptr (RemStatement) statement = NULL;
  gsize size;
  const void *bytes;

  if (thumbnail == NULL)
    return TRUE;
  statement =
      rem_database_prepare (database,
                            "INSERT OR REPLACE INTO thumbnail (attachment, jpeg) VALUES (?1, ?2)",
                            error);
  if (statement == NULL)
    return FALSE;
  bytes = g_bytes_get_data (thumbnail, &size);
  rem_statement_bind_int64 (statement, 1, rowid);
  rem_statement_bind_blob (statement, 2, bytes, size);
  return rem_statement_finish (statement, error);
}

/**
 * rem_attachment_store_put:
 * @database: the connection
 * @attachment: what is known of the bytes, which must already lie in a sealed object
 * @error: return location for an error
 *
 * Inserts @attachment, or replaces the one with its uuid, with its thumbnail if it carries one.
 * Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_NOT_FOUND if its keepsake is not in the
 *   box, else as rem_database_set_error() says
 */
gboolean
rem_attachment_store_put (RemDatabase *database, RemAttachment *attachment, GError **error)
{
  gint64 keepsake = 0;
  gint64 rowid;
  gboolean found;
  gboolean row;
  g_autoptr (RemStatement) statement = NULL;

  if (!rem_links_find (database, "SELECT id FROM keepsake WHERE uuid = ?1",
                       rem_attachment_get_keepsake_uuid (attachment), &keepsake, &found, error))
    return FALSE;
  if (!found)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "no such keepsake");
      return FALSE;
    }
  statement = rem_database_prepare (
      database,
      "INSERT INTO attachment (uuid, keepsake, name, media_type, size_bytes, sum, object, width,"
      " height, taken_at, caption, position, length_ms)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
      " ON CONFLICT (uuid) DO UPDATE SET keepsake = excluded.keepsake, name = excluded.name,"
      " media_type = excluded.media_type, size_bytes = excluded.size_bytes, sum = excluded.sum,"
      " object = excluded.object, width = excluded.width, height = excluded.height,"
      " taken_at = excluded.taken_at, caption = excluded.caption,"
      " position = excluded.position, length_ms = excluded.length_ms RETURNING id",
      error);
  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, rem_attachment_get_uuid (attachment));
  rem_statement_bind_int64 (statement, 2, keepsake);
  rem_statement_bind_text (statement, 3, rem_attachment_get_name (attachment));
  rem_statement_bind_text (statement, 4, rem_attachment_get_media_type (attachment));
  rem_statement_bind_int64 (statement, 5, (gint64) rem_attachment_get_size_bytes (attachment));
  rem_statement_bind_blob (statement, 6, rem_attachment_get_sum (attachment),
                           REM_ATTACHMENT_SUM_SIZE);
  rem_statement_bind_text (statement, 7, rem_attachment_get_object_name (attachment));
  rem_statement_bind_int64 (statement, 8, rem_attachment_get_width (attachment));
  rem_statement_bind_int64 (statement, 9, rem_attachment_get_height (attachment));
  rem_statement_bind_text (statement, 10, rem_attachment_get_taken_at (attachment));
  rem_statement_bind_text (statement, 11, rem_attachment_get_caption (attachment));
  rem_statement_bind_int64 (statement, 12, rem_attachment_get_position (attachment));
  rem_statement_bind_int64 (statement, 13, rem_attachment_get_length_ms (attachment));
  if (!rem_statement_step (statement, &row, error))
    return FALSE;
  rowid = rem_statement_get_int64 (statement, 0);
  return rem_statement_finish (statement, error) &&
         put_thumbnail (database, rowid, rem_attachment_get_thumbnail (attachment), error);
}

static RemAttachment *
read_attachment (RemStatement *row, GError **error)
{
  g_autoptr (RemAttachment) plain = NULL;
  g_autoptr (RemAttachment) picture = NULL;
  g_autoptr (RemAttachment) described = NULL;
  g_autoptr (RemAttachment) placed = NULL;
  const guint8 *sum;
  gsize size;

  if (!rem_statement_get_bytes (row, 5, &sum, &size) || size != REM_ATTACHMENT_SUM_SIZE)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED, "an attachment's sum");
      return NULL;
    }
  plain = rem_attachment_new (rem_statement_get_text (row, 0), rem_statement_get_text (row, 1),
                              rem_statement_get_text (row, 2), rem_statement_get_text (row, 3),
                              (guint64) rem_statement_get_int64 (row, 4), sum,
                              rem_statement_get_text (row, 6));
  picture = rem_attachment_with_picture (plain, (int) rem_statement_get_int64 (row, 7),
                                         (int) rem_statement_get_int64 (row, 8),
                                         rem_statement_get_text (row, 9), NULL);
  described = rem_attachment_with_caption (picture, rem_statement_get_text (row, 10));
  placed = rem_attachment_with_position (described, (int) rem_statement_get_int64 (row, 11));
  return rem_attachment_with_length_ms (placed, rem_statement_get_int64 (row, 12));
}

/**
 * rem_attachment_store_get:
 * @database: the connection
 * @uuid: whose
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full): the attachment, without its thumbnail; fails with
 *   %REM_BOX_ERROR_NOT_FOUND if there is none, else as rem_database_set_error() says
 */
RemAttachment *
rem_attachment_store_get (RemDatabase *database, const char *uuid, GError **error)
{
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database, COLUMNS " WHERE attachment.uuid = ?1", error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  rem_statement_bind_text (statement, 1, uuid);
  if (!rem_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "no such attachment");
      return NULL;
    }
  return read_attachment (statement, error);
}

static GPtrArray *
read_all (RemStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) attachments =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_attachment_unref);
  gboolean row;

  while (TRUE)
    {
      RemAttachment *attachment;

      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&attachments);
      attachment = read_attachment (statement, error);
      if (attachment == NULL)
        return NULL;
      g_ptr_array_add (attachments, attachment);
    }
}

/**
 * rem_attachment_store_list:
 * @database: the connection
 * @keepsake_uuid: of which keepsake
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full) (element-type RemAttachment): its attachments in the order of their
 *   positions, else as they were added, without thumbnails; fails as rem_database_set_error() says
 */
GPtrArray *
rem_attachment_store_list (RemDatabase *database, const char *keepsake_uuid, GError **error)
{
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database,
                            COLUMNS " WHERE keepsake.uuid = ?1"
                                    " ORDER BY attachment.position, attachment.id",
                            error);

  if (statement == NULL)
    return NULL;
  rem_statement_bind_text (statement, 1, keepsake_uuid);
  return read_all (statement, error);
}

/**
 * rem_attachment_store_list_all:
 * @database: the connection
 * @error: return location for an error
 *
 * For the check of the whole box. Worker thread.
 *
 * Returns: (transfer full) (element-type RemAttachment): every attachment, without thumbnails;
 *   fails as rem_database_set_error() says
 */
GPtrArray *
rem_attachment_store_list_all (RemDatabase *database, GError **error)
{
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database, COLUMNS " ORDER BY attachment.id", error);

  return statement != NULL ? read_all (statement, error) : NULL;
}

/**
 * rem_attachment_store_get_thumbnail:
 * @database: the connection
 * @uuid: whose
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full): a small JPEG; fails with %REM_BOX_ERROR_NOT_FOUND if there is none,
 *   else as rem_database_set_error() says
 */
GBytes *
rem_attachment_store_get_thumbnail (RemDatabase *database, const char *uuid, GError **error)
{
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      "SELECT jpeg FROM thumbnail JOIN attachment ON attachment.id = attachment WHERE uuid = ?1",
      error);
  const guint8 *bytes;
  gsize size;
  gboolean row;

  if (statement == NULL)
    return NULL;
  rem_statement_bind_text (statement, 1, uuid);
  if (!rem_statement_step (statement, &row, error))
    return NULL;
  if (!row || !rem_statement_get_bytes (statement, 0, &bytes, &size))
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "no thumbnail");
      return NULL;
    }
  return g_bytes_new (bytes, size);
}
