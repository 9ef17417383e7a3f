/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-occasion-private.h"
#include "rem-title.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (RemOccasion, rem_occasion, rem_occasion_ref, rem_occasion_unref)

static const char *const NOBODY[] = { NULL };

static int
compare_reminders (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return rem_reminder_compare (*(const RemReminder *) a, *(const RemReminder *) b);
}

/* Puts reminders in the order in which they come, each once. */
static gsize
sort_reminders (RemReminder *reminders, gsize n_reminders)
{
  gsize n_kept = 0;

  if (n_reminders == 0)
    return 0;

  g_qsort_with_data (reminders, (int) n_reminders, sizeof (RemReminder), compare_reminders, NULL);
  for (gsize i = 1; i < n_reminders; i++)
    {
      if (rem_reminder_compare (reminders[n_kept], reminders[i]) != 0)
        reminders[++n_kept] = reminders[i];
    }

  return n_kept + 1;
}

/**
 * rem_occasion_new:
 * @uuid: its identity for ever, in copies and exports too (RFC 4122 text)
 * @label: (nullable): what the person calls it; %NULL or an empty string for nothing
 * @anchor: the day it is about, as exactly as it is known
 * @created_us: when it was written down, in microseconds since 1970-01-01T00:00:00Z
 *
 * Makes a date of the person's own that does not come back and has no reminder.
 *
 * Returns: (transfer full): a date that matters
 */
RemOccasion *
rem_occasion_new (const char *uuid, const char *label, RemDay anchor, gint64 created_us)
{
  RemOccasion *self = NULL;

  g_return_val_if_fail (uuid != NULL, NULL);

  self = g_new0 (RemOccasion, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->uuid = g_strdup (uuid);
  self->label = g_strdup (label != NULL ? label : "");
  self->rule = g_strdup ("");
  self->anchor = anchor;
  self->created_us = created_us;
  self->modified_us = created_us;
  self->kind = REM_OCCASION_KIND_OWN;
  self->calendar = REM_CALENDAR_GREGORIAN;
  self->repeat = REM_REPEAT_NEVER;
  self->leap_day = REM_LEAP_DAY_BEFORE;
  self->persons = g_strdupv ((GStrv) NOBODY);
  self->uid = g_strdup ("");
  self->note = g_strdup ("");
  self->hour = g_strdup ("");
  self->days = g_array_new (FALSE, FALSE, sizeof (RemDate));

  return self;
}

/**
 * rem_occasion_ref:
 * @self: a date that matters
 *
 * Returns: (transfer full): @self
 */
RemOccasion *
rem_occasion_ref (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * rem_occasion_unref:
 * @self: (transfer full): a date that matters
 *
 * Gives up a reference; the last one frees it.
 */
void
rem_occasion_unref (RemOccasion *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->uuid);
  g_free (self->label);
  g_free (self->rule);
  g_strfreev (self->persons);
  g_free (self->reminders);
  g_free (self->uid);
  g_free (self->note);
  g_free (self->hour);
  g_array_unref (self->days);
  g_free (self);
}

/**
 * rem_occasion_get_uuid:
 * @self: a date that matters
 *
 * Returns: (transfer none): its identity
 */
const char *
rem_occasion_get_uuid (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->uuid;
}

/**
 * rem_occasion_get_label:
 * @self: a date that matters
 *
 * Returns: (transfer none): what the person calls it; empty for nothing
 */
const char *
rem_occasion_get_label (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->label;
}

/**
 * rem_occasion_get_anchor:
 * @self: a date that matters
 *
 * Returns: the day it is about, as exactly as it is known
 */
RemDay
rem_occasion_get_anchor (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, REM_DAY_NONE);

  return self->anchor;
}

/**
 * rem_occasion_get_created_us:
 * @self: a date that matters
 *
 * Returns: microseconds since 1970-01-01T00:00:00Z
 */
gint64
rem_occasion_get_created_us (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->created_us;
}

/**
 * rem_occasion_get_modified_us:
 * @self: a date that matters
 *
 * Returns: microseconds since 1970-01-01T00:00:00Z
 */
gint64
rem_occasion_get_modified_us (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->modified_us;
}

