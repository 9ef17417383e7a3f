/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-plan-words-private.h"

#include "rem-person-store.h"
#include "rem-person-words.h"

#include <glib/gi18n.h>

/*
 * How much a reminder says: nothing that tells (private), that it is a date and when (soft), or
 * what it is called (named). A date that has no name is told softly, and one that belongs to
 * several people by its name alone. Words of her own take the place of all of that.
 *
 * Whole sentences for each case: a translator must be able to turn each of them round.
 */

#define WEEK_DAYS 7

struct _RemPlanWords
{
  RemReminderSettings *settings;
  GHashTable *names; /* uuid → a name, or what is said in place of one */
};

/**
 * rem_plan_words_new:
 * @database: the database of a box
 * @settings: how much may be said
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full): what finds the words, or %NULL if the box cannot be read
 */
RemPlanWords *
rem_plan_words_new (RemDatabase *database, RemReminderSettings *settings, GError **error)
{
  g_autoptr (GPtrArray) persons = rem_person_store_list (database, error);
  RemPlanWords *self = NULL;

  if (persons == NULL)
    return NULL;

  self = g_new0 (RemPlanWords, 1);
  self->settings = rem_reminder_settings_ref (settings);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < persons->len; i++)
    {
      RemPerson *person = g_ptr_array_index (persons, i);
      g_autofree char *called = rem_person_words_build_called (person);

      if (*called != '\0')
        g_hash_table_insert (self->names, g_strdup (rem_person_get_uuid (person)),
                             g_steal_pointer (&called));
    }

  return self;
}

/**
 * rem_plan_words_free:
 * @self: (transfer full): what finds the words
 */
void
rem_plan_words_free (RemPlanWords *self)
{
  g_clear_pointer (&self->settings, rem_reminder_settings_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_free (self);
}

static char *
build_title (guint lead_days)
{
  if (lead_days == 0)
    return g_strdup (_ ("Today"));
  if (lead_days == 1)
    return g_strdup (_ ("Tomorrow"));

  /* TRANSLATORS: the title of a notice, some days before a date. */
  return g_strdup (_ ("A date you marked"));
}

static char *
build_soft_body (guint lead_days, RemDate occurrence)
{
  /* Translators: a date that the person keeps falls on that day of this week. */
  static const char *const by_weekday[] = {
    N_ ("It comes on Monday. You decide what to do with it."),
    N_ ("It comes on Tuesday. You decide what to do with it."),
    N_ ("It comes on Wednesday. You decide what to do with it."),
    N_ ("It comes on Thursday. You decide what to do with it."),
    N_ ("It comes on Friday. You decide what to do with it."),
    N_ ("It comes on Saturday. You decide what to do with it."),
    N_ ("It comes on Sunday. You decide what to do with it."),
  };
  g_autofree char *day = NULL;

  if (lead_days == 0)
    return g_strdup (_ ("Today is one of your dates. Nothing is expected of you."));
  if (lead_days == 1)
    return g_strdup (_ ("A date you marked is tomorrow."));
  if (lead_days < WEEK_DAYS)
    return g_strdup (_ (by_weekday[(rem_date_get_weekday (occurrence) + 6) % 7]));
  if (lead_days == WEEK_DAYS)
    return g_strdup (_ ("It comes in a week. You decide what to do with it."));

  day = rem_date_format (occurrence, REM_DATE_STYLE_DAY_MONTH);

  /* TRANSLATORS: %s is a day like "25 November". */
  return g_strdup_printf (_ ("It comes on %s. You decide what to do with it."), day);
}

/* The name of the only one whose date it is, or %NULL. */
static const char *
find_name (RemPlanWords *self, RemOccasion *occasion)
{
  const char *const *persons = rem_occasion_get_persons (occasion);

  if (persons == NULL || persons[0] == NULL || persons[1] != NULL)
    return NULL;

  return g_hash_table_lookup (self->names, persons[0]);
}

static char *
build_named_body (RemPlanWords *self, RemOccasion *occasion, guint lead_days, RemDate occurrence)
{
  const char *label = rem_occasion_get_label (occasion);
  const char *name = find_name (self, occasion);
  g_autofree char *day = NULL;

  if (*label == '\0')
    return build_soft_body (lead_days, occurrence);
  if (lead_days == 0 && name != NULL)
    /* TRANSLATORS: a name, and what the person calls the date. */
    return g_strdup_printf (_ ("Today is %s’s date: %s."), name, label);
  if (lead_days == 0)
    /* TRANSLATORS: what the person calls a date. */
    return g_strdup_printf (_ ("Today: %s. Nothing is expected of you."), label);
  if (lead_days == 1 && name != NULL)
    /* TRANSLATORS: a name, and what the person calls the date. */
    return g_strdup_printf (_ ("Tomorrow is %s’s date: %s."), name, label);
  if (lead_days == 1)
    /* TRANSLATORS: what the person calls a date. */
    return g_strdup_printf (_ ("Tomorrow: %s. You decide what to do with it."), label);

  day = rem_date_format (occurrence, REM_DATE_STYLE_WEEKDAY);
  if (name != NULL)
    /* TRANSLATORS: a day like "Wednesday, 25 November", a name or words as "your baby", and what
     * the person calls the date. */
    return g_strdup_printf (_ ("%s is %s’s date: %s."), day, name, label);

  /* TRANSLATORS: what the person calls a date, and a day like "Wednesday, 25 November". */
  return g_strdup_printf (_ ("%s comes on %s."), label, day);
}

/**
 * rem_plan_words_write:
 * @self: what finds the words
 * @telling: what is told
 * @entry: gets a title and a body of its own
 */
void
rem_plan_words_write (RemPlanWords *self, const RemTelling *telling, RemPlanEntry *entry)
{
  const char *uuid = rem_occasion_get_uuid (telling->occasion);
  const char *own_words = rem_reminder_settings_get_own_words (self->settings, uuid);
  int days = rem_date_days_between (telling->date, telling->occurrence);
  guint lead_days = (guint) MAX (days, 0);
  RemReminderWords level = rem_reminder_settings_get_words (self->settings);

  if (own_words != NULL || level == REM_REMINDER_WORDS_PRIVATE)
    {
      entry->title = g_strdup ("Remember");
      /* TRANSLATORS: the whole text of a notice. It gives nothing away: whoever looks at the screen
       * must not learn what the program is for. */
      entry->body =
          g_strdup (own_words != NULL ? own_words : _ ("There is something here for you."));
      return;
    }

  entry->title = build_title (lead_days);
  if (level == REM_REMINDER_WORDS_NAMED)
    entry->body = build_named_body (self, telling->occasion, lead_days, telling->occurrence);
  else
    entry->body = build_soft_body (lead_days, telling->occurrence);
}

/**
 * rem_plan_words_mark_last:
 * @entry: the last thing that the plan has to say, although there would be more
 *
 * Adds the sentence that the program has to be opened for more.
 */
void
rem_plan_words_mark_last (RemPlanEntry *entry)
{
  /* TRANSLATORS: added to the last reminder of all, if the program was not opened for two years.
   * Soft, and no reproach. */
  g_autofree char *body =
      g_strdup_printf ("%s %s", entry->body, _ ("Opening Remember keeps reminders coming."));

  g_free (entry->body);
  entry->body = g_steal_pointer (&body);
}
