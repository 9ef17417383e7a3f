/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-wall-time.h"

typedef struct
{
  const char *zone;
  RemDate date;
  int hour;
  int minute;
  const char *instant;
  const char *day_end;
} WallCase;

static const WallCase wall_cases[] = {
  { "UTC", { 2026, 11, 25 }, 10, 0, "2026-11-25T10:00:00Z", "2026-11-26T00:00:00Z" },
  { "Europe/Madrid", { 2026, 3, 29 }, 2, 30, "2026-03-29T01:00:00Z", "2026-03-29T22:00:00Z" },
  { "Europe/Madrid", { 2026, 10, 25 }, 2, 30, "2026-10-25T01:30:00Z", "2026-10-25T23:00:00Z" },
  { "America/Santiago", { 2026, 9, 5 }, 10, 0, "2026-09-05T14:00:00Z", "2026-09-06T04:00:00Z" },
  { "America/Santiago", { 2026, 9, 6 }, 0, 0, "2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z" },
  { "America/Santiago", { 2026, 4, 4 }, 23, 30, "2026-04-05T03:30:00Z", "2026-04-05T04:00:00Z" },
  { "Africa/Cairo", { 2026, 4, 24 }, 0, 15, "2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z" },
  { "America/Havana", { 2026, 10, 31 }, 10, 0, "2026-10-31T14:00:00Z", "2026-11-01T04:00:00Z" },
  { "America/Nuuk", { 2026, 3, 28 }, 23, 30, "2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z" },
  { "Pacific/Kiritimati", { 2026, 1, 1 }, 0, 0, "2025-12-31T10:00:00Z", "2026-01-01T10:00:00Z" },
};

static void
assert_instant (gint64 unix_s, const char *expected)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_unix_utc (unix_s);
  g_autofree char *text = g_date_time_format_iso8601 (instant);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_beyond_the_years (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  RemDate last = { 9999, 12, 31 };

  g_assert_cmpint (rem_wall_time_find (last, 10, 0, utc), ==, G_MAXINT64);
  g_assert_cmpint (rem_wall_time_find_day_end (last, utc), ==, G_MAXINT64);
}

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wall_cases); i++)
    {
      const WallCase *wall_case = &wall_cases[i];
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (wall_case->zone);
      gint64 end = 0;

      g_assert_nonnull (zone);
      assert_instant (rem_wall_time_find (wall_case->date, wall_case->hour, wall_case->minute,
                                          zone),
                      wall_case->instant);
      end = rem_wall_time_find_day_end (wall_case->date, zone);
      assert_instant (end, wall_case->day_end);
      g_assert_true (rem_date_equal (rem_wall_time_get_date (end - 1, zone), wall_case->date));
      g_assert_false (rem_date_equal (rem_wall_time_get_date (end, zone), wall_case->date));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/wall-time/beyond-the-years", test_beyond_the_years);
  g_test_add_func ("/wall-time/table", test_table);

  return g_test_run ();
}
