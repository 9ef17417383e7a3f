/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-marks.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *paragraph;
  const char *expected; /* one letter a character, the last mark that covers it; a dot for none */
} Case;

static char
get_letter (RemLetterMarkKind kind)
{
  static const char letters[] = "bihlus";

  g_assert_cmpint (kind, <, REM_LETTER_MARK_N_KINDS);
  return letters[kind];
}

/* Draws the marks over the characters; signs and bullets lie on top. */
static char *
draw (const char *paragraph)
{
  g_autoptr (GArray) marks = rem_letter_marks_scan (paragraph, strlen (paragraph));
  glong length = g_utf8_strlen (paragraph, -1);
  char *drawn = g_strnfill (length, '.');

  for (int top = 0; top < 2; top++)
    for (guint i = 0; i < marks->len; i++)
      {
        const RemLetterMark *mark = &g_array_index (marks, RemLetterMark, i);
        gboolean is_top =
            mark->kind == REM_LETTER_MARK_SIGN || mark->kind == REM_LETTER_MARK_BULLET;

        g_assert_cmpuint (mark->start, <, mark->end);
        g_assert_cmpuint (mark->end, <=, length);
        for (guint at = mark->start; at < mark->end && is_top == (top == 1); at++)
          if (drawn[at] != 'i' || mark->kind != REM_LETTER_MARK_BOLD)
            drawn[at] = get_letter (mark->kind);
      }
  return drawn;
}

static const Case cases[] = {
  { "nothing", "", "" },
  { "plain", "a b", "..." },
  { "bold", "a **b** c", "..ssbss.." },
  { "italic-star", "*ab* c", "siis.." },
  { "italic-underline", "_ab_ c", "siis.." },
  { "both", "***ab***", "sssiisss" },
  { "italic-in-bold", "**a *b* c**", "ssbbsisbbss" },
  { "open-only", "a **b c", "......." },
  { "spaced-stars", "5 * 3 * 2", "........." },
  { "empty-bold", "****", "...." },
  { "underline-in-word", "a_b_c", "....." },
  { "escaped", "\\*a\\*", "s..s." },
  { "letters-beyond-ascii", "**ñandú**", "ssbbbbbss" },
  { "combining", "*e\u0301*", "siis" },
  { "emoji", "_\U0001F56F_", "sis" },
  { "heading", "# Hoy", "sshhh" },
  { "heading-3", "### Hoy", "sssshhh" },
  { "heading-4", "#### Hoy", "........" },
  { "heading-no-space", "#Hoy", "...." },
  { "heading-empty", "# ", "ss" },
  { "heading-bold", "# a **b**", "sshhssbss" },
  { "item", "- ab", "ulll" },
  { "item-star", "* ab", "ulll" },
  { "item-number", "12. ab", "llllll" },
  { "item-empty", "- ", ".." },
  { "dash", "-ab", "..." },
  { "year", "2009. ab", "........" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *drawn = draw (c->paragraph);

  g_assert_cmpstr (drawn, ==, c->expected);
}

static void
test_too_long (void)
{
  g_autofree char *filler = g_strnfill (REM_LETTER_MARKS_MAX_BYTES, 'a');
  g_autofree char *paragraph = g_strconcat ("**a** ", filler, NULL);
  g_autoptr (GArray) marks = rem_letter_marks_scan (paragraph, strlen (paragraph));

  g_assert_cmpuint (marks->len, ==, 0);
}

/* Whatever is typed, no mark lies outside of the paragraph. */
static void
test_any (void)
{
  static const char *const pieces[] = {
    "*", "**", "_", "\\", " ", "a", "ñ", "#", "- ", "\U0001F56F"
  };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) paragraph = g_string_new (NULL);
      g_autofree char *drawn = NULL;

      for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        g_string_append (paragraph, pieces[g_test_rand_int_range (0, (int) G_N_ELEMENTS (pieces))]);
      drawn = draw (paragraph->str);
      g_assert_nonnull (drawn);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ui/letter-marks/too-long", test_too_long);
  g_test_add_func ("/ui/letter-marks/any", test_any);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/letter-marks/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
