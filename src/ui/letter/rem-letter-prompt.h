/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-clock.h"

G_BEGIN_DECLS

#define REM_TYPE_LETTER_PROMPT (rem_letter_prompt_get_type ())

/**
 * RemLetterPrompt:
 *
 * First words to write from, one at a time, with a way to another and to none. It is there only
 * from when it is asked for; its words do not become part of what is written.
 * Emits "left" when the person wants none.
 */
G_DECLARE_FINAL_TYPE (RemLetterPrompt, rem_letter_prompt, REM, LETTER_PROMPT, GtkWidget)

void rem_letter_prompt_ask (RemLetterPrompt *self, RemClock *clock);

G_END_DECLS
