/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-known-wishes-private.h"

#include <glib/gi18n.h>

/*
 * A week of silence is the day and the six before it, which are the loud ones. The soft word comes
 * on the first of these days, so that the weekday that it names cannot be mistaken.
 */

#define WEEK_LEAD_DAYS 6
#define HOUR           10

struct _RemKnownWishes
{
  GPtrArray *days;
  GArray *silent; /* of RemDate, the days on which a silent week ends */
  GPtrArray *tellings;
};

/**
 * rem_known_wishes_new:
 * @settings: what was chosen
 * @from: the first day of the span
 * @until: the last one
 *
 * Returns: (transfer full): what was wished for the days of others from @from to @until
 */
RemKnownWishes *
rem_known_wishes_new (RemReminderSettings *settings, RemDate from, RemDate until)
{
  RemKnownWishes *self = g_new0 (RemKnownWishes, 1);
  RemDate last = rem_date_add_days (until, WEEK_LEAD_DAYS);
  const char *country = rem_reminder_settings_get_country (settings);

  self->days = rem_known_day_list ();
  self->silent = g_array_new (FALSE, FALSE, sizeof (RemDate));
  self->tellings = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->days->len; i++)
    {
      RemKnownDay *day = g_ptr_array_index (self->days, i);
      RemDayWish wish = rem_reminder_settings_get_day_wish (settings, rem_known_day_get_id (day));
      g_autoptr (GArray) occurrences = NULL;

      if (wish == REM_DAY_WISH_NOTHING)
        continue;

      occurrences = rem_known_day_list_occurrences (day, country, from, last);
      for (guint j = 0; j < occurrences->len; j++)
        {
          RemDate occurrence = g_array_index (occurrences, RemDate, j);
          RemDate date = rem_date_add_days (occurrence, -WEEK_LEAD_DAYS);
          RemKnownTelling telling = { .day = day, .occurrence = occurrence, .date = date };

          if (wish == REM_DAY_WISH_SILENT)
            g_array_append_val (self->silent, occurrence);
          else if (rem_date_compare (date, from) >= 0)
            g_ptr_array_add (self->tellings, g_memdup2 (&telling, sizeof telling));
        }
    }

  return self;
}

/**
 * rem_known_wishes_free:
 * @self: (transfer full): wishes
 */
void
rem_known_wishes_free (RemKnownWishes *self)
{
  g_ptr_array_unref (self->tellings);
  g_array_unref (self->silent);
  g_ptr_array_unref (self->days);
  g_free (self);
}

/**
 * rem_known_wishes_is_silent_on:
 * @self: wishes
 * @date: a day of the span
 *
 * Returns: %TRUE if nothing is said on @date
 */
gboolean
rem_known_wishes_is_silent_on (RemKnownWishes *self, RemDate date)
{
  for (guint i = 0; i < self->silent->len; i++)
    {
      int days = rem_date_days_between (date, g_array_index (self->silent, RemDate, i));

      if (days >= 0 && days <= WEEK_LEAD_DAYS)
        return TRUE;
    }

  return FALSE;
}

/**
 * rem_known_wishes_get_tellings:
 * @self: wishes
 *
 * Returns: (transfer none) (element-type RemKnownTelling): what is told in the span, in no order
 */
GPtrArray *
rem_known_wishes_get_tellings (RemKnownWishes *self)
{
  return self->tellings;
}

static const char *
find_soft_body (const RemKnownTelling *telling)
{
  /* TRANSLATORS: a day on which others celebrate and which may hurt; it is not named. */
  static const char *const loud[] = {
    N_ ("Monday may be a noisy day out there. You asked to know."),
    N_ ("Tuesday may be a noisy day out there. You asked to know."),
    N_ ("Wednesday may be a noisy day out there. You asked to know."),
    N_ ("Thursday may be a noisy day out there. You asked to know."),
    N_ ("Friday may be a noisy day out there. You asked to know."),
    N_ ("Saturday may be a noisy day out there. You asked to know."),
    N_ ("Sunday may be a noisy day out there. You asked to know."),
  };
  /* TRANSLATORS: a day of remembrance; it is not named. */
  static const char *const kept[] = {
    N_ ("Monday is a day that others keep too. You asked to know."),
    N_ ("Tuesday is a day that others keep too. You asked to know."),
    N_ ("Wednesday is a day that others keep too. You asked to know."),
    N_ ("Thursday is a day that others keep too. You asked to know."),
    N_ ("Friday is a day that others keep too. You asked to know."),
    N_ ("Saturday is a day that others keep too. You asked to know."),
    N_ ("Sunday is a day that others keep too. You asked to know."),
  };
  int weekday = (rem_date_get_weekday (telling->occurrence) + 6) % 7;

  return rem_known_day_get_kind (telling->day) == REM_KNOWN_DAY_HURTS ? _ (loud[weekday])
                                                                      : _ (kept[weekday]);
}

/**
 * rem_known_wishes_write:
 * @telling: what is told
 * @words: how much may be said
 * @entry: gets a day, an hour, a title and a body of its own
 */
void
rem_known_wishes_write (const RemKnownTelling *telling, RemReminderWords words, RemPlanEntry *entry)
{
  g_autofree char *day = NULL;

  entry->date = telling->date;
  entry->hour = HOUR;
  entry->minute = 0;
  if (words == REM_REMINDER_WORDS_PRIVATE)
    {
      entry->title = g_strdup ("Remember");
      entry->body = g_strdup (_ ("There is something here for you."));
      return;
    }

  /* TRANSLATORS: the title of a notice about a day within a week. */
  entry->title = g_strdup (_ ("In the coming days"));
  if (words == REM_REMINDER_WORDS_SOFT)
    {
      entry->body = g_strdup (find_soft_body (telling));
      return;
    }

  day = rem_date_format (telling->occurrence, REM_DATE_STYLE_WEEKDAY);
  /* TRANSLATORS: what a day of others is called, and when it is, as "Sunday, 9 May". */
  entry->body = g_strdup_printf (_ ("%1$s: %2$s. You asked to know."),
                                 rem_known_day_get_title (telling->day), day);
}
