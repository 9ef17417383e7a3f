/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ical-value.h"

#include <string.h>

/* The values of RFC 5545, section 3.3, that a date needs, read and written. */

/** A line is folded after so many bytes, its end not among them. */
#define FOLD_BYTES 75

#define DAY_SECONDS 86400

/** Nobody is told of a date more than some years before. */
#define MAX_DURATION_SECONDS ((gint64) 10000 * DAY_SECONDS)

/* Reads exactly @n digits; -1 if they are none. */
static int
read_digits (const char *text, int n)
{
  int number = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      number = number * 10 + (text[i] - '0');
    }

  return number;
}

/**
 * rem_ical_time_parse:
 * @text: such as "20260314", "20260314T190000" or "20260314T190000Z"
 * @time_out: (out): what it says, on success
 *
 * A leap second is taken as the second before it. Pure; any thread.
 *
 * Returns: whether @text is a day that exists, perhaps with an hour that exists
 */
gboolean
rem_ical_time_parse (const char *text, RemIcalTime *time_out)
{
  RemIcalTime time = { REM_DATE_UNKNOWN, FALSE, FALSE, 0 };
  gsize length = strnlen (text, 17);
  int year = length >= 8 ? read_digits (text, 4) : -1;
  int month = length >= 8 ? read_digits (text + 4, 2) : -1;
  int day = length >= 8 ? read_digits (text + 6, 2) : -1;

  if (year < 1 || month < 1 || day < 1)
    return FALSE;

  time.date = (RemDate){ (gint16) year, (guint8) month, (guint8) day };
  if (!rem_date_is_valid (time.date))
    return FALSE;

  if (length > 8)
    {
      int hour = length >= 15 && text[8] == 'T' ? read_digits (text + 9, 2) : -1;
      int minute = hour >= 0 ? read_digits (text + 11, 2) : -1;
      int second = minute >= 0 ? read_digits (text + 13, 2) : -1;

      if (hour > 23 || minute > 59 || second < 0 || second > 60 ||
          (length == 16 && text[15] != 'Z') || length > 16)
        return FALSE;

      time.has_time = TRUE;
      time.is_utc = length == 16;
      time.second_of_day = hour * 3600 + minute * 60 + MIN (second, 59);
    }

  *time_out = time;

  return TRUE;
}

static gint64
get_unit_seconds (char unit, gboolean is_in_time)
{
  switch (unit)
    {
    case 'W':
      return is_in_time ? 0 : 7 * DAY_SECONDS;
    case 'D':
      return is_in_time ? 0 : DAY_SECONDS;
    case 'H':
      return is_in_time ? 3600 : 0;
    case 'M':
      return is_in_time ? 60 : 0;
    case 'S':
      return is_in_time ? 1 : 0;
    default:
      return 0;
    }
}

/**
 * rem_ical_duration_parse:
 * @text: such as "-P1DT10H" or "PT0S"
 * @seconds_out: (out): how long it is, on success
 *
 * Pure; any thread.
 *
 * Returns: whether @text is a duration of less than some 27 years
 */
gboolean
rem_ical_duration_parse (const char *text, gint64 *seconds_out)
{
  gboolean is_negative = *text == '-';
  gboolean is_in_time = FALSE;
  gint64 seconds = 0;
  int n_parts = 0;

  if (*text == '-' || *text == '+')
    text++;
  if (*text++ != 'P')
    return FALSE;

  while (*text != '\0')
    {
      gint64 number = 0;
      gint64 unit = 0;
      int n_digits = 0;

      if (*text == 'T' && !is_in_time)
        {
          is_in_time = TRUE;
          text++;
          continue;
        }
      for (; g_ascii_isdigit (*text) && n_digits < 9; text++, n_digits++)
        number = number * 10 + (*text - '0');
      unit = n_digits > 0 ? get_unit_seconds (*text, is_in_time) : 0;
      if (unit == 0)
        return FALSE;

      text++;
      n_parts++;
      seconds += number * unit;
      if (seconds > MAX_DURATION_SECONDS)
        return FALSE;
    }

  if (n_parts == 0)
    return FALSE;

  *seconds_out = is_negative ? -seconds : seconds;

  return TRUE;
}

