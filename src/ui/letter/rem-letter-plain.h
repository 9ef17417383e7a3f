/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *rem_letter_plain_line (const char *text);
char *rem_letter_plain_strip (const char *text);
void rem_letter_plain_split (const char *text, char **first_line_out, char **rest_out);

G_END_DECLS
