/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-dates-text.h"

#include <glib/gi18n.h>

/* What is said about a calendar file. Whole sentences that stand beside the name of the event. */

static const char *
get_sentence (RemDatesRemark remark)
{
  switch (remark)
    {
    case REM_DATES_REMARK_NO_DAY:
      return _ ("Left out: it has no day, or one that no calendar has.");
    case REM_DATES_REMARK_CANCELLED:
      return _ ("Left out: it was called off.");
    case REM_DATES_REMARK_NOT_A_DATE:
      return _ ("Left out: it is a task or a diary entry, not a date.");
    case REM_DATES_REMARK_CUT:
      return _ ("The file ends before its end. What is whole in it can be taken.");
    case REM_DATES_REMARK_TOO_MANY:
      return _ ("The file holds more dates than Remember takes from one file. The others are "
                "left out.");
    case REM_DATES_REMARK_RULE:
      return _ ("It comes once: how it repeats was not understood.");
    case REM_DATES_REMARK_MORE_RULES:
      return _ ("It follows the first of its rules only.");
    case REM_DATES_REMARK_AS_DAYS:
      return _ ("It comes for thirty years and not longer: its rule goes by another time zone.");
    case REM_DATES_REMARK_DAYS:
      return _ ("Some of its single days were left out.");
    case REM_DATES_REMARK_FIRST_DAY:
      return _ ("It lasts several days. The first one is taken.");
    case REM_DATES_REMARK_REMINDER:
      return _ ("One of its reminders was left out.");
    case REM_DATES_REMARK_WORDS:
      return _ ("Some of its words were left out: they were too many, or could not be read.");
    default:
      return "";
    }
}

/**
 * rem_dates_text_tell_remark:
 * @file: what is in a calendar file
 * @index: which remark
 *
 * Tells what of an event, or of the file, is not taken as it stands, in the language of the
 * interface.
 *
 * Returns: (transfer full): a sentence or two
 */
char *
rem_dates_text_tell_remark (RemDatesFile *file, guint index)
{
  g_return_val_if_fail (file != NULL, NULL);

  return g_strdup (get_sentence (rem_dates_file_get_remark (file, index)));
}
