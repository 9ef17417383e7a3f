/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-merge-text.h"

#include "rem-copy-text.h"

#include <glib/gi18n.h>

static void
add_differences (GPtrArray *sentences, RemBoxMergeReport *report, gboolean is_preview)
{
  gulong n = (gulong) report->n_changed;

  if (n > 0)
    g_ptr_array_add (
        sentences,
        g_strdup_printf (
            is_preview ? ngettext ("%lu thing was changed only there, and would be as it is there.",
                                   "%lu things were changed only there, and would be as they are "
                                   "there.",
                                   n)
                       : ngettext ("%lu thing was changed only there, and is now as it is there.",
                                   "%lu things were changed only there, and are now as they are "
                                   "there.",
                                   n),
            n));
  n = (gulong) report->n_twice;
  if (n > 0)
    g_ptr_array_add (
        sentences,
        g_strdup_printf (
            is_preview ? ngettext ("%lu thing was changed on both sides, and both would stay.",
                                   "%lu things were changed on both sides, and both would "
                                   "stay.",
                                   n)
                       : ngettext ("%lu thing was changed on both sides, and both are here.",
                                   "%lu things were changed on both sides, and both are here.", n),
            n));
  n = (gulong) report->n_mended;
  if (n > 0)
    g_ptr_array_add (
        sentences,
        g_strdup_printf (
            is_preview
                ? ngettext ("%lu file that cannot be read here is whole there, and would come.",
                            "%lu files that cannot be read here are whole there, and would come.",
                            n)
                : ngettext ("%lu file that could not be read here was taken from there.",
                            "%lu files that could not be read here were taken from there.", n),
            n));
}

/**
 * rem_merge_text_build:
 * @report: what bringing in another box did, or would do
 *
 * Tells it in words, in the language of the interface. Any thread.
 *
 * Returns: (transfer full): a few short sentences
 */
char *
rem_merge_text_build (RemBoxMergeReport *report)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = rem_copy_text_list_counts (report->counts);
  gboolean is_preview = report->snapshot == NULL;
  gulong n = (gulong) report->n_others;

  if (list != NULL)
    /* Translators: %s is a list, such as "3 letters, 41 photos". */
    g_ptr_array_add (sentences,
                     g_strdup_printf (is_preview ? _ ("From the other box would come %s.")
                                                 : _ ("From the other box came %s."),
                                      list));
  if (n > 0)
    g_ptr_array_add (
        sentences,
        g_strdup_printf (is_preview
                             ? ngettext ("%lu other thing would come, such as a date or a person.",
                                         "%lu other things would come, such as dates or people.", n)
                             : ngettext ("%lu other thing came, such as a date or a person.",
                                         "%lu other things came, such as dates or people.", n),
                         n));
  add_differences (sentences, report, is_preview);
  if (sentences->len == 0)
    g_ptr_array_add (sentences,
                     g_strdup (_ ("The other box holds nothing that is not here already.")));
  n = report->missing->len;
  if (n > 0)
    g_ptr_array_add (
        sentences,
        g_strdup_printf (
            ngettext ("%lu file was not found. Its keepsake is there without it.",
                      "%lu files were not found. Their keepsakes are there without them.", n),
            n));
  if (!is_preview)
    g_ptr_array_add (sentences, g_strdup (_ ("How your box was before is kept.")));
  g_ptr_array_add (sentences, NULL);
  return g_strjoinv (" ", (char **) sentences->pdata);
}
