/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-rule-private.h"

#include "rem-core-error.h"

#include <string.h>

/*
 * Reads a rule strictly: RFC 5545, section 3.3.10, and RFC 7529, without what means nothing for
 * civil dates (hours and less) and without what no two programs understand alike. Nothing is
 * guessed: a rule that is not understood to the last part is refused.
 */

typedef enum
{
  PART_FREQ,
  PART_INTERVAL,
  PART_COUNT,
  PART_UNTIL,
  PART_WKST,
  PART_RSCALE,
  PART_SKIP,
  PART_BYMONTH,
  PART_BYMONTHDAY,
  PART_BYYEARDAY,
  PART_BYWEEKNO,
  PART_BYDAY,
  PART_BYSETPOS,
  PART_BYEASTER,
  PART_X_QINGMING,
  N_PARTS,
} Part;

static const char *const PART_NAMES[N_PARTS] = {
  "FREQ",       "INTERVAL",  "COUNT",    "UNTIL", "WKST",     "RSCALE",   "SKIP",       "BYMONTH",
  "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYSETPOS", "BYEASTER", "X-QINGMING",
};

static const char *const FREQUENCIES[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY", NULL };
static const char *const SKIPS[] = { "OMIT", "BACKWARD", "FORWARD", NULL };
static const char *const WEEKDAYS[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU", NULL };

/* The calendars of Unicode's list that have months and days of their own. */
static const char *const CALENDARS[] = {
  "CHINESE", "COPTIC",  "DANGI",         "ETHIOPIC",     "ETHIOPIC-AMETE-ALEM", "HEBREW",
  "INDIAN",  "ISLAMIC", "ISLAMIC-CIVIL", "ISLAMIC-RGSA", "ISLAMIC-TBLA",        "ISLAMIC-UMALQURA",
  "PERSIAN", NULL,
};

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RULE, why);

  return FALSE;
}

static int
find_word (const char *const *words, const char *word)
{
  for (int i = 0; words[i] != NULL; i++)
    {
      if (strcmp (words[i], word) == 0)
        return i;
    }

  return -1;
}

/* Reads a number of one to five digits, with a sign if that is allowed, up to @end. */
static gboolean
read_number (const char *text, const char **end_out, gboolean is_signed, int *number_out)
{
  gboolean is_negative = is_signed && *text == '-';
  const char *digits = is_signed && (*text == '-' || *text == '+') ? text + 1 : text;
  int number = 0;
  int n_digits = 0;

  while (n_digits < 6 && g_ascii_isdigit (digits[n_digits]))
    number = number * 10 + (digits[n_digits++] - '0');
  if (n_digits == 0 || n_digits > 5)
    return FALSE;

  *end_out = digits + n_digits;
  *number_out = is_negative ? -number : number;

  return TRUE;
}

static gboolean
read_whole_number (const char *text, int max, int *number_out)
{
  const char *end = NULL;
  int number = 0;

  if (!read_number (text, &end, FALSE, &number) || *end != '\0' || number < 1 || number > max)
    return FALSE;

  *number_out = number;

  return TRUE;
}

static gboolean
read_until (const char *text, RemDate *until_out)
{
  g_autofree char *iso = NULL;

  if (strlen (text) != 8)
    return FALSE;

  iso = g_strdup_printf ("%.4s-%.2s-%.2s", text, text + 4, text + 6);

  return rem_date_parse (iso, until_out, NULL);
}

static gboolean
read_list (RemRule *rule, RemRuleList list, gboolean is_signed, int max, const char *text)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);

  for (gsize i = 0; items[i] != NULL; i++)
    {
      RemRuleList item_list = list;
      const char *end = NULL;
      int number = 0;

      if (!read_number (items[i], &end, is_signed, &number) || number == 0 || ABS (number) > max)
        return FALSE;
      if (list == REM_RULE_MONTH && *end == 'L')
        {
          item_list = REM_RULE_LEAP_MONTH;
          end++;
        }
      if (*end != '\0')
        return FALSE;

      rem_rule_add_number (rule, item_list, number);
    }

  return items[0] != NULL;
}

/* One number of days, perhaps 0. */
static gboolean
read_moving (RemRule *rule, RemRuleList list, const char *text)
{
  const char *end = NULL;
  int number = 0;

  if (!read_number (text, &end, TRUE, &number) || *end != '\0' || number < REM_RULE_FIRST_MOVING ||
      number > REM_RULE_LAST_MOVING)
    return FALSE;

  rem_rule_add_number (rule, list, number);

  return TRUE;
}

