/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-reminder.h"

#include "rem-core-error.h"

#include <string.h>

/* Reads two digits that are less than @limit; -1 if there is anything else. */
static int
read_two_digits (const char *text, int limit)
{
  int value = 0;

  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return -1;

  value = (text[0] - '0') * 10 + (text[1] - '0');

  return value < limit ? value : -1;
}

/**
 * rem_reminder_parse:
 * @text: text from outside
 * @reminder_out: (out): the reminder
 * @error: return location for an error, or %NULL
 *
 * Reads what rem_reminder_to_text() writes, and nothing else: the days before, without leading
 * zeros, and the time of day: "0d@10:00", "1d@19:00". Pure; any thread.
 *
 * Returns: %TRUE on success. Fails with %REM_CORE_ERROR_BAD_DATE.
 */
gboolean
rem_reminder_parse (const char *text, RemReminder *reminder_out, GError **error)
{
  gsize length = 0;
  gsize n_digits = 0;
  int lead_days = 0;
  int hour = -1;
  int minute = -1;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (reminder_out != NULL, FALSE);

  length = strnlen (text, 16);
  while (n_digits < 3 && g_ascii_isdigit (text[n_digits]))
    lead_days = lead_days * 10 + (text[n_digits++] - '0');

  if (n_digits > 0 && (n_digits == 1 || text[0] != '0') && length == n_digits + 7 &&
      text[n_digits] == 'd' && text[n_digits + 1] == '@' && text[n_digits + 4] == ':')
    {
      hour = read_two_digits (text + n_digits + 2, 24);
      minute = read_two_digits (text + n_digits + 5, 60);
    }

  if (hour < 0 || minute < 0 || lead_days > REM_REMINDER_MAX_LEAD_DAYS)
    {
      g_set_error_literal (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_DATE, "Not a reminder");
      return FALSE;
    }

  reminder_out->lead_days = (guint16) lead_days;
  reminder_out->hour = (guint8) hour;
  reminder_out->minute = (guint8) minute;

  return TRUE;
}

/**
 * rem_reminder_to_text:
 * @self: a reminder
 *
 * Writes a reminder as it is kept: "0d@10:00" is the day itself at ten. Pure; any thread.
 *
 * Returns: (transfer full): ASCII text
 */
char *
rem_reminder_to_text (RemReminder self)
{
  return g_strdup_printf ("%dd@%02d:%02d", self.lead_days, self.hour, self.minute);
}

/**
 * rem_reminder_compare:
 * @a: a reminder
 * @b: a reminder of the same date
 *
 * Orders reminders as they come: a week before, the day before, the day itself, and within a day by
 * the hour. Pure; any thread.
 *
 * Returns: less than, equal to or greater than 0
 */
int
rem_reminder_compare (RemReminder a, RemReminder b)
{
  if (a.lead_days != b.lead_days)
    return a.lead_days > b.lead_days ? -1 : 1;
  if (a.hour != b.hour)
    return a.hour < b.hour ? -1 : 1;
  if (a.minute != b.minute)
    return a.minute < b.minute ? -1 : 1;

  return 0;
}
