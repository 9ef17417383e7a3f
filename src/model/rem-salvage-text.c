/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-salvage-text.h"

#include "rem-copy-text.h"

#include <glib/gi18n.h>

/* Each rung of the ladder in a sentence, in the order in which they were climbed. */
static void
add_steps (GPtrArray *sentences, RemBoxSalvageReport *report)
{
  guint steps = report->steps;

  if ((steps & REM_SALVAGE_KEYS) != 0)
    g_ptr_array_add (sentences,
                     _ ("One copy of the keys was damaged; another one opened the box."));
  if ((steps & REM_SALVAGE_LOG) != 0)
    g_ptr_array_add (sentences, _ ("What was being written last could not be read whole."));
  if ((steps & REM_SALVAGE_WHOLE) != 0)
    g_ptr_array_add (sentences, _ ("The writing in the box was whole and was taken as it is."));
  if ((steps & REM_SALVAGE_INDEX) != 0)
    g_ptr_array_add (sentences, _ ("What searching needs was made anew."));
  if ((steps & REM_SALVAGE_FIRST_PAGE) != 0)
    g_ptr_array_add (sentences, _ ("The page that says where everything lies was lost."));
  if (report->n_unread_bytes > 0)
    g_ptr_array_add (sentences, _ ("A place on the disk could not be read. Keep the new box on "
                                   "another disk, and make a copy of it."));
  if ((steps & REM_SALVAGE_ROWS) != 0)
    g_ptr_array_add (sentences, _ ("What could be read was taken over piece by piece."));
  if ((steps & REM_SALVAGE_SNAPSHOT) != 0)
    g_ptr_array_add (sentences, _ ("What was lost was looked for in an earlier state of the box."));
  if ((steps & REM_SALVAGE_COPY) != 0)
    g_ptr_array_add (sentences, _ ("What was lost was looked for in the copy."));
}

/**
 * rem_salvage_text_build:
 * @report: what was saved of a damaged box, and how
 *
 * Tells it in words, in the language of the interface. Any thread.
 *
 * Returns: (transfer full): a few short sentences
 */
char *
rem_salvage_text_build (RemBoxSalvageReport *report)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new ();
  g_autofree char *list = rem_copy_text_list_counts (report->counts);
  g_autofree char *holds = NULL;
  g_autofree char *missing = NULL;
  gulong n_missing = report->missing->len;

  add_steps (sentences, report);
  if (list != NULL)
    {
      /* Translators: %s is a list, such as "3 letters, 41 photos". */
      holds = g_strdup_printf (_ ("The new box holds %s."), list);
      g_ptr_array_add (sentences, holds);
    }
  if (n_missing > 0)
    {
      missing = g_strdup_printf (
          ngettext ("%lu file was not found. Its keepsake is there without it.",
                    "%lu files were not found. Their keepsakes are there without them.", n_missing),
          n_missing);
      g_ptr_array_add (sentences, missing);
    }
  g_ptr_array_add (sentences, _ ("The damaged box was left as it is."));
  g_ptr_array_add (sentences, NULL);
  return g_strjoinv (" ", (char **) sentences->pdata);
}
