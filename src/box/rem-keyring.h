/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rem-clock.h"
#include "rem-secret.h"

G_BEGIN_DECLS

/* The keyring of this computer's login, through libsecret: one random key a box, under the uuid of
 * the box and nothing else. Every step ends after five seconds, or after a minute while the person
 * may be asked to unlock the keyring. Main thread.
 *
 * All fail with %REM_BOX_ERROR_KEYRING_AWAY when there is no keyring, when it does not answer or
 * answers with an error, and with %REM_BOX_ERROR_KEYRING_LOCKED when it stays locked. */

void rem_keyring_store_async (const char *uuid,
                              RemSecret *key,
                              RemClock *clock,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean rem_keyring_store_finish (GAsyncResult *result, GError **error);
void rem_keyring_lookup_async (const char *uuid,
                               RemClock *clock,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
RemSecret *rem_keyring_lookup_finish (GAsyncResult *result, GError **error);
void rem_keyring_clear_async (const char *uuid,
                              RemClock *clock,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean rem_keyring_clear_finish (GAsyncResult *result, GError **error);

G_END_DECLS