/**
 * rem_occasion_get_kind:
 * @self: a date that matters
 *
 * Returns: what the date is
 */
RemOccasionKind
rem_occasion_get_kind (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, REM_OCCASION_KIND_OWN);

  return self->kind;
}

/**
 * rem_occasion_get_calendar:
 * @self: a date that matters
 *
 * Returns: the calendar in which it comes back
 */
RemCalendar
rem_occasion_get_calendar (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, REM_CALENDAR_GREGORIAN);

  return self->calendar;
}

/**
 * rem_occasion_get_repeat:
 * @self: a date that matters
 *
 * Returns: how it comes back
 */
RemRepeat
rem_occasion_get_repeat (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, REM_REPEAT_NEVER);

  return self->repeat;
}

/**
 * rem_occasion_get_leap_day:
 * @self: a date that matters
 *
 * Returns: where it falls when there is no such day
 */
RemLeapDay
rem_occasion_get_leap_day (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, REM_LEAP_DAY_BEFORE);

  return self->leap_day;
}

/**
 * rem_occasion_get_rule:
 * @self: a date that matters
 *
 * The rule counts only while the date comes back by %REM_REPEAT_RULE.
 *
 * Returns: (transfer none): an RFC 5545 rule, not yet validated, or an empty string
 */
const char *
rem_occasion_get_rule (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->rule;
}

/**
 * rem_occasion_get_persons:
 * @self: a date that matters
 *
 * Returns: (transfer none) (array zero-terminated=1): the uuids of those it is about; perhaps none
 */
const char *const *
rem_occasion_get_persons (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->persons;
}

/**
 * rem_occasion_is_about:
 * @self: a date
 * @person_uuid: somebody
 *
 * Returns: whether they are among those whom the date is about
 */
gboolean
rem_occasion_is_about (RemOccasion *self, const char *person_uuid)
{
  return g_strv_contains (rem_occasion_get_persons (self), person_uuid);
}

/**
 * rem_occasion_get_reminders:
 * @self: a date that matters
 * @n_reminders_out: (out): how many there are, perhaps 0
 *
 * Returns: (transfer none) (nullable) (array length=n_reminders_out): the reminders, each once, in
 *   the order in which they come; %NULL if there is none
 */
const RemReminder *
rem_occasion_get_reminders (RemOccasion *self, gsize *n_reminders_out)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n_reminders_out != NULL, NULL);

  *n_reminders_out = self->n_reminders;

  return self->reminders;
}

/**
 * rem_occasion_get_removed_us:
 * @self: a date that matters
 *
 * When it was put in the bin.
 *
 * Returns: microseconds since 1970-01-01T00:00:00Z, or 0 if it is not in the bin
 */
gint64
rem_occasion_get_removed_us (RemOccasion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->removed_us;
}

/**
 * rem_occasion_equal:
 * @a: a date that matters
 * @b: a date that matters
 *
 * Returns: whether everything about them is the same
 */
gboolean
rem_occasion_equal (RemOccasion *a, RemOccasion *b)
{
  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  if (a->n_reminders != b->n_reminders)
    return FALSE;

  for (gsize i = 0; i < a->n_reminders; i++)
    {
      if (rem_reminder_compare (a->reminders[i], b->reminders[i]) != 0)
        return FALSE;
    }

  return strcmp (a->uuid, b->uuid) == 0 && strcmp (a->label, b->label) == 0 &&
         strcmp (a->rule, b->rule) == 0 && rem_day_equal (a->anchor, b->anchor) &&
         a->created_us == b->created_us && a->modified_us == b->modified_us &&
         a->removed_us == b->removed_us && a->kind == b->kind && a->calendar == b->calendar &&
         a->repeat == b->repeat && a->leap_day == b->leap_day &&
         rem_occasion_details_equal (a, b) &&
         g_strv_equal ((const char *const *) a->persons, (const char *const *) b->persons);
}

