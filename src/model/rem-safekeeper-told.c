/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-safekeeper-private.h"

#include "rem-box-snapshot.h"
#include "rem-safe-text.h"

/* What a safekeeper has to tell, and what can be chosen. */

/* A copy that is older than this is old. */
#define OLD_US (30 * G_TIME_SPAN_DAY)

/**
 * rem_safekeeper_get_work:
 * @self: a safekeeper
 *
 * Returns: what is under way that the person began, or would want to know of
 */
RemSafeWork
rem_safekeeper_get_work (RemSafekeeper *self)
{
  g_return_val_if_fail (REM_IS_SAFEKEEPER (self), REM_SAFE_NOTHING);

  return self->work;
}

/**
 * rem_safekeeper_get_fraction:
 * @self: a safekeeper
 *
 * Returns: how far that is, from 0 to 1
 */
double
rem_safekeeper_get_fraction (RemSafekeeper *self)
{
  g_return_val_if_fail (REM_IS_SAFEKEEPER (self), 0);

  return self->fraction;
}

/**
 * rem_safekeeper_get_last_work:
 * @self: a safekeeper
 *
 * Returns: of which work rem_safekeeper_get_words() tells
 */
RemSafeWork
rem_safekeeper_get_last_work (RemSafekeeper *self)
{
  g_return_val_if_fail (REM_IS_SAFEKEEPER (self), REM_SAFE_NOTHING);

  return self->last_work;
}

/**
 * rem_safekeeper_get_words:
 * @self: a safekeeper
 *
 * Returns: (transfer none) (nullable): what the last work came to, in words
 */
const char *
rem_safekeeper_get_words (RemSafekeeper *self)
{
  g_return_val_if_fail (REM_IS_SAFEKEEPER (self), NULL);

  return self->words;
}

/**
 * rem_safekeeper_get_settings:
 * @self: a safekeeper
 *
 * Returns: (transfer none) (nullable): what was chosen; %NULL until the open box was asked
 */
const RemSafeSettings *
rem_safekeeper_get_settings (RemSafekeeper *self)
{
  g_return_val_if_fail (REM_IS_SAFEKEEPER (self), NULL);

  return self->settings;
}

/**
 * rem_safekeeper_dup_soft_line:
 * @self: a safekeeper
 *
 * Returns: (transfer full) (nullable): that the last copy is old, in words, if the person asked to
 *   be told of it and it is
 */
char *
rem_safekeeper_dup_soft_line (RemSafekeeper *self)
{
  g_return_val_if_fail (REM_IS_SAFEKEEPER (self), NULL);

  if (self->settings == NULL || !self->settings->tell || self->settings->copied_us == 0 ||
      self->settings->copied_us + OLD_US >
          rem_clock_get_unix_us (rem_context_get_clock (self->context)))
    return NULL;
  return rem_safe_text_build_last_copy (self->settings->copied_us,
                                        rem_context_get_clock (self->context));
}

/**
 * rem_safekeeper_can_merge:
 * @self: a safekeeper
 *
 * Returns: whether another box was looked into that can be brought in
 */
gboolean
rem_safekeeper_can_merge (RemSafekeeper *self)
{
  g_return_val_if_fail (REM_IS_SAFEKEEPER (self), FALSE);

  return self->can_merge;
}

static void
list_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  g_task_return_pointer (task, rem_box_list_snapshots (path), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * rem_safekeeper_list_async:
 * @self: a safekeeper
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Lists the earlier states of the box.
 */
void
rem_safekeeper_list_async (RemSafekeeper *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (REM_IS_SAFEKEEPER (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, rem_safekeeper_list_async);
  g_task_set_task_data (task, g_strdup (rem_context_get_box_path (self->context)), g_free);
  g_task_run_in_thread (task, list_in_thread);
}

/**
 * rem_safekeeper_list_finish:
 * @self: a safekeeper
 * @result: what the callback got
 *
 * Returns: (transfer full) (element-type RemSnapshot): the earlier states, the newest first
 */
GPtrArray *
rem_safekeeper_list_finish (RemSafekeeper *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * rem_safekeeper_can_undo:
 * @self: a safekeeper
 *
 * Returns: whether a merge was done that can be undone
 */
gboolean
rem_safekeeper_can_undo (RemSafekeeper *self)
{
  g_return_val_if_fail (REM_IS_SAFEKEEPER (self), FALSE);

  return self->undo != NULL;
}

/**
 * rem_safekeeper_needs_secret:
 * @self: a safekeeper
 *
 * Returns: whether the other box that was looked into needs its own passphrase
 */
gboolean
rem_safekeeper_needs_secret (RemSafekeeper *self)
{
  g_return_val_if_fail (REM_IS_SAFEKEEPER (self), FALSE);

  return self->needs_secret;
}

/**
 * rem_safekeeper_set_folder:
 * @self: a safekeeper of an open box
 * @folder: where copies are made
 */
void
rem_safekeeper_set_folder (RemSafekeeper *self, const char *folder)
{
  g_return_if_fail (REM_IS_SAFEKEEPER (self));
  g_return_if_fail (folder != NULL);

  if (self->settings == NULL)
    return;
  g_free (self->settings->folder);
  self->settings->folder = g_strdup (folder);
  rem_safekeeper_store (self);
}

/**
 * rem_safekeeper_set_weekly:
 * @self: a safekeeper of an open box
 * @weekly: whether a copy is made each week when the folder is there
 */
void
rem_safekeeper_set_weekly (RemSafekeeper *self, gboolean weekly)
{
  g_return_if_fail (REM_IS_SAFEKEEPER (self));

  if (self->settings == NULL || self->settings->weekly == weekly)
    return;
  self->settings->weekly = weekly;
  rem_safekeeper_store (self);
}

/**
 * rem_safekeeper_set_tell:
 * @self: a safekeeper of an open box
 * @tell_her: whether to be told softly when the last copy is old
 */
void
rem_safekeeper_set_tell (RemSafekeeper *self, gboolean tell_her)
{
  g_return_if_fail (REM_IS_SAFEKEEPER (self));

  if (self->settings == NULL || self->settings->tell == tell_her)
    return;
  self->settings->tell = tell_her;
  rem_safekeeper_store (self);
}
