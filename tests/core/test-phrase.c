/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-core-error.h"
#include "rem-phrase.h"
#include "test-language.h"

#include <string.h>

static void
test_refused (void)
{
  static const char *const texts[] = {
    "",
    "<phrases",
    "<rituals version='1'/>",
    "<phrases version='2'/>",
    "<phrases version='1'><other/></phrases>",
    "<phrases version='1'><phrase kind='hard'>A</phrase></phrases>",
    "<phrases version='1'><phrase id='A b' kind='hard'>A</phrase></phrases>",
    "<phrases version='1'><phrase id='a'>A</phrase></phrases>",
    "<phrases version='1'><phrase id='a' kind='good'>A</phrase></phrases>",
    "<phrases version='1'><phrase id='a' kind='hard' for='all'>A</phrase></phrases>",
    "<phrases version='1'><phrase id='a' kind='hard' light='some'>A</phrase></phrases>",
    "<phrases version='1'><phrase id='a' kind='hard' score='1'>A</phrase></phrases>",
    "<phrases version='1'><phrase id='a' kind='hard'> </phrase></phrases>",
    "<phrases version='1'><phrase id='a' kind='hard'>A <b>b</b></phrase></phrases>",
    "<phrases version='1'><phrase id='a' kind='hard'>A</phrase>"
    "<phrase id='a' kind='calm'>B</phrase></phrases>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) phrases = rem_phrase_parse_all (texts[i], -1, &error);

      g_test_message ("%s", texts[i]);
      g_assert_null (phrases);
      g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_PHRASES);
    }
}

static void
test_too_long (void)
{
  g_autofree char *words = g_strnfill (2000, 'x');
  g_autofree char *text = g_strconcat ("<phrases version='1'><phrase id='a' kind='hard'>", words,
                                       "</phrase></phrases>", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (rem_phrase_parse_all (text, -1, &error));
  g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_PHRASES);
}

static void
test_parts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) phrases = rem_phrase_parse_all (
      "<phrases version='1'><phrase id='a-b' kind='body' for='two' light='yes'> A\n</phrase>"
      "<phrase id='c' kind='date'>C</phrase></phrases>",
      -1, &error);
  RemPhrase *phrase;

  g_assert_no_error (error);
  g_assert_cmpuint (phrases->len, ==, 2);
  phrase = g_ptr_array_index (phrases, 0);
  g_assert_cmpstr (rem_phrase_get_id (phrase), ==, "a-b");
  g_assert_cmpstr (rem_phrase_get_text (phrase), ==, "A");
  g_assert_cmpint (rem_phrase_get_kind (phrase), ==, REM_PHRASE_BODY);
  g_assert_true (rem_phrase_is_for_two (phrase));
  g_assert_true (rem_phrase_is_light (phrase));
  phrase = g_ptr_array_index (phrases, 1);
  g_assert_cmpint (rem_phrase_get_kind (phrase), ==, REM_PHRASE_DATE);
  g_assert_false (rem_phrase_is_for_two (phrase));
  g_assert_false (rem_phrase_is_light (phrase));
}

static GPtrArray *
read_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "prompts", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *phrases;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  phrases = rem_phrase_parse_all (text, -1, &error);
  g_assert_no_error (error);
  return phrases;
}

/* What the program brings along is whole. */
static void
test_prompts (void)
{
  g_autoptr (GPtrArray) prompts = read_file ("prompts.xml");
  gboolean has_light = FALSE, has_two = FALSE;

  for (guint i = 0; i < prompts->len; i++)
    {
      RemPhrase *prompt = g_ptr_array_index (prompts, i);

      g_assert_true (g_str_has_suffix (rem_phrase_get_text (prompt), "."));
      g_assert_cmpint (rem_phrase_get_kind (prompt), <, REM_PHRASE_FEELING);
      has_light = has_light || rem_phrase_is_light (prompt);
      has_two = has_two || rem_phrase_is_for_two (prompt);
    }
  g_assert_true (has_light);
  g_assert_true (has_two);
}

static void
test_check_in (void)
{
  g_autoptr (GPtrArray) words = read_file ("check-in.xml");
  gboolean has_relief = FALSE, has_sadness = FALSE;

  for (guint i = 0; i < words->len; i++)
    {
      RemPhrase *word = g_ptr_array_index (words, i);

      /* Kept one a line, and never a sentence. */
      g_assert_null (strpbrk (rem_phrase_get_text (word), ".\n"));
      g_assert_cmpint (rem_phrase_get_kind (word), >=, REM_PHRASE_FEELING);
      has_relief = has_relief || g_str_equal (rem_phrase_get_id (word), "relief");
      has_sadness = has_sadness || g_str_equal (rem_phrase_get_id (word), "sadness");
    }
  g_assert_true (has_relief);
  g_assert_true (has_sadness);
}

/* Every word is there in Spanish, too. */
static void
test_spanish (void)
{
  static const char *const files[] = { "prompts.xml", "check-in.xml" };

  for (gsize f = 0; f < G_N_ELEMENTS (files); f++)
    {
      g_autoptr (GPtrArray) english = read_file (files[f]);
      g_autoptr (GPtrArray) spanish = NULL;

      if (!test_language_use ("es_ES.UTF-8"))
        return;
      spanish = read_file (files[f]);
      test_language_reset ();
      for (guint i = 0; i < english->len; i++)
        g_assert_cmpstr (rem_phrase_get_text (g_ptr_array_index (english, i)), !=,
                         rem_phrase_get_text (g_ptr_array_index (spanish, i)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/phrase/refused", test_refused);
  g_test_add_func ("/phrase/too-long", test_too_long);
  g_test_add_func ("/phrase/parts", test_parts);
  g_test_add_func ("/phrase/prompts", test_prompts);
  g_test_add_func ("/phrase/check-in", test_check_in);
  g_test_add_func ("/phrase/spanish", test_spanish);
  return g_test_run ();
}
