/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-alarm.h"
#include "rem-manual-clock.h"
#include "rem-system-clock.h"

/* Long enough for a busy machine; a test that works never waits for it. */
#define PATIENCE_MS 20000

typedef struct
{
  GMainLoop *loop;
  guint n_calls;
} Call;

static void
called_cb (gpointer user_data)
{
  Call *call = user_data;

  call->n_calls++;
  g_main_loop_quit (call->loop);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_assert_not_reached ();

  return G_SOURCE_REMOVE;
}

static void
wait_for_call (Call *call)
{
  guint patience = g_timeout_add (PATIENCE_MS, give_up_cb, NULL);

  g_main_loop_run (call->loop);
  g_source_remove (patience);
}

/* An instant that is over, in a clock that is far from the one of the computer. */
static void
test_over (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Call call = { loop, 0 };
  g_autoptr (RemManualClock) clock = rem_manual_clock_new ("1999-01-01T00:00:00Z", "UTC");
  g_autoptr (RemAlarm) alarm = rem_alarm_new (REM_CLOCK (clock), called_cb, &call);

  rem_alarm_set (alarm, 1);
  wait_for_call (&call);
  g_assert_cmpuint (call.n_calls, ==, 1);
}

static void
test_comes_on_time (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Call call = { loop, 0 };
  g_autoptr (RemClock) clock = rem_system_clock_new_from ("2026-11-25T09:59:59Z");
  g_autoptr (RemAlarm) alarm = rem_alarm_new (clock, called_cb, &call);
  gint64 due_us = rem_clock_get_unix_us (clock) + 100 * 1000;

  rem_alarm_set (alarm, due_us + G_USEC_PER_SEC * 1000);
  rem_alarm_set (alarm, due_us);
  wait_for_call (&call);
  g_assert_cmpuint (call.n_calls, ==, 1);
  /* The two clocks of a computer may differ by a little. */
  g_assert_cmpint (rem_clock_get_unix_us (clock), >=, due_us - 20 * 1000);
}

static void
test_none (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Call call = { loop, 0 };
  g_autoptr (RemClock) clock = rem_system_clock_new ();
  g_autoptr (RemAlarm) alarm = rem_alarm_new (clock, called_cb, &call);

  rem_alarm_set (alarm, 1);
  rem_alarm_set (alarm, 0);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (call.n_calls, ==, 0);

  rem_alarm_set (alarm, G_MAXINT64);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (call.n_calls, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/alarm/over", test_over);
  g_test_add_func ("/alarm/comes-on-time", test_comes_on_time);
  g_test_add_func ("/alarm/none", test_none);

  return g_test_run ();
}
