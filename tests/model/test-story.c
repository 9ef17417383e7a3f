/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-box-error.h"
#include "rem-keepsakes.h"
#include "rem-rituals.h"
#include "rem-story.h"

static RemDate
date (const char *iso)
{
  RemDate result = REM_DATE_UNKNOWN;

  g_assert_true (rem_date_parse (iso, &result, NULL));
  return result;
}

static void
write_line (ModelFixture *fixture,
            const char *ritual,
            const char *occasion,
            const char *iso,
            const char *words)
{
  g_autoptr (RemRitualHeld) today =
      rem_rituals_new_held (fixture->context, ritual, occasion, words);
  g_autoptr (RemRitualHeld) held = rem_ritual_held_with_day (today, date (iso));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rem_rituals_keep_held_async (fixture->context, held, NULL, model_fixture_store_cb, &result);
  rem_rituals_keep_held_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
}

static void
write_note (ModelFixture *fixture, const char *uuid, const char *text)
{
  g_autoptr (RemKeepsake) empty = rem_keepsake_new (REM_KEEPSAKE_KIND_NOTE, uuid, 1);
  g_autoptr (RemKeepsake) keepsake = rem_keepsake_with_text (empty, text);

  model_fixture_keep (fixture, keepsake);
}

static gboolean
set_linked (ModelFixture *fixture,
            RemStoryKind kind,
            const char *id,
            const char *keepsake,
            const char *iso,
            gboolean linked,
            GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_story_set_linked_async (fixture->context, kind, id, keepsake, date (iso), linked, NULL,
                              model_fixture_store_cb, &result);
  return rem_story_set_linked_finish (fixture->context, model_fixture_wait (&result), error);
}

/* The parts in their order: "2025 words, 2025 [a keepsake]". */
static char *
tell (ModelFixture *fixture, RemStoryKind kind, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GString) told = g_string_new (NULL);

  rem_story_list_async (fixture->context, kind, id, NULL, model_fixture_store_cb, &result);
  parts = rem_story_list_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < parts->len; i++)
    {
      const RemStoryPart *part = g_ptr_array_index (parts, i);

      g_string_append_printf (told, "%s%d %s", i > 0 ? ", " : "", part->day.year,
                              part->held != NULL ? rem_ritual_held_get_words (part->held)
                                                 : rem_keepsake_item_get_uuid (part->item));
    }
  return g_string_free (g_steal_pointer (&told), FALSE);
}

static void
test_not_found (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;

  write_note (fixture, "note", "Here.");
  g_assert_false (
      set_linked (fixture, REM_STORY_OF_DATE, "no-date", "note", "2026-11-22", TRUE, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_assert_false (
      set_linked (fixture, REM_STORY_OF_RITUAL, "plant", "no-note", "2026-11-22", TRUE, &other));
  g_assert_error (other, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
}

static void
test_locked (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  model_fixture_lock (fixture);
  rem_story_list_async (fixture->context, REM_STORY_OF_RITUAL, "plant", NULL,
                        model_fixture_store_cb, &result);
  g_assert_null (rem_story_list_finish (fixture->context, model_fixture_wait (&result), &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
}

/* The years one under another, words before keepsakes, and nothing of other dates. */
static void
test_years (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemOccasion) occasion =
      model_fixture_build_date (fixture, "Luna’s day", "2020-05-01", REM_REPEAT_YEARLY, NULL);
  const char *id = rem_occasion_get_uuid (occasion);
  g_autofree char *told = NULL;
  g_autofree char *without = NULL;
  g_autofree char *removed = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  model_fixture_keep_date (fixture, occasion);
  write_note (fixture, "walk", "The lake.");
  write_note (fixture, "roses", "White ones.");
  write_line (fixture, "", id, "2024-05-01", "a");
  write_line (fixture, "walk", id, "2026-05-01", "b");
  write_line (fixture, "walk", "", "2026-05-02", "elsewhere");
  g_assert_true (set_linked (fixture, REM_STORY_OF_DATE, id, "walk", "2026-05-01", TRUE, &error));
  g_assert_true (set_linked (fixture, REM_STORY_OF_DATE, id, "roses", "2025-05-01", TRUE, &error));
  /* Once more, for another year: it moves. */
  g_assert_true (set_linked (fixture, REM_STORY_OF_DATE, id, "roses", "2024-05-01", TRUE, &error));

  model_fixture_lock (fixture);
  model_fixture_unlock (fixture);
  told = tell (fixture, REM_STORY_OF_DATE, id);
  g_assert_cmpstr (told, ==, "2026 b, 2026 walk, 2024 a, 2024 roses");

  g_assert_true (set_linked (fixture, REM_STORY_OF_DATE, id, "walk", "2026-05-01", FALSE, &error));
  without = tell (fixture, REM_STORY_OF_DATE, id);
  g_assert_cmpstr (without, ==, "2026 b, 2024 a, 2024 roses");

  rem_keepsakes_remove_async (fixture->context, "roses", NULL, model_fixture_store_cb, &result);
  g_assert_true (
      rem_keepsakes_remove_finish (fixture->context, model_fixture_wait (&result), &error));
  removed = tell (fixture, REM_STORY_OF_DATE, id);
  g_assert_cmpstr (removed, ==, "2026 b, 2024 a");
}

/* A tree: words of a ritual are told in its own story, and in that of the date. */
static void
test_ritual (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *told = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;

  write_note (fixture, "tree", "As high as I am.");
  write_line (fixture, "plant", "", "2019-03-01", "planted");
  write_line (fixture, "plant", "a-date", "2026-03-01", "leaves");
  g_assert_true (
      set_linked (fixture, REM_STORY_OF_RITUAL, "plant", "tree", "2026-03-01", TRUE, &error));
  told = tell (fixture, REM_STORY_OF_RITUAL, "plant");
  g_assert_cmpstr (told, ==, "2026 leaves, 2026 tree, 2019 planted");
  other = tell (fixture, REM_STORY_OF_DATE, "a-date");
  g_assert_cmpstr (other, ==, "2026 leaves");
}

static void
test_days (ModelFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *anchor;
    const char *today;
    guint n_days;
    const char *latest;
  } table[] = {
    { "1996-03-14", "2026-11-22", 31, "2026-03-14" },
    { "2024-11-24", "2026-11-22", 3, "2026-11-24" }, /* in two days: it is the one that is meant */
    { "2024-12-24", "2026-11-22", 2, "2025-12-24" },
    { "2027-01-08", "2026-11-22", 0, NULL },
    { "2009-21", "2026-11-22", 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (RemOccasion) occasion =
          model_fixture_build_date (fixture, "", table[i].anchor, REM_REPEAT_YEARLY, NULL);
      g_autoptr (GArray) days = rem_story_list_days (occasion, date (table[i].today));

      g_assert_cmpuint (days->len, ==, table[i].n_days);
      if (table[i].latest != NULL)
        g_assert_true (rem_date_equal (g_array_index (days, RemDate, 0), date (table[i].latest)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/story/not-found", test_not_found);
  MODEL_FIXTURE_ADD ("/story/locked", test_locked);
  MODEL_FIXTURE_ADD ("/story/years", test_years);
  MODEL_FIXTURE_ADD ("/story/ritual", test_ritual);
  MODEL_FIXTURE_ADD ("/story/days", test_days);
  return g_test_run ();
}
