/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-known-day-private.h"

#include "rem-known-days-resource.h"
#include "rem-recurrence.h"

/* The list is compiled in: a wish for silence must not hang on a file that may be missing. */

#define RESOURCE "/org/example/Remember/days/days.xml"

G_DEFINE_BOXED_TYPE (RemKnownDay, rem_known_day, rem_known_day_ref, rem_known_day_unref)

static void
known_rule_free (gpointer data)
{
  RemKnownRule *rule = data;

  g_strfreev (rule->countries);
  g_free (rule->rule);
  g_free (rule->except);
  g_free (rule->instead);
  g_free (rule);
}

RemKnownDay *
rem_known_day_new_empty (void)
{
  RemKnownDay *self = g_new0 (RemKnownDay, 1);

  g_atomic_ref_count_init (&self->refs);
  self->rules = g_ptr_array_new_with_free_func (known_rule_free);

  return self;
}

void
rem_known_country_free (gpointer data)
{
  RemKnownCountry *country = data;

  g_free (country->code);
  g_free (country->name);
  g_free (country);
}

/* What is compiled in is looked at by the tests; it can be read. */
static void
read_list (GPtrArray *days, GPtrArray *countries)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (rem_known_days_get_resource (), RESOURCE,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  if (bytes == NULL ||
      !rem_known_day_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), days,
                            countries, &error))
    g_error ("The days of others cannot be read: %s", error->message);
}

/**
 * rem_known_day_parse_all:
 * @text: a list of days, XML in the form that data/days/days.xml explains
 * @length: in bytes, or -1 if it ends with a zero
 * @error: return location for an error, or %NULL
 *
 * Any thread.
 *
 * Returns: (transfer full) (element-type RemKnownDay): the days in their order, in the language of
 *   the person. Fails with %REM_CORE_ERROR_BAD_RULE if anything in the text is wrong
 */
GPtrArray *
rem_known_day_parse_all (const char *text, gssize length, GError **error)
{
  g_autoptr (GPtrArray) days =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_known_day_unref);
  g_autoptr (GPtrArray) countries = g_ptr_array_new_with_free_func (rem_known_country_free);

  g_return_val_if_fail (text != NULL, NULL);

  if (!rem_known_day_parse (text, length, days, countries, error))
    return NULL;

  return g_steal_pointer (&days);
}

/**
 * rem_known_day_list:
 *
 * Any thread.
 *
 * Returns: (transfer full) (element-type RemKnownDay): the days that the program knows
 */
GPtrArray *
rem_known_day_list (void)
{
  GPtrArray *days = g_ptr_array_new_with_free_func ((GDestroyNotify) rem_known_day_unref);
  g_autoptr (GPtrArray) countries = g_ptr_array_new_with_free_func (rem_known_country_free);

  read_list (days, countries);

  return days;
}

static int
compare_countries (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(RemKnownCountry *const *) a)->name,
                         (*(RemKnownCountry *const *) b)->name);
}

/**
 * rem_known_day_list_countries:
 *
 * Any thread.
 *
 * Returns: (transfer full) (element-type RemKnownCountry): the countries that have rules of their
 *   own, by name
 */
GPtrArray *
rem_known_day_list_countries (void)
{
  g_autoptr (GPtrArray) days =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_known_day_unref);
  GPtrArray *countries = g_ptr_array_new_with_free_func (rem_known_country_free);

  read_list (days, countries);
  g_ptr_array_sort (countries, compare_countries);

  return countries;
}

/**
 * rem_known_day_ref:
 * @self: a day
 *
 * Returns: (transfer full): @self
 */
RemKnownDay *
rem_known_day_ref (RemKnownDay *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

/**
 * rem_known_day_unref:
 * @self: (transfer full): a day
 *
 * Gives up a reference; the last one frees it.
 */
void
rem_known_day_unref (RemKnownDay *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->id);
  g_free (self->hour);
  g_free (self->title);
  g_free (self->about);
  g_ptr_array_unref (self->rules);
  g_free (self);
}

/**
 * rem_known_day_get_id:
 * @self: a day
 *
 * Returns: (transfer none): for ever: what is wished for the day is kept under it
 */
const char *
rem_known_day_get_id (RemKnownDay *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->id;
}

/**
 * rem_known_day_get_kind:
 * @self: a day
 *
 * Returns: why it is in the list
 */
RemKnownDayKind
rem_known_day_get_kind (RemKnownDay *self)
{
  g_return_val_if_fail (self != NULL, REM_KNOWN_DAY_KEPT);

  return self->kind;
}

