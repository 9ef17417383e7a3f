/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is common to everything that is printed: in black, under a name that tells nothing. */

/* Measures of a page, in points: a little less than an inch around, and the widest line. */
#define REM_TEXT_PRINT_MARGIN  64.0
#define REM_TEXT_PRINT_MEASURE 420.0

GtkPrintOperation *rem_text_print_new_operation (void);
void rem_text_print_get_column (GtkPrintContext *print, double *left_out, double *width_out);
PangoLayout *rem_text_print_create_layout (GtkPrintContext *print,
                                           const char *text,
                                           const char *font,
                                           double width);

G_END_DECLS
