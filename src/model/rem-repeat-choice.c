/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-repeat-choice.h"

#include <stdlib.h>
#include <string.h>

static const char *const UNITS[] = {
  [REM_REPEAT_WAY_DAYS] = "FREQ=DAILY",
  [REM_REPEAT_WAY_WEEKS] = "FREQ=WEEKLY",
  [REM_REPEAT_WAY_MONTHS] = "FREQ=MONTHLY",
  [REM_REPEAT_WAY_YEARS] = "FREQ=YEARLY",
};

/* The order in which a rule is looked for among the ways: those that say most come first. */
static const RemRepeatWay WAYS[] = {
  REM_REPEAT_WAY_40,
  REM_REPEAT_WAY_49,
  REM_REPEAT_WAY_100,
  REM_REPEAT_WAY_DAYS,
  REM_REPEAT_WAY_WEEKS,
  REM_REPEAT_WAY_MONTHS,
  REM_REPEAT_WAY_YEARS,
  REM_REPEAT_WAY_WEEKDAY_OF_MONTH,
  REM_REPEAT_WAY_WEEKDAY_OF_YEAR,
};

/* The rule of a choice; %NULL for one that is as it is written. */
static char *
build_rule (RemRepeatChoice choice, RemDate anchor)
{
  g_autofree char *weekday = NULL;

  switch (choice.way)
    {
    case REM_REPEAT_WAY_WEEKDAY_OF_MONTH:
    case REM_REPEAT_WAY_WEEKDAY_OF_YEAR:
      weekday =
          rem_recurrence_build_nth_weekday (anchor, choice.way == REM_REPEAT_WAY_WEEKDAY_OF_YEAR,
                                            FALSE);
      return rem_recurrence_build_limited (weekday, 0, choice.times);
    case REM_REPEAT_WAY_DAYS:
    case REM_REPEAT_WAY_WEEKS:
    case REM_REPEAT_WAY_MONTHS:
    case REM_REPEAT_WAY_YEARS:
      return rem_recurrence_build_limited (UNITS[choice.way], choice.every, choice.times);
    case REM_REPEAT_WAY_40:
      return g_strdup ("FREQ=DAILY;INTERVAL=39;COUNT=2");
    case REM_REPEAT_WAY_49:
      return g_strdup ("FREQ=DAILY;INTERVAL=48;COUNT=2");
    case REM_REPEAT_WAY_100:
      return g_strdup ("FREQ=DAILY;INTERVAL=99;COUNT=2");
    case REM_REPEAT_WAY_RULE:
    default:
      return NULL;
    }
}

/* The number of a part of a rule, or @otherwise. */
static guint
find_number (const char *rule, const char *part, guint otherwise, guint max)
{
  const char *found = strstr (rule, part);
  unsigned long number = found != NULL ? strtoul (found + strlen (part), NULL, 10) : otherwise;

  return number <= max ? (guint) number : otherwise;
}

/**
 * rem_repeat_choice_of_draft:
 * @draft: a date
 *
 * A rule is told as the way of which it is made, if that way makes exactly this rule.
 *
 * Returns: how @draft comes back, as it can be chosen
 */
RemRepeatChoice
rem_repeat_choice_of_draft (RemDateDraft *draft)
{
  RemRepeatChoice choice = { rem_date_draft_get_repeat (draft), REM_REPEAT_WAY_WEEKDAY_OF_MONTH, 1,
                             0 };
  RemDay day = rem_date_draft_get_day (draft);
  g_autofree char *rule = NULL;
  g_autofree char *weekly = NULL;

  if (choice.repeat != REM_REPEAT_RULE)
    return choice;

  choice.way = REM_REPEAT_WAY_RULE;
  if (day.precision != REM_PRECISION_DAY)
    return choice;

  rule = g_ascii_strup (rem_date_draft_get_rule (draft), -1);
  choice.every = find_number (rule, ";INTERVAL=", 1, REM_REPEAT_CHOICE_MAX_EVERY);
  choice.times = find_number (rule, ";COUNT=", 0, REM_REPEAT_CHOICE_MAX_TIMES);

  weekly = rem_recurrence_build_limited ("FREQ=WEEKLY", 0, choice.times);
  if (choice.times > 0 && g_str_equal (rule, weekly))
    return (RemRepeatChoice){ REM_REPEAT_WEEKLY, REM_REPEAT_WAY_WEEKDAY_OF_MONTH, 1, choice.times };

  for (gsize i = 0; i < G_N_ELEMENTS (WAYS); i++)
    {
      RemRepeatChoice maybe = choice;
      g_autofree char *made = NULL;

      maybe.way = WAYS[i];
      if (!rem_repeat_way_counts (maybe.way))
        maybe.every = 1;
      if (!rem_repeat_way_can_end (maybe.way))
        maybe.times = 0;
      made = build_rule (maybe, day.date);
      if (g_str_equal (made, rule))
        return maybe;
    }

  return (RemRepeatChoice){ REM_REPEAT_RULE, REM_REPEAT_WAY_RULE, 1, 0 };
}

/**
 * rem_repeat_choice_apply:
 * @self: what was chosen
 * @draft: a date, whose day is known already
 * @rule: the rule as it is typed, for %REM_REPEAT_WAY_RULE
 *
 * Each week so many times is a rule; without a number it is not.
 *
 * Returns: (transfer full): @draft, coming back like that, or never if it cannot
 */
RemDateDraft *
rem_repeat_choice_apply (RemRepeatChoice self, RemDateDraft *draft, const char *rule)
{
  g_autofree char *made = NULL;
  g_autoptr (RemDateDraft) ruled = NULL;

  if (!rem_date_draft_can_repeat (draft, self.repeat))
    return rem_date_draft_with_repeat (draft, REM_REPEAT_NEVER);

  if (self.repeat == REM_REPEAT_WEEKLY && self.times > 0)
    made = rem_recurrence_build_limited ("FREQ=WEEKLY", 0, self.times);
  else if (self.repeat != REM_REPEAT_RULE)
    return rem_date_draft_with_repeat (draft, self.repeat);
  else
    made = build_rule (self, rem_date_draft_get_day (draft).date);

  ruled = rem_date_draft_with_rule (draft, made != NULL ? made : rule);

  return rem_date_draft_with_repeat (ruled, REM_REPEAT_RULE);
}

/**
 * rem_repeat_way_counts:
 * @self: a way
 *
 * Returns: whether it is every so many of something
 */
gboolean
rem_repeat_way_counts (RemRepeatWay self)
{
  return self >= REM_REPEAT_WAY_DAYS && self <= REM_REPEAT_WAY_YEARS;
}

/**
 * rem_repeat_way_can_end:
 * @self: a way
 *
 * Returns: whether it can be told how many times
 */
gboolean
rem_repeat_way_can_end (RemRepeatWay self)
{
  return self <= REM_REPEAT_WAY_YEARS;
}
