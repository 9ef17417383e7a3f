/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-idle-watch.h"
#include "rem-manual-clock.h"

typedef struct
{
  RemManualClock *clock;
  RemIdleWatch *watch;
  guint n_idle;
} Fixture;

static void
idle_cb (RemIdleWatch *watch, guint *n_idle)
{
  (*n_idle)++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = rem_manual_clock_new ("2026-11-22T10:00:00Z", "Europe/Madrid");
  fixture->watch = rem_idle_watch_new (REM_CLOCK (fixture->clock));
  g_signal_connect (fixture->watch, "idle", G_CALLBACK (idle_cb), &fixture->n_idle);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->watch);
  /* A timer that is left would fire into what is gone. */
  rem_manual_clock_advance (fixture->clock, 24 * 60 * 60);
  g_assert_finalize_object (fixture->clock);
}

static void
test_never (Fixture *fixture, gconstpointer data)
{
  rem_manual_clock_advance (fixture->clock, 100 * 60 * 60);
  rem_idle_watch_set_minutes (fixture->watch, 10);
  rem_idle_watch_set_minutes (fixture->watch, 0);
  rem_manual_clock_advance (fixture->clock, 100 * 60 * 60);
  g_assert_cmpuint (fixture->n_idle, ==, 0);
}

static void
test_after_the_time (Fixture *fixture, gconstpointer data)
{
  rem_idle_watch_set_minutes (fixture->watch, 10);
  rem_manual_clock_advance (fixture->clock, 10 * 60 - 1);
  g_assert_cmpuint (fixture->n_idle, ==, 0);
  rem_manual_clock_advance (fixture->clock, 2);
  g_assert_cmpuint (fixture->n_idle, ==, 1);

  /* It was not answered: told again, a minute later. */
  rem_manual_clock_advance (fixture->clock, 60);
  g_assert_cmpuint (fixture->n_idle, ==, 2);
}

static void
test_somebody (Fixture *fixture, gconstpointer data)
{
  rem_idle_watch_set_minutes (fixture->watch, 10);
  for (int i = 0; i < 5; i++)
    {
      rem_manual_clock_advance (fixture->clock, 9 * 60);
      rem_idle_watch_note_presence (fixture->watch);
    }
  g_assert_cmpuint (fixture->n_idle, ==, 0);
  rem_manual_clock_advance (fixture->clock, 10 * 60 - 2);
  g_assert_cmpuint (fixture->n_idle, ==, 0);
  rem_manual_clock_advance (fixture->clock, 3);
  g_assert_cmpuint (fixture->n_idle, ==, 1);
}

/* A computer that slept, and a clock that was set back. */
static void
test_clock_jumps (Fixture *fixture, gconstpointer data)
{
  rem_idle_watch_set_minutes (fixture->watch, 10);
  rem_manual_clock_set (fixture->clock, "2026-11-22T18:00:00Z");
  rem_manual_clock_advance (fixture->clock, 10 * 60);
  g_assert_cmpuint (fixture->n_idle, >=, 1);

  fixture->n_idle = 0;
  rem_idle_watch_note_presence (fixture->watch);
  rem_manual_clock_set (fixture->clock, "2026-11-20T10:00:00Z");
  rem_manual_clock_advance (fixture->clock, 30 * 60);
  g_assert_cmpuint (fixture->n_idle, >=, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/idle-watch/never", test_never);
  ADD ("/idle-watch/after-the-time", test_after_the_time);
  ADD ("/idle-watch/somebody", test_somebody);
  ADD ("/idle-watch/clock-jumps", test_clock_jumps);
#undef ADD
  return g_test_run ();
}
