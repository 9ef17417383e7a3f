/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-core-error.h"
#include "rem-help-text.h"
#include "test-language.h"

static GPtrArray *
load_installed (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "help", "help-pages.xml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *pages;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  pages = rem_help_text_parse_all (text, -1, &error);
  g_assert_no_error (error);
  return pages;
}

static RemHelpText *
find (GPtrArray *pages, const char *id)
{
  for (guint i = 0; i < pages->len; i++)
    {
      if (g_str_equal (rem_help_text_get_id (g_ptr_array_index (pages, i)), id))
        return g_ptr_array_index (pages, i);
    }
  g_test_message ("no page %s", id);
  g_test_fail ();
  return NULL;
}

static void
test_refuses (void)
{
  static const char *const bad[] = {
    "",
    "<help-lines/>",
    "<help-pages>",
    "<help-pages><section/></help-pages>",
    "<help-pages><page id='a'><section><video/></section></page></help-pages>",
    "<help-pages><page id='a'><section><p><b>x</b></p></section></page></help-pages>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rem_help_text_parse_all (bad[i], -1, &error));
      g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_HELP);
    }
}

static void
test_blocks (void)
{
  g_autoptr (GPtrArray) pages = rem_help_text_parse_all (
      "<help-pages><page id='a'><title>T</title><summary>S</summary><section>"
      "<heading>H</heading><say to='close'>tu</say><say to='formal'>usted</say><lines/>"
      "<source web='https://a.example/'>A &amp; B</source></section></page></help-pages>",
      -1, NULL);
  RemHelpText *page = g_ptr_array_index (pages, 0);
  const RemHelpBlock *saying = rem_help_text_get_block (page, 1);
  const RemHelpBlock *source = rem_help_text_get_block (page, 3);

  g_assert_cmpstr (rem_help_text_get_title (page), ==, "T");
  g_assert_cmpstr (rem_help_text_get_summary (page), ==, "S");
  g_assert_cmpuint (rem_help_text_get_n_blocks (page), ==, 4);
  g_assert_cmpint (saying->kind, ==, REM_HELP_BLOCK_SAYING);
  g_assert_cmpstr (saying->text, ==, "tu");
  g_assert_cmpstr (saying->formal_text, ==, "usted");
  g_assert_true (rem_help_text_is_said_in_two_ways (page));
  g_assert_cmpint (rem_help_text_get_block (page, 2)->kind, ==, REM_HELP_BLOCK_LINES);
  g_assert_cmpstr (source->text, ==, "A & B");
  g_assert_cmpstr (source->web, ==, "https://a.example/");
}

/* Wherever harm is named, the way to a number stands on the same page. */
static void
test_installed (void)
{
  static const char *const ids[] = { "heavier", "when",       "body",    "asking", "saying-no",
                                     "comfort", "for-others", "privacy", "sources" };
  static const char *const with_lines[] = { "heavier", "when", "body" };
  g_autoptr (GPtrArray) pages = load_installed ();

  g_assert_cmpuint (pages->len, ==, G_N_ELEMENTS (ids));
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      RemHelpText *page = find (pages, ids[i]);

      g_assert_cmpstr (rem_help_text_get_title (page), !=, "");
      g_assert_cmpstr (rem_help_text_get_summary (page), !=, "");
      g_assert_cmpuint (rem_help_text_get_n_blocks (page), >, 0);
      g_assert_false (rem_help_text_is_said_in_two_ways (page));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (with_lines); i++)
    {
      RemHelpText *page = find (pages, with_lines[i]);
      gboolean has_lines = FALSE;

      for (gsize j = 0; j < rem_help_text_get_n_blocks (page); j++)
        has_lines |= rem_help_text_get_block (page, j)->kind == REM_HELP_BLOCK_LINES;
      g_assert_true (has_lines);
    }
}

static void
test_spanish (void)
{
  g_autoptr (GPtrArray) pages = NULL;
  RemHelpText *page;

  if (!test_language_use ("es_ES.UTF-8"))
    return;
  pages = load_installed ();
  page = find (pages, "saying-no");
  g_assert_cmpstr (rem_help_text_get_title (page), ==, "Decir que no");
  g_assert_true (rem_help_text_is_said_in_two_ways (page));
  for (gsize i = 0; i < rem_help_text_get_n_blocks (page); i++)
    {
      const RemHelpBlock *block = rem_help_text_get_block (page, i);

      if (g_str_has_prefix (block->text, "Sé que lo dices"))
        g_assert_cmpstr (block->formal_text, ==, "Sé que lo dice con cariño. Esa frase me duele.");
    }
  test_language_reset ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  test_language_reset ();

  g_test_add_func ("/core/help-text/refuses", test_refuses);
  g_test_add_func ("/core/help-text/blocks", test_blocks);
  g_test_add_func ("/core/help-text/installed", test_installed);
  g_test_add_func ("/core/help-text/spanish", test_spanish);

  return g_test_run ();
}
