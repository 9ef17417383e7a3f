/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-phrase.h"

G_BEGIN_DECLS

#define REM_TYPE_WORD_CHIPS (rem_word_chips_get_type ())

/**
 * RemWordChips:
 *
 * Words to choose from, as many as one likes, in the order of the alphabet, and room for another of
 * one's own. None stands out. Property "title"; signal "changed".
 */
G_DECLARE_FINAL_TYPE (RemWordChips, rem_word_chips, REM, WORD_CHIPS, AdwBin)

void rem_word_chips_offer (RemWordChips *self, RemPhraseKind kind);
char *rem_word_chips_dup_chosen (RemWordChips *self);
void rem_word_chips_choose (RemWordChips *self, const char *words);

G_END_DECLS
