/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the keys and the tools of writing do to the signs in a text of Markdown. */

void rem_letter_signs_toggle_around (GtkTextBuffer *buffer, const char *sign);
void rem_letter_signs_toggle_lines (GtkTextBuffer *buffer, const char *sign);
gboolean rem_letter_signs_continue_list (GtkTextBuffer *buffer);

G_END_DECLS
