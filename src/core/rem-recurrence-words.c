/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-recurrence-private.h"

#include "rem-rule-private.h"

#include <glib/gi18n.h>

/*
 * What a rule means, in words. Whole sentences for the shapes that people use; for all others the
 * days themselves, which nobody can misunderstand.
 */

static const char *const POSITIONS[] = {
  /* TRANSLATORS: as in "the first Sunday of May", "the last Friday of each month". */
  NC_ ("which weekday", "first"),  NC_ ("which weekday", "second"), NC_ ("which weekday", "third"),
  NC_ ("which weekday", "fourth"), NC_ ("which weekday", "fifth"),  NC_ ("which weekday", "last"),
};

/* A day whose month, or whose weekday, has the name that is wanted. */
static char *
format_part (int year, int month, int day, const char *format)
{
  g_autoptr (GDateTime) noon = g_date_time_new_utc (year, month, day, 12, 0, 0);

  return g_date_time_format (noon, format);
}

static guint
count_lists (const RemRule *rule)
{
  guint n_numbers = 0;

  for (int list = 0; list < REM_RULE_N_LISTS; list++)
    n_numbers += rule->n_numbers[list];

  return n_numbers;
}

/* The only number of a list; 0 if there is none or another one. */
static int
find_only_number (const RemRule *rule, RemRuleList list)
{
  if (rule->n_numbers[list] != 1)
    return 0;

  for (int number = -REM_RULE_MAX_NUMBER; number <= REM_RULE_MAX_NUMBER; number++)
    {
      if (rem_rule_has_number (rule, list, number))
        return number;
    }

  return 0;
}

/* The only weekday of BYDAY, with its position; FALSE if there are others. */
static gboolean
find_only_weekday (const RemRule *rule, int *weekday_out, int *position_out)
{
  if (rule->n_weekdays != 1)
    return FALSE;

  for (int weekday = 1; weekday <= 7; weekday++)
    {
      for (int position = -1; position <= 5; position++)
        {
          if (!rem_rule_has_weekday (rule, weekday, position))
            continue;

          *weekday_out = weekday;
          *position_out = position;
          return TRUE;
        }
    }

  return FALSE;
}

static char *
tell_daily (const RemRule *rule)
{
  if (rule->n_weekdays > 0 || count_lists (rule) > 0)
    return NULL;
  if (rule->interval == 1)
    return g_strdup (_ ("Every day."));

  return g_strdup_printf (ngettext ("Every %d day.", "Every %d days.", (gulong) rule->interval),
                          rule->interval);
}

static char *
tell_weekly (const RemRule *rule, RemDate anchor)
{
  int weekday = rem_date_get_weekday (anchor);
  int position = 0;
  g_autofree char *name = NULL;

  if (count_lists (rule) > 0 ||
      (rule->n_weekdays > 0 && !find_only_weekday (rule, &weekday, &position)))
    return NULL;

  /* 1 January 2024 was a Monday. */
  name = format_part (2024, 1, weekday, "%A");
  if (rule->interval == 1)
    return g_strdup_printf (_ ("Every week on %s."), name);

  /* TRANSLATORS: %1$d is a number of weeks, %2$s a weekday. */
  return g_strdup_printf (ngettext ("Every %1$d week on %2$s.", "Every %1$d weeks on %2$s.",
                                    (gulong) rule->interval),
                          rule->interval, name);
}

static char *
tell_nth_weekday (const RemRule *rule, int weekday, int position)
{
  int month = find_only_number (rule, REM_RULE_MONTH);
  g_autofree char *name = format_part (2024, 1, weekday, "%A");
  g_autofree char *month_name = month > 0 ? format_part (2024, month, 1, "%B") : NULL;
  const char *which = NULL;

  if (position == 0 || rule->interval != 1 || count_lists (rule) != (month > 0 ? 1 : 0) ||
      (rule->frequency == REM_RULE_YEARLY) != (month > 0))
    return NULL;

  which = g_dpgettext2 (NULL, "which weekday", POSITIONS[position > 0 ? position - 1 : 5]);
  if (month > 0)
    /* TRANSLATORS: "Every year on the first Sunday of May." */
    return g_strdup_printf (_ ("Every year on the %1$s %2$s of %3$s."), which, name, month_name);

  /* TRANSLATORS: "Every month on the last Friday." */
  return g_strdup_printf (_ ("Every month on the %1$s %2$s."), which, name);
}

