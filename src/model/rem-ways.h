/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box-keys.h"
#include "rem-context.h"

G_BEGIN_DECLS

/**
 * RemWays:
 * @uuid: of the box, as text
 * @n_passphrases: how many passphrases open it
 * @has_recovery_code: whether a recovery code does
 * @has_keyring: whether the keyring of a login does
 * @is_open: whether it opens without a passphrase
 *
 * The ways into a box, as they stand in front of it for everybody to see. Main thread.
 */
typedef struct
{
  char *uuid;
  guint n_passphrases;
  gboolean has_recovery_code;
  gboolean has_keyring;
  gboolean is_open;
} RemWays;

void rem_ways_free (RemWays *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemWays, rem_ways_free)

void rem_ways_read_async (RemContext *context,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
RemWays *rem_ways_read_finish (RemContext *context, GAsyncResult *result, GError **error);

void rem_ways_change_async (RemContext *context,
                            RemBoxKeyChange change,
                            RemSlotType type,
                            RemSecret *secret,
                            RemSecret *new_passphrase,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean rem_ways_change_finish (RemContext *context,
                                 GAsyncResult *result,
                                 RemSecret **recovery_code_out,
                                 GError **error);

void rem_ways_unlock_by_keyring_async (RemContext *context,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
rem_ways_unlock_by_keyring_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
