/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-candle.h"
#include "rem-manual-clock.h"

#define MADRID "Europe/Madrid"

static RemCandle *
make_candle (const char *now, const char *zone, RemManualClock **clock_out)
{
  *clock_out = rem_manual_clock_new (now, zone);
  return rem_candle_new (REM_CLOCK (*clock_out));
}

static void
test_not_offered (void)
{
  static const struct
  {
    const char *now;
    const char *zone;
    gboolean bedtime;
    gboolean hour_of_light;
  } cases[] = {
    { "2026-11-22T10:00:00Z", MADRID, TRUE, FALSE },
    { "2026-11-22T20:59:59Z", MADRID, TRUE, FALSE },
    { "2026-11-22T21:00:00Z", MADRID, FALSE, FALSE },
    { "2026-11-23T02:59:00Z", MADRID, FALSE, FALSE },
    { "2026-11-23T03:00:00Z", MADRID, TRUE, FALSE },
    /* Madrid is two hours ahead in October. */
    { "2026-10-14T21:59:59Z", MADRID, FALSE, FALSE },
    { "2026-10-14T22:00:00Z", MADRID, FALSE, TRUE },
    { "2026-10-15T17:00:00Z", MADRID, TRUE, TRUE },
    { "2026-10-15T17:59:59Z", MADRID, TRUE, TRUE },
    { "2026-10-15T18:00:00Z", MADRID, TRUE, FALSE },
    { "2026-10-16T05:30:00Z", "Pacific/Pago_Pago", TRUE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemManualClock) clock = NULL;
      g_autoptr (RemCandle) candle = make_candle (cases[i].now, cases[i].zone, &clock);

      g_test_message ("%s", cases[i].now);
      g_assert_cmpint (rem_candle_is_offered (candle, REM_CANDLE_BEDTIME), ==, cases[i].bedtime);
      g_assert_cmpint (rem_candle_is_offered (candle, REM_CANDLE_HOUR_OF_LIGHT), ==,
                       cases[i].hour_of_light);
      g_assert_true (rem_candle_is_offered (candle, REM_CANDLE_MINUTE));
      g_assert_true (rem_candle_is_offered (candle, REM_CANDLE_OPEN));
      if (!cases[i].bedtime)
        {
          g_assert_false (rem_candle_light (candle, REM_CANDLE_BEDTIME));
          g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_UNLIT);
        }
    }
}

/* The hour of bedtime is hers. */
static void
test_bedtime (void)
{
  static const struct
  {
    const char *now;
    int hour;
    gboolean is_offered;
    int burns_hours;
  } cases[] = {
    { "2026-11-22T18:00:00Z", 22, TRUE, 3 },  { "2026-11-22T18:00:00Z", 20, TRUE, 1 },
    { "2026-11-22T18:00:00Z", 19, FALSE, 0 }, { "2026-11-22T21:30:00Z", 22, FALSE, 0 },
    { "2026-11-22T21:00:00Z", 23, TRUE, 1 },  { "2026-11-22T18:00:00Z", 99, TRUE, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemManualClock) clock = NULL;
      g_autoptr (RemCandle) candle = make_candle (cases[i].now, MADRID, &clock);

      g_test_message ("%s, %d", cases[i].now, cases[i].hour);
      rem_candle_set_bedtime (candle, cases[i].hour);
      g_assert_cmpint (rem_candle_is_offered (candle, REM_CANDLE_BEDTIME), ==, cases[i].is_offered);
      if (!cases[i].is_offered)
        continue;
      g_assert_true (rem_candle_light (candle, REM_CANDLE_BEDTIME));
      rem_manual_clock_advance (clock, cases[i].burns_hours * 3600 - 60);
      g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_LIT);
      rem_manual_clock_advance (clock, 60);
      g_assert_cmpint (rem_candle_get_state (candle), !=, REM_CANDLE_LIT);
    }
}

