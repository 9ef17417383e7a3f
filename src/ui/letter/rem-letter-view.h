/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-keepsake.h"
#include "rem-letter-marks.h"

G_BEGIN_DECLS

#define REM_TYPE_LETTER_VIEW (rem_letter_view_get_type ())

/**
 * RemLetterView:
 *
 * The page on which a letter or a note is written and read. While writing, the text is Markdown
 * and the signs of its few marks recede; while reading, the signs are gone. Emits "changed" when
 * what is written changes by the person's hand.
 */
G_DECLARE_FINAL_TYPE (RemLetterView, rem_letter_view, REM, LETTER_VIEW, GtkTextView)

void rem_letter_view_write (RemLetterView *self, const char *text);
void rem_letter_view_read (RemLetterView *self, RemKeepsake *keepsake, const char *addressee_line);
void rem_letter_view_toggle_mark (RemLetterView *self, RemLetterMarkKind kind);
gboolean rem_letter_view_is_reading (RemLetterView *self);
char *rem_letter_view_dup_text (RemLetterView *self);
int rem_letter_view_get_measure (RemLetterView *self);

G_END_DECLS
