/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-player-trouble-private.h"

#include "rem-exchange-error.h"

/* (transfer full): what a page is told of @trouble; @source_error only for
 * %REM_PLAYER_TROUBLE_SOURCE. */
GError *
rem_player_trouble_build_error (RemPlayerTrouble trouble, const GError *source_error)
{
  switch (trouble)
    {
    case REM_PLAYER_TROUBLE_SOURCE:
      return g_error_copy (source_error);
    case REM_PLAYER_TROUBLE_NO_CODEC:
      return g_error_new_literal (REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_NO_CODEC,
                                  "A part that plays this is not installed");
    case REM_PLAYER_TROUBLE_UNKNOWN_KIND:
    case REM_PLAYER_TROUBLE_DAMAGED:
      return g_error_new_literal (REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_NOT_PLAYABLE,
                                  "Neither a sound nor a film that can be played");
    case REM_PLAYER_TROUBLE_NO_PLAYER:
    default:
      return g_error_new_literal (REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_NO_PLAYER,
                                  "Nothing can be played on this computer now");
    }
}
