/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-told-print.h"

#include "rem-print-pages.h"

/* A page for a doctor, or a card for somebody close, on paper. */

#define TITLE_FONT   "Serif 18"
#define HEADING_FONT "Serif Bold 12"
#define TEXT_FONT    "Serif 12"
#define HEADING_GAP  18.0
#define LINE_GAP     2.0

/**
 * rem_told_print_new:
 * @kind: for whom
 * @text: the page, as it was edited
 *
 * Returns: (transfer full): an operation to be run, that prints as many pages as it takes
 */
GtkPrintOperation *
rem_told_print_new (RemToldKind kind, const char *text)
{
  g_autoptr (RemPrintPages) pages = rem_print_pages_new ();
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  rem_print_pages_add_heading (pages, rem_told_get_title (kind), TITLE_FONT, 0);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean is_last = lines[i + 1] == NULL;

      /* A heading brings its own room. */
      if (*lines[i] == '\0' && (is_last || rem_told_is_heading (kind, lines[i + 1])))
        continue;
      if (rem_told_is_heading (kind, lines[i]))
        rem_print_pages_add_heading (pages, lines[i], HEADING_FONT, HEADING_GAP);
      else
        rem_print_pages_add (pages, lines[i], NULL, TEXT_FONT, 0, 0,
                             i == 0 ? HEADING_GAP : LINE_GAP);
    }
  return rem_print_pages_create_operation (pages);
}
