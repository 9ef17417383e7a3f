/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-date-draft.h"

/* A draft is an occasion as far as it goes: the values of the editor are those of the date. */
struct _RemDateDraft
{
  gatomicrefcount refs;
  RemOccasion *occasion;
};

G_DEFINE_BOXED_TYPE (RemDateDraft, rem_date_draft, rem_date_draft_ref, rem_date_draft_unref)

static RemDateDraft *
wrap (RemOccasion *occasion)
{
  RemDateDraft *self = g_new0 (RemDateDraft, 1);

  g_atomic_ref_count_init (&self->refs);
  self->occasion = occasion;
  return self;
}

static int
compare_reminders (gconstpointer a, gconstpointer b)
{
  return rem_reminder_compare (*(const RemReminder *) a, *(const RemReminder *) b);
}

/* The reminders without those of a lead. */
static GArray *
list_other_reminders (RemDateDraft *self, guint lead_days)
{
  GArray *others = g_array_new (FALSE, FALSE, sizeof (RemReminder));
  gsize n_reminders = 0;
  const RemReminder *reminders = rem_occasion_get_reminders (self->occasion, &n_reminders);

  for (gsize i = 0; i < n_reminders; i++)
    if (reminders[i].lead_days != lead_days)
      g_array_append_val (others, reminders[i]);

  return others;
}

static RemDateDraft *
with_reminder_array (RemDateDraft *self, GArray *reminders)
{
  g_array_sort (reminders, compare_reminders);
  return wrap (rem_occasion_with_reminders (self->occasion,
                                            (const RemReminder *) (gpointer) reminders->data,
                                            reminders->len));
}

/**
 * rem_date_draft_new:
 * @base: a date that is kept, or a new one
 *
 * Returns: (transfer full): a draft with the values of @base
 */
RemDateDraft *
rem_date_draft_new (RemOccasion *base)
{
  g_return_val_if_fail (base != NULL, NULL);

  return wrap (rem_occasion_ref (base));
}

/**
 * rem_date_draft_ref:
 * @self: a draft
 *
 * Returns: (transfer full): @self
 */