static gboolean
read_weekdays (RemRule *rule, const char *text)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);

  for (gsize i = 0; items[i] != NULL; i++)
    {
      const char *end = items[i];
      int position = 0;
      int weekday = 0;

      if (!g_ascii_isupper (*end) && (!read_number (items[i], &end, TRUE, &position) ||
                                      position == 0 || ABS (position) > REM_RULE_MAX_WEEK))
        return FALSE;

      weekday = find_word (WEEKDAYS, end);
      if (weekday < 0)
        return FALSE;

      rem_rule_add_weekday (rule, weekday + 1, position);
    }

  return items[0] != NULL;
}

static gboolean
read_calendar (RemRule *rule, const char *text)
{
  if (strcmp (text, "GREGORIAN") == 0)
    return TRUE;
  if (find_word (CALENDARS, text) < 0)
    return FALSE;

  g_strlcpy (rule->calendar, text, sizeof rule->calendar);

  return TRUE;
}

static gboolean
read_word (const char *const *words, const char *text, int *index_out)
{
  int index = find_word (words, text);

  if (index < 0)
    return FALSE;

  *index_out = index;

  return TRUE;
}

static gboolean
read_part (RemRule *rule, Part part, const char *text)
{
  int index = 0;

  switch (part)
    {
    case PART_FREQ:
      if (!read_word (FREQUENCIES, text, &index))
        return FALSE;
      rule->frequency = (RemRuleFrequency) index;
      return TRUE;
    case PART_SKIP:
      if (!read_word (SKIPS, text, &index))
        return FALSE;
      rule->skip = (RemRuleSkip) index;
      return TRUE;
    case PART_WKST:
      if (!read_word (WEEKDAYS, text, &index))
        return FALSE;
      rule->week_start = index + 1;
      return TRUE;
    case PART_INTERVAL:
      return read_whole_number (text, REM_RULE_MAX_INTERVAL, &rule->interval);
    case PART_COUNT:
      return read_whole_number (text, REM_RULE_MAX_COUNT, &rule->count);
    case PART_UNTIL:
      return read_until (text, &rule->until);
    case PART_RSCALE:
      return read_calendar (rule, text);
    case PART_BYMONTH:
      return read_list (rule, REM_RULE_MONTH, FALSE, 13, text);
    case PART_BYMONTHDAY:
      return read_list (rule, REM_RULE_MONTH_DAY, TRUE, 31, text);
    case PART_BYYEARDAY:
      return read_list (rule, REM_RULE_YEAR_DAY, TRUE, 366, text);
    case PART_BYWEEKNO:
      return read_list (rule, REM_RULE_WEEK_NUMBER, TRUE, REM_RULE_MAX_WEEK, text);
    case PART_BYDAY:
      return read_weekdays (rule, text);
    case PART_BYSETPOS:
      return read_list (rule, REM_RULE_POSITION, TRUE, 366, text);
    case PART_BYEASTER:
      return read_moving (rule, REM_RULE_EASTER, text);
    case PART_X_QINGMING:
      return read_moving (rule, REM_RULE_QINGMING, text);
    case N_PARTS:
    default:
      return FALSE;
    }
}

static gboolean
has_numbered_weekday (const RemRule *rule, int max)
{
  for (int weekday = 1; weekday <= 7; weekday++)
    {
      for (int position = -REM_RULE_MAX_WEEK; position <= REM_RULE_MAX_WEEK; position++)
        {
          if (ABS (position) > max && rem_rule_has_weekday (rule, weekday, position))
            return TRUE;
        }
    }

  return FALSE;
}

static guint
count_numbers (const RemRule *rule)
{
  guint n_numbers = 0;

  for (int list = 0; list < REM_RULE_N_LISTS; list++)
    n_numbers += rule->n_numbers[list];

  return n_numbers;
}

