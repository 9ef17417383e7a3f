/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"
#include "rem-occasion.h"

G_BEGIN_DECLS

#define REM_TYPE_OWN_WORDS (rem_own_words_get_type ())

/**
 * RemOwnWords:
 *
 * The words of her own for the reminders of one date, how they will read, and a way to see one now.
 * They are kept when the date is kept.
 */
G_DECLARE_FINAL_TYPE (RemOwnWords, rem_own_words, REM, OWN_WORDS, AdwBin)

void rem_own_words_set_context (RemOwnWords *self, RemContext *context);
void rem_own_words_set_occasion (RemOwnWords *self, RemOccasion *occasion);
void rem_own_words_keep (RemOwnWords *self);

G_END_DECLS
