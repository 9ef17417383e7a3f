/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-reminder-settings.h"
#include "test-reminder-life.h"

#include <locale.h>

static const RemDate FIRST_DAY = { 2026, 1, 3 };

/* Ten years with an entry for each day and often a second one. */
static RemReminderPlan *
build_long_plan (GRand *random, RemDate from, guint n_days)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (RemPlanEntry));
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_days; i++)
    {
      guint n_entries = i % 9 == 0 ? 2 : 1;

      for (guint j = 0; j < n_entries; j++)
        {
          char *id = g_strdup_printf ("%x%u", i, j);
          RemPlanEntry entry = { .id = id,
                                 .date = rem_date_add_days (from, (int) i),
                                 .hour = (guint8) g_rand_int_range (random, 0, 24),
                                 .minute = (guint8) g_rand_int_range (random, 0, 60),
                                 .title = (char *) "Remember",
                                 .body = id };

          g_ptr_array_add (ids, id);
          g_array_append_val (entries, entry);
        }
    }

  return rem_reminder_plan_new ((RemPlanEntry *) entries->data, entries->len);
}

/* Nothing twice, one notice a day at most, and each on its own day. Returns the ids that were told.
 */
static GHashTable *
check_told (Life *life, RemDate from, guint *n_notices_out)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = g_strsplit (life->told->str, "\n", -1);

  *n_notices_out = 0;
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      const char *id = lines[i];

      if (*id == '\0' || g_str_equal (id, "withdrawn"))
        continue;
      if (strchr (id, ' ') != NULL)
        {
          g_autofree char *day = g_strndup (id, 10);
          g_autofree char *number = NULL;
          g_autofree char *planned = NULL;

          id = strchr (id, ' ') + 1;
          number = g_strndup (id, strlen (id) - 1);
          planned =
              rem_date_to_iso (rem_date_add_days (from, (int) g_ascii_strtoull (number, NULL, 16)));
          g_assert_cmpstr (day, ==, planned);
          g_assert_true (g_hash_table_add (days, g_steal_pointer (&day)));
          *n_notices_out += 1;
        }
      g_assert_true (g_hash_table_add (counts, g_strdup (id)));
    }

  return g_steal_pointer (&counts);
}

static void
test_ten_years (void)
{
  static const char *const zones[] = { "Europe/Madrid", "America/Santiago", "Africa/Cairo",
                                       "America/Nuuk",  "Pacific/Apia",     "America/St_Johns" };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (20261122 + (guint32) i);
      g_autoptr (Life) life = begin_life ("2026-01-01T12:00:00Z", zones[i]);
      g_autoptr (RemReminderPlan) plan = build_long_plan (random, FIRST_DAY, 3650);
      g_autoptr (GHashTable) told = NULL;
      guint n_notices = 0;

      rem_reminder_scheduler_set_plan (life->scheduler, plan);
      live (life, (gint64) 3660 * DAY);
      told = check_told (life, FIRST_DAY, &n_notices);

      g_test_message ("%s: %u looks", zones[i], life->n_looks);
      g_assert_cmpuint (n_notices, ==, 3650);
      g_assert_cmpuint (g_hash_table_size (told), ==, rem_reminder_plan_get_n_entries (plan));
    }
}

