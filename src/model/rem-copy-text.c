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
  g_autoptr (GString) list = g_string_new (NULL);
  gulong n_missing = report->missing->len;
  g_autofree char *holds = NULL;
  g_autofree char *lost = NULL;

  for (guint kind = REM_KEEPSAKE_KIND_NOTE; kind <= REM_KEEPSAKE_KIND_OBJECT; kind++)
    {
      g_autofree char *words =
          report->counts[kind] > 0 ? count_kind (kind, (gulong) report->counts[kind]) : NULL;

      if (words == NULL)
        continue;
      if (list->len > 0)
        /* Translators: between the parts of a list, such as "3 letters, 41 photos". */
        g_string_append (list, _ (", "));
      g_string_append (list, words);
    }
  if (n_missing > 0)
    /* Translators: %lu counts files; it follows "Your copy holds 3 letters, 41 photos." */
    lost = g_strdup_printf (
        ngettext ("%lu file could not be read in the box, so it is not in the copy. An earlier "
                  "copy may have it.",
                  "%lu files could not be read in the box, so they are not in the copy. An "
                  "earlier copy may have them.",
                  n_missing),
        n_missing);
  if (list->len == 0)
    return lost != NULL ? g_steal_pointer (&lost)
                        : g_strdup (_ ("Your copy is whole. There is nothing in the box yet."));
  if (lost == NULL)
    /* Translators: %s is a list, such as "3 letters, 41 photos". */
    return g_strdup_printf (_ ("Your copy holds %s. All whole."), list->str);
  /* Translators: %s is a list, such as "3 letters, 41 photos". */
  holds = g_strdup_printf (_ ("Your copy holds %s."), list->str);
  return g_strjoin (" ", holds, lost, NULL);
}
