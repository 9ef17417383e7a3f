/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"
#include "rem-occurrence.h"

G_BEGIN_DECLS

#define REM_TYPE_NEAR_CARD (rem_near_card_get_type ())
G_DECLARE_FINAL_TYPE (RemNearCard, rem_near_card, REM, NEAR_CARD, AdwBin)

void rem_near_card_set_context (RemNearCard *self, RemContext *context);
void rem_near_card_set_occurrence (RemNearCard *self, RemOccurrence *occurrence);

G_END_DECLS
