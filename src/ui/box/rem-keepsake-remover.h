/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-draft-keeper.h"
#include "rem-keepsake.h"
#include "rem-window.h"

G_BEGIN_DECLS

void rem_keepsake_remover_remove (RemWindow *window, const char *uuid, RemKeepsakeKind kind);
void rem_keepsake_remover_remove_draft (RemWindow *window, RemDraftKeeper *keeper);
void rem_keepsake_remover_restore (RemWindow *window, const char *uuid);

G_END_DECLS