static char *
tell_moving (const RemRule *rule)
{
  gboolean is_easter = rule->n_numbers[REM_RULE_EASTER] > 0;
  int days = find_only_number (rule, is_easter ? REM_RULE_EASTER : REM_RULE_QINGMING);
  gulong n_days = (gulong) ABS (days);

  if (rule->interval != 1)
    return NULL;
  if (days == 0)
    return g_strdup (is_easter ? _ ("Every year on Easter Sunday.")
                               : _ ("Every year on Qingming."));

  if (is_easter)
    return g_strdup_printf (days < 0
                                ? ngettext ("Every year, %d day before Easter Sunday.",
                                            "Every year, %d days before Easter Sunday.", n_days)
                                : ngettext ("Every year, %d day after Easter Sunday.",
                                            "Every year, %d days after Easter Sunday.", n_days),
                            ABS (days));

  return g_strdup_printf (days < 0 ? ngettext ("Every year, %d day before Qingming.",
                                               "Every year, %d days before Qingming.", n_days)
                                   : ngettext ("Every year, %d day after Qingming.",
                                               "Every year, %d days after Qingming.", n_days),
                          ABS (days));
}

static char *
tell_monthly (const RemRule *rule, RemDate anchor)
{
  int day = find_only_number (rule, REM_RULE_MONTH_DAY);
  int weekday = 0;
  int position = 0;

  if (find_only_weekday (rule, &weekday, &position))
    return tell_nth_weekday (rule, weekday, position);
  if (rule->n_weekdays > 0 || rule->skip != REM_RULE_SKIP_OMIT)
    return NULL;

  if (count_lists (rule) == 1 && day == -1 && rule->interval == 1)
    return g_strdup (_ ("Every month on its last day."));
  if (count_lists (rule) == 0)
    day = anchor.day;
  else if (count_lists (rule) != 1 || day <= 0)
    return NULL;
  if (day > 28)
    return NULL;

  if (rule->interval == 1)
    /* TRANSLATORS: %d is the day of the month. */
    return g_strdup_printf (_ ("On day %d of every month."), day);

  /* TRANSLATORS: %1$d is a number of months, %2$d the day of the month. */
  return g_strdup_printf (ngettext ("Every %1$d month, on day %2$d.",
                                    "Every %1$d months, on day %2$d.", (gulong) rule->interval),
                          rule->interval, day);
}

static char *
tell_yearly (const RemRule *rule, RemDate anchor)
{
  int month = find_only_number (rule, REM_RULE_MONTH);
  int month_day = find_only_number (rule, REM_RULE_MONTH_DAY);
  int weekday = 0;
  int position = 0;
  RemDate date = anchor;
  g_autofree char *day = NULL;

  if (rule->n_numbers[REM_RULE_EASTER] + rule->n_numbers[REM_RULE_QINGMING] > 0)
    return tell_moving (rule);
  if (find_only_weekday (rule, &weekday, &position))
    return tell_nth_weekday (rule, weekday, position);
  if (rule->n_weekdays > 0 || rule->skip != REM_RULE_SKIP_OMIT)
    return NULL;

  if (count_lists (rule) == 2 && month > 0 && month_day > 0)
    {
      date.month = (guint8) month;
      date.day = (guint8) month_day;
    }
  else if (count_lists (rule) != 0)
    {
      return NULL;
    }
  if (date.month == 2 && date.day == 29)
    return NULL;

  day = rem_date_format (date, REM_DATE_STYLE_DAY_MONTH);
  if (rule->interval == 1)
    return g_strdup_printf (_ ("Every year on %s."), day);

  /* TRANSLATORS: %1$d is a number of years, %2$s a day such as "14 March". */
  return g_strdup_printf (ngettext ("Every %1$d year on %2$s.", "Every %1$d years on %2$s.",
                                    (gulong) rule->interval),
                          rule->interval, day);
}

