/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-list-request-private.h"

#include "rem-context-private.h"

typedef struct
{
  char *words;
  RemKeepsakeQuery query;
} QueryWork;

typedef struct
{
  char *words;
  GArray *rowids;
} RowsWork;

static void
query_work_free (gpointer data)
{
  QueryWork *work = data;

  g_free (work->words);
  g_free (work);
}

static void
rows_work_free (gpointer data)
{
  RowsWork *work = data;

  g_free (work->words);
  g_array_unref (work->rowids);
  g_free (work);
}

static gpointer
query_func (RemDatabase *database,
            RemObjectStore *objects,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  QueryWork *work = data;

  return rem_keepsake_store_query (database, &work->query, error);
}

static gpointer
rows_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  RowsWork *work = data;

  return rem_keepsake_store_get_rows (database, (const gint64 *) (gpointer) work->rowids->data,
                                      work->rowids->len, work->words, error);
}

void
rem_list_request_query_async (RemContext *context,
                              const RemKeepsakeQuery *query,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  QueryWork *work = g_new0 (QueryWork, 1);

  g_assert (query->person_uuid == NULL && query->tag == NULL);

  work->query = *query;
  work->words = g_strdup (query->words);
  work->query.words = work->words;
  rem_context_call_async (context, 0, query_func, work, query_work_free,
                          (GDestroyNotify) g_array_unref, cancellable, rem_list_request_query_async,
                          callback, user_data);
}

GArray *
rem_list_request_query_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_list_request_query_async, error);
}

void
rem_list_request_rows_async (RemContext *context,
                             GArray *rowids,
                             const char *words,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  RowsWork *work = g_new0 (RowsWork, 1);

  work->words = g_strdup (words);
  work->rowids = g_array_ref (rowids);
  rem_context_call_async (context, 0, rows_func, work, rows_work_free,
                          (GDestroyNotify) g_ptr_array_unref, cancellable,
                          rem_list_request_rows_async, callback, user_data);
}

GPtrArray *
rem_list_request_rows_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_list_request_rows_async, error);
}
