/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-copy-text.h"

#include "rem-keepsake-kind.h"

#include <glib/gi18n.h>

static char *
count_kind (RemKeepsakeKind kind, gulong n)
{
  switch (kind)
    {
    case REM_KEEPSAKE_KIND_NOTE:
      return g_strdup_printf (ngettext ("%lu note", "%lu notes", n), n);
    case REM_KEEPSAKE_KIND_LETTER:
      return g_strdup_printf (ngettext ("%lu letter", "%lu letters", n), n);
    case REM_KEEPSAKE_KIND_PHOTO:
      return g_strdup_printf (ngettext ("%lu photo", "%lu photos", n), n);
    case REM_KEEPSAKE_KIND_SOUND:
      return g_strdup_printf (ngettext ("%lu sound", "%lu sounds", n), n);
    case REM_KEEPSAKE_KIND_FILM:
      return g_strdup_printf (ngettext ("%lu film", "%lu films", n), n);
    case REM_KEEPSAKE_KIND_DOCUMENT:
      return g_strdup_printf (ngettext ("%lu document", "%lu documents", n), n);
    case REM_KEEPSAKE_KIND_OBJECT:
      return g_strdup_printf (ngettext ("%lu object", "%lu objects", n), n);
    default:
      return NULL;
    }
}

/**
 * rem_copy_text_list_counts:
 * @counts: (array fixed-size=8): how many keepsakes of each kind, by #RemKeepsakeKind
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): a list in words, such as "3 letters, 41 photos"; %NULL if
 *   there are none
 */
char *
rem_copy_text_list_counts (const guint64 *counts)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint kind = REM_KEEPSAKE_KIND_NOTE; kind <= REM_KEEPSAKE_KIND_OBJECT; kind++)
    {
      g_autofree char *words = counts[kind] > 0 ? count_kind (kind, (gulong) counts[kind]) : NULL;

      if (words == NULL)
        continue;
      if (list->len > 0)
        /* Translators: between the parts of a list, such as "3 letters, 41 photos". */
        g_string_append (list, _ (", "));
      g_string_append (list, words);
    }
  return list->len > 0 ? g_string_free (g_steal_pointer (&list), FALSE) : NULL;
}

/**
 * rem_copy_text_build:
 * @report: what a copy was found to hold
 *
 * Tells it in words, in the language of the interface. Any thread.
 *
 * Returns: (transfer full): two or three short sentences
 */
char *
rem_copy_text_build (RemBoxCopyReport *report)
{
  g_autofree char *list = rem_copy_text_list_counts (report->counts);
  gulong n_missing = report->missing->len;
  g_autofree char *holds = NULL;
  g_autofree char *lost = NULL;

  if (n_missing > 0)
    /* Translators: %lu counts files; it follows "Your copy holds 3 letters, 41 photos." */
    lost = g_strdup_printf (
        ngettext ("%lu file could not be read in the box, so it is not in the copy. An earlier "
                  "copy may have it.",
                  "%lu files could not be read in the box, so they are not in the copy. An "
                  "earlier copy may have them.",
                  n_missing),
        n_missing);
  if (list == NULL)
    return lost != NULL ? g_steal_pointer (&lost)
                        : g_strdup (_ ("Your copy is whole. There is nothing in the box yet."));
  if (lost == NULL)
    /* Translators: %s is a list, such as "3 letters, 41 photos". */
    return g_strdup_printf (_ ("Your copy holds %s. All whole."), list);
  /* Translators: %s is a list, such as "3 letters, 41 photos". */
  holds = g_strdup_printf (_ ("Your copy holds %s."), list);
  return g_strjoin (" ", holds, lost, NULL);
}

/**
 * rem_copy_text_build_restored:
 * @report: what a box that was made of a copy, or of an earlier state, was found to hold
 *
 * Tells it in words, in the language of the interface. Any thread.
 *
 * Returns: (transfer full): two or three short sentences
 */
char *
rem_copy_text_build_restored (RemBoxCopyReport *report)
{
  g_autofree char *list = rem_copy_text_list_counts (report->counts);
  gulong n_missing = report->missing->len;
  g_autofree char *holds = NULL;
  g_autofree char *lost = NULL;

  if (n_missing > 0)
    lost = g_strdup_printf (
        ngettext ("%lu file was not found. Its keepsake is there without it.",
                  "%lu files were not found. Their keepsakes are there without them.", n_missing),
        n_missing);
  if (list == NULL)
    holds = g_strdup (_ ("The new box is there. There is nothing in it yet."));
  else if (lost == NULL)
    /* Translators: %s is a list, such as "3 letters, 41 photos". */
    holds = g_strdup_printf (_ ("The new box holds %s. All whole."), list);
  else
    /* Translators: %s is a list, such as "3 letters, 41 photos". */
    holds = g_strdup_printf (_ ("The new box holds %s."), list);
  return g_strjoin (" ", holds, lost, NULL);
}