/* What RFC 5545 says about which parts go together. */
static gboolean
check_gregorian (const RemRule *rule, GError **error)
{
  const guint *n = rule->n_numbers;
  gboolean is_sub_monthly = rule->frequency == REM_RULE_DAILY || rule->frequency == REM_RULE_WEEKLY;

  if (n[REM_RULE_EASTER] + n[REM_RULE_QINGMING] > 0 &&
      (rule->frequency != REM_RULE_YEARLY || rule->n_weekdays > 0 ||
       rule->skip != REM_RULE_SKIP_OMIT || count_numbers (rule) != 1))
    return refuse (error, "Easter or Qingming in a rule that says more than the year");
  if (n[REM_RULE_LEAP_MONTH] > 0 || rem_rule_has_number (rule, REM_RULE_MONTH, 13))
    return refuse (error, "BYMONTH names a month that is not in the calendar");
  if (rule->frequency == REM_RULE_WEEKLY && n[REM_RULE_MONTH_DAY] > 0)
    return refuse (error, "BYMONTHDAY in a weekly rule");
  if (rule->frequency != REM_RULE_YEARLY &&
      (n[REM_RULE_YEAR_DAY] > 0 || n[REM_RULE_WEEK_NUMBER] > 0))
    return refuse (error, "BYYEARDAY or BYWEEKNO in a rule that is not yearly");
  if ((is_sub_monthly || n[REM_RULE_WEEK_NUMBER] > 0) && has_numbered_weekday (rule, 0))
    return refuse (error, "BYDAY with a number where it may not have one");
  if (rule->frequency == REM_RULE_MONTHLY && has_numbered_weekday (rule, 5))
    return refuse (error, "BYDAY beyond the fifth week of a month");
  if (n[REM_RULE_POSITION] > 0 && rule->n_weekdays == 0 && n[REM_RULE_MONTH] == 0 &&
      n[REM_RULE_MONTH_DAY] == 0 && n[REM_RULE_YEAR_DAY] == 0 && n[REM_RULE_WEEK_NUMBER] == 0)
    return refuse (error, "BYSETPOS without another BY part");
  if (rule->skip != REM_RULE_SKIP_OMIT &&
      (is_sub_monthly || rule->n_weekdays > 0 || n[REM_RULE_YEAR_DAY] > 0 ||
       n[REM_RULE_WEEK_NUMBER] > 0 || n[REM_RULE_POSITION] > 0))
    return refuse (error, "SKIP in a rule that does not go by the days of months");

  return TRUE;
}

/*
 * Other calendars: only what comes back by one month and one day, which is what people count by and
 * what can be reckoned rightly.
 */
static gboolean
check_calendar (const RemRule *rule, GError **error)
{
  const guint *n = rule->n_numbers;
  gboolean is_hebrew = strcmp (rule->calendar, "HEBREW") == 0;
  gboolean is_chinese = !is_hebrew && rem_rule_is_lunar (rule);
  gboolean is_monthly = rule->frequency == REM_RULE_MONTHLY;

  if (rule->frequency != REM_RULE_YEARLY && !is_monthly)
    return refuse (error, "RSCALE in a rule that is neither yearly nor monthly");
  if (rule->n_weekdays > 0 || n[REM_RULE_YEAR_DAY] > 0 || n[REM_RULE_WEEK_NUMBER] > 0 ||
      n[REM_RULE_POSITION] > 0 || n[REM_RULE_EASTER] > 0 || n[REM_RULE_QINGMING] > 0)
    return refuse (error, "RSCALE with a part other than BYMONTH and BYMONTHDAY");
  if (n[REM_RULE_MONTH] + n[REM_RULE_LEAP_MONTH] > (is_monthly ? 0 : 1))
    return refuse (error, "RSCALE with BYMONTH in a monthly rule, or of several months");
  if (n[REM_RULE_MONTH_DAY] > 1 || rem_rule_has_number (rule, REM_RULE_MONTH_DAY, -30) ||
      rem_rule_has_number (rule, REM_RULE_MONTH_DAY, -31))
    return refuse (error, "RSCALE with several days, or counted back from before the month");
  if (is_monthly && (is_hebrew || is_chinese) && rule->skip != REM_RULE_SKIP_BACKWARD)
    return refuse (error, "A monthly rule in a calendar with leap months needs SKIP=BACKWARD");
  if (is_hebrew && rem_rule_has_number (rule, REM_RULE_MONTH, 12) &&
      rem_rule_has_number (rule, REM_RULE_MONTH_DAY, 30))
    return refuse (error, "Elul has 29 days");
  if (n[REM_RULE_LEAP_MONTH] > 0 &&
      !(is_hebrew && rem_rule_has_number (rule, REM_RULE_LEAP_MONTH, 5)) &&
      !(is_chinese && !rem_rule_has_number (rule, REM_RULE_LEAP_MONTH, 12) &&
        !rem_rule_has_number (rule, REM_RULE_LEAP_MONTH, 13)))
    return refuse (error, "BYMONTH names a leap month that the calendar does not have");

  return TRUE;
}

