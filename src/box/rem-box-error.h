/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REM_BOX_ERROR (rem_box_error_quark ())

/**
 * RemBoxError:
 * @REM_BOX_ERROR_NOT_FOUND: there is no box at that place, or nothing with that id in the box
 * @REM_BOX_ERROR_EXISTS: there is a box at that place already
 * @REM_BOX_ERROR_NOT_A_BOX: what is there is not a box of this program
 * @REM_BOX_ERROR_TRUNCATED: a part at the end of the box is missing
 * @REM_BOX_ERROR_DAMAGED: a part of the box cannot be read or is not authentic
 * @REM_BOX_ERROR_NEWER: the box was written by a newer version of the program
 * @REM_BOX_ERROR_HOSTILE: what the box asks for is beyond every limit (memory, passes, schema)
 * @REM_BOX_ERROR_WRONG_PASSPHRASE: no way into the box matches what was given
 * @REM_BOX_ERROR_IN_USE: another program, or another window, has the box open
 * @REM_BOX_ERROR_NO_MEMORY: not enough memory for the key derivation
 * @REM_BOX_ERROR_DISK_FULL: no room on the disk; nothing was changed
 * @REM_BOX_ERROR_READ_ONLY: the place cannot be written to
 * @REM_BOX_ERROR_IO: reading or writing failed; nothing was changed
 * @REM_BOX_ERROR_OBJECT_MISSING: the sealed file of an attachment is not there
 * @REM_BOX_ERROR_OBJECT_DAMAGED: the sealed file of an attachment is not what was kept
 * @REM_BOX_ERROR_CLOSED: the box has been locked
 * @REM_BOX_ERROR_BAD_SECRET: a new passphrase or code that cannot be used (empty, not UTF-8)
 * @REM_BOX_ERROR_KEYRING_AWAY: the login has no keyring, or it does not answer
 * @REM_BOX_ERROR_KEYRING_LOCKED: the keyring of the login stays locked
 *
 * Errors of src/box. Messages are for developers and hold no content of the box.
 */
typedef enum
{
  REM_BOX_ERROR_NOT_FOUND,
  REM_BOX_ERROR_EXISTS,
  REM_BOX_ERROR_NOT_A_BOX,
  REM_BOX_ERROR_TRUNCATED,
  REM_BOX_ERROR_DAMAGED,
  REM_BOX_ERROR_NEWER,
  REM_BOX_ERROR_HOSTILE,
  REM_BOX_ERROR_WRONG_PASSPHRASE,
  REM_BOX_ERROR_IN_USE,
  REM_BOX_ERROR_NO_MEMORY,
  REM_BOX_ERROR_DISK_FULL,
  REM_BOX_ERROR_READ_ONLY,
  REM_BOX_ERROR_IO,
  REM_BOX_ERROR_OBJECT_MISSING,
  REM_BOX_ERROR_OBJECT_DAMAGED,
  REM_BOX_ERROR_CLOSED,
  REM_BOX_ERROR_BAD_SECRET,
  REM_BOX_ERROR_KEYRING_AWAY,
  REM_BOX_ERROR_KEYRING_LOCKED,
} RemBoxError;

GQuark rem_box_error_quark (void);

G_END_DECLS
