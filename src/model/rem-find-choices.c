/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-find-choices.h"

#include "rem-context-private.h"
#include "rem-keepsake-store.h"
#include "rem-person-store.h"
#include "rem-tags.h"

static gpointer
read_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (RemFindChoices) choices = g_new0 (RemFindChoices, 1);

  choices->persons = rem_person_store_list (database, error);
  if (choices->persons != NULL)
    choices->tags = rem_keepsake_store_list_tags (database, error);
  if (choices->tags != NULL)
    choices->years = rem_keepsake_store_list_years (database, error);
  return choices->years != NULL ? g_steal_pointer (&choices) : NULL;
}

/**
 * rem_find_choices_free:
 * @self: (transfer full): choices
 */
void
rem_find_choices_free (RemFindChoices *self)
{
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  g_clear_pointer (&self->tags, g_strfreev);
  g_clear_pointer (&self->years, g_array_unref);
  g_free (self);
}

/**
 * rem_find_choices_read_async:
 * @context: a context
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Reads by what the things in the box can be told apart.
 */
void
rem_find_choices_read_async (RemContext *context,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));

  rem_context_call_async (context, 0, read_func, NULL, NULL, (GDestroyNotify) rem_find_choices_free,
                          cancellable, rem_find_choices_read_async, callback, user_data);
}

/**
 * rem_find_choices_read_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full): the choices, or %NULL. Fails with %REM_BOX_ERROR_CLOSED.
 */
RemFindChoices *
rem_find_choices_read_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  RemFindChoices *choices =
      rem_context_call_finish (context, result, rem_find_choices_read_async, error);

  if (choices != NULL)
    rem_tags_sort (choices->tags);
  return choices;
}
