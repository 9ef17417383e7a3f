/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box.h"

G_BEGIN_DECLS

/**
 * RemBoxKeyChange:
 * @REM_BOX_KEY_CHANGE_PASSPHRASE: a new passphrase in the place of the one that was given. If it
 *   was the recovery code that was given, the only passphrase is the one that was forgotten and
 *   goes; of two, none goes. A box that opened without one has a passphrase from now on
 * @REM_BOX_KEY_ADD_PASSPHRASE: one more passphrase: two parents, one box
 * @REM_BOX_KEY_REMOVE_PASSPHRASE: the passphrase that was given goes
 * @REM_BOX_KEY_REMOVE_OTHER_PASSPHRASES: all but the passphrase that was given go
 * @REM_BOX_KEY_NEW_RECOVERY_CODE: a new recovery code; the old one goes
 * @REM_BOX_KEY_REMOVE_RECOVERY_CODE: the recovery code goes
 * @REM_BOX_KEY_ADD_KEYRING: the keyring of this computer's login, which has the key already, in
 *   place of another one. A box that opened without a passphrase does not any more
 * @REM_BOX_KEY_REMOVE_KEYRING: the keyring is no way in any more
 *
 * What can be done with the ways into an open box. The last passphrase of a box never goes, unless
 * the box opens without one; where there is none, neither the keyring nor the recovery code goes.
 */
typedef enum
{
  REM_BOX_KEY_CHANGE_PASSPHRASE,
  REM_BOX_KEY_ADD_PASSPHRASE,
  REM_BOX_KEY_REMOVE_PASSPHRASE,
  REM_BOX_KEY_REMOVE_OTHER_PASSPHRASES,
  REM_BOX_KEY_NEW_RECOVERY_CODE,
  REM_BOX_KEY_REMOVE_RECOVERY_CODE,
  REM_BOX_KEY_ADD_KEYRING,
  REM_BOX_KEY_REMOVE_KEYRING,
} RemBoxKeyChange;

gboolean rem_box_change_keys (RemBox *self,
                              RemBoxKeyChange change,
                              RemSlotType type,
                              RemSecret *secret,
                              RemSecret *new_secret,
                              guint kdf_mib,
                              RemSecret **recovery_code_out,
                              GError **error);
void rem_box_change_keys_async (RemBox *self,
                                RemBoxKeyChange change,
                                RemSlotType type,
                                RemSecret *secret,
                                RemSecret *new_secret,
                                guint kdf_mib,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean rem_box_change_keys_finish (RemBox *self,
                                     GAsyncResult *result,
                                     RemSecret **recovery_code_out,
                                     GError **error);
guint rem_box_count_ways (RemBox *self, RemSlotType type);

G_END_DECLS
