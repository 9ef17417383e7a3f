/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-text-print.h"

/**
 * rem_text_print_new_operation:
 *
 * Returns: (transfer full): an operation whose job tells nothing, with pages measured in points
 */
GtkPrintOperation *
rem_text_print_new_operation (void)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();

  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_job_name (operation, "Remember");
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  return operation;
}

/**
 * rem_text_print_get_column:
 * @print: what is printed on
 * @left_out: where the words begin, in points
 * @width_out: the room for them, in points
 *
 * The words stand in the middle of the page, whatever the paper.
 */
void
rem_text_print_get_column (GtkPrintContext *print, double *left_out, double *width_out)
{
  double page_width = gtk_print_context_get_width (print);

  *width_out = MIN (REM_TEXT_PRINT_MEASURE, page_width - 2 * REM_TEXT_PRINT_MARGIN);
  *left_out = (page_width - *width_out) / 2;
}

/**
 * rem_text_print_create_layout:
 * @print: what is printed on
 * @text: what to print
 * @font: a description of the font
 * @width: the width of the text, in points
 *
 * Returns: (transfer full): the text, laid out
 */
PangoLayout *
rem_text_print_create_layout (GtkPrintContext *print,
                              const char *text,
                              const char *font,
                              double width)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (print);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, 1.3f);
  pango_layout_set_text (layout, text, -1);
  return layout;
}
