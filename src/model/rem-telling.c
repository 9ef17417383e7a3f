/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-telling-private.h"

#include "rem-occasion-store.h"
#include "rem-person-store.h"
#include "rem-secret.h"
#include "rem-setting-store.h"

/*
 * What there is to tell, and when: the reminders of every date, without the days of which the
 * person said "not this year", and without dates that are muted or of somebody whom they let rest.
 * A date of
 * several people is silent while one of them rests. A date whose rule cannot be computed here is
 * left out; the pages say so where it is shown.
 *
 * An id is half of the SHA-256 of a random word of this box and of what is told. Without the box
 * it stands for nothing, and it stays the same when the plan is written anew, so that what was
 * told is not told twice. Worker thread.
 */

#define SALT_BYTES      32
#define MAX_OCCURRENCES 2000

/** How long an answer may wait for the box to be opened. */
#define ANSWER_DAYS (3 * 366)

static void
telling_free (gpointer data)
{
  RemTelling *telling = data;

  rem_occasion_unref (telling->occasion);
  g_free (telling);
}

static int
compare_tellings (gconstpointer a, gconstpointer b)
{
  const RemTelling *x = *(const RemTelling *const *) a;
  const RemTelling *y = *(const RemTelling *const *) b;
  int order = rem_date_compare (x->date, y->date);

  if (order == 0)
    order = (int) x->hour - (int) y->hour;
  if (order == 0)
    order = (int) x->minute - (int) y->minute;
  if (order == 0)
    order = g_strcmp0 (x->id, y->id);

  return order;
}

static void
write_opaque (char *opaque_out, const char *salt, RemOccasion *occasion, const char *what)
{
  g_autofree char *text =
      g_strdup_printf ("%s %s %s", salt, rem_occasion_get_uuid (occasion), what);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  g_strlcpy (opaque_out, sum, REM_TELLING_ID_LENGTH + 1);
}

static gboolean
is_among (GArray *dates, RemDate date)
{
  for (guint i = 0; i < dates->len; i++)
    if (rem_date_equal (g_array_index (dates, RemDate, i), date))
      return TRUE;

  return FALSE;
}

/* The uuids of those whom the person lets rest. */
static GHashTable *
list_quiet (RemDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) persons = rem_person_store_list (database, error);
  g_autoptr (GHashTable) quiet = NULL;

  if (persons == NULL)
    return NULL;

  quiet = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < persons->len; i++)
    {
      RemPerson *person = g_ptr_array_index (persons, i);

      if (rem_person_is_quiet (person))
        g_hash_table_add (quiet, g_strdup (rem_person_get_uuid (person)));
    }

  return g_steal_pointer (&quiet);
}

static gboolean
is_quiet (RemOccasion *occasion, GHashTable *quiet)
{
  const char *const *persons = rem_occasion_get_persons (occasion);

  for (gsize i = 0; persons != NULL && persons[i] != NULL; i++)
    if (g_hash_table_contains (quiet, persons[i]))
      return TRUE;

  return FALSE;
}

static void
add_reminders (GPtrArray *tellings,
               RemOccasion *occasion,
               RemDate occurrence,
               RemDate from,
               RemDate until,
               const char *salt)
{
  g_autofree char *iso = rem_date_to_iso (occurrence);
  gsize n_reminders = 0;
  const RemReminder *reminders = rem_occasion_get_reminders (occasion, &n_reminders);

  for (gsize i = 0; i < n_reminders; i++)
    {
      g_autofree char *lead = g_strdup_printf ("%s %u", iso, reminders[i].lead_days);
      RemDate date = rem_date_add_days (occurrence, -(int) reminders[i].lead_days);
      RemTelling *telling = NULL;

      if (rem_date_compare (date, from) < 0 || rem_date_compare (date, until) > 0)
        continue;

      telling = g_new0 (RemTelling, 1);
      telling->occasion = rem_occasion_ref (occasion);
      telling->occurrence = occurrence;
      telling->date = date;
      telling->hour = reminders[i].hour;
      telling->minute = reminders[i].minute;
      write_opaque (telling->id, salt, occasion, lead);
      write_opaque (telling->about, salt, occasion, iso);
      g_ptr_array_add (tellings, telling);
    }
}

static gboolean
add_occasion (GPtrArray *tellings,
              RemDatabase *database,
              RemOccasion *occasion,
              RemDate from,
              RemDate until,
              const char *salt,
              GError **error)
{
  RemDate last = rem_date_add_days (until, REM_REMINDER_MAX_LEAD_DAYS);
  g_autoptr (GError) bad_rule = NULL;
  g_autoptr (GArray) occurrences = NULL;
  g_autoptr (GArray) skipped = NULL;

  occurrences = rem_occasion_list_occurrences (occasion, from, last, MAX_OCCURRENCES, &bad_rule);
  if (occurrences == NULL)
    {
      g_debug ("A date is left out of the plan: %s", bad_rule->message);
      return TRUE;
    }

  skipped = rem_occasion_store_list_skipped (database, rem_occasion_get_uuid (occasion), error);
  if (skipped == NULL)
    return FALSE;

  for (guint i = 0; i < occurrences->len; i++)
    {
      RemDate occurrence = g_array_index (occurrences, RemDate, i);

      if (!is_among (skipped, occurrence))
        add_reminders (tellings, occasion, occurrence, from, until, salt);
    }

  return TRUE;
}

