/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-plain.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *expected;
} Case;

static const Case lines[] = {
  { "empty", "", "" },
  { "newlines", "a\nb\tc", "a b c" },
  { "trimmed", "  a  ", "a" },
  { "line-separators", "a\u2028b\u2029c", "a b c" },
  { "control",
    "a\x01"
    "b\xc2\x85"
    "c",
    "a b c" },
  { "override", "a\u202eb\u202cc", "abc" },
  { "isolates", "\u2066a\u2067b\u2068c\u2069", "abc" },
  { "marks-of-direction-stay", "a\u200fb", "a\u200fb" },
  { "markup-stays", "<b>&amp;", "<b>&amp;" },
};

static const Case texts[] = {
  { "empty", "", "" },
  { "marks", "**a** _b_\n\n# c\n- d", "a b\nc\n- d" },
  { "only-signs", "##\n\n***", "***" },
  { "override", "a\u202eb", "ab" },
  { "carriage-returns", "a\r\nb\r\n", "a\nb" },
};

static void
test_line (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *line = rem_letter_plain_line (c->text);

  g_assert_cmpstr (line, ==, c->expected);
}

static void
test_strip (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *text = rem_letter_plain_strip (c->text);

  g_assert_cmpstr (text, ==, c->expected);
}

static void
test_split (void)
{
  g_autofree char *first = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *only = NULL;
  g_autofree char *nothing = NULL;

  rem_letter_plain_split ("\n# Hoy\n\nfui al **mar**", &first, &rest);
  g_assert_cmpstr (first, ==, "Hoy");
  g_assert_cmpstr (rest, ==, "fui al mar");

  rem_letter_plain_split ("a", &only, &nothing);
  g_assert_cmpstr (only, ==, "a");
  g_assert_cmpstr (nothing, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/letter-plain/line/", lines[i].name, NULL);

      g_test_add_data_func (path, &lines[i], test_line);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/letter-plain/strip/", texts[i].name, NULL);

      g_test_add_data_func (path, &texts[i], test_strip);
    }
  g_test_add_func ("/ui/letter-plain/split", test_split);
  return g_test_run ();
}
