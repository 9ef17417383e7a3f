/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-occurrence.h"

#include "rem-occurrences-private.h"

struct _RemOccurrence
{
  GObject parent_instance;

  RemOccasion *occasion;
  RemDate date; /* for a month or a season, the day by which it is sorted */
  RemDay day;
  gboolean is_skipped;
  gboolean is_quiet;
};

G_DEFINE_FINAL_TYPE (RemOccurrence, rem_occurrence, G_TYPE_OBJECT)

static void
rem_occurrence_finalize (GObject *object)
{
  RemOccurrence *self = REM_OCCURRENCE (object);

  g_clear_pointer (&self->occasion, rem_occasion_unref);

  G_OBJECT_CLASS (rem_occurrence_parent_class)->finalize (object);
}

static void
rem_occurrence_class_init (RemOccurrenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rem_occurrence_finalize;
}

static void
rem_occurrence_init (RemOccurrence *self)
{
}

/**
 * rem_occurrence_new:
 * @occasion: the date that falls
 * @date: on which day
 * @skipped: %TRUE if the person said "not this year" of it
 *
 * Returns: (transfer full): an occurrence
 */
RemOccurrence *
rem_occurrence_new (RemOccasion *occasion, RemDate date, gboolean skipped)
{
  RemOccurrence *self;

  g_return_val_if_fail (occasion != NULL, NULL);

  self = g_object_new (REM_TYPE_OCCURRENCE, NULL);
  self->occasion = rem_occasion_ref (occasion);
  self->date = date;
  self->day = rem_day_from_date (date);
  self->is_skipped = skipped;

  return self;
}

/**
 * rem_occurrence_new_for_period:
 * @occasion: the date that falls
 * @period: the month or the season in which it falls, which is all that is known
 * @date: a day of @period, for the place in a list
 *
 * Returns: (transfer full): an occurrence
 */
RemOccurrence *
rem_occurrence_new_for_period (RemOccasion *occasion, RemDay period, RemDate date)
{
  RemOccurrence *self = rem_occurrence_new (occasion, date, FALSE);

  self->day = period;

  return self;
}

/**
 * rem_occurrence_get_occasion:
 * @self: an occurrence
 *
 * Returns: (transfer none): the date that falls
 */
RemOccasion *
rem_occurrence_get_occasion (RemOccurrence *self)
{
  g_return_val_if_fail (REM_IS_OCCURRENCE (self), NULL);

  return self->occasion;
}

/**
 * rem_occurrence_get_date:
 * @self: an occurrence
 *
 * Returns: the day
 */
RemDate
rem_occurrence_get_date (RemOccurrence *self)
{
  g_return_val_if_fail (REM_IS_OCCURRENCE (self), REM_DATE_UNKNOWN);

  return self->date;
}

/**
 * rem_occurrence_get_day:
 * @self: an occurrence
 *
 * Returns: the day, or the month or the season if no more is known
 */
RemDay
rem_occurrence_get_day (RemOccurrence *self)
{
  g_return_val_if_fail (REM_IS_OCCURRENCE (self), REM_DAY_NONE);

  return self->day;
}

/**
 * rem_occurrence_get_label:
 * @self: an occurrence
 *
 * Returns: (transfer none): what the date is called; "" if it has no name
 */
const char *
rem_occurrence_get_label (RemOccurrence *self)
{
  g_return_val_if_fail (REM_IS_OCCURRENCE (self), "");

  return rem_occasion_get_label (self->occasion);
}

/**
 * rem_occurrence_is_skipped:
 * @self: an occurrence
 *
 * Returns: %TRUE if the person said "not this year" of it
 */
gboolean
rem_occurrence_is_skipped (RemOccurrence *self)
{
  g_return_val_if_fail (REM_IS_OCCURRENCE (self), FALSE);

  return self->is_skipped;
}

/**
 * rem_occurrence_dup_why:
 * @self: an occurrence
 *
 * Returns: (transfer full): why the date falls on this day, as rem_occasion_dup_why()
 */
char *
rem_occurrence_dup_why (RemOccurrence *self)
{
  g_return_val_if_fail (REM_IS_OCCURRENCE (self), NULL);

  if (self->day.precision != REM_PRECISION_DAY)
    return rem_occasion_dup_why_of_period (self->occasion);

  return rem_occasion_dup_why (self->occasion, self->date);
}

/**
 * rem_occurrence_is_quiet:
 * @self: an occurrence
 *
 * Returns: %TRUE if nothing shall be said of it unasked: the person lets the date rest, or somebody
 *   whom it is about
 */
gboolean
rem_occurrence_is_quiet (RemOccurrence *self)
{
  g_return_val_if_fail (REM_IS_OCCURRENCE (self), FALSE);

  return self->is_quiet;
}

/* Before the occurrence is handed out. */
void
rem_occurrence_mark_quiet (RemOccurrence *self)
{
  self->is_quiet = TRUE;
}