/*
 * The opaque id of something that is told on a day and belongs to no date of the box. (transfer
 * full); %NULL if the box cannot be read.
 */
char *
rem_telling_dup_id (RemDatabase *database, const char *what, RemDate occurrence, GError **error)
{
  g_autofree char *salt = rem_setting_store_get (database, REM_TELLING_SALT_KEY, error);
  g_autofree char *iso = NULL;
  g_autofree char *text = NULL;
  char *sum = NULL;

  if (salt == NULL)
    return NULL;

  iso = rem_date_to_iso (occurrence);
  text = g_strdup_printf ("%s day %s %s", salt, what, iso);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  sum[REM_TELLING_ID_LENGTH] = '\0';

  return sum;
}

/* Makes the random word of the box if there is none yet; in a transaction that writes. */
gboolean
rem_telling_ensure_salt (RemDatabase *database, GError **error)
{
  g_autofree char *salt = rem_setting_store_get (database, REM_TELLING_SALT_KEY, error);
  g_autoptr (RemSecret) random = NULL;
  g_autoptr (GString) hex = NULL;

  if (salt == NULL)
    return FALSE;
  if (*salt != '\0')
    return TRUE;

  random = rem_secret_new_random (SALT_BYTES);
  hex = g_string_new (NULL);
  for (gsize i = 0; i < SALT_BYTES; i++)
    g_string_append_printf (hex, "%02x", rem_secret_get_bytes (random)[i]);

  return rem_setting_store_set (database, REM_TELLING_SALT_KEY, hex->str, error);
}

static gboolean
skip_occurrences (RemDatabase *database,
                  RemOccasion *occasion,
                  const char *const *abouts,
                  RemDate today,
                  const char *salt,
                  GError **error)
{
  RemDate from = rem_date_add_days (today, -ANSWER_DAYS);
  RemDate until = rem_date_add_days (today, REM_REMINDER_MAX_LEAD_DAYS);
  g_autoptr (GArray) occurrences =
      rem_occasion_list_occurrences (occasion, from, until, MAX_OCCURRENCES, NULL);

  for (guint i = 0; occurrences != NULL && i < occurrences->len; i++)
    {
      RemDate occurrence = g_array_index (occurrences, RemDate, i);
      g_autofree char *iso = rem_date_to_iso (occurrence);
      char about[REM_TELLING_ID_LENGTH + 1];

      write_opaque (about, salt, occasion, iso);
      if (g_strv_contains (abouts, about) &&
          !rem_occasion_store_set_skipped (database, rem_occasion_get_uuid (occasion), occurrence,
                                           TRUE, error))
        return FALSE;
    }

  return TRUE;
}

/*
 * Applies "Not this year" that was answered to notices: @abouts is what they were about. What is
 * not known any more is passed over. In a transaction that writes.
 */
gboolean
rem_telling_skip (RemDatabase *database, const char *const *abouts, RemDate today, GError **error)
{
  g_autofree char *salt = rem_setting_store_get (database, REM_TELLING_SALT_KEY, error);
  g_autoptr (GPtrArray) occasions = NULL;

  if (salt == NULL)
    return FALSE;

  occasions = rem_occasion_store_list (database, error);
  if (occasions == NULL)
    return FALSE;

  for (guint i = 0; i < occasions->len; i++)
    if (!skip_occurrences (database, g_ptr_array_index (occasions, i), abouts, today, salt, error))
      return FALSE;

  return TRUE;
}

/*
 * Lists what there is to tell from one day to another, both included, in order of time. Only reads;
 * rem_telling_ensure_salt() comes before it. (transfer full) (element-type RemTelling); %NULL if
 * the box cannot be read.
 */
GPtrArray *
rem_telling_list (RemDatabase *database, RemDate from, RemDate until, GError **error)
{
  g_autofree char *salt = rem_setting_store_get (database, REM_TELLING_SALT_KEY, error);
  g_autoptr (GPtrArray) tellings = g_ptr_array_new_with_free_func (telling_free);
  g_autoptr (GPtrArray) occasions = NULL;
  g_autoptr (GHashTable) quiet = NULL;

  if (salt == NULL)
    return NULL;

  occasions = rem_occasion_store_list (database, error);
  if (occasions == NULL)
    return NULL;

  quiet = list_quiet (database, error);
  if (quiet == NULL)
    return NULL;

  for (guint i = 0; i < occasions->len; i++)
    {
      RemOccasion *occasion = g_ptr_array_index (occasions, i);
      gsize n_reminders = 0;

      rem_occasion_get_reminders (occasion, &n_reminders);
      if (n_reminders == 0 || rem_occasion_is_muted (occasion) || is_quiet (occasion, quiet))
        continue;
      if (!add_occasion (tellings, database, occasion, from, until, salt, error))
        return NULL;
    }

  g_ptr_array_sort (tellings, compare_tellings);
  return g_steal_pointer (&tellings);
}