static gboolean
is_wanted (gunichar c, gboolean is_line)
{
  if (c == '\n' || c == '\t')
    return TRUE;

  /* Marks that turn the direction of writing could make a name look like another one. */
  return !g_unichar_iscntrl (c) && !(c >= 0x202a && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069) &&
         c != 0xfeff && !(is_line && (c == 0x2028 || c == 0x2029));
}

static char *
read_text (const char *text, gsize max_chars, gboolean is_line, gboolean *is_cut_out)
{
  GString *plain = g_string_new (NULL);
  gsize n_chars = 0;

  while (*text != '\0' && n_chars < max_chars)
    {
      gunichar c = g_utf8_get_char (text);

      text = g_utf8_next_char (text);
      if (c == '\\' && *text != '\0')
        {
          c = g_utf8_get_char (text);
          text = g_utf8_next_char (text);
          if (c == 'n' || c == 'N')
            c = '\n';
        }
      if (!is_wanted (c, is_line))
        continue;

      if (is_line && g_unichar_isspace (c))
        {
          if (plain->len > 0 && plain->str[plain->len - 1] == ' ')
            continue;
          c = ' ';
        }
      g_string_append_unichar (plain, c);
      n_chars++;
    }

  if (*text != '\0')
    *is_cut_out = TRUE;

  return g_strstrip (g_string_free (plain, FALSE));
}

/**
 * rem_ical_text_read:
 * @text: a TEXT value, UTF-8
 * @max_chars: the most characters of it that are taken
 * @is_cut_out: (inout): set to %TRUE if there were more
 *
 * Unescapes a text, without control characters. Pure; any thread.
 *
 * Returns: (transfer full): the text as it is meant
 */
char *
rem_ical_text_read (const char *text, gsize max_chars, gboolean *is_cut_out)
{
  return read_text (text, max_chars, FALSE, is_cut_out);
}

/**
 * rem_ical_text_read_line:
 * @text: a TEXT value, UTF-8
 * @max_chars: the most characters of it that are taken
 * @is_cut_out: (inout): set to %TRUE if there were more
 *
 * As rem_ical_text_read(), on one line. Pure; any thread.
 *
 * Returns: (transfer full): the text as it is meant
 */
char *
rem_ical_text_read_line (const char *text, gsize max_chars, gboolean *is_cut_out)
{
  return read_text (text, max_chars, TRUE, is_cut_out);
}

/**
 * rem_ical_append:
 * @file: what is written
 * @name: a property, perhaps with parameters
 * @value: its value, escaped already
 *
 * Writes a content line, folded between characters, with CRLF.
 */
void
rem_ical_append (GString *file, const char *name, const char *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);
  const char *at = line;
  gsize n_free = FOLD_BYTES;

  while (*at != '\0')
    {
      gsize size = (gsize) (g_utf8_next_char (at) - at);

      if (size > n_free)
        {
          g_string_append (file, "\r\n ");
          n_free = FOLD_BYTES - 1;
        }
      g_string_append_len (file, at, (gssize) size);
      n_free -= size;
      at += size;
    }

  g_string_append (file, "\r\n");
}

/**
 * rem_ical_append_text:
 * @file: what is written
 * @name: a property, perhaps with parameters
 * @text: UTF-8 text
 *
 * As rem_ical_append(), and escapes the text.
 */
void
rem_ical_append_text (GString *file, const char *name, const char *text)
{
  g_autoptr (GString) escaped = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (*text == '\n')
        g_string_append (escaped, "\\n");
      else if (*text == '\\' || *text == ';' || *text == ',')
        g_string_append_printf (escaped, "\\%c", *text);
      else if ((guchar) *text >= 0x20 || *text == '\t')
        g_string_append_c (escaped, *text);
    }

  rem_ical_append (file, name, escaped->str);
}

/**
 * rem_ical_date_to_text:
 * @date: a date that exists
 *
 * Returns: (transfer full): such as "20260314"
 */
char *
rem_ical_date_to_text (RemDate date)
{
  return g_strdup_printf ("%04d%02d%02d", date.year, date.month, date.day);
}
