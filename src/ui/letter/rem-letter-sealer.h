/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-date.h"

G_BEGIN_DECLS

#define REM_TYPE_LETTER_SEALER (rem_letter_sealer_get_type ())

/**
 * RemLetterSealer:
 *
 * Asks until which day a letter is to be sealed. Emits "chosen" when the person seals it, and
 * "left" when it stays open.
 */
G_DECLARE_FINAL_TYPE (RemLetterSealer, rem_letter_sealer, REM, LETTER_SEALER, GtkWidget)

void rem_letter_sealer_begin (RemLetterSealer *self, RemDate today);
RemDate rem_letter_sealer_get_day (RemLetterSealer *self);

G_END_DECLS