/**
 * rem_known_day_get_title:
 * @self: a day
 *
 * Returns: (transfer none): what it is called
 */
const char *
rem_known_day_get_title (RemKnownDay *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->title;
}

/**
 * rem_known_day_get_about:
 * @self: a day
 *
 * Returns: (transfer none): what it is, in a sentence or two; empty if the title says it
 */
const char *
rem_known_day_get_about (RemKnownDay *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->about != NULL ? self->about : "";
}

/**
 * rem_known_day_get_hour:
 * @self: a day
 *
 * Returns: (transfer none) (nullable): when it is kept, as "19:00", if it has an hour
 */
const char *
rem_known_day_get_hour (RemKnownDay *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->hour;
}

static const RemKnownRule *
find_rule (RemKnownDay *self, const char *country)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      const RemKnownRule *rule = g_ptr_array_index (self->rules, i);

      if (rule->countries == NULL ||
          (country != NULL && g_strv_contains ((const char *const *) rule->countries, country)))
        return rule;
    }

  return NULL;
}

/**
 * rem_known_day_get_rule:
 * @self: a day
 * @country: (nullable): two letters, or %NULL if none was chosen
 *
 * Returns: (transfer none) (nullable): how it comes back there, for rem_recurrence_new(); %NULL if
 *   it does not, or if one rule does not say it
 */
const char *
rem_known_day_get_rule (RemKnownDay *self, const char *country)
{
  const RemKnownRule *rule = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  rule = find_rule (self, country);

  return rule != NULL && rule->except == NULL ? rule->rule : NULL;
}

/**
 * rem_known_day_needs_country:
 * @self: a day
 *
 * Returns: %TRUE if it falls on different days in different countries
 */
gboolean
rem_known_day_needs_country (RemKnownDay *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return find_rule (self, NULL) == NULL;
}

/* A rule that falls in each year; it begins long before what is asked for. */
static GArray *
list_days (const char *text, RemDate from, RemDate until)
{
  RemDate anchor = { (gint16) MAX (from.year - 2, 1), 1, 1 };
  g_autoptr (RemRecurrence) recurrence = rem_recurrence_new (text, NULL);
  GArray *days = NULL;

  if (recurrence != NULL)
    days = rem_recurrence_list (recurrence, anchor, from, until, 0, NULL);

  return days != NULL ? days : g_array_new (FALSE, FALSE, sizeof (RemDate));
}

static gboolean
is_among (GArray *days, RemDate date)
{
  for (guint i = 0; i < days->len; i++)
    if (rem_date_equal (g_array_index (days, RemDate, i), date))
      return TRUE;

  return FALSE;
}

/**
 * rem_known_day_list_occurrences:
 * @self: a day
 * @country: (nullable): two letters, or %NULL if none was chosen
 * @from: the first day to look at
 * @until: the last day to look at, itself included
 *
 * Returns: (transfer full) (element-type RemDate): when it falls, in order; empty if it is not
 * known in @country, or if this machine cannot compute its calendar
 */
GArray *
rem_known_day_list_occurrences (RemKnownDay *self, const char *country, RemDate from, RemDate until)
{
  const RemKnownRule *rule = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) days = NULL;
  g_autoptr (GArray) excepted = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (rem_date_is_valid (from), NULL);
  g_return_val_if_fail (rem_date_is_valid (until), NULL);

  rule = find_rule (self, country);
  if (rule == NULL)
    return g_array_new (FALSE, FALSE, sizeof (RemDate));
  if (rule->except == NULL)
    return list_days (rule->rule, from, until);

  found = g_array_new (FALSE, FALSE, sizeof (RemDate));
  days = list_days (rule->rule, (RemDate){ from.year, 1, 1 }, until);
  excepted = list_days (rule->except, (RemDate){ from.year, 1, 1 }, until);
  for (guint i = 0; i < days->len; i++)
    {
      RemDate date = g_array_index (days, RemDate, i);

      if (is_among (excepted, date))
        {
          g_autoptr (GArray) instead =
              list_days (rule->instead, date, (RemDate){ date.year, 12, 31 });

          if (instead->len == 0)
            continue;
          date = g_array_index (instead, RemDate, 0);
        }
      if (rem_date_compare (date, from) >= 0 && rem_date_compare (date, until) <= 0)
        g_array_append_val (found, date);
    }

  return g_steal_pointer (&found);
}