RemDateDraft *
rem_date_draft_ref (RemDateDraft *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * rem_date_draft_unref:
 * @self: (transfer full): a draft
 *
 * Gives up a reference; the last one frees it.
 */
void
rem_date_draft_unref (RemDateDraft *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  rem_occasion_unref (self->occasion);
  g_free (self);
}

/**
 * rem_date_draft_get_label:
 * @self: a draft
 *
 * Returns: (transfer none): the name as it is typed so far
 */
const char *
rem_date_draft_get_label (RemDateDraft *self)
{
  return rem_occasion_get_label (self->occasion);
}

/**
 * rem_date_draft_get_day:
 * @self: a draft
 *
 * Returns: the day, as exactly as it is known
 */
RemDay
rem_date_draft_get_day (RemDateDraft *self)
{
  return rem_occasion_get_anchor (self->occasion);
}

/**
 * rem_date_draft_get_kind:
 * @self: a draft
 *
 * Returns: what the date is
 */
RemOccasionKind
rem_date_draft_get_kind (RemDateDraft *self)
{
  return rem_occasion_get_kind (self->occasion);
}

/**
 * rem_date_draft_get_repeat:
 * @self: a draft
 *
 * Returns: how the date comes back
 */
RemRepeat
rem_date_draft_get_repeat (RemDateDraft *self)
{
  return rem_occasion_get_repeat (self->occasion);
}

/**
 * rem_date_draft_get_calendar:
 * @self: a draft
 *
 * Returns: the calendar in which it comes back
 */
RemCalendar
rem_date_draft_get_calendar (RemDateDraft *self)
{
  return rem_occasion_get_calendar (self->occasion);
}

/**
 * rem_date_draft_get_leap_day:
 * @self: a draft
 *
 * Returns: where the day falls when there is none of that number
 */
RemLeapDay
rem_date_draft_get_leap_day (RemDateDraft *self)
{
  return rem_occasion_get_leap_day (self->occasion);
}

/**
 * rem_date_draft_get_rule:
 * @self: a draft
 *
 * Returns: (transfer none): the rule by which it comes back, as it is typed so far
 */
const char *
rem_date_draft_get_rule (RemDateDraft *self)
{
  return rem_occasion_get_rule (self->occasion);
}

/**
 * rem_date_draft_get_hour:
 * @self: a draft
 *
 * Returns: (transfer none): the hour in words
 */
const char *
rem_date_draft_get_hour (RemDateDraft *self)
{
  return rem_occasion_get_hour (self->occasion);
}

/**
 * rem_date_draft_get_note:
 * @self: a draft
 *
 * Returns: (transfer none): words about the date
 */
const char *
rem_date_draft_get_note (RemDateDraft *self)
{
  return rem_occasion_get_note (self->occasion);
}

/**
 * rem_date_draft_get_persons:
 * @self: a draft
 *
 * Returns: (transfer none): the uuids of those whom the date is about
 */
const char *const *
rem_date_draft_get_persons (RemDateDraft *self)
{
  return rem_occasion_get_persons (self->occasion);
}

/**
 * rem_date_draft_get_reminders:
 * @self: a draft
 * @n_reminders_out: (out): how many
 *
 * Returns: (transfer none) (array length=n_reminders_out): the reminders, in order
 */
const RemReminder *
rem_date_draft_get_reminders (RemDateDraft *self, gsize *n_reminders_out)
{
  return rem_occasion_get_reminders (self->occasion, n_reminders_out);
}

/**
 * rem_date_draft_equal:
 * @a: a draft
 * @b: another
 *
 * Returns: %TRUE if both show the same
 */
gboolean
rem_date_draft_equal (RemDateDraft *a, RemDateDraft *b)
{
  return a == b || rem_occasion_equal (a->occasion, b->occasion);
}

/**
 * rem_date_draft_with_label:
 * @self: a draft
 * @label: the name as it is typed
 *
 * Returns: (transfer full): a draft that differs only in this
 */
RemDateDraft *
rem_date_draft_with_label (RemDateDraft *self, const char *label)
{
  return wrap (rem_occasion_with_label (self->occasion, label));
}

/**
 * rem_date_draft_with_day:
 * @self: a draft
 * @day: the day, as exactly as it is known
 *
 * Returns: (transfer full): a draft that differs only in this
 */
RemDateDraft *
rem_date_draft_with_day (RemDateDraft *self, RemDay day)
{
  return wrap (rem_occasion_with_anchor (self->occasion, day));
}

/**
 * rem_date_draft_with_kind:
 * @self: a draft
 * @kind: what the date is
 *
 * Returns: (transfer full): a draft that differs only in this
 */
RemDateDraft *
rem_date_draft_with_kind (RemDateDraft *self, RemOccasionKind kind)
{
  return wrap (rem_occasion_with_kind (self->occasion, kind));
}

/**
 * rem_date_draft_with_repeat:
 * @self: a draft
 * @repeat: how it comes back
 *
 * Returns: (transfer full): a draft that differs only in this
 */
RemDateDraft *
rem_date_draft_with_repeat (RemDateDraft *self, RemRepeat repeat)
{
  return wrap (rem_occasion_with_repeat (self->occasion, repeat));
}

/**
 * rem_date_draft_with_calendar:
 * @self: a draft
 * @calendar: the calendar in which it comes back
 *
 * Returns: (transfer full): a draft that differs only in this
 */
RemDateDraft *
rem_date_draft_with_calendar (RemDateDraft *self, RemCalendar calendar)
{
  return wrap (rem_occasion_with_calendar (self->occasion, calendar));
}

/**
 * rem_date_draft_with_leap_day:
 * @self: a draft
 * @leap_day: where the day falls when there is none of that number
 *
 * Returns: (transfer full): a draft that differs only in this
 */
RemDateDraft *
rem_date_draft_with_leap_day (RemDateDraft *self, RemLeapDay leap_day)
{
  return wrap (rem_occasion_with_leap_day (self->occasion, leap_day));
}

/**
 * rem_date_draft_with_rule:
 * @self: a draft
 * @rule: the rule by which it comes back, as it is typed so far
 *
 * Returns: (transfer full): a draft that differs only in this
 */
RemDateDraft *
rem_date_draft_with_rule (RemDateDraft *self, const char *rule)
{
  return wrap (rem_occasion_with_rule (self->occasion, rule));
}

/**
 * rem_date_draft_with_hour:
 * @self: a draft
 * @hour: the hour in words
 *
 * Returns: (transfer full): a draft that differs only in this
 */
RemDateDraft *
rem_date_draft_with_hour (RemDateDraft *self, const char *hour)
{
  return wrap (rem_occasion_with_hour (self->occasion, hour));
}

/**
 * rem_date_draft_with_note:
 * @self: a draft
 * @note: words about the date
 *
 * Returns: (transfer full): a draft that differs only in this
 */
RemDateDraft *
rem_date_draft_with_note (RemDateDraft *self, const char *note)
{
  return wrap (rem_occasion_with_note (self->occasion, note));
}

/**
 * rem_date_draft_with_persons:
 * @self: a draft
 * @person_uuids: whom it is about
 *
 * Returns: (transfer full): a draft that differs only in this
 */
RemDateDraft *
rem_date_draft_with_persons (RemDateDraft *self, const char *const *person_uuids)
{
  return wrap (rem_occasion_with_persons (self->occasion, person_uuids));
}

/**
 * rem_date_draft_with_reminder:
 * @self: a draft
 * @reminder: when it is told of
 *
 * Chooses a reminder. There is one for each lead: another hour takes the place of the one before.
 *
 * Returns: (transfer full): a draft that differs only in this
 */
RemDateDraft *
rem_date_draft_with_reminder (RemDateDraft *self, RemReminder reminder)
{
  g_autoptr (GArray) reminders = list_other_reminders (self, reminder.lead_days);

  g_array_append_val (reminders, reminder);
  return with_reminder_array (self, reminders);
}

/**
 * rem_date_draft_without_lead:
 * @self: a draft
 * @lead_days: how many days before
 *
 * Takes the reminder of a lead away, if there is one.
 *
 * Returns: (transfer full): a draft that differs only in this
 */
RemDateDraft *
rem_date_draft_without_lead (RemDateDraft *self, guint lead_days)
{
  g_autoptr (GArray) reminders = list_other_reminders (self, lead_days);

  return with_reminder_array (self, reminders);
}

/**
 * rem_date_draft_is_complete:
 * @self: a draft
 *
 * Nothing is required but that there is something to keep.
 *
 * Returns: %TRUE if there is a name, or a day known at least to its year, and no rule that is none
 */
gboolean
rem_date_draft_is_complete (RemDateDraft *self)
{
  g_autofree char *label = g_strstrip (g_strdup (rem_date_draft_get_label (self)));

  g_autofree char *trouble = rem_date_draft_dup_trouble (self);

  return trouble == NULL &&
         (*label != '\0' || rem_date_draft_get_day (self).precision != REM_PRECISION_NONE);
}

/**
 * rem_date_draft_tells_within_a_day:
 * @self: a draft
 * @now: now, where the person is
 *
 * Whether a reminder would come within 24 hours: then it is asked about once more before it is
 * kept, since that may be a hard day.
 *
 * Returns: %TRUE if one would
 */
gboolean
rem_date_draft_tells_within_a_day (RemDateDraft *self, GDateTime *now)
{
  RemDate today = { .year = (gint16) g_date_time_get_year (now),
                    .month = (guint8) g_date_time_get_month (now),
                    .day = (guint8) g_date_time_get_day_of_month (now) };
  int now_minutes = g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now);
  gsize n_reminders = 0;
  const RemReminder *reminders = rem_date_draft_get_reminders (self, &n_reminders);

  for (gsize i = 0; i < n_reminders; i++)
    {
      RemDate first = rem_date_add_days (today, reminders[i].lead_days);
      RemDate last = rem_date_add_days (first, 1);
      g_autoptr (GArray) days =
          rem_occasion_list_occurrences (self->occasion, first, last, 2, NULL);
      int minutes = reminders[i].hour * 60 + reminders[i].minute;

      for (guint day = 0; days != NULL && day < days->len; day++)
        {
          gboolean is_today = rem_date_equal (g_array_index (days, RemDate, day), first);

          if (is_today ? minutes > now_minutes : minutes <= now_minutes)
            return TRUE;
        }
    }

  return FALSE;
}

