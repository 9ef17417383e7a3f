/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-recurrence-private.h"

#include <string.h>

struct _RemRecurrence
{
  gatomicrefcount ref_count;
  char *text;
  RemRule rule;
};

G_DEFINE_BOXED_TYPE (RemRecurrence, rem_recurrence, rem_recurrence_ref, rem_recurrence_unref)

static gboolean
list_in_calendar (const RemRule *rule, const RemRuleSpan *span, GArray *dates, GError **error)
{
  if (rem_rule_is_lunar (rule))
    return rem_rule_list_lunar (rule, span, dates, error);

  return rem_rule_list_calendar (rule, span, dates, error);
}

/* Asks for one day, so that a calendar that is not there is refused at once. */
static gboolean
check_calendar (const RemRule *rule, GError **error)
{
  g_autoptr (GArray) dates = g_array_new (FALSE, FALSE, sizeof (RemDate));
  RemRuleSpan span = { { 2024, 3, 15 }, { 2024, 3, 15 }, { 2026, 3, 15 }, 1 };

  return rule->calendar[0] == '\0' || list_in_calendar (rule, &span, dates, error);
}

/**
 * rem_recurrence_new:
 * @rule: text from outside
 * @error: return location for an error, or %NULL
 *
 * Reads a rule of RFC 5545, such as "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=15", with RFC 7529's RSCALE
 * and SKIP, strictly: at most 1024 bytes; FREQ is DAILY, WEEKLY, MONTHLY or YEARLY; INTERVAL 1 to
 * 9999; COUNT 1 to 36525, or UNTIL a date, not both; no part twice, none of hours and less; only
 * parts that RFC 5545 lets go together. A yearly rule may go by Easter or by Qingming instead:
 * BYEASTER or X-QINGMING and a number of days, -80 to 250, so that BYEASTER=-21 is three weeks
 * before Easter Sunday; no other program reads X-QINGMING. Rules in other calendars go by months
 * and days only. Letters may be small; rem_recurrence_get_rule() tells them in capitals. Any
 * thread.
 *
 * Returns: (transfer full) (nullable): a recurrence. Fails with %REM_CORE_ERROR_BAD_RULE if @rule
 * is not such a rule, if it does not fall on any day (30 February), or if this machine cannot
 * compute its calendar.
 */
RemRecurrence *
rem_recurrence_new (const char *rule, GError **error)
{
  g_autoptr (RemRecurrence) self = NULL;

  g_return_val_if_fail (rule != NULL, NULL);

  self = g_new0 (RemRecurrence, 1);
  g_atomic_ref_count_init (&self->ref_count);

  if (!rem_rule_parse (rule, &self->rule, error) || !check_calendar (&self->rule, error))
    return NULL;

  self->text = g_ascii_strup (rule, -1);

  return g_steal_pointer (&self);
}

/**
 * rem_recurrence_ref:
 * @self: a recurrence
 *
 * Any thread.
 *
 * Returns: (transfer full): @self
 */
RemRecurrence *
rem_recurrence_ref (RemRecurrence *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * rem_recurrence_unref:
 * @self: (transfer full): a recurrence
 *
 * Gives up a reference; the last one frees it. Any thread.
 */
void
rem_recurrence_unref (RemRecurrence *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->text);
  g_free (self);
}

/**
 * rem_recurrence_get_rule:
 * @self: a recurrence
 *
 * Any thread.
 *
 * Returns: (transfer none): the rule, in capitals
 */
const char *
rem_recurrence_get_rule (RemRecurrence *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/*
 * rem_recurrence_peek_rule:
 * @self: a recurrence
 *
 * Returns: (transfer none): the rule, taken apart
 */
const RemRule *
rem_recurrence_peek_rule (RemRecurrence *self)
{
  return &self->rule;
}

/**
 * rem_recurrence_is_portable:
 * @self: a recurrence
 *
 * Whether other calendar programs can be trusted to understand the rule as this one does: it has no
 * part of RFC 7529, none that is not in RFC 5545, and none of which programs are known to make
 * something else (BYWEEKNO, BYSETPOS by the week, a day of each month in a yearly rule, weekdays in
 * a rule of every second week). Any thread.
 *
 * Returns: whether it may be given away as it is
 */
gboolean
rem_recurrence_is_portable (RemRecurrence *self)
{
  const RemRule *rule = NULL;
  const guint *n = NULL;
  gboolean is_sub_monthly = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  rule = &self->rule;
  n = rule->n_numbers;
  is_sub_monthly = rule->frequency == REM_RULE_DAILY || rule->frequency == REM_RULE_WEEKLY;

  return strstr (self->text, "RSCALE") == NULL && rule->skip == REM_RULE_SKIP_OMIT &&
         n[REM_RULE_EASTER] == 0 && n[REM_RULE_QINGMING] == 0 && n[REM_RULE_WEEK_NUMBER] == 0 &&
         !(is_sub_monthly && n[REM_RULE_POSITION] > 0) &&
         !(rule->frequency == REM_RULE_WEEKLY && rule->interval > 1 && rule->n_weekdays > 0) &&
         !(rule->frequency == REM_RULE_YEARLY && n[REM_RULE_MONTH] == 0 &&
           (n[REM_RULE_MONTH_DAY] > 0 || (rule->n_weekdays > 0 && n[REM_RULE_POSITION] > 0)));
}

/**
 * rem_recurrence_has_end:
 * @self: a recurrence
 *
 * Any thread.
 *
 * Returns: whether the rule says COUNT or UNTIL
 */
gboolean
rem_recurrence_has_end (RemRecurrence *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->rule.count > 0 || rem_date_is_valid (self->rule.until);
}

/**
 * rem_recurrence_list:
 * @self: a recurrence
 * @anchor: the day on which it begins (DTSTART)
 * @from: the first day to tell
 * @until: the last day to tell, itself included
 * @limit: how many days to tell at most; 0 for all of them
 * @error: return location for an error, or %NULL
 *
 * Tells the days on which the rule falls, in order, each once. They are reckoned from @anchor and
 * never from one another, so that a day that had to give way does not drift. The anchor is one of
 * them if the rule falls on it, and COUNT begins with the first that is. A rule that never falls
 * with this anchor (each month on day 31, every twelfth month from February) tells none; the search
 * ends with @until.
 *
 * In calendars other than the Gregorian one, nothing is told after 2582; in the Chinese and the
 * Korean one, after 2199. Any thread.
 *
 * Returns: (transfer full) (element-type RemDate): an array of #RemDate, perhaps empty. Fails with
 *   %REM_CORE_ERROR_BAD_RULE if the calendar cannot be computed from @anchor: before 1583 only the
 *   Gregorian one can, and before 1901 not the Chinese and the Korean one.
 */
GArray *
rem_recurrence_list (
    RemRecurrence *self, RemDate anchor, RemDate from, RemDate until, guint limit, GError **error)
{
  g_autoptr (GArray) dates = g_array_new (FALSE, FALSE, sizeof (RemDate));
  RemRuleSpan span = { anchor, from, until, limit };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (rem_date_is_valid (anchor), NULL);
  g_return_val_if_fail (rem_date_is_valid (from), NULL);
  g_return_val_if_fail (rem_date_is_valid (until), NULL);

  if (rem_date_compare (from, until) > 0 || rem_date_compare (anchor, until) > 0)
    return g_steal_pointer (&dates);

  if (self->rule.calendar[0] == '\0')
    rem_rule_list_gregorian (&self->rule, &span, dates);
  else if (!list_in_calendar (&self->rule, &span, dates, error))
    return NULL;

  return g_steal_pointer (&dates);
}
