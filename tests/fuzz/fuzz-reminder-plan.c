/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The reminder plan. What was believed is written and read again, and must be the same. */

#include "config.h"

#include "fuzz-target.h"
#include "rem-reminder-plan.h"

static void
look_at (RemReminderPlan *plan)
{
  gsize n = rem_reminder_plan_get_n_entries (plan);

  g_assert_cmpuint (n, <=, REM_REMINDER_PLAN_MAX_ENTRIES);
  for (gsize i = 0; i < n; i++)
    {
      const RemPlanEntry *entry = rem_reminder_plan_get_entry (plan, i);

      g_assert_true (rem_date_is_valid (entry->date));
      g_assert_true (rem_reminder_plan_is_id (entry->id));
      g_assert_true (g_utf8_validate (entry->title, -1, NULL));
      g_assert_true (g_utf8_validate (entry->body, -1, NULL));
      g_assert_nonnull (rem_reminder_plan_find_id (plan, entry->id));
      g_assert_cmpuint (rem_reminder_plan_find_first_on (plan, entry->date), <=, i);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static char *path;
  g_autoptr (RemReminderPlan) plan = NULL;
  g_autoptr (RemReminderPlan) again = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    path = g_build_filename (fuzz_target_get_folder (), "plan", NULL);
  fuzz_target_write_file (path, data, size);
  plan = rem_reminder_plan_load (path, &error);
  g_assert_true ((plan == NULL) == (error != NULL));
  if (plan == NULL)
    return 0;
  fuzz_target_note_accepted ();
  look_at (plan);
  rem_reminder_plan_save (plan, path, &error);
  g_assert_no_error (error);
  again = rem_reminder_plan_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rem_reminder_plan_get_n_entries (again), ==,
                    rem_reminder_plan_get_n_entries (plan));
  return 0;
}
