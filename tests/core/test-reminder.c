/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-core-error.h"
#include "rem-reminder.h"

static void
test_parse_refuses (void)
{
  static const char *const refused[] = {
    "",           "0d",          "0d@",       "@10:00",
    "d@10:00",    "0@10:00",     "0D@10:00",  "-1d@10:00",
    "+1d@10:00",  "00d@10:00",   "01d@10:00", "367d@10:00",
    "999d@10:00", "1000d@10:00", "0d@24:00",  "0d@10:60",
    "0d@1:00",    "0d@10:0",     "0d@10:000", "0d@10.00",
    "0d@10:00 ",  " 0d@10:00",   "0d @10:00", "0d@-1:00",
    "0d@10:00Z",  "1w@10:00",    "0d@10:0x",  "99999999999999999999d@10:00",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      RemReminder reminder = { 7, 8, 9 };

      if (rem_reminder_parse (refused[i], &reminder, &error))
        g_error ("Took %s", refused[i]);
      g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_DATE);
      g_assert_cmpint (reminder.lead_days, ==, 7);
    }
}

static void
test_parse_reads_back (void)
{
  static const char *const texts[] = { "0d@00:00", "0d@10:00",  "1d@19:00",
                                       "7d@09:05", "42d@23:59", "366d@12:30" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      RemReminder reminder = { 0 };

      g_assert_true (rem_reminder_parse (texts[i], &reminder, &error));
      g_assert_no_error (error);
      text = rem_reminder_to_text (reminder);
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

/* They come in this order. */
static void
test_compare (void)
{
  static const RemReminder order[] = {
    { 366, 23, 59 }, { 7, 10, 0 }, { 1, 9, 59 }, { 1, 19, 0 },
    { 0, 0, 0 },     { 0, 10, 0 }, { 0, 10, 1 },
  };

  for (int i = 0; i < (int) G_N_ELEMENTS (order); i++)
    {
      for (int j = 0; j < (int) G_N_ELEMENTS (order); j++)
        {
          int wanted = i < j ? -1 : i > j;

          g_assert_cmpint (rem_reminder_compare (order[i], order[j]), ==, wanted);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/reminder/parse-refuses", test_parse_refuses);
  g_test_add_func ("/core/reminder/parse-reads-back", test_parse_reads_back);
  g_test_add_func ("/core/reminder/compare", test_compare);

  return g_test_run ();
}
