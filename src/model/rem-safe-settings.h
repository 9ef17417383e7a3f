/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box.h"

G_BEGIN_DECLS

/**
 * RemSafeSettings:
 * @folder: (nullable): where copies are made
 * @weekly: whether one is made each week when the folder is there
 * @tell: whether to be told softly when the last copy is old
 * @copied_us: when the last copy was made, microseconds since 1970 UTC, or 0
 * @checked_us: when everything was last read, or 0
 * @checked_whole: whether it was whole then
 * @damaged: what could not be read then: uuids of keepsakes whose files it was, and "database"
 * @damage_left: whether that was said to be left be
 *
 * What is kept in the box about keeping it safe.
 */
typedef struct
{
  char *folder;
  gboolean weekly;
  gboolean tell;
  gint64 copied_us;
  gint64 checked_us;
  gboolean checked_whole;
  char **damaged;
  gboolean damage_left;
} RemSafeSettings;

RemSafeSettings *rem_safe_settings_copy (const RemSafeSettings *self);
void rem_safe_settings_free (RemSafeSettings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemSafeSettings, rem_safe_settings_free)

gpointer rem_safe_settings_load_func (RemDatabase *database,
                                      RemObjectStore *objects,
                                      gpointer data,
                                      GCancellable *cancellable,
                                      GError **error);
gpointer rem_safe_settings_store_func (RemDatabase *database,
                                       RemObjectStore *objects,
                                       gpointer settings,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
