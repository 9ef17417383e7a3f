/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REM_TYPE_PRINT_PAGES (rem_print_pages_get_type ())

/**
 * RemPrintPages:
 *
 * Words to be printed over as many pages as they need, in black, with room around them. No page
 * begins with the last line of a paragraph or ends with the first of one, nor with a line that
 * belongs to the next. Where there are several, each has its number at the foot. The print job
 * carries no title. Main thread.
 */
G_DECLARE_FINAL_TYPE (RemPrintPages, rem_print_pages, REM, PRINT_PAGES, GObject)

RemPrintPages *rem_print_pages_new (void);
void rem_print_pages_add (RemPrintPages *self,
                          const char *text,
                          PangoAttrList *attributes,
                          const char *font,
                          double indent,
                          double hang,
                          double gap_before);
void rem_print_pages_add_heading (RemPrintPages *self,
                                  const char *text,
                                  const char *font,
                                  double gap_before);
GtkPrintOperation *rem_print_pages_create_operation (RemPrintPages *self);

G_END_DECLS
