/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-copy-text.h"
#include "rem-keepsake-kind.h"
#include "rem-merge-text.h"
#include "rem-salvage-text.h"

static void
test_words (void)
{
  static const struct
  {
    guint64 n_letters;
    guint64 n_photos;
    guint n_missing;
    const char *expected;
  } cases[] = {
    { 0, 0, 0, "Your copy is whole. There is nothing in the box yet." },
    { 1, 0, 0, "Your copy holds 1 letter. All whole." },
    { 3, 41, 0, "Your copy holds 3 letters, 41 photos. All whole." },
    { 1, 2, 1,
      "Your copy holds 1 letter, 2 photos. 1 file could not be read in the box, so it is not in "
      "the copy. An earlier copy may have it." },
    { 0, 0, 2,
      "2 files could not be read in the box, so they are not in the copy. An earlier copy may "
      "have them." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RemBoxCopyReport report = { 0 };
      g_autoptr (GPtrArray) missing = g_ptr_array_new ();
      g_autofree char *text = NULL;

      report.counts[REM_KEEPSAKE_KIND_LETTER] = cases[i].n_letters;
      report.counts[REM_KEEPSAKE_KIND_PHOTO] = cases[i].n_photos;
      g_ptr_array_set_size (missing, (int) cases[i].n_missing);
      report.missing = missing;
      text = rem_copy_text_build (&report);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_restored (void)
{
  RemBoxCopyReport report = { 0 };
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  g_autofree char *empty = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *lost = NULL;

  report.missing = missing;
  empty = rem_copy_text_build_restored (&report);
  g_assert_cmpstr (empty, ==, "The new box is there. There is nothing in it yet.");
  report.counts[REM_KEEPSAKE_KIND_LETTER] = 3;
  whole = rem_copy_text_build_restored (&report);
  g_assert_cmpstr (whole, ==, "The new box holds 3 letters. All whole.");
  g_ptr_array_set_size (missing, 1);
  lost = rem_copy_text_build_restored (&report);
  g_assert_cmpstr (lost, ==,
                   "The new box holds 3 letters. 1 file was not found. Its keepsake is there "
                   "without it.");
}

/* Each rung by itself. */
static void
test_salvage (void)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 8; i++)
    {
      RemBoxSalvageReport report = { .steps = 1u << i, .missing = missing };
      char *text = rem_salvage_text_build (&report);

      g_assert_true (g_str_has_suffix (text, ". The damaged box was left as it is."));
      g_assert_true (g_hash_table_add (seen, text));
    }
}

static void
test_merge (void)
{
  static const struct
  {
    RemBoxMergeReport report;
    const char *expected;
  } cases[] = {
    { { .n_others = 0 }, "The other box holds nothing that is not here already." },
    { { .snapshot = (char *) "s" },
      "The other box holds nothing that is not here already. How your box was before is kept." },
    { { .counts = { [REM_KEEPSAKE_KIND_PHOTO] = 2 }, .n_others = 1 },
      "From the other box would come 2 photos. 1 other thing would come, such as a date or a "
      "person." },
    { { .n_mended = 1 }, "1 file that cannot be read here is whole there, and would come." },
    { { .n_changed = 1, .n_twice = 2, .snapshot = (char *) "s" },
      "1 thing was changed only there, and is now as it is there. 2 things were changed on both "
      "sides, and both are here. How your box was before is kept." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) missing = g_ptr_array_new ();
      RemBoxMergeReport report = cases[i].report;
      g_autofree char *text = NULL;

      report.missing = missing;
      text = rem_merge_text_build (&report);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/copy-text/words", test_words);
  g_test_add_func ("/copy-text/restored", test_restored);
  g_test_add_func ("/salvage-text/rungs", test_salvage);
  g_test_add_func ("/merge-text/words", test_merge);
  return g_test_run ();
}
