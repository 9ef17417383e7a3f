/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-player-backend.h"

G_BEGIN_DECLS

GError *rem_player_trouble_build_error (RemPlayerTrouble trouble, const GError *source_error);

G_END_DECLS
