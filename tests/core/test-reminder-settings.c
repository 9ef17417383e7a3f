/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-reminder-settings.h"

#include <string.h>

static void
test_damaged (void)
{
  static const struct
  {
    const char *text;
    RemReminderPause pause;
  } cases[] = {
    { "", REM_REMINDER_PAUSE_NONE },
    { "no key file", REM_REMINDER_PAUSE_NONE },
    { "[reminders]\nwords=loud\npause=perhaps\n", REM_REMINDER_PAUSE_NONE },
    { "[reminders]\npause=until\n", REM_REMINDER_PAUSE_OPEN },
    { "[reminders]\npause=until\nuntil=2026-13-01\n", REM_REMINDER_PAUSE_OPEN },
    { "[days]\nmothers-day=shout\n[words]\nu=\xff\n", REM_REMINDER_PAUSE_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemReminderSettings) settings = rem_reminder_settings_parse (cases[i].text);

      g_assert_cmpint (rem_reminder_settings_get_words (settings), ==, REM_REMINDER_WORDS_PRIVATE);
      g_assert_cmpint (rem_reminder_settings_get_pause (settings, NULL), ==, cases[i].pause);
      g_assert_cmpint (rem_reminder_settings_get_day_wish (settings, "mothers-day"), ==,
                       REM_DAY_WISH_NOTHING);
      g_assert_null (rem_reminder_settings_get_own_words (settings, "u"));
      g_assert_null (rem_reminder_settings_get_country (settings));
      g_assert_false (rem_reminder_settings_was_asked (settings));
    }
}

static void
test_reads_back (void)
{
  g_autoptr (RemReminderSettings) none = rem_reminder_settings_new ();
  g_autoptr (RemReminderSettings) words =
      rem_reminder_settings_with_words (none, REM_REMINDER_WORDS_NAMED);
  g_autoptr (RemReminderSettings) country = rem_reminder_settings_with_country (words, "ES");
  g_autoptr (RemReminderSettings) day =
      rem_reminder_settings_with_day_wish (country, "mothers-day", REM_DAY_WISH_SILENT);
  g_autoptr (RemReminderSettings) own =
      rem_reminder_settings_with_own_words (day, "u1", "  The plum tree;\nin [bloom] = ours ");
  g_autoptr (RemReminderSettings) asked = rem_reminder_settings_with_asked (own, TRUE);
  g_autofree char *text = rem_reminder_settings_to_text (asked);
  g_autoptr (RemReminderSettings) read = rem_reminder_settings_parse (text);
  g_autoptr (RemReminderSettings) without = rem_reminder_settings_with_own_words (read, "u1", " ");

  g_assert_cmpint (rem_reminder_settings_get_words (none), ==, REM_REMINDER_WORDS_PRIVATE);
  g_assert_cmpint (rem_reminder_settings_get_words (read), ==, REM_REMINDER_WORDS_NAMED);
  g_assert_cmpstr (rem_reminder_settings_get_country (read), ==, "ES");
  g_assert_cmpint (rem_reminder_settings_get_day_wish (read, "mothers-day"), ==,
                   REM_DAY_WISH_SILENT);
  g_assert_cmpint (rem_reminder_settings_get_day_wish (read, "fathers-day"), ==,
                   REM_DAY_WISH_NOTHING);
  g_assert_cmpstr (rem_reminder_settings_get_own_words (read, "u1"), ==,
                   "The plum tree;\nin [bloom] = ours");
  g_assert_true (rem_reminder_settings_was_asked (read));
  g_assert_null (rem_reminder_settings_get_own_words (without, "u1"));
}

static void
test_pause (void)
{
  g_autoptr (RemReminderSettings) none = rem_reminder_settings_new ();
  g_autoptr (RemReminderSettings) week =
      rem_reminder_settings_with_pause (none, REM_REMINDER_PAUSE_UNTIL, (RemDate){ 2026, 12, 1 });
  g_autoptr (RemReminderSettings) open =
      rem_reminder_settings_with_pause (week, REM_REMINDER_PAUSE_OPEN, REM_DATE_UNKNOWN);
  g_autoptr (RemReminderSettings) over =
      rem_reminder_settings_with_pause (open, REM_REMINDER_PAUSE_NONE, REM_DATE_UNKNOWN);
  RemDate until = REM_DATE_UNKNOWN;

  g_assert_false (rem_reminder_settings_is_paused_on (none, (RemDate){ 2026, 11, 25 }));
  g_assert_true (rem_reminder_settings_is_paused_on (week, (RemDate){ 2026, 11, 30 }));
  g_assert_false (rem_reminder_settings_is_paused_on (week, (RemDate){ 2026, 12, 1 }));
  g_assert_cmpint (rem_reminder_settings_get_pause (week, &until), ==, REM_REMINDER_PAUSE_UNTIL);
  g_assert_cmpint (until.day, ==, 1);
  g_assert_true (rem_reminder_settings_is_paused_on (open, (RemDate){ 2099, 12, 1 }));
  g_assert_cmpint (rem_reminder_settings_get_pause (open, &until), ==, REM_REMINDER_PAUSE_OPEN);
  g_assert_false (rem_date_is_valid (until));
  g_assert_false (rem_reminder_settings_is_paused_on (over, (RemDate){ 2026, 11, 25 }));
}

static void
test_long_words (void)
{
  g_autoptr (RemReminderSettings) none = rem_reminder_settings_new ();
  g_autofree char *long_words = g_strnfill (1000, 'a');
  g_autoptr (RemReminderSettings) own =
      rem_reminder_settings_with_own_words (none, "u1", long_words);

  g_assert_cmpuint (strlen (rem_reminder_settings_get_own_words (own, "u1")), ==,
                    REM_REMINDER_SETTINGS_MAX_WORDS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/reminder-settings/damaged", test_damaged);
  g_test_add_func ("/reminder-settings/reads-back", test_reads_back);
  g_test_add_func ("/reminder-settings/pause", test_pause);
  g_test_add_func ("/reminder-settings/long-words", test_long_words);

  return g_test_run ();
}
