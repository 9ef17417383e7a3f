/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-clock.h"

G_BEGIN_DECLS

#define REM_TYPE_LETTER_SEAL (rem_letter_seal_get_type ())

/**
 * RemLetterSeal:
 *
 * What lies over a letter that is sealed until a day: it tells the day and none of the words. From
 * that day on it offers to open the letter; before it the person may decide otherwise, after a
 * pause. Emits "opened" when the person opens the letter, never by itself.
 */
G_DECLARE_FINAL_TYPE (RemLetterSeal, rem_letter_seal, REM, LETTER_SEAL, GtkWidget)

void rem_letter_seal_set_day (RemLetterSeal *self, RemDate opens, RemClock *clock);

G_END_DECLS
