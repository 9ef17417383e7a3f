/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-candle-settings.h"
#include "rem-candle.h"

static int
get_bedtime (ModelFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_candle_settings_get_bedtime_async (fixture->context, NULL, model_fixture_store_cb, &result);
  return rem_candle_settings_get_bedtime_finish (fixture->context, model_fixture_wait (&result));
}

static void
test_locked (ModelFixture *fixture, gconstpointer data)
{
  model_fixture_lock (fixture);
  g_assert_cmpint (get_bedtime (fixture), ==, REM_CANDLE_BEDTIME_HOUR);
}

static void
test_bedtime (ModelFixture *fixture, gconstpointer data)
{
  g_assert_cmpint (get_bedtime (fixture), ==, REM_CANDLE_BEDTIME_HOUR);
  rem_candle_settings_set_bedtime (fixture->context, 20);
  g_assert_cmpint (get_bedtime (fixture), ==, 20);
  model_fixture_lock (fixture);
  model_fixture_unlock (fixture);
  g_assert_cmpint (get_bedtime (fixture), ==, 20);
  /* What nobody could have chosen is not taken. */
  rem_candle_settings_set_bedtime (fixture->context, 3);
  g_assert_cmpint (get_bedtime (fixture), ==, REM_CANDLE_BEDTIME_HOUR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/candle-settings/locked", test_locked);
  MODEL_FIXTURE_ADD ("/candle-settings/bedtime", test_bedtime);
  return g_test_run ();
}
