/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-safe-settings.h"

G_BEGIN_DECLS

/**
 * RemSafeWork:
 * @REM_SAFE_NOTHING: nothing is under way
 * @REM_SAFE_COPY: a copy is being made
 * @REM_SAFE_CHECK: everything is being read
 * @REM_SAFE_RESTORE: a new box is being made of an earlier state
 * @REM_SAFE_PREVIEW: another box is being looked into
 * @REM_SAFE_MERGE: what another box holds is being brought in
 * @REM_SAFE_RETURN: the box is being put back to how it was before that
 *
 * What a safekeeper does.
 */
typedef enum
{
  REM_SAFE_NOTHING,
  REM_SAFE_COPY,
  REM_SAFE_CHECK,
  REM_SAFE_RESTORE,
  REM_SAFE_PREVIEW,
  REM_SAFE_MERGE,
  REM_SAFE_RETURN,
} RemSafeWork;

#define REM_TYPE_SAFEKEEPER (rem_safekeeper_get_type ())

/**
 * RemSafekeeper:
 *
 * Copies, checks, earlier states and other boxes, for the pages of "Keep safe"; and what is done of
 * it by itself while the box is open: an earlier state a day, a copy a week where that was chosen,
 * everything read once a month. One at a time. Main thread.
 *
 * Signal "changed" (no argument): what the getters tell is different.
 */
G_DECLARE_FINAL_TYPE (RemSafekeeper, rem_safekeeper, REM, SAFEKEEPER, GObject)

RemSafekeeper *rem_safekeeper_new (RemContext *context);
void rem_safekeeper_start (RemSafekeeper *self);

RemSafeWork rem_safekeeper_get_work (RemSafekeeper *self);
double rem_safekeeper_get_fraction (RemSafekeeper *self);
RemSafeWork rem_safekeeper_get_last_work (RemSafekeeper *self);
const char *rem_safekeeper_get_words (RemSafekeeper *self);
const RemSafeSettings *rem_safekeeper_get_settings (RemSafekeeper *self);
char *rem_safekeeper_dup_soft_line (RemSafekeeper *self);
gboolean rem_safekeeper_has_damage (RemSafekeeper *self);
gboolean rem_safekeeper_wants_salvage (RemSafekeeper *self);
void rem_safekeeper_leave_damage (RemSafekeeper *self);
gboolean rem_safekeeper_can_merge (RemSafekeeper *self);
gboolean rem_safekeeper_can_undo (RemSafekeeper *self);
gboolean rem_safekeeper_needs_secret (RemSafekeeper *self);

void
rem_safekeeper_list_async (RemSafekeeper *self, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rem_safekeeper_list_finish (RemSafekeeper *self, GAsyncResult *result);

void rem_safekeeper_list_damaged_async (RemSafekeeper *self,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *
rem_safekeeper_list_damaged_finish (RemContext *context, GAsyncResult *result, GError **error);

void rem_safekeeper_set_folder (RemSafekeeper *self, const char *folder);
void rem_safekeeper_set_weekly (RemSafekeeper *self, gboolean weekly);
void rem_safekeeper_set_tell (RemSafekeeper *self, gboolean tell_her);

void rem_safekeeper_copy (RemSafekeeper *self);
void rem_safekeeper_check (RemSafekeeper *self);
void rem_safekeeper_restore (RemSafekeeper *self, const char *snapshot, const char *destination);
void rem_safekeeper_preview (RemSafekeeper *self, const char *other_path, RemSecret *secret);
void rem_safekeeper_merge (RemSafekeeper *self);
void rem_safekeeper_undo_merge (RemSafekeeper *self);
void rem_safekeeper_cancel (RemSafekeeper *self);

G_END_DECLS
