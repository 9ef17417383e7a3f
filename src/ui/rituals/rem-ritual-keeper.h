/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-ritual.h"
#include "rem-window.h"

G_BEGIN_DECLS

void rem_ritual_keeper_keep (RemWindow *window, RemRitual *ritual);
void rem_ritual_keeper_offer (RemWindow *window, RemRitual *ritual);
void rem_ritual_keeper_remove (RemWindow *window, RemRitual *ritual);

G_END_DECLS