/**
 * rem_occasion_with_modified_us:
 * @self: a date that matters
 * @modified_us: microseconds since 1970-01-01T00:00:00Z
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_modified_us (RemOccasion *self, gint64 modified_us)
{
  RemOccasion *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = rem_occasion_copy (self);
  copy->modified_us = modified_us;

  return copy;
}

/**
 * rem_occasion_with_label:
 * @self: a date that matters
 * @label: (nullable): what the person calls it; %NULL or an empty string for nothing
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_label (RemOccasion *self, const char *label)
{
  RemOccasion *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = rem_occasion_copy (self);
  g_free (copy->label);
  copy->label = rem_title_clean (label);

  return copy;
}

/**
 * rem_occasion_with_anchor:
 * @self: a date that matters
 * @anchor: the day it is about, as exactly as it is known
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_anchor (RemOccasion *self, RemDay anchor)
{
  RemOccasion *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = rem_occasion_copy (self);
  copy->anchor = anchor;

  return copy;
}

/**
 * rem_occasion_with_kind:
 * @self: a date that matters
 * @kind: what it is
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_kind (RemOccasion *self, RemOccasionKind kind)
{
  RemOccasion *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = rem_occasion_copy (self);
  copy->kind = kind;

  return copy;
}

/**
 * rem_occasion_with_calendar:
 * @self: a date that matters
 * @calendar: the calendar in which it comes back
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_calendar (RemOccasion *self, RemCalendar calendar)
{
  RemOccasion *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = rem_occasion_copy (self);
  copy->calendar = calendar;

  return copy;
}

/**
 * rem_occasion_with_repeat:
 * @self: a date that matters
 * @repeat: how it comes back
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_repeat (RemOccasion *self, RemRepeat repeat)
{
  RemOccasion *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = rem_occasion_copy (self);
  copy->repeat = repeat;

  return copy;
}

/**
 * rem_occasion_with_leap_day:
 * @self: a date that matters
 * @leap_day: where it falls when there is no such day
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_leap_day (RemOccasion *self, RemLeapDay leap_day)
{
  RemOccasion *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = rem_occasion_copy (self);
  copy->leap_day = leap_day;

  return copy;
}

/**
 * rem_occasion_with_rule:
 * @self: a date that matters
 * @rule: (nullable): an RFC 5545 rule; %NULL or an empty string for none
 *
 * The rule is validated by rem_occasion_dup_recurrence(), and counts only while the date comes back
 * by %REM_REPEAT_RULE.
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_rule (RemOccasion *self, const char *rule)
{
  RemOccasion *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = rem_occasion_copy (self);
  g_free (copy->rule);
  copy->rule = g_strdup (rule != NULL ? rule : "");

  return copy;
}

/**
 * rem_occasion_with_persons:
 * @self: a date that matters
 * @person_uuids: (nullable) (array zero-terminated=1): those it is about; %NULL for nobody
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_persons (RemOccasion *self, const char *const *person_uuids)
{
  RemOccasion *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = rem_occasion_copy (self);
  g_strfreev (copy->persons);
  copy->persons = g_strdupv ((GStrv) (person_uuids != NULL ? person_uuids : NOBODY));

  return copy;
}

/**
 * rem_occasion_with_reminders:
 * @self: a date that matters
 * @reminders: (nullable) (array length=n_reminders): reminders in any order
 * @n_reminders: how many there are
 *
 * Those that are the same are kept once.
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_reminders (RemOccasion *self, const RemReminder *reminders, gsize n_reminders)
{
  RemOccasion *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (reminders != NULL || n_reminders == 0, NULL);
  g_return_val_if_fail (n_reminders <= G_MAXINT, NULL);

  copy = rem_occasion_copy (self);
  g_free (copy->reminders);
  copy->reminders = g_memdup2 (reminders, n_reminders * sizeof (RemReminder));
  copy->n_reminders = sort_reminders (copy->reminders, n_reminders);

  return copy;
}

/**
 * rem_occasion_with_removed_us:
 * @self: a date that matters
 * @removed_us: when it is put in the bin, in microseconds since 1970-01-01T00:00:00Z; 0 takes
 *   it out again
 *
 * Returns: (transfer full): @self with that changed
 */
RemOccasion *
rem_occasion_with_removed_us (RemOccasion *self, gint64 removed_us)
{
  RemOccasion *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = rem_occasion_copy (self);
  copy->removed_us = removed_us;

  return copy;
}