/*
 * Parts that contradict each other, such as 30 February, never fall on any day. Twenty-eight years
 * hold every kind of year, and each kind before each that can follow it but at the end of some
 * centuries; what the rule leaves to its anchor can always be met.
 */
static gboolean
check_falls_at_all (const RemRule *rule, GError **error)
{
  g_autoptr (GArray) dates = g_array_new (FALSE, FALSE, sizeof (RemDate));
  RemRule without_end = *rule;
  RemRuleSpan span = { { 2000, 1, 1 }, { 2000, 1, 1 }, { 2029, 12, 31 }, 1 };

  without_end.interval = 1;
  without_end.count = 0;
  without_end.until = REM_DATE_UNKNOWN;
  rem_rule_list_gregorian (&without_end, &span, dates);

  return dates->len > 0 ? TRUE : refuse (error, "The rule does not fall on any day");
}

/*
 * rem_rule_parse:
 * @text: text from outside
 * @rule_out: (out): the rule, on success
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE on success. Fails with %REM_CORE_ERROR_BAD_RULE.
 */
gboolean
rem_rule_parse (const char *text, RemRule *rule_out, GError **error)
{
  g_autofree char *capitals = NULL;
  g_auto (GStrv) parts = NULL;
  gboolean seen[N_PARTS] = { FALSE };
  RemRule rule = { 0 };

  if (strnlen (text, REM_RULE_MAX_LENGTH + 1) > REM_RULE_MAX_LENGTH)
    return refuse (error, "The rule is too long");

  rule.interval = 1;
  rule.week_start = 1;
  capitals = g_ascii_strup (text, -1);
  parts = g_strsplit (capitals, ";", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');
      Part part = PART_FREQ;

      if (value == NULL)
        return refuse (error, "A part of the rule has no value");

      *value++ = '\0';
      while (part < N_PARTS && strcmp (PART_NAMES[part], parts[i]) != 0)
        part++;

      if (part == N_PARTS)
        return refuse (error, "A part of the rule is not known, or not for civil dates");
      if (seen[part])
        return refuse (error, "A part of the rule is there twice");
      if (!read_part (&rule, part, value))
        return refuse (error, "A part of the rule has a value that it cannot have");

      seen[part] = TRUE;
    }

  if (!seen[PART_FREQ])
    return refuse (error, "The rule has no FREQ");
  if (seen[PART_COUNT] && seen[PART_UNTIL])
    return refuse (error, "COUNT and UNTIL do not go together");
  if (seen[PART_SKIP] && !seen[PART_RSCALE])
    return refuse (error, "SKIP without RSCALE");

  if (rule.calendar[0] != '\0')
    {
      if (!check_calendar (&rule, error))
        return FALSE;
    }
  else if (!check_gregorian (&rule, error) || !check_falls_at_all (&rule, error))
    {
      return FALSE;
    }

  *rule_out = rule;

  return TRUE;
}

/*
 * rem_rule_add_number:
 * @self: a rule
 * @list: which list
 * @number: -366 to 366
 *
 * Puts a number in a list; one that is there already is not put twice.
 */
void
rem_rule_add_number (RemRule *self, RemRuleList list, int number)
{
  guint8 *has = &self->has[list][number + REM_RULE_MAX_NUMBER];

  if (*has)
    return;

  *has = TRUE;
  self->n_numbers[list]++;
}

/*
 * rem_rule_has_number:
 * @self: a rule
 * @list: which list
 * @number: -366 to 366
 *
 * Returns: whether the number is in the list
 */
gboolean
rem_rule_has_number (const RemRule *self, RemRuleList list, int number)
{
  return self->has[list][number + REM_RULE_MAX_NUMBER];
}

/*
 * rem_rule_add_weekday:
 * @self: a rule
 * @weekday: 1 for Monday to 7 for Sunday
 * @position: -53 to 53; 0 for every one
 */
void
rem_rule_add_weekday (RemRule *self, int weekday, int position)
{
  guint8 *has = &self->has_weekday[weekday][position + REM_RULE_MAX_WEEK];

  if (*has)
    return;

  *has = TRUE;
  self->n_weekdays++;
}

/*
 * rem_rule_has_weekday:
 * @self: a rule
 * @weekday: 1 for Monday to 7 for Sunday
 * @position: -53 to 53; 0 for every one
 *
 * Returns: whether BYDAY names it
 */
gboolean
rem_rule_has_weekday (const RemRule *self, int weekday, int position)
{
  return self->has_weekday[weekday][position + REM_RULE_MAX_WEEK];
}
