/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-week-then.h"

#include "rem-due-date.h"

#include <glib/gi18n.h>
#include <string.h>

/* Gestational age is told in completed weeks and days, up to REM_DUE_DATE_TERM on the due date
 * (ACOG Committee Opinion 700). What lies outside of these bounds is a date that was mistyped. */
#define EARLIEST 14
#define LATEST   (44 * 7 + 6)

/* The first date of @kind about @person that is known to the day, or %REM_DATE_UNKNOWN. */
static RemDate
find_day (GPtrArray *occasions, RemOccasionKind kind, RemPerson *person)
{
  for (guint i = 0; i < occasions->len; i++)
    {
      RemOccasion *occasion = g_ptr_array_index (occasions, i);
      RemDay day = rem_occasion_get_anchor (occasion);

      if (rem_occasion_get_kind (occasion) == kind && day.precision == REM_PRECISION_DAY &&
          rem_occasion_is_about (occasion, rem_person_get_uuid (person)))
        return day.date;
    }

  return REM_DATE_UNKNOWN;
}

static char *
build_age (int n_days)
{
  int n_weeks = n_days / 7;
  int n_odd_days = n_days % 7;
  g_autofree char *weeks = NULL;
  g_autofree char *odd_days = NULL;

  /* TRANSLATORS: a part of "The pregnancy had come to 8 weeks and 3 days." */
  weeks = g_strdup_printf (ngettext ("%d week", "%d weeks", n_weeks), n_weeks);
  if (n_odd_days == 0)
    return g_steal_pointer (&weeks);

  /* TRANSLATORS: a part of "The pregnancy had come to 8 weeks and 3 days." */
  odd_days = g_strdup_printf (ngettext ("%d day", "%d days", n_odd_days), n_odd_days);
  /* TRANSLATORS: "8 weeks" and "3 days" become "8 weeks and 3 days". */
  return g_strdup_printf (_ ("%s and %s"), weeks, odd_days);
}

static char *
build_sentence (RemPerson *person, int n_days)
{
  g_autofree char *age = build_age (n_days);

  if (*rem_person_get_name (person) == '\0')
    /* TRANSLATORS: %s is "8 weeks and 3 days". */
    return g_strdup_printf (_ ("The pregnancy had come to %s."), age);

  /* TRANSLATORS: the first %s is a name, the second "8 weeks and 3 days". */
  return g_strdup_printf (_ ("The pregnancy with %s had come to %s."), rem_person_get_name (person),
                          age);
}

/**
 * rem_week_then_build:
 * @loss: a date
 * @occasions: (element-type RemOccasion): all dates, among them the due dates
 * @persons: (element-type RemPerson): those who are remembered
 *
 * Nothing is told unless it was asked for, about somebody who rests, after a birth that came before
 * that day, or where the two days are not known exactly or do not go together. It tells what was
 * and never what would be.
 *
 * Returns: (transfer full): a sentence for each of those of @persons whom the day of the loss is
 *   about and of whom it is to be told, one a line; or an empty string
 */
char *
rem_week_then_build (RemOccasion *loss, GPtrArray *occasions, GPtrArray *persons)
{
  RemDay day;
  GString *text = NULL;

  g_return_val_if_fail (loss != NULL, NULL);
  g_return_val_if_fail (occasions != NULL, NULL);
  g_return_val_if_fail (persons != NULL, NULL);

  day = rem_occasion_get_anchor (loss);
  if (rem_occasion_get_kind (loss) != REM_OCCASION_KIND_LOSS || day.precision != REM_PRECISION_DAY)
    return g_strdup ("");

  text = g_string_new (NULL);
  for (guint i = 0; i < persons->len; i++)
    {
      RemPerson *person = g_ptr_array_index (persons, i);
      RemDate due;
      RemDate birth;
      int n_days;
      g_autofree char *sentence = NULL;

      if (!rem_person_tells_week (person) || rem_person_is_quiet (person) ||
          !rem_occasion_is_about (loss, rem_person_get_uuid (person)))
        continue;

      due = find_day (occasions, REM_OCCASION_KIND_DUE_DATE, person);
      birth = find_day (occasions, REM_OCCASION_KIND_BIRTH, person);
      if (!rem_date_is_valid (due) ||
          (rem_date_is_valid (birth) && rem_date_compare (birth, day.date) < 0))
        continue;

      n_days = REM_DUE_DATE_TERM - rem_date_days_between (day.date, due);
      if (n_days < EARLIEST || n_days > LATEST)
        continue;

      sentence = build_sentence (person, n_days);
      /* Without a name both of two may be told of in the same words. */
      if (strstr (text->str, sentence) == NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
    }

  return g_string_free (text, FALSE);
}
