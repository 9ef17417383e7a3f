/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsakes.h"

#include "rem-attachment-store.h"
#include "rem-context-private.h"
#include "rem-keepsake-store.h"

typedef struct
{
  char *uuid;
  gint64 removed_us;
} Removal;

typedef struct
{
  RemKeepsake *keepsake;
  GPtrArray *attachments;
} Found;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_free (removal->uuid);
  g_free (removal);
}

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->keepsake, rem_keepsake_unref);
  g_clear_pointer (&found->attachments, g_ptr_array_unref);
  g_free (found);
}

static gpointer
keep_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  RemKeepsake *keepsake = data;

  if (!rem_keepsake_store_put (database, keepsake, error))
    return NULL;

  return rem_keepsake_ref (keepsake);
}

static gpointer
get_func (RemDatabase *database,
          RemObjectStore *objects,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  const char *uuid = data;
  g_autoptr (RemKeepsake) keepsake = rem_keepsake_store_get (database, uuid, error);
  g_autoptr (GPtrArray) attachments = NULL;
  Found *found = NULL;

  if (keepsake == NULL)
    return NULL;

  attachments = rem_attachment_store_list (database, uuid, error);
  if (attachments == NULL)
    return NULL;

  found = g_new0 (Found, 1);
  found->keepsake = g_steal_pointer (&keepsake);
  found->attachments = g_steal_pointer (&attachments);
  return found;
}

static gpointer
set_removed_func (RemDatabase *database,
                  RemObjectStore *objects,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  Removal *removal = data;

  if (!rem_keepsake_store_set_removed (database, removal->uuid, removal->removed_us, error))
    return NULL;

  return GINT_TO_POINTER (TRUE);
}

static void
set_removed_async (RemContext *context,
                   const char *uuid,
                   gint64 removed_us,
                   GCancellable *cancellable,
                   gpointer source_tag,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->uuid = g_strdup (uuid);
  removal->removed_us = removed_us;
  rem_context_call_async (context, REM_BOX_CHANGE_KEEPSAKES, set_removed_func, removal,
                          removal_free, NULL, cancellable, source_tag, callback, user_data);
}

/**
 * rem_keepsakes_new_draft:
 * @context: a context
 * @kind: what it will be
 *
 * Makes a keepsake that is not kept yet. A photo or a film lies face down at first, unless the
 * person wants new ones otherwise (%REM_SETTING_NEW_PHOTOS, heeded when its file is kept), and so
 * do the photos of an object.
 *
 * Returns: (transfer full): an empty keepsake with a uuid of its own, made now
 */
RemKeepsake *
rem_keepsakes_new_draft (RemContext *context, RemKeepsakeKind kind)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (RemKeepsake) draft = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  draft = rem_keepsake_new (kind, uuid, rem_clock_get_unix_us (rem_context_get_clock (context)));
  if (kind == REM_KEEPSAKE_KIND_PHOTO || kind == REM_KEEPSAKE_KIND_FILM ||
      kind == REM_KEEPSAKE_KIND_OBJECT)
    return rem_keepsake_with_face_down (draft, TRUE);

  return g_steal_pointer (&draft);
}

/**
 * rem_keepsakes_keep_async:
 * @context: a context
 * @keepsake: what is kept; its modified instant is set to now
 * @cancellable: (nullable): ends it, if it was not kept yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Puts a keepsake into the box, or what changed of it.
 */
void
rem_keepsakes_keep_async (RemContext *context,
                          RemKeepsake *keepsake,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  gint64 now_us = 0;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (keepsake != NULL);

  now_us = rem_clock_get_unix_us (rem_context_get_clock (context));
  rem_context_call_async (context, REM_BOX_CHANGE_KEEPSAKES, keep_func,
                          rem_keepsake_with_modified_us (keepsake, now_us),
                          (GDestroyNotify) rem_keepsake_unref, (GDestroyNotify) rem_keepsake_unref,
                          cancellable, rem_keepsakes_keep_async, callback, user_data);
}

/**
 * rem_keepsakes_keep_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full): the keepsake as it is kept, or %NULL. Fails with
 *   %REM_BOX_ERROR_CLOSED, or as rem_keepsake_store_put(); then the box is as it was.
 */
RemKeepsake *
rem_keepsakes_keep_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_keepsakes_keep_async, error);
}

/**
 * rem_keepsakes_get_async:
 * @context: a context
 * @uuid: which one
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Reads a keepsake whole, in the bin too, with what is known of its files.
 */
void
rem_keepsakes_get_async (RemContext *context,
                         const char *uuid,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (uuid != NULL);

  rem_context_call_async (context, 0, get_func, g_strdup (uuid), g_free, found_free, cancellable,
                          rem_keepsakes_get_async, callback, user_data);
}

/**
 * rem_keepsakes_get_finish:
 * @context: a context
 * @result: what the callback got
 * @attachments_out: (out) (element-type RemAttachment) (transfer container) (optional): its files
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full): the keepsake, or %NULL. Fails with %REM_BOX_ERROR_NOT_FOUND if there is
 *   none of that uuid, and %REM_BOX_ERROR_CLOSED.
 */
RemKeepsake *
rem_keepsakes_get_finish (RemContext *context,
                          GAsyncResult *result,
                          GPtrArray **attachments_out,
                          GError **error)
{
  Found *found = rem_context_call_finish (context, result, rem_keepsakes_get_async, error);
  RemKeepsake *keepsake = NULL;

  if (found == NULL)
    return NULL;

  keepsake = g_steal_pointer (&found->keepsake);
  if (attachments_out != NULL)
    *attachments_out = g_steal_pointer (&found->attachments);
  found_free (found);

  return keepsake;
}

/**
 * rem_keepsakes_remove_async:
 * @context: a context
 * @uuid: which one
 * @cancellable: (nullable): ends it, if it was not done yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Puts a keepsake into the bin, from where it can be taken back.
 */
void
rem_keepsakes_remove_async (RemContext *context,
                            const char *uuid,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (uuid != NULL);

  set_removed_async (context, uuid, rem_clock_get_unix_us (rem_context_get_clock (context)),
                     cancellable, rem_keepsakes_remove_async, callback, user_data);
}

/**
 * rem_keepsakes_restore_async:
 * @context: a context
 * @uuid: which one
 * @cancellable: (nullable): ends it, if it was not done yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Takes a keepsake back out of the bin.
 */
void
rem_keepsakes_restore_async (RemContext *context,
                             const char *uuid,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (uuid != NULL);

  set_removed_async (context, uuid, 0, cancellable, rem_keepsakes_restore_async, callback,
                     user_data);
}

/**
 * rem_keepsakes_remove_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if it is in the bin. Fails with %REM_BOX_ERROR_NOT_FOUND, %REM_BOX_ERROR_CLOSED.
 */
gboolean
rem_keepsakes_remove_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_keepsakes_remove_async, error) != NULL;
}

/**
 * rem_keepsakes_restore_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if it is back. Fails with %REM_BOX_ERROR_NOT_FOUND, %REM_BOX_ERROR_CLOSED.
 */
gboolean
rem_keepsakes_restore_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_keepsakes_restore_async, error) != NULL;
}