/**
 * rem_date_draft_to_occasion:
 * @self: a draft
 * @base: the date that is kept, or the new one that the draft began with
 *
 * Returns: (transfer full): @base with the values of the draft, as it is to be kept
 */
RemOccasion *
rem_date_draft_to_occasion (RemDateDraft *self, RemOccasion *base)
{
  g_autofree char *label = g_strstrip (g_strdup (rem_date_draft_get_label (self)));
  gsize n_reminders = 0;
  const RemReminder *reminders = rem_date_draft_get_reminders (self, &n_reminders);
  g_autoptr (RemOccasion) a = rem_occasion_with_label (base, label);
  g_autoptr (RemOccasion) b = rem_occasion_with_anchor (a, rem_date_draft_get_day (self));
  g_autoptr (RemOccasion) c = rem_occasion_with_kind (b, rem_date_draft_get_kind (self));
  g_autoptr (RemOccasion) d = rem_occasion_with_repeat (c, rem_date_draft_get_repeat (self));
  g_autoptr (RemOccasion) e = rem_occasion_with_calendar (d, rem_date_draft_get_calendar (self));
  g_autoptr (RemOccasion) f = rem_occasion_with_leap_day (e, rem_date_draft_get_leap_day (self));
  g_autoptr (RemOccasion) g = rem_occasion_with_persons (f, rem_date_draft_get_persons (self));
  g_autoptr (RemOccasion) h = rem_occasion_with_rule (g, rem_date_draft_get_rule (self));
  g_autoptr (RemOccasion) i = rem_occasion_with_hour (h, rem_date_draft_get_hour (self));
  g_autoptr (RemOccasion) j = rem_occasion_with_note (i, rem_date_draft_get_note (self));

  return rem_occasion_with_reminders (j, reminders, n_reminders);
}
