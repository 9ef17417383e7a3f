/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-text-print.h"

/* Pages of text, in black. The name of the print job tells nothing. */

#define TITLE_FONT "Serif 18"
#define TEXT_FONT  "Serif 12"
#define TITLE_GAP  22.0

typedef struct
{
  char *title;
  char *text;
  PangoLayout *title_layout;
  PangoLayout *text_layout;
  GArray *breaks; /* of int: the first line of each page */
} Job;

static void
job_free (gpointer data, GClosure *closure)
{
  Job *job = data;

  g_free (job->title);
  g_free (job->text);
  g_clear_object (&job->title_layout);
  g_clear_object (&job->text_layout);
  g_array_unref (job->breaks);
  g_free (job);
}

static double
get_line_height (PangoLayout *layout, int line)
{
  PangoRectangle extents;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, line), NULL, &extents);
  return (double) extents.height / PANGO_SCALE;
}

static double
get_top (Job *job, int page)
{
  PangoRectangle extents;

  if (page > 0)
    return REM_TEXT_PRINT_MARGIN;
  pango_layout_get_extents (job->title_layout, NULL, &extents);
  return REM_TEXT_PRINT_MARGIN + (double) extents.height / PANGO_SCALE + TITLE_GAP;
}

/* Breaks the text where a page is full. */
static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *print, Job *job)
{
  double width =
      MIN (REM_TEXT_PRINT_MEASURE, gtk_print_context_get_width (print) - 2 * REM_TEXT_PRINT_MARGIN);
  double bottom = gtk_print_context_get_height (print) - REM_TEXT_PRINT_MARGIN;
  double y;
  int first = 0, n_lines;

  g_clear_object (&job->title_layout);
  g_clear_object (&job->text_layout);
  job->title_layout = rem_text_print_create_layout (print, job->title, TITLE_FONT, width);
  job->text_layout = rem_text_print_create_layout (print, job->text, TEXT_FONT, width);
  g_array_set_size (job->breaks, 0);
  g_array_append_val (job->breaks, first);
  y = get_top (job, 0);
  n_lines = pango_layout_get_line_count (job->text_layout);
  for (int line = 0; line < n_lines; line++)
    {
      double height = get_line_height (job->text_layout, line);

      if (y + height > bottom && line > g_array_index (job->breaks, int, job->breaks->len - 1))
        {
          g_array_append_val (job->breaks, line);
          y = get_top (job, 1);
        }
      y += height;
    }
  gtk_print_operation_set_n_pages (operation, (int) job->breaks->len);
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *print, int page, Job *job)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (print);
  int n_lines = pango_layout_get_line_count (job->text_layout);
  int last =
      page + 1 < (int) job->breaks->len ? g_array_index (job->breaks, int, page + 1) : n_lines;
  double y = get_top (job, page);

  cairo_set_source_rgb (cr, 0, 0, 0);
  if (page == 0)
    {
      cairo_move_to (cr, REM_TEXT_PRINT_MARGIN, REM_TEXT_PRINT_MARGIN);
      pango_cairo_show_layout (cr, job->title_layout);
    }
  for (int line = g_array_index (job->breaks, int, page); line < last; line++)
    {
      PangoLayoutLine *text = pango_layout_get_line_readonly (job->text_layout, line);
      PangoRectangle extents;

      pango_layout_line_get_extents (text, NULL, &extents);
      cairo_move_to (cr, REM_TEXT_PRINT_MARGIN, y - (double) extents.y / PANGO_SCALE);
      pango_cairo_show_layout_line (cr, text);
      y += (double) extents.height / PANGO_SCALE;
    }
}

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

/**
 * rem_text_print_new:
 * @title: what stands above
 * @text: plain text
 *
 * Returns: (transfer full): an operation to be run, that prints as many pages as it takes
 */
GtkPrintOperation *
rem_text_print_new (const char *title, const char *text)
{
  GtkPrintOperation *operation;
  Job *job;

  g_return_val_if_fail (title != NULL && text != NULL, NULL);

  operation = rem_text_print_new_operation ();
  job = g_new0 (Job, 1);
  job->title = g_strdup (title);
  job->text = g_strdup (text);
  job->breaks = g_array_new (FALSE, FALSE, sizeof (int));
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), job);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_cb), job, job_free, 0);
  return operation;
}
