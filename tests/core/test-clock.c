/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-manual-clock.h"
#include "rem-system-clock.h"

typedef struct
{
  RemClock *clock;
  GString *log;
  GMainLoop *loop;
} Fixture;

static void
log_time (Fixture *fixture, const char *name)
{
  g_autoptr (GDateTime) now = rem_clock_dup_now (fixture->clock);
  g_autofree char *text = g_date_time_format (now, "%H:%M:%S");

  g_string_append_printf (fixture->log, "%s %s\n", name, text);
}

static void
first_cb (gpointer user_data)
{
  log_time (user_data, "first");
}

static void
second_cb (gpointer user_data)
{
  log_time (user_data, "second");
}

static void
chain_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  log_time (fixture, "chain");
  rem_clock_add_timeout (fixture->clock, 60 * 1000, chain_cb, fixture);
}

static void
quit_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  g_string_append (fixture->log, "quit\n");
  g_main_loop_quit (fixture->loop);
}

static void
test_manual_timers (void)
{
  g_autoptr (RemManualClock) manual = rem_manual_clock_new ("2026-11-22T10:00:00Z", "UTC");
  g_autoptr (GString) log = g_string_new (NULL);
  Fixture fixture = { REM_CLOCK (manual), log, NULL };
  guint gone = 0;

  rem_clock_add_timeout (fixture.clock, 90 * 1000, second_cb, &fixture);
  rem_clock_add_timeout (fixture.clock, 30 * 1000, first_cb, &fixture);
  rem_clock_add_timeout (fixture.clock, 90 * 1000, first_cb, &fixture);
  gone = rem_clock_add_timeout (fixture.clock, 60 * 1000, first_cb, &fixture);
  rem_clock_remove_timeout (fixture.clock, gone);

  rem_manual_clock_advance (manual, 29);
  g_assert_cmpstr (log->str, ==, "");
  rem_manual_clock_advance (manual, 600);
  g_assert_cmpstr (log->str, ==, "first 10:00:30\nsecond 10:01:30\nfirst 10:01:30\n");
  log_time (&fixture, "now");
  g_assert_true (g_str_has_suffix (log->str, "now 10:10:29\n"));
}

static void
test_manual_chain (void)
{
  g_autoptr (RemManualClock) manual = rem_manual_clock_new ("2026-11-22T10:00:00Z", "UTC");
  g_autoptr (GString) log = g_string_new (NULL);
  Fixture fixture = { REM_CLOCK (manual), log, NULL };

  rem_clock_add_timeout (fixture.clock, 60 * 1000, chain_cb, &fixture);
  rem_manual_clock_advance (manual, 180);
  g_assert_cmpstr (log->str, ==, "chain 10:01:00\nchain 10:02:00\nchain 10:03:00\n");
}

/* Setting the clock neither fires a timer nor changes how long it waits. */
static void
test_manual_jump (void)
{
  g_autoptr (RemManualClock) manual = rem_manual_clock_new ("2026-11-22T10:00:00Z", "UTC");
  g_autoptr (GString) log = g_string_new (NULL);
  Fixture fixture = { REM_CLOCK (manual), log, NULL };

  rem_clock_add_timeout (fixture.clock, 60 * 1000, first_cb, &fixture);
  rem_manual_clock_set (manual, "2026-11-23T12:00:00Z");
  g_assert_cmpstr (log->str, ==, "");
  rem_manual_clock_set (manual, "2026-11-20T08:00:00Z");
  rem_manual_clock_advance (manual, 59);
  g_assert_cmpstr (log->str, ==, "");
  rem_manual_clock_advance (manual, 1);
  g_assert_cmpstr (log->str, ==, "first 08:01:00\n");
}

typedef struct
{
  const char *zone;
  const char *iso_utc;
  const char *today;
} TodayCase;

