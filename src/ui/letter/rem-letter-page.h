/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"
#include "rem-keepsake.h"
#include "rem-person.h"

G_BEGIN_DECLS

#define REM_TYPE_LETTER_PAGE (rem_letter_page_get_type ())

/**
 * RemLetterPage:
 *
 * A letter or a note: read first, written on when asked for. What is written is kept as it is
 * written.
 */
G_DECLARE_FINAL_TYPE (RemLetterPage, rem_letter_page, REM, LETTER_PAGE, AdwBin)

GtkWidget *rem_letter_page_new (RemContext *context, RemKeepsake *keepsake);
GtkWidget *rem_letter_page_new_to_write (RemContext *context, RemKeepsakeKind kind);
GtkWidget *rem_letter_page_new_to_write_to (RemContext *context, RemPerson *person);
RemKeepsake *rem_letter_page_get_keepsake (RemLetterPage *self);

G_END_DECLS