/* Sleep, journeys and clocks that jump: never twice, and never two on a day. */
static void
test_ten_restless_years (void)
{
  static const char *const zones[] = { "Europe/Madrid",    "America/Santiago",   "Asia/Tokyo",
                                       "Pacific/Honolulu", "Pacific/Kiritimati", "America/Nuuk" };
  g_autoptr (GRand) random = g_rand_new_with_seed (6);
  g_autoptr (Life) life = begin_life ("2026-01-01T12:00:00Z", "UTC");
  g_autoptr (RemReminderPlan) plan = build_long_plan (random, FIRST_DAY, 3650);
  g_autoptr (GHashTable) told = NULL;
  guint n_notices = 0;

  rem_reminder_scheduler_set_plan (life->scheduler, plan);
  for (guint i = 0; i < 3660 * 2; i++)
    {
      if (g_rand_int_range (random, 0, 10) == 0)
        rem_manual_clock_set_zone (life->clock,
                                   zones[g_rand_int_range (random, 0, G_N_ELEMENTS (zones))]);
      if (g_rand_int_range (random, 0, 10) == 0)
        {
          gint64 now = rem_clock_get_unix_us (REM_CLOCK (life->clock)) / G_USEC_PER_SEC;
          g_autoptr (GDateTime) wrong =
              g_date_time_new_from_unix_utc (now + g_rand_int_range (random, -5 * DAY, 5 * DAY));
          g_autofree char *iso = g_date_time_format_iso8601 (wrong);

          rem_manual_clock_set (life->clock, iso);
        }
      if (g_rand_int_range (random, 0, 4) == 0)
        sleep_for (life, g_rand_int_range (random, 0, DAY));
      else
        live (life, g_rand_int_range (random, 0, DAY));
    }

  told = check_told (life, FIRST_DAY, &n_notices);
  g_test_message ("%u notices", n_notices);
  g_assert_cmpuint (n_notices, >, 1000);
}

/* As the window writes it: what falls into a pause is not in it. */
static RemReminderPlan *
leave_out_pause (RemReminderPlan *plan, RemReminderSettings *settings)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (RemPlanEntry));

  for (gsize i = 0; i < rem_reminder_plan_get_n_entries (plan); i++)
    {
      const RemPlanEntry *entry = rem_reminder_plan_get_entry (plan, i);

      if (!rem_reminder_settings_is_paused_on (settings, entry->date))
        g_array_append_val (entries, *entry);
    }
  return rem_reminder_plan_new ((RemPlanEntry *) entries->data, entries->len);
}

/* Pauses of a day to six weeks, each begun while the plan is waited for: nothing while one lasts,
 * and what falls into one is not made up for later. */
static void
test_ten_years_with_pauses (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (Life) life = begin_life ("2026-01-01T12:00:00Z", "Europe/Madrid");
  g_autoptr (RemReminderPlan) whole = build_long_plan (random, FIRST_DAY, 3650);
  g_autoptr (RemReminderSettings) settings = rem_reminder_settings_new ();
  g_autoptr (GHashTable) told = NULL;
  RemDate today = { 2026, 1, 1 };
  guint n_notices = 0;
  guint n_silent_days = 0;

  rem_reminder_scheduler_set_plan (life->scheduler, whole);
  /* From noon to noon. */
  for (guint i = 0; i < 3660; i++)
    {
      RemDate tomorrow = rem_date_add_days (today, 1);
      gboolean is_silent = rem_reminder_settings_is_paused_on (settings, tomorrow);
      gsize size = life->told->len;

      live (life, DAY);
      if (is_silent && rem_reminder_settings_is_paused_on (settings, today))
        {
          g_assert_null (strchr (life->told->str + size, ' '));
          n_silent_days++;
        }
      today = tomorrow;
      if (!is_silent && g_rand_int_range (random, 0, 30) == 0)
        {
          RemDate until = rem_date_add_days (today, g_rand_int_range (random, 1, 42));
          g_autoptr (RemReminderSettings) before = g_steal_pointer (&settings);
          g_autoptr (RemReminderPlan) plan = NULL;

          settings = rem_reminder_settings_with_pause (before, REM_REMINDER_PAUSE_UNTIL, until);
          plan = leave_out_pause (whole, settings);
          rem_reminder_scheduler_set_plan (life->scheduler, plan);
        }
    }

  told = check_told (life, FIRST_DAY, &n_notices);
  g_test_message ("%u notices, %u silent days", n_notices, n_silent_days);
  g_assert_cmpuint (n_silent_days, >, 1000);
  /* Each of the others on its day; a pause begins at noon, within one that may have spoken. */
  g_assert_cmpuint (n_notices, >=, 3650 - n_silent_days - 2 * 3650 / 30);
  g_assert_cmpuint (n_notices, <=, 3650 - n_silent_days);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/reminder-years/ten-years", test_ten_years);
  g_test_add_func ("/reminder-years/ten-restless-years", test_ten_restless_years);
  g_test_add_func ("/reminder-years/ten-years-with-pauses", test_ten_years_with_pauses);

  return g_test_run ();
}
