/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-copy-text.h"
#include "rem-keepsake-kind.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/copy-text/words", test_words);
  return g_test_run ();
}
