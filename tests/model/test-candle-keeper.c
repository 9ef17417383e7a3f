/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-candle-keeper.h"
#include "rem-settings.h"

/* The box at 11:00 in Madrid, and a keeper that is made anew with every start of the program. */

static RemCandleKeeper *
start (ModelFixture *fixture)
{
  RemCandleKeeper *keeper = rem_candle_keeper_new (fixture->context);

  model_fixture_settle (fixture);
  return keeper;
}

static RemCandleState
get_state (RemCandleKeeper *keeper)
{
  return rem_candle_get_state (rem_candle_keeper_get_candle (keeper));
}

static void
write_record (ModelFixture *fixture, const char *value)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_settings_set_async (fixture->context, "candle.burning", value, model_fixture_store_cb,
                          &result);
  g_assert_true (rem_settings_set_finish (fixture->context, model_fixture_wait (&result), NULL));
}

static void
test_nonsense (ModelFixture *fixture, gconstpointer data)
{
  static const char *const records[] = {
    "lit",
    "(9, 0, 1, '', '')",
    "(1, 'a', 1, '', '')",
    "(1, 9223372036854775807, -9223372036854775808, '', '')",
    "(1, -9223372036854775808, -9223372036854775808, '', '')",
    "(((((((((((((((((((((((((((((((((",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (RemCandleKeeper) keeper = NULL;

      g_test_message ("%s", records[i]);
      write_record (fixture, records[i]);
      keeper = start (fixture);
      g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_UNLIT);
    }
}

static void
test_not_offered (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemCandleKeeper) keeper = start (fixture);

  g_assert_false (rem_candle_keeper_light (keeper, REM_CANDLE_HOUR_OF_LIGHT, "Alba", "x"));
  g_assert_cmpstr (rem_candle_keeper_get_name (keeper), ==, "");
}

/* The lock leaves nothing of it in memory, and it burns on by the clock. */
static void
test_lock (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemCandleKeeper) keeper = start (fixture);

  g_assert_true (rem_candle_keeper_light (keeper, REM_CANDLE_HOUR, "Alba", "a-date"));
  model_fixture_lock (fixture);
  g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_UNLIT);
  g_assert_cmpstr (rem_candle_keeper_get_name (keeper), ==, "");
  rem_manual_clock_advance (fixture->clock, 1800);

  model_fixture_unlock (fixture);
  model_fixture_settle (fixture);
  g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_LIT);
  g_assert_cmpfloat_with_epsilon (rem_candle_get_burned (rem_candle_keeper_get_candle (keeper)),
                                  0.5, 1e-3);
  g_assert_cmpstr (rem_candle_keeper_get_name (keeper), ==, "Alba");
  g_assert_cmpstr (rem_candle_keeper_get_occasion (keeper), ==, "a-date");
  rem_manual_clock_advance (fixture->clock, 1800);
  g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_GOING_OUT);
}

static void
test_end_of_the_program (ModelFixture *fixture, gconstpointer data)
{
  RemCandleKeeper *keeper = start (fixture);
  gint64 end_us;

  g_assert_true (rem_candle_keeper_light (keeper, REM_CANDLE_BEDTIME, "", ""));
  end_us = rem_candle_get_end_us (rem_candle_keeper_get_candle (keeper));
  g_assert_finalize_object (keeper);
  rem_manual_clock_advance (fixture->clock, 3600);
  keeper = start (fixture);
  g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_LIT);
  g_assert_cmpint (rem_candle_get_end_us (rem_candle_keeper_get_candle (keeper)), ==, end_us);

  /* Put out with a key, and left before anybody looked: it is out, and since then. */
  rem_candle_put_out (rem_candle_keeper_get_candle (keeper));
  model_fixture_settle (fixture);
  g_assert_finalize_object (keeper);
  rem_manual_clock_advance (fixture->clock, 3600);
  keeper = start (fixture);
  g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_OUT);
  g_assert_cmpint (rem_candle_get_out_us (rem_candle_keeper_get_candle (keeper)), <, end_us);

  /* Once that was seen there is a new one. */
  rem_candle_keeper_note_seen (keeper);
  model_fixture_settle (fixture);
  g_assert_finalize_object (keeper);
  keeper = start (fixture);
  g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_UNLIT);
  g_assert_finalize_object (keeper);
}

