/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Measures of a printed page, in points. */
#define REM_TEXT_PRINT_MARGIN  64.0
#define REM_TEXT_PRINT_MEASURE 420.0

GtkPrintOperation *rem_text_print_new_operation (void);
PangoLayout *rem_text_print_create_layout (GtkPrintContext *print,
                                           const char *text,
                                           const char *font,
                                           double width);
GtkPrintOperation *rem_text_print_new (const char *title, const char *text);

G_END_DECLS