static void
test_goes_out_by_itself (void)
{
  static const struct
  {
    RemCandleLength length;
    int seconds;
  } cases[] = {
    { REM_CANDLE_MINUTE, 60 },
    { REM_CANDLE_HOUR, 3600 },
    { REM_CANDLE_BEDTIME, 11 * 3600 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemManualClock) clock = NULL;
      g_autoptr (RemCandle) candle = make_candle ("2026-11-22T10:00:00Z", MADRID, &clock);

      g_assert_true (rem_candle_light (candle, cases[i].length));
      g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_LIT);
      g_assert_cmpfloat (rem_candle_get_burned (candle), ==, 0);
      rem_manual_clock_advance (clock, cases[i].seconds / 2);
      g_assert_cmpfloat_with_epsilon (rem_candle_get_burned (candle), 0.5, 1e-6);
      rem_manual_clock_advance (clock, cases[i].seconds / 2 - 1);
      g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_LIT);
      rem_manual_clock_advance (clock, 1);
      g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_GOING_OUT);
      g_assert_cmpint (rem_candle_get_out_us (candle) - rem_candle_get_begun_us (candle), ==,
                       cases[i].seconds * (gint64) G_USEC_PER_SEC);
      rem_manual_clock_advance (clock, REM_CANDLE_SMOKE_S);
      g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_OUT);
      g_assert_cmpfloat (rem_candle_get_burned (candle), ==, 1);
    }
}

static void
test_put_out (void)
{
  g_autoptr (RemManualClock) clock = NULL;
  g_autoptr (RemCandle) candle = make_candle ("2026-11-22T23:30:00Z", MADRID, &clock);

  rem_candle_put_out (candle);
  g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_UNLIT);

  g_assert_true (rem_candle_light (candle, REM_CANDLE_OPEN));
  g_assert_cmpint (rem_candle_get_end_us (candle), ==, G_MAXINT64);
  rem_manual_clock_advance (clock, 40 * 3600);
  g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_LIT);
  g_assert_cmpfloat (rem_candle_get_burned (candle), >, 0.5);
  g_assert_cmpfloat (rem_candle_get_burned (candle), <, 0.9);

  rem_candle_put_out (candle);
  g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_GOING_OUT);
  rem_candle_put_out (candle);
  rem_manual_clock_advance (clock, REM_CANDLE_SMOKE_S);
  g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_OUT);

  rem_candle_renew (candle);
  g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_UNLIT);
  g_assert_cmpfloat (rem_candle_get_burned (candle), ==, 0);
  g_assert_true (rem_candle_light (candle, REM_CANDLE_MINUTE));
  rem_candle_put_out (candle);
  rem_candle_renew (candle);
  rem_manual_clock_advance (clock, 3600);
  g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_UNLIT);

  /* One that burns can be taken away, too, and then does not go out. */
  g_assert_true (rem_candle_light (candle, REM_CANDLE_MINUTE));
  rem_candle_renew (candle);
  rem_manual_clock_advance (clock, 3600);
  g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_UNLIT);
}

/* The program ended, or the box was locked, while one burned. */
static void
test_resume (void)
{
  static const struct
  {
    RemCandleLength length;
    gint64 begun_s; /* from now */
    gint64 end_s;
    RemCandleState state;
    double burned;
  } cases[] = {
    { REM_CANDLE_HOUR, -600, -1200, REM_CANDLE_UNLIT, 0 },
    { REM_CANDLE_HOUR_OF_LIGHT, 1200, 600, REM_CANDLE_UNLIT, 0 },
    { REM_CANDLE_HOUR, -1800, 1800, REM_CANDLE_LIT, 0.5 },
    { REM_CANDLE_HOUR, -3600, 0, REM_CANDLE_OUT, 1 },
    { REM_CANDLE_HOUR, -90000, -86400, REM_CANDLE_OUT, 1 },
    { REM_CANDLE_HOUR_OF_LIGHT, 600, 4200, REM_CANDLE_WAITING, 0 },
    /* The clock was set back since. */
    { REM_CANDLE_HOUR, 600, 4200, REM_CANDLE_LIT, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemManualClock) clock = NULL;
      g_autoptr (RemCandle) candle = make_candle ("2026-11-22T10:00:00Z", MADRID, &clock);
      gint64 now_us = rem_clock_get_unix_us (REM_CLOCK (clock));

      g_test_message ("%" G_GSIZE_FORMAT, i);
      rem_candle_resume (candle, cases[i].length, now_us + cases[i].begun_s * G_USEC_PER_SEC,
                         now_us + cases[i].end_s * G_USEC_PER_SEC);
      g_assert_cmpint (rem_candle_get_state (candle), ==, cases[i].state);
      g_assert_cmpfloat_with_epsilon (rem_candle_get_burned (candle), cases[i].burned, 1e-6);
      if (cases[i].state == REM_CANDLE_UNLIT)
        continue;
      g_assert_cmpint (rem_candle_get_length (candle), ==, cases[i].length);
      rem_manual_clock_advance (clock, 4200 + REM_CANDLE_SMOKE_S);
      g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_OUT);
    }
}