static void
test_today (void)
{
  static const TodayCase cases[] = {
    { "UTC", "2026-11-22T23:59:59Z", "2026-11-22" },
    { "UTC", "2026-11-22T23:59:59.999999Z", "2026-11-22" },
    { "UTC", "2026-11-23T00:00:00Z", "2026-11-23" },
    { "UTC", "1969-12-31T23:59:59.5Z", "1969-12-31" },
    { "Europe/Madrid", "2026-11-22T22:59:59Z", "2026-11-22" },
    { "Europe/Madrid", "2026-11-22T23:00:00Z", "2026-11-23" },
    /* Samoa had no 30 December in 2011. */
    { "Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29" },
    { "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31" },
    /* On these days the clocks go from 23:59:59 to 01:00:00. */
    { "America/Santiago", "2026-09-06T03:59:59Z", "2026-09-05" },
    { "America/Santiago", "2026-09-06T04:00:00Z", "2026-09-06" },
    { "Africa/Cairo", "2026-04-23T21:59:59Z", "2026-04-23" },
    { "Africa/Cairo", "2026-04-23T22:00:00Z", "2026-04-24" },
    { "Pacific/Kiritimati", "2026-11-22T10:00:00Z", "2026-11-23" },
    { "Pacific/Pago_Pago", "2026-11-22T10:59:59Z", "2026-11-21" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemManualClock) manual = rem_manual_clock_new (cases[i].iso_utc, cases[i].zone);
      g_autofree char *today = rem_date_to_iso (rem_clock_get_today (REM_CLOCK (manual)));

      g_assert_cmpstr (today, ==, cases[i].today);
    }
}

static void
test_zone_changes (void)
{
  g_autoptr (RemManualClock) manual = rem_manual_clock_new ("2026-11-22T10:00:00Z", "UTC");
  g_autoptr (GTimeZone) zone = NULL;
  g_autofree char *today = NULL;

  rem_manual_clock_set_zone (manual, "Pacific/Apia");
  zone = rem_clock_dup_time_zone (REM_CLOCK (manual));
  today = rem_date_to_iso (rem_clock_get_today (REM_CLOCK (manual)));
  g_assert_cmpstr (g_time_zone_get_identifier (zone), ==, "Pacific/Apia");
  g_assert_cmpstr (today, ==, "2026-11-22");
  rem_manual_clock_advance (manual, 3600);
  g_free (today);
  today = rem_date_to_iso (rem_clock_get_today (REM_CLOCK (manual)));
  g_assert_cmpstr (today, ==, "2026-11-23");
}

static void
test_system_refuses (void)
{
  static const char *const refused[] = { "", "today", "2026-11-22", "2026-02-30T10:00:00Z" };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_null (rem_system_clock_new_from (refused[i]));
}

static void
test_system_from (void)
{
  g_autoptr (RemClock) clock = rem_system_clock_new_from ("2030-02-28T10:00:00Z");
  g_autoptr (RemClock) real = rem_system_clock_new ();
  g_autoptr (RemClock) also_real = rem_system_clock_new_from (NULL);
  gint64 before = rem_clock_get_unix_us (clock);
  gint64 after = rem_clock_get_unix_us (clock);
  gint64 drift = rem_clock_get_unix_us (real) - rem_clock_get_unix_us (also_real);

  g_assert_cmpint (before, >=, G_GINT64_CONSTANT (1898503200) * G_USEC_PER_SEC);
  g_assert_cmpint (before, <, G_GINT64_CONSTANT (1898503200 + 60) * G_USEC_PER_SEC);
  g_assert_cmpint (after, >=, before);
  g_assert_cmpint (ABS (drift), <, 60 * G_USEC_PER_SEC);
}

/* Timers belong to the thread-default context, not to the global one. */
static void
test_system_timers (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  g_autoptr (RemClock) clock = rem_system_clock_new_from ("2030-02-28T10:00:00Z");
  g_autoptr (GString) log = g_string_new (NULL);
  Fixture fixture = { clock, log, loop };
  guint gone = 0;

  g_main_context_push_thread_default (context);
  gone = rem_clock_add_timeout (clock, 0, first_cb, &fixture);
  rem_clock_add_timeout (clock, 1, quit_cb, &fixture);
  rem_clock_remove_timeout (clock, gone);
  g_main_loop_run (loop);
  g_main_context_pop_thread_default (context);

  g_assert_cmpstr (log->str, ==, "quit\n");
  g_assert_finalize_object (g_steal_pointer (&clock));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/clock/manual/timers", test_manual_timers);
  g_test_add_func ("/core/clock/manual/chain", test_manual_chain);
  g_test_add_func ("/core/clock/manual/jump", test_manual_jump);
  g_test_add_func ("/core/clock/today", test_today);
  g_test_add_func ("/core/clock/zone-changes", test_zone_changes);
  g_test_add_func ("/core/clock/system/refuses", test_system_refuses);
  g_test_add_func ("/core/clock/system/from", test_system_from);
  g_test_add_func ("/core/clock/system/timers", test_system_timers);

  return g_test_run ();
}
