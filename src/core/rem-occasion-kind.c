/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-occasion.h"

/* Nicks are stored in the box and written by the command line: never change one. */
static const char *const KIND_NICKS[] = {
  [REM_OCCASION_KIND_OWN] = "own",           [REM_OCCASION_KIND_DUE_DATE] = "due-date",
  [REM_OCCASION_KIND_LOSS] = "loss",         [REM_OCCASION_KIND_BIRTH] = "birth",
  [REM_OCCASION_KIND_FAREWELL] = "farewell", [REM_OCCASION_KIND_FIRST_SIGNS] = "first-signs",
};

/**
 * rem_occasion_kind_to_nick:
 * @kind: what a date is
 *
 * Pure; any thread.
 *
 * Returns: (transfer none): the word that is stored
 */
const char *
rem_occasion_kind_to_nick (RemOccasionKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (KIND_NICKS), KIND_NICKS[0]);

  return KIND_NICKS[kind];
}

/**
 * rem_occasion_kind_from_nick:
 * @nick: (nullable): a word from outside
 * @kind_out: (out): what a date is, on success
 *
 * Pure; any thread.
 *
 * Returns: whether @nick is known
 */
gboolean
rem_occasion_kind_from_nick (const char *nick, RemOccasionKind *kind_out)
{
  g_return_val_if_fail (kind_out != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (KIND_NICKS); i++)
    {
      if (g_strcmp0 (KIND_NICKS[i], nick) != 0)
        continue;

      *kind_out = (RemOccasionKind) i;
      return TRUE;
    }

  return FALSE;
}
