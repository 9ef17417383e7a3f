/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-list-request-private.h"

#include "rem-context-private.h"

typedef struct
{
  RemKeepsakeFilter *filter;
  gboolean is_removed;
  guint limit;
} QueryWork;

typedef struct
{
  GArray *ids;
  GArray *days;
} QueryAnswer;

typedef struct
{
  char *words;
  GArray *rowids;
} RowsWork;

static void
query_work_free (gpointer data)
{
  QueryWork *work = data;

  rem_keepsake_filter_free (work->filter);
  g_free (work);
}

static void
query_answer_free (gpointer data)
{
  QueryAnswer *answer = data;

  g_clear_pointer (&answer->ids, g_array_unref);
  g_clear_pointer (&answer->days, g_array_unref);
  g_free (answer);
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
  QueryAnswer *answer = g_new0 (QueryAnswer, 1);
  gboolean has_words = *work->filter->words != '\0';
  RemKeepsakeQuery query = {
    .words = has_words ? work->filter->words : NULL,
    .kind = work->filter->kind,
    .person_uuid = work->filter->person_uuid,
    .tag = work->filter->tag,
    .from = work->filter->from,
    .until = work->filter->until,
    .removed = work->is_removed,
    .put_away = work->filter->put_away,
    .limit = work->limit,
    .order = REM_KEEPSAKE_ORDER_NEWEST,
  };

  answer->ids = has_words && work->limit > 0
                    ? rem_keepsake_store_look (database, &query, &answer->days, error)
                    : rem_keepsake_store_query (database, &query, &answer->days, error);
  if (answer->ids == NULL)
    g_clear_pointer (&answer, query_answer_free);
  return answer;
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
                              const RemKeepsakeFilter *filter,
                              gboolean is_removed,
                              guint limit,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  QueryWork *work = g_new0 (QueryWork, 1);

  work->filter = rem_keepsake_filter_copy (filter);
  work->is_removed = is_removed;
  work->limit = limit;
  rem_context_call_async (context, 0, query_func, work, query_work_free, query_answer_free,
                          cancellable, rem_list_request_query_async, callback, user_data);
}

GArray *
rem_list_request_query_finish (RemContext *context,
                               GAsyncResult *result,
                               GArray **days_out,
                               GError **error)
{
  QueryAnswer *answer =
      rem_context_call_finish (context, result, rem_list_request_query_async, error);
  GArray *ids = NULL;

  if (answer == NULL)
    return NULL;

  ids = g_steal_pointer (&answer->ids);
  *days_out = g_steal_pointer (&answer->days);
  query_answer_free (answer);
  return ids;
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