/* One that was to burn until it is put out does so over the night, too. */
static void
test_resume_open (void)
{
  g_autoptr (RemManualClock) clock = NULL;
  g_autoptr (RemCandle) candle = make_candle ("2026-11-22T10:00:00Z", MADRID, &clock);

  rem_candle_resume (candle, REM_CANDLE_OPEN,
                     rem_clock_get_unix_us (REM_CLOCK (clock)) - 86400 * (gint64) G_USEC_PER_SEC,
                     G_MAXINT64);
  g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_LIT);
  rem_manual_clock_advance (clock, 86400);
  g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_LIT);
  rem_candle_put_out (candle);
  g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_GOING_OUT);
}

static void
test_hour_of_light (void)
{
  g_autoptr (RemManualClock) clock = NULL;
  g_autoptr (RemCandle) candle = make_candle ("2026-10-15T16:00:00Z", MADRID, &clock);

  g_assert_true (rem_candle_light (candle, REM_CANDLE_HOUR_OF_LIGHT));
  g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_WAITING);
  rem_candle_put_out (candle);
  g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_UNLIT);

  g_assert_true (rem_candle_light (candle, REM_CANDLE_HOUR_OF_LIGHT));
  rem_manual_clock_advance (clock, 3599);
  g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_WAITING);
  rem_manual_clock_advance (clock, 1);
  g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_LIT);
  rem_manual_clock_advance (clock, 3600);
  g_assert_cmpint (rem_candle_get_state (candle), ==, REM_CANDLE_GOING_OUT);
}

/* The computer slept through the end. */
static void
test_clock_leaps (void)
{
  g_autoptr (RemManualClock) clock = NULL;
  g_autoptr (RemCandle) candle = make_candle ("2026-11-22T10:00:00Z", MADRID, &clock);

  g_assert_true (rem_candle_light (candle, REM_CANDLE_HOUR));
  rem_manual_clock_set (clock, "2026-11-23T08:00:00Z");
  rem_manual_clock_advance (clock, 60);
  g_assert_cmpint (rem_candle_get_state (candle), !=, REM_CANDLE_LIT);
  g_assert_cmpint (rem_candle_get_out_us (candle) - rem_candle_get_begun_us (candle), ==,
                   3600 * (gint64) G_USEC_PER_SEC);
  g_assert_cmpfloat (rem_candle_get_burned (candle), ==, 1);
}

static void
test_disposed_while_lit (void)
{
  g_autoptr (RemManualClock) clock = NULL;
  RemCandle *candle = make_candle ("2026-11-22T10:00:00Z", MADRID, &clock);

  g_assert_true (rem_candle_light (candle, REM_CANDLE_MINUTE));
  g_assert_finalize_object (candle);
  rem_manual_clock_advance (clock, 3600);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/candle/not-offered", test_not_offered);
  g_test_add_func ("/candle/disposed-while-lit", test_disposed_while_lit);
  g_test_add_func ("/candle/clock-leaps", test_clock_leaps);
  g_test_add_func ("/candle/bedtime", test_bedtime);
  g_test_add_func ("/candle/goes-out-by-itself", test_goes_out_by_itself);
  g_test_add_func ("/candle/put-out", test_put_out);
  g_test_add_func ("/candle/hour-of-light", test_hour_of_light);
  g_test_add_func ("/candle/resume", test_resume);
  g_test_add_func ("/candle/resume-open", test_resume_open);
  return g_test_run ();
}
