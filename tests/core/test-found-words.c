/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-found-words.h"

/* Marks what is found with brackets. */
static char *
mark (const char *text, const char *words)
{
  g_autoptr (GArray) found = rem_found_words_list (text, words);
  GString *marked = g_string_new (text);

  for (guint i = found->len; i > 0; i--)
    {
      RemFoundWord word = g_array_index (found, RemFoundWord, i - 1);

      g_string_insert_c (marked, word.end, ']');
      g_string_insert_c (marked, word.start, '[');
    }
  return g_string_free (marked, FALSE);
}

static void
test_found (void)
{
  static const struct
  {
    const char *text, *words, *expected;
  } cases[] = {
    { "", "sea", "" },
    { "the sea", NULL, "the sea" },
    { "the sea", "", "the sea" },
    { "the sea", "?!", "the sea" },
    { "The Sea, the seaside", "sea", "The [Sea], the [seaside]" },
    { "nausea", "sea", "nausea" },
    { "Mi corazón", "corazon", "Mi [corazón]" },
    { "Mi CORAZON", "corazó", "Mi [CORAZON]" },
    { "cora\xcc\x81zon late", "cora", "[cora\xcc\x81zon] late" },
    { "the sea and the sand", "sand sea", "the [sea] and the [sand]" },
    { "<b>sea</b>", "b", "<[b]>sea</[b]>" },
    { "a1b2", "a1", "[a1b2]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *marked = mark (cases[i].text, cases[i].words);

      g_assert_cmpstr (marked, ==, cases[i].expected);
    }
}

static void
test_all_in (void)
{
  static const char *const texts[] = { "The sea", "of my heart", "Corazón 1999", NULL };
  static const struct
  {
    const char *words;
    gboolean expected;
  } cases[] = {
    { NULL, FALSE },          { "", FALSE },         { "?!", FALSE },
    { "sea", TRUE },          { "s", TRUE },         { "eart", FALSE },
    { "SEA hea", TRUE },      { "sea moon", FALSE }, { "cora 19", TRUE },
    { "coraz\u00f3n", TRUE }, { "99", FALSE },
  };
  static const char *const none[] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (rem_found_words_are_all_in (texts, cases[i].words), ==, cases[i].expected);
  g_assert_false (rem_found_words_are_all_in (none, "sea"));
}

static void
test_quote (void)
{
  static const struct
  {
    const char *text, *words, *expected;
  } cases[] = {
    { "", "sea", NULL },
    { "the sea", NULL, NULL },
    { "nausea", "sea", NULL },
    { "**The** sea.", "SEA", "**The** sea." },
    { "a b c d sea, e", "sea", "a b c d sea, e" },
    { "a b c d e sea.", "sea", "a b c d e sea." },
    { "a b c d e f sea.", "sea", "…c d e f sea." },
    { "a b c d e f g sea h i j k l m", "sea", "…d e f g sea h…" },
    { "sea a b c d e f g", "sea", "sea a b c d e…" },
    { "(uno) dos; Corazón", "corazon", "(uno) dos; Corazón" },
    { "a b c d e f sea sea", "sea", "…c d e f sea sea" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *quote = rem_found_words_quote (cases[i].text, cases[i].words, 6);

      g_assert_cmpstr (quote, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/found-words/list", test_found);
  g_test_add_func ("/core/found-words/all-in", test_all_in);
  g_test_add_func ("/core/found-words/quote", test_quote);

  return g_test_run ();
}
