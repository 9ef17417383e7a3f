/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-date.h"

G_BEGIN_DECLS

/*
 * A recurrence rule taken apart, and the three ways of finding its days. Only rem-recurrence*.c use
 * this.
 */

/** The longest rule that is read, in bytes. */
#define REM_RULE_MAX_LENGTH 1024
/** The most occurrences that COUNT may ask for: a day for a hundred years. */
#define REM_RULE_MAX_COUNT    36525
#define REM_RULE_MAX_INTERVAL 9999

typedef enum
{
  REM_RULE_DAILY,
  REM_RULE_WEEKLY,
  REM_RULE_MONTHLY,
  REM_RULE_YEARLY,
} RemRuleFrequency;

typedef enum
{
  REM_RULE_SKIP_OMIT,
  REM_RULE_SKIP_BACKWARD,
  REM_RULE_SKIP_FORWARD,
} RemRuleSkip;

/* Parts that list numbers. Leap months have a list of their own. */
typedef enum
{
  REM_RULE_MONTH,
  REM_RULE_LEAP_MONTH,
  REM_RULE_MONTH_DAY,
  REM_RULE_YEAR_DAY,
  REM_RULE_WEEK_NUMBER,
  REM_RULE_POSITION,
  REM_RULE_EASTER,   /* days from Easter Sunday */
  REM_RULE_QINGMING, /* days from Qingming */
  REM_RULE_N_LISTS,
} RemRuleList;

#define REM_RULE_MAX_NUMBER 366
/* From these on to these days away from Easter or Qingming is always the same year. */
#define REM_RULE_FIRST_MOVING (-80)
#define REM_RULE_LAST_MOVING  250
#define REM_RULE_MAX_WEEK     53
#define REM_RULE_MAX_CALENDAR 24

/*
 * Which numbers stand in each list: has[list][number + REM_RULE_MAX_NUMBER], and for BYDAY
 * has_weekday[1 to 7][position + REM_RULE_MAX_WEEK], where position 0 is every such weekday.
 */
typedef struct
{
  RemRuleFrequency frequency;
  RemRuleSkip skip;
  int interval;
  int count;     /* 0: without end */
  RemDate until; /* unknown: without end */
  int week_start;
  char calendar[REM_RULE_MAX_CALENDAR]; /* RSCALE in capitals; empty for the Gregorian calendar */
  guint n_numbers[REM_RULE_N_LISTS];
  guint n_weekdays;
  guint8 has[REM_RULE_N_LISTS][2 * REM_RULE_MAX_NUMBER + 1];
  guint8 has_weekday[8][2 * REM_RULE_MAX_WEEK + 1];
} RemRule;

gboolean rem_rule_parse (const char *text, RemRule *rule_out, GError **error);
void rem_rule_add_number (RemRule *self, RemRuleList list, int number);
gboolean rem_rule_has_number (const RemRule *self, RemRuleList list, int number);
void rem_rule_add_weekday (RemRule *self, int weekday, int position);
gboolean rem_rule_has_weekday (const RemRule *self, int weekday, int position);

/**
 * RemRuleSpan:
 * @anchor: DTSTART
 * @from: the first day to tell
 * @until: the last day to tell
 * @limit: how many to tell at most; 0 for all
 */
typedef struct
{
  RemDate anchor;
  RemDate from;
  RemDate until;
  guint limit;
} RemRuleSpan;

void rem_rule_list_gregorian (const RemRule *self, const RemRuleSpan *span, GArray *dates);
gboolean rem_rule_is_lunar (const RemRule *self);
gboolean
rem_rule_list_lunar (const RemRule *self, const RemRuleSpan *span, GArray *dates, GError **error);
gboolean rem_rule_list_calendar (const RemRule *self,
                                 const RemRuleSpan *span,
                                 GArray *dates,
                                 GError **error);

G_END_DECLS
