/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-occasion-private.h"

#include <string.h>

/* What a date may carry besides its name and how it comes back; none of it is ever needed. */

/*
 * rem_occasion_copy:
 * @self: a date that matters
 *
 * Returns: (transfer full): another with the same values, to be changed before anybody sees it
 */
RemOccasion *
rem_occasion_copy (RemOccasion *self)
{
  RemOccasion *copy = g_new0 (RemOccasion, 1);

  *copy = *self;
  g_atomic_ref_count_init (&copy->ref_count);
  copy->uuid = g_strdup (self->uuid);
  copy->label = g_strdup (self->label);
  copy->rule = g_strdup (self->rule);
  copy->persons = g_strdupv (self->persons);
  copy->uid = g_strdup (self->uid);
  copy->note = g_strdup (self->note);
  copy->hour = g_strdup (self->hour);
  copy->days = g_array_ref (self->days);
  copy->reminders = g_memdup2 (self->reminders, self->n_reminders * sizeof (RemReminder));

  return copy;
}

/*
 * rem_occasion_details_equal:
 * @a: a date that matters
 * @b: a date that matters
 *
 * Returns: whether what this file is about is the same in both
 */
gboolean
rem_occasion_details_equal (RemOccasion *a, RemOccasion *b)
{
  if (a->days->len != b->days->len)
    return FALSE;

  for (guint i = 0; i < a->days->len; i++)
    {
      if (!rem_date_equal (g_array_index (a->days, RemDate, i),
                           g_array_index (b->days, RemDate, i)))
        return FALSE;
    }

  return strcmp (a->uid, b->uid) == 0 && strcmp (a->note, b->note) == 0 &&
         strcmp (a->hour, b->hour) == 0 && a->is_muted == b->is_muted &&
         rem_date_equal (a->ended, b->ended);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return rem_date_compare (*(const RemDate *) a, *(const RemDate *) b);
}

static RemOccasion *
with_text (RemOccasion *self, gsize offset, const char *text)
{
  RemOccasion *copy = rem_occasion_copy (self);
  char **place = G_STRUCT_MEMBER_P (copy, offset);

  g_free (*place);
  *place = g_strdup (text != NULL ? text : "");

  return copy;
}

/**
 * rem_occasion_get_uid:
 * @self: a date that matters
 *
 * The UID that it had in the calendar file from which it came, and with which it goes out again.
 *
 * Returns: (transfer none): a UID; empty if it did not come from a file
 */
const char *
rem_occasion_get_uid (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->uid;
}

/**
 * rem_occasion_get_note:
 * @self: a date that matters
 *
 * Returns: (transfer none): words of the person about it; perhaps empty
 */
const char *
rem_occasion_get_note (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->note;
}

/**
 * rem_occasion_get_hour:
 * @self: a date that matters
 *
 * The hour in the person's words: "14:30", "shortly before dawn". Nothing is reckoned from it.
 *
 * Returns: (transfer none): perhaps empty
 */
const char *
rem_occasion_get_hour (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->hour;
}

/**
 * rem_occasion_is_muted:
 * @self: a date that matters
 *
 * A muted date is shown like the others; its reminders are kept and do not come.
 *
 * Returns: whether it is muted
 */
gboolean
rem_occasion_is_muted (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_muted;
}

/**
 * rem_occasion_get_ended:
 * @self: a date that matters
 *
 * The first day on which it does not come any more, and it does not come later either; the days
 * before it stay.
 *
 * Returns: a day, or %REM_DATE_UNKNOWN while it comes back
 */
RemDate
rem_occasion_get_ended (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, REM_DATE_UNKNOWN);

  return self->ended;
}

/**
 * rem_occasion_get_days:
 * @self: a date that matters
 * @n_days_out: (out): how many there are
 *
 * Single days on which it falls besides those of its rule (RDATE).
 *
 * Returns: (transfer none) (array length=n_days_out): days in order, each once
 */
const RemDate *
rem_occasion_get_days (RemOccasion *self, gsize *n_days_out)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n_days_out != NULL, NULL);

  *n_days_out = self->days->len;

  return (const RemDate *) (gpointer) self->days->data;
}

/**
 * rem_occasion_with_uid:
 * @self: a date that matters
 * @uid: (nullable): the UID that it had in a calendar file; %NULL or an empty string for none
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_uid (RemOccasion *self, const char *uid)
{
  g_return_val_if_fail (self != NULL, NULL);

  return with_text (self, G_STRUCT_OFFSET (RemOccasion, uid), uid);
}

/**
 * rem_occasion_with_note:
 * @self: a date that matters
 * @note: (nullable): words about it; %NULL or an empty string for none
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_note (RemOccasion *self, const char *note)
{
  g_return_val_if_fail (self != NULL, NULL);

  return with_text (self, G_STRUCT_OFFSET (RemOccasion, note), note);
}

/**
 * rem_occasion_with_hour:
 * @self: a date that matters
 * @hour: (nullable): the hour in words; %NULL or an empty string for none
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_hour (RemOccasion *self, const char *hour)
{
  g_return_val_if_fail (self != NULL, NULL);

  return with_text (self, G_STRUCT_OFFSET (RemOccasion, hour), hour);
}

/**
 * rem_occasion_with_muted:
 * @self: a date that matters
 * @is_muted: whether its reminders rest
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_muted (RemOccasion *self, gboolean is_muted)
{
  RemOccasion *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = rem_occasion_copy (self);
  copy->is_muted = !!is_muted;

  return copy;
}

/**
 * rem_occasion_with_ended:
 * @self: a date that matters
 * @ended: the first day on which it does not come any more; %REM_DATE_UNKNOWN lets it come back
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_ended (RemOccasion *self, RemDate ended)
{
  RemOccasion *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = rem_occasion_copy (self);
  copy->ended = rem_date_is_valid (ended) ? ended : REM_DATE_UNKNOWN;

  return copy;
}

/**
 * rem_occasion_with_days:
 * @self: a date that matters
 * @days: (nullable) (array length=n_days): days in any order
 * @n_days: how many there are
 *
 * Those that are the same are kept once, those that do not exist are not, and no more than
 * %REM_OCCASION_MAX_DAYS, the earliest.
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_days (RemOccasion *self, const RemDate *days, gsize n_days)
{
  RemOccasion *copy = NULL;
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (RemDate));

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (days != NULL || n_days == 0, NULL);
  g_return_val_if_fail (n_days <= G_MAXUINT, NULL);

  if (n_days > 0)
    g_array_append_vals (sorted, days, (guint) n_days);
  g_array_sort (sorted, compare_days);

  copy = rem_occasion_copy (self);
  g_array_unref (copy->days);
  copy->days = g_array_new (FALSE, FALSE, sizeof (RemDate));

  for (guint i = 0; i < sorted->len && copy->days->len < REM_OCCASION_MAX_DAYS; i++)
    {
      RemDate day = g_array_index (sorted, RemDate, i);

      if (rem_date_is_valid (day) &&
          (i == 0 || !rem_date_equal (day, g_array_index (sorted, RemDate, i - 1))))
        g_array_append_val (copy->days, day);
    }

  return copy;
}