/* It went out while nobody was there: on the same day it is found so, later it is not. */
static void
test_went_out_unseen (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemCandleKeeper) keeper = start (fixture);

  g_assert_true (rem_candle_keeper_light (keeper, REM_CANDLE_MINUTE, "Alba", ""));
  model_fixture_lock (fixture);
  rem_manual_clock_advance (fixture->clock, 3600);
  model_fixture_unlock (fixture);
  model_fixture_settle (fixture);
  g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_OUT);
  g_assert_cmpstr (rem_candle_keeper_get_name (keeper), ==, "Alba");
  rem_candle_keeper_clear_past (keeper);
  g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_OUT);

  model_fixture_lock (fixture);
  rem_manual_clock_advance (fixture->clock, 13 * 3600);
  model_fixture_unlock (fixture);
  model_fixture_settle (fixture);
  g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_UNLIT);
}

static void
test_until_put_out (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemCandleKeeper) keeper = start (fixture);

  g_assert_true (rem_candle_keeper_light (keeper, REM_CANDLE_OPEN, "", ""));
  model_fixture_lock (fixture);
  rem_manual_clock_advance (fixture->clock, 30 * 3600);
  model_fixture_unlock (fixture);
  model_fixture_settle (fixture);
  g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_LIT);
}

static void
try_wrong_passphrase (ModelFixture *fixture)
{
  g_autoptr (RemSecret) secret = rem_secret_new_passphrase ("not this", -1);
  g_autoptr (GAsyncResult) result = NULL;

  rem_context_unlock_async (fixture->context, REM_SLOT_PASSPHRASE, secret, NULL,
                            model_fixture_store_cb, &result);
  g_assert_false (rem_context_unlock_finish (fixture->context, model_fixture_wait (&result), NULL));
}

/* Lit beside the closed box, it outlives a wrong passphrase and is the box's once that is open. */
static void
test_beside_a_closed_box (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemCandleKeeper) keeper = start (fixture);

  model_fixture_lock (fixture);
  g_assert_true (rem_candle_keeper_light (keeper, REM_CANDLE_HOUR, "", ""));
  try_wrong_passphrase (fixture);
  g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_LIT);
  model_fixture_unlock (fixture);
  model_fixture_settle (fixture);
  g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_LIT);

  model_fixture_lock (fixture);
  g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_UNLIT);
  model_fixture_unlock (fixture);
  model_fixture_settle (fixture);
  g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_LIT);
}

/* The one that still burns in the box is for somebody. */
static void
test_gives_way (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemCandleKeeper) keeper = start (fixture);

  g_assert_true (rem_candle_keeper_light (keeper, REM_CANDLE_OPEN, "Alba", "a-date"));
  model_fixture_lock (fixture);
  g_assert_true (rem_candle_keeper_light (keeper, REM_CANDLE_MINUTE, "", ""));
  model_fixture_unlock (fixture);
  model_fixture_settle (fixture);
  g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_LIT);
  g_assert_cmpstr (rem_candle_keeper_get_name (keeper), ==, "Alba");
  g_assert_cmpint (rem_candle_get_length (rem_candle_keeper_get_candle (keeper)), ==,
                   REM_CANDLE_OPEN);

  /* One that is out by then takes nothing away from the one that was lit since. */
  rem_candle_put_out (rem_candle_keeper_get_candle (keeper));
  model_fixture_settle (fixture);
  model_fixture_lock (fixture);
  rem_manual_clock_advance (fixture->clock, 60);
  g_assert_true (rem_candle_keeper_light (keeper, REM_CANDLE_HOUR, "", ""));
  model_fixture_unlock (fixture);
  model_fixture_settle (fixture);
  g_assert_cmpint (get_state (keeper), ==, REM_CANDLE_LIT);
  g_assert_cmpstr (rem_candle_keeper_get_name (keeper), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/candle-keeper/nonsense", test_nonsense);
  MODEL_FIXTURE_ADD ("/candle-keeper/not-offered", test_not_offered);
  MODEL_FIXTURE_ADD ("/candle-keeper/lock", test_lock);
  MODEL_FIXTURE_ADD ("/candle-keeper/end-of-the-program", test_end_of_the_program);
  MODEL_FIXTURE_ADD ("/candle-keeper/went-out-unseen", test_went_out_unseen);
  MODEL_FIXTURE_ADD ("/candle-keeper/until-put-out", test_until_put_out);
  MODEL_FIXTURE_ADD ("/candle-keeper/beside-a-closed-box", test_beside_a_closed_box);
  MODEL_FIXTURE_ADD ("/candle-keeper/gives-way", test_gives_way);
  return g_test_run ();
}