/*
 * rem_recurrence_dup_shape:
 * @self: a recurrence
 * @anchor: the day on which it begins
 *
 * Returns: (transfer full) (nullable): a sentence on how it comes back, without its end; %NULL if
 *   there are no words for it
 */
char *
rem_recurrence_dup_shape (RemRecurrence *self, RemDate anchor)
{
  const RemRule *rule = rem_recurrence_peek_rule (self);

  if (rule->calendar[0] != '\0')
    return NULL;

  switch (rule->frequency)
    {
    case REM_RULE_DAILY:
      return tell_daily (rule);
    case REM_RULE_WEEKLY:
      return tell_weekly (rule, anchor);
    case REM_RULE_MONTHLY:
      return tell_monthly (rule, anchor);
    case REM_RULE_YEARLY:
    default:
      return tell_yearly (rule, anchor);
    }
}

/* The first days themselves. */
static char *
tell_days (RemRecurrence *self, RemDate anchor)
{
  RemDate last = { 9999, 12, 31 };
  g_autoptr (GArray) dates = rem_recurrence_list (self, anchor, anchor, last, 4, NULL);
  char *days[3] = { NULL, NULL, NULL };
  char *sentence = NULL;
  guint n_days = dates != NULL ? dates->len : 0;

  for (guint i = 0; i < MIN (n_days, 3); i++)
    days[i] = rem_date_format (g_array_index (dates, RemDate, i), REM_DATE_STYLE_FULL);

  if (n_days == 0)
    sentence = g_strdup (_ ("Counted from this day, it falls on no day at all."));
  else if (n_days == 1)
    /* TRANSLATORS: %s is a day such as "14 March 2027". */
    sentence = g_strdup_printf (_ ("It comes once, on %s."), days[0]);
  else if (n_days == 2)
    sentence = g_strdup_printf (_ ("It comes on %1$s and on %2$s."), days[0], days[1]);
  else if (n_days == 3)
    sentence =
        g_strdup_printf (_ ("It comes on %1$s, on %2$s and on %3$s."), days[0], days[1], days[2]);
  else
    sentence = g_strdup_printf (_ ("It comes on %1$s, on %2$s, on %3$s, and so on."), days[0],
                                days[1], days[2]);

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    g_free (days[i]);

  return sentence;
}

/**
 * rem_recurrence_dup_meaning:
 * @self: a recurrence
 * @anchor: the day on which it begins
 *
 * Tells in the language of the interface what the rule means: how it comes back, or its first days
 * where there are no words for it, and when it ends. Any thread.
 *
 * Returns: (transfer full): one sentence or two
 */
char *
rem_recurrence_dup_meaning (RemRecurrence *self, RemDate anchor)
{
  const RemRule *rule = NULL;
  g_autofree char *shape = NULL;
  g_autofree char *end = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (rem_date_is_valid (anchor), NULL);

  rule = rem_recurrence_peek_rule (self);
  shape = rem_recurrence_dup_shape (self, anchor);
  if (shape == NULL)
    shape = tell_days (self, anchor);

  if (rule->count > 0)
    {
      end = g_strdup_printf (ngettext ("It comes %d time.", "It comes %d times.",
                                       (gulong) rule->count),
                             rule->count);
    }
  else if (rem_date_is_valid (rule->until))
    {
      g_autofree char *day = rem_date_format (rule->until, REM_DATE_STYLE_FULL);

      /* TRANSLATORS: %s is a day such as "14 March 2027". */
      end = g_strdup_printf (_ ("It does not come after %s."), day);
    }

  return end != NULL ? g_strconcat (shape, " ", end, NULL) : g_steal_pointer (&shape);
}
