/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RemSwap:
 * @REM_SWAP_NONE: memory is not written to any disk
 * @REM_SWAP_SEALED: only into memory itself (zram), or to a disk that is encrypted
 * @REM_SWAP_UNKNOWN: it could not be found out
 * @REM_SWAP_PLAIN: to a disk that is not encrypted, as far as the kernel tells
 *
 * Where this computer puts memory for which it has no room.
 */
typedef enum
{
  REM_SWAP_NONE,
  REM_SWAP_SEALED,
  REM_SWAP_UNKNOWN,
  REM_SWAP_PLAIN,
} RemSwap;

RemSwap rem_swap_look (const char *root);

G_END_DECLS
