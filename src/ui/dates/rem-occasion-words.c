/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-occasion-words.h"

#include "rem-letter-plain.h"

#include <glib/gi18n.h>

/**
 * rem_occasion_words_get_kind:
 * @kind: a kind
 *
 * Returns: (transfer none): what a date is: "Due date"
 */
const char *
rem_occasion_words_get_kind (RemOccasionKind kind)
{
  switch (kind)
    {
    case REM_OCCASION_KIND_DUE_DATE:
      return _ ("Due date");
    case REM_OCCASION_KIND_LOSS:
      return _ ("The day of the loss");
    case REM_OCCASION_KIND_BIRTH:
      return _ ("The day of the birth");
    case REM_OCCASION_KIND_FAREWELL:
      return _ ("The farewell");
    case REM_OCCASION_KIND_FIRST_SIGNS:
      /* TRANSLATORS: the day on which someone first knew of the pregnancy. */
      return _ ("The first signs");
    case REM_OCCASION_KIND_OWN:
    default:
      return _ ("A date of my own");
    }
}

/**
 * rem_occasion_words_build_name:
 * @occasion: a date
 *
 * Returns: (transfer full): what the person calls it, on one line; if that is nothing, what it is
 */
char *
rem_occasion_words_build_name (RemOccasion *occasion)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (occasion != NULL, NULL);

  label = rem_letter_plain_line (rem_occasion_get_label (occasion));
  if (*label != '\0')
    return g_steal_pointer (&label);
  return g_strdup (rem_occasion_words_get_kind (rem_occasion_get_kind (occasion)));
}

/**
 * rem_occasion_words_get_skip:
 * @repeat: how the date comes back
 *
 * Returns: (transfer none): how to say that one of its days shall pass in silence
 */
const char *
rem_occasion_words_get_skip (RemRepeat repeat)
{
  switch (repeat)
    {
    case REM_REPEAT_MONTHLY:
    case REM_REPEAT_MONTHLY_FIRST_YEAR:
      return _ ("Not this month");
    case REM_REPEAT_WEEKLY:
      return _ ("Not this week");
    case REM_REPEAT_YEARLY:
    case REM_REPEAT_NEVER:
    case REM_REPEAT_RULE:
    default:
      return _ ("Not this year");
    }
}
