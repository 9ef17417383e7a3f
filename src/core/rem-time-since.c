/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-time-since.h"

#include "rem-person-words.h"

#include <glib/gi18n.h>
#include <string.h>

static char *
build_years (int n_years)
{
  /* TRANSLATORS: a part of "It is 3 years and 2 months since the loss." */
  return g_strdup_printf (ngettext ("%d year", "%d years", n_years), n_years);
}

static char *
build_months (int n_months)
{
  /* TRANSLATORS: a part of "It is 3 years and 2 months since the loss." */
  return g_strdup_printf (ngettext ("%d month", "%d months", n_months), n_months);
}

/**
 * rem_time_since_build_span:
 * @from: a day
 * @to: another, not before it
 *
 * Whole months and years, as they are counted by the calendar: what began on the 31st is a month
 * old on the last day of a shorter one. Only before the first month it is days.
 *
 * Returns: (transfer full): "3 years and 2 months"; an empty string for the day itself
 */
char *
rem_time_since_build_span (RemDate from, RemDate to)
{
  int n_months = 0;
  int n_days = 0;
  g_autofree char *years = NULL;
  g_autofree char *months = NULL;

  g_return_val_if_fail (rem_date_is_valid (from) && rem_date_is_valid (to), NULL);
  g_return_val_if_fail (rem_date_compare (from, to) <= 0, NULL);

  n_months = (to.year - from.year) * 12 + to.month - from.month;
  if (to.day < MIN (from.day, rem_date_days_in_month (to.year, to.month)))
    n_months--;

  n_days = rem_date_days_between (from, to);
  if (n_months == 0)
    return n_days == 0 ? g_strdup ("")
                       /* TRANSLATORS: a part of "It is 12 days since the loss." */
                       : g_strdup_printf (ngettext ("%d day", "%d days", n_days), n_days);
  if (n_months < 12)
    return build_months (n_months);

  years = build_years (n_months / 12);
  if (n_months % 12 == 0)
    return g_steal_pointer (&years);
  months = build_months (n_months % 12);

  /* TRANSLATORS: "3 years" and "2 months" become "3 years and 2 months". */
  return g_strdup_printf (_ ("%s and %s"), years, months);
}

/**
 * rem_time_since_build:
 * @occasion: a date
 * @persons: (element-type RemPerson): those who are remembered
 * @today: what day it is
 *
 * Nothing is told unless it was asked for, about somebody who rests, or of a day that is not known
 * exactly or not a day of a loss.
 *
 * Returns: (transfer full): a sentence for each of those of @persons whom the date is about and of
 *   whom it is to be told, one a line; or an empty string
 */
char *
rem_time_since_build (RemOccasion *occasion, GPtrArray *persons, RemDate today)
{
  RemDay day;
  GString *text = NULL;

  g_return_val_if_fail (occasion != NULL, NULL);
  g_return_val_if_fail (persons != NULL, NULL);

  day = rem_occasion_get_anchor (occasion);
  if (rem_occasion_get_kind (occasion) != REM_OCCASION_KIND_LOSS ||
      day.precision != REM_PRECISION_DAY || rem_date_compare (day.date, today) >= 0)
    return g_strdup ("");

  text = g_string_new (NULL);
  for (guint i = 0; i < persons->len; i++)
    {
      RemPerson *person = g_ptr_array_index (persons, i);
      g_autofree char *span = NULL;
      g_autofree char *sentence = NULL;

      if (!rem_person_tells_since (person) || rem_person_is_quiet (person) ||
          !rem_occasion_is_about (occasion, rem_person_get_uuid (person)))
        continue;

      span = rem_time_since_build_span (day.date, today);
      sentence = rem_person_words_build_since (person, span);
      /* Without a name both of two may be told of in the same words. */
      if (strstr (text->str, sentence) == NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
    }

  return g_string_free (text, FALSE);
}
