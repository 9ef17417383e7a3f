/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REM_EXCHANGE_ERROR (rem_exchange_error_quark ())

/**
 * RemExchangeError:
 * @REM_EXCHANGE_ERROR_UNREADABLE: not in a form that this program reads, or damaged
 * @REM_EXCHANGE_ERROR_TOO_LARGE: beyond a stated limit
 * @REM_EXCHANGE_ERROR_TIMED_OUT: it took longer than it may
 * @REM_EXCHANGE_ERROR_UNAVAILABLE: the program that would do it cannot be started
 * @REM_EXCHANGE_ERROR_NOT_CLEANED: a picture from which place and camera data cannot be taken out
 * @REM_EXCHANGE_ERROR_NO_PLAYER: what plays sounds and films cannot be started on this computer
 * @REM_EXCHANGE_ERROR_NO_CODEC: a part that plays this kind is not installed
 * @REM_EXCHANGE_ERROR_NOT_PLAYABLE: damaged, or of no kind that is played
 *
 * Errors of src/exchange and src/media. Messages are for developers and hold no content.
 */
typedef enum
{
  REM_EXCHANGE_ERROR_UNREADABLE,
  REM_EXCHANGE_ERROR_TOO_LARGE,
  REM_EXCHANGE_ERROR_TIMED_OUT,
  REM_EXCHANGE_ERROR_UNAVAILABLE,
  REM_EXCHANGE_ERROR_NOT_CLEANED,
  REM_EXCHANGE_ERROR_NO_PLAYER,
  REM_EXCHANGE_ERROR_NO_CODEC,
  REM_EXCHANGE_ERROR_NOT_PLAYABLE,
} RemExchangeError;

GQuark rem_exchange_error_quark (void);

G_END_DECLS
