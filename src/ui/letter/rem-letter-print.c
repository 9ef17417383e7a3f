/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-print.h"

#include <glib/gi18n.h>

#include <string.h>

#include "rem-keepsake-words.h"
#include "rem-letter-marks.h"
#include "rem-letter-plain.h"
#include "rem-print-pages.h"
#include "rem-window-toasts.h"

/* A letter on paper: as it reads in the window, by itself, with nothing of the program on it. */

#define TEXT_FONT    "Serif 12"
#define TITLE_FONT   "Serif 17"
#define HEADING_FONT "Serif Bold 13"
#define QUIET_FONT   "Serif Italic 11"
#define LINE_GAP     2.0
#define BLOCK_GAP    16.0
#define ITEM_INDENT  14.0
#define ITEM_HANG    11.0

static void
add_attribute (PangoAttrList *attributes, PangoAttribute *attribute, gsize start, gsize end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (attributes, attribute);
}

/* One paragraph without the signs of its marks. */
static void
add_paragraph (RemPrintPages *pages, const char *paragraph, gsize length, double gap)
{
  g_autoptr (GArray) marks = rem_letter_marks_scan (paragraph, length);
  g_autoptr (GString) text = g_string_sized_new (length + 4);
  g_autofree guint8 *styles = g_new0 (guint8, length + 1);
  PangoAttrList *attributes = pango_attr_list_new ();
  gboolean is_heading = FALSE;
  gboolean is_item = FALSE;
  guint at = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      const RemLetterMark *mark = &g_array_index (marks, RemLetterMark, i);

      is_heading = is_heading || mark->kind == REM_LETTER_MARK_HEADING;
      is_item = is_item || mark->kind == REM_LETTER_MARK_ITEM;
      for (guint c = mark->start; c < mark->end; c++)
        styles[c] |= 1u << mark->kind;
    }

  for (const char *p = paragraph; p < paragraph + length; p = g_utf8_next_char (p), at++)
    {
      gsize start = text->len;

      if (styles[at] & (1u << REM_LETTER_MARK_SIGN))
        continue;
      if (styles[at] & (1u << REM_LETTER_MARK_BULLET))
        g_string_append (text, "•");
      else
        g_string_append_len (text, p, g_utf8_next_char (p) - p);
      if (styles[at] & (1u << REM_LETTER_MARK_BOLD))
        add_attribute (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, text->len);
      if (styles[at] & (1u << REM_LETTER_MARK_ITALIC))
        add_attribute (attributes, pango_attr_style_new (PANGO_STYLE_ITALIC), start, text->len);
    }

  if (is_heading)
    rem_print_pages_add_heading (pages, text->str, HEADING_FONT, BLOCK_GAP);
  else
    rem_print_pages_add (pages, text->str, attributes, TEXT_FONT, is_item ? ITEM_INDENT : 0,
                         is_item ? ITEM_HANG : 0, gap);
  pango_attr_list_unref (attributes);
}

static void
add_text (RemPrintPages *pages, const char *text)
{
  double gap = BLOCK_GAP;

  for (const char *line = text; *line != '\0';)
    {
      const char *end = strchrnul (line, '\n');

      add_paragraph (pages, line, (gsize) (end - line), gap);
      gap = LINE_GAP;
      line = *end != '\0' ? end + 1 : end;
    }
}

static void
add_line (RemPrintPages *pages, const char *text, const char *font, double gap)
{
  if (*text != '\0')
    rem_print_pages_add (pages, text, NULL, font, 0, 0, gap);
}

/**
 * rem_letter_print_new:
 * @letter: a letter or a note
 *
 * Returns: (transfer full): an operation that prints it: whom it is for, its title, its words, who
 *   signed it and its day, as far as they are there
 */
GtkPrintOperation *
rem_letter_print_new (RemKeepsake *letter)
{
  g_autoptr (RemPrintPages) pages = rem_print_pages_new ();
  g_autofree char *addressee = NULL;
  g_autofree char *title = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *day = NULL;

  g_return_val_if_fail (letter != NULL, NULL);

  addressee = rem_keepsake_words_build_addressee (rem_keepsake_get_addressee (letter));
  title = rem_letter_plain_line (rem_keepsake_get_title (letter));
  signature = rem_letter_plain_line (rem_keepsake_get_signature (letter));
  day = rem_day_format (rem_keepsake_get_day (letter));
  add_line (pages, addressee, QUIET_FONT, BLOCK_GAP);
  add_line (pages, title, TITLE_FONT, LINE_GAP);
  add_text (pages, rem_keepsake_get_text (letter));
  add_line (pages, signature, TEXT_FONT, BLOCK_GAP);
  add_line (pages, day, QUIET_FONT, BLOCK_GAP);
  return rem_print_pages_create_operation (pages);
}

static void
printed_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, RemWindow *window)
{
  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    rem_window_show_words (
        window,
        _ ("It was handed to the printer. Printers, and the lists of what they printed, may "
           "keep a copy for a while."));
  else if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    rem_window_show_words (window, _ ("It could not be printed. What you wrote is safe here."));
}

/**
 * rem_letter_print_run:
 * @letter: a letter or a note
 * @window: where the print dialog belongs, and where it is said what became of it
 *
 * Asks for the printer and prints the letter.
 */
void
rem_letter_print_run (RemKeepsake *letter, RemWindow *window)
{
  g_autoptr (GtkPrintOperation) operation = NULL;

  g_return_if_fail (letter != NULL);
  g_return_if_fail (REM_IS_WINDOW (window));

  operation = rem_letter_print_new (letter);
  g_signal_connect_object (operation, "done", G_CALLBACK (printed_cb), window, 0);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (window),
                           NULL);
}
