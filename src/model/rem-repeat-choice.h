/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-date-draft.h"

G_BEGIN_DECLS

#define REM_REPEAT_CHOICE_MAX_EVERY 999
#define REM_REPEAT_CHOICE_MAX_TIMES 999

/**
 * RemRepeatWay:
 * @REM_REPEAT_WAY_WEEKDAY_OF_MONTH: on the weekday of the day, by its place in each month
 * @REM_REPEAT_WAY_WEEKDAY_OF_YEAR: the same in its month of each year
 * @REM_REPEAT_WAY_DAYS: every so many days
 * @REM_REPEAT_WAY_WEEKS: every so many weeks
 * @REM_REPEAT_WAY_MONTHS: every so many months
 * @REM_REPEAT_WAY_YEARS: every so many years
 * @REM_REPEAT_WAY_40: on the 40th day
 * @REM_REPEAT_WAY_49: on the 49th day
 * @REM_REPEAT_WAY_100: on the 100th day
 * @REM_REPEAT_WAY_RULE: by a rule as it is written
 *
 * The ways of coming back that are kept as a rule, in the order in which they are offered.
 */
typedef enum
{
  REM_REPEAT_WAY_WEEKDAY_OF_MONTH,
  REM_REPEAT_WAY_WEEKDAY_OF_YEAR,
  REM_REPEAT_WAY_DAYS,
  REM_REPEAT_WAY_WEEKS,
  REM_REPEAT_WAY_MONTHS,
  REM_REPEAT_WAY_YEARS,
  REM_REPEAT_WAY_40,
  REM_REPEAT_WAY_49,
  REM_REPEAT_WAY_100,
  REM_REPEAT_WAY_RULE,
} RemRepeatWay;

/**
 * RemRepeatChoice:
 * @repeat: how it comes back; %REM_REPEAT_RULE for what @way tells
 * @way: the way
 * @every: each, each second, each third time: of those ways that count
 * @times: how many times, of the ways that can end and of %REM_REPEAT_WEEKLY; 0 is without an end
 *
 * What a person chooses for a date to come back.
 */
typedef struct
{
  RemRepeat repeat;
  RemRepeatWay way;
  guint every;
  guint times;
} RemRepeatChoice;

RemRepeatChoice rem_repeat_choice_of_draft (RemDateDraft *draft);
RemDateDraft *rem_repeat_choice_apply (RemRepeatChoice self, RemDateDraft *draft, const char *rule);

gboolean rem_repeat_way_counts (RemRepeatWay self);
gboolean rem_repeat_way_can_end (RemRepeatWay self);

G_END_DECLS
