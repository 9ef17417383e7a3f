/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-candle-words.h"

#include <glib/gi18n.h>

/* Words that may be read by candlelight, aloud or in silence. They ask nothing and explain nothing.
 */
static const char *const readings[] = {
  N_ ("This light is for you.\nIt needs no reason and no name."),
  N_ ("You were here.\nNobody else has to know how much that is."),
  N_ ("There are no right words for this.\nI only came to sit with you."),
  N_ ("What I imagined for you\nis still with me, as soft as this light."),
  N_ ("I carry you the way a room carries light:\nquietly, and everywhere."),
  N_ ("For a while I do not have to hold anything up.\nThe candle stands by itself."),
};

/**
 * rem_candle_words_for_length:
 * @length: how long
 *
 * Returns: how it is called where it is chosen
 */
const char *
rem_candle_words_for_length (RemCandleLength length)
{
  switch (length)
    {
    case REM_CANDLE_MINUTE:
      return C_ ("candle", "For a minute");
    case REM_CANDLE_HOUR:
      return C_ ("candle", "For an hour");
    case REM_CANDLE_BEDTIME:
      return C_ ("candle", "Until bedtime");
    case REM_CANDLE_HOUR_OF_LIGHT:
      return C_ ("candle", "For the hour of light, from seven to eight");
    case REM_CANDLE_OPEN:
    default:
      return C_ ("candle", "Until I put it out");
    }
}

/**
 * rem_candle_words_hour:
 * @hour: an hour of the evening
 *
 * Returns: (transfer full): the time of day: "22:00"
 */
char *
rem_candle_words_hour (int hour)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2000, 1, 1, hour, 0, 0);

  return g_date_time_format (time, C_ ("time of day", "%H:%M"));
}

/**
 * rem_candle_words_until:
 * @candle: a candle that is lit or waits
 * @zone: where the person is
 *
 * Returns: (transfer full): a sentence that says how long it will be lit
 */
char *
rem_candle_words_until (RemCandle *candle, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *time = NULL;

  if (rem_candle_get_state (candle) == REM_CANDLE_WAITING)
    return g_strdup (_ ("It lights at seven, when others light theirs where you are."));
  switch (rem_candle_get_length (candle))
    {
    case REM_CANDLE_MINUTE:
      return g_strdup (_ ("For a minute, or until you put it out."));
    case REM_CANDLE_OPEN:
      return g_strdup (_ ("Until you put it out."));
    case REM_CANDLE_HOUR_OF_LIGHT:
      return g_strdup (_ ("Until eight, with others, or until you put it out."));
    case REM_CANDLE_BEDTIME:
    case REM_CANDLE_HOUR:
    default:
      utc = g_date_time_new_from_unix_utc (rem_candle_get_end_us (candle) / G_USEC_PER_SEC);
      local = g_date_time_to_timezone (utc, zone);
      /* Translators: a time of day, see strftime(3). */
      time = g_date_time_format (local, C_ ("time of day", "%H:%M"));
      /* Translators: %s is a time of day, such as 21:30. */
      return g_strdup_printf (_ ("Until %s, or until you put it out."), time);
    }
}

/**
 * rem_candle_words_for:
 * @name: a name, a nickname, another word, or ""
 *
 * Returns: (transfer full): for whom the candle is
 */
char *
rem_candle_words_for (const char *name)
{
  if (*name == '\0')
    return g_strdup (C_ ("candle", "Without a name"));
  /* Translators: a candle is lit for somebody; %s is a name, a nickname or another word. */
  return g_strdup_printf (C_ ("candle", "For %s"), name);
}

/**
 * rem_candle_words_line:
 * @name: a name, a nickname, another word, or ""
 *
 * Returns: (transfer full): what a line about the candle may say
 */
char *
rem_candle_words_line (const char *name)
{
  if (*name == '\0')
    return g_strdup (_ ("I lit a candle."));
  /* Translators: a candle was lit for somebody; %s is a name, a nickname or another word. */
  return g_strdup_printf (_ ("I lit a candle for %s."), name);
}

/**
 * rem_candle_words_count_readings:
 *
 * Returns: how many words there are to read
 */
guint
rem_candle_words_count_readings (void)
{
  return G_N_ELEMENTS (readings);
}

/**
 * rem_candle_words_reading:
 * @i: which, below rem_candle_words_count_readings()
 *
 * Returns: words to read
 */
const char *
rem_candle_words_reading (guint i)
{
  g_return_val_if_fail (i < G_N_ELEMENTS (readings), "");

  return _ (readings[i]);
}
