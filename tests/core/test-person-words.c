/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-person-words.h"

#include "test-language.h"

static void
test_nicks (void)
{
  for (int i = 0; i <= REM_CALLED_NOTHING; i++)
    g_assert_cmpint (rem_called_from_nick (rem_called_to_nick ((RemCalled) i)), ==, i);
  for (int i = 0; i <= REM_LOSS_WORD_OWN; i++)
    g_assert_cmpint (rem_loss_word_from_nick (rem_loss_word_to_nick ((RemLossWord) i)), ==, i);
  for (int i = 0; i <= REM_PRONOUN_HE; i++)
    g_assert_cmpint (rem_pronoun_from_nick (rem_pronoun_to_nick ((RemPronoun) i)), ==, i);
  g_assert_cmpint (rem_called_from_nick ("no such word"), ==, REM_CALLED_BABY);
  g_assert_cmpint (rem_loss_word_from_nick (NULL), ==, REM_LOSS_WORD_LOSS);
  g_assert_cmpint (rem_pronoun_from_nick (""), ==, REM_PRONOUN_THEY);
}

static void
test_values (void)
{
  g_autoptr (RemPerson) person = rem_person_new ("p", NULL, 7);
  g_autoptr (RemPerson) called = rem_person_with_called (person, REM_CALLED_OWN, "our star");
  g_autoptr (RemPerson) again = rem_person_with_called (called, REM_CALLED_BABY, NULL);
  g_autoptr (RemPerson) noted = rem_person_with_note (person, "n");
  g_autoptr (RemPerson) loss = rem_person_with_loss_word (person, REM_LOSS_WORD_OWN, "w");
  g_autoptr (RemPerson) pronoun = rem_person_with_pronoun (person, REM_PRONOUN_SHE);
  RemPerson *const changed[] = { called, noted, loss, pronoun };

  for (gsize i = 0; i < G_N_ELEMENTS (changed); i++)
    g_assert_false (rem_person_equal (person, changed[i]));
  g_assert_true (rem_person_equal (person, again));
  g_assert_cmpstr (rem_person_get_own_called (called), ==, "our star");
  g_assert_cmpstr (rem_person_get_note (noted), ==, "n");
}

/* Every sentence that can be said is there, whole, in both languages: none is empty, none keeps a
 * place that was not filled, and a name or a word of the person's own is said as it was written. */
static void
test_sentences (gconstpointer data)
{
  static const char *const names[] = { "", "Luz" };

  if (!test_language_use (data))
    return;
  for (gsize n = 0; n < G_N_ELEMENTS (names); n++)
    for (int c = 0; c <= REM_CALLED_NOTHING; c++)
      for (int l = 0; l <= REM_LOSS_WORD_OWN; l++)
        for (int p = 0; p <= REM_PRONOUN_HE; p++)
          {
            g_autoptr (RemPerson) new_person = rem_person_new ("p", names[n], 7);
            g_autoptr (RemPerson) called =
                rem_person_with_called (new_person, (RemCalled) c, "100 % star");
            g_autoptr (RemPerson) loss =
                rem_person_with_loss_word (called, (RemLossWord) l, "That winter");
            g_autoptr (RemPerson) person = rem_person_with_pronoun (loss, (RemPronoun) p);
            g_autofree char *since = rem_person_words_build_since (person, "3 years");
            g_autofree char *letter = rem_person_words_build_write (person);
            g_autofree char *who = rem_person_words_build_called (person);

            g_assert_nonnull (strstr (since, "3 years"));
            g_assert_true (g_str_has_suffix (since, "."));
            g_assert_cmpstr (letter, !=, "");
            g_assert_cmpint (*who == '\0', ==, *names[n] == '\0' && c == REM_CALLED_NOTHING);
            for (int k = REM_OCCASION_KIND_DUE_DATE; k <= REM_OCCASION_KIND_FIRST_SIGNS; k++)
              {
                g_autofree char *date = rem_person_words_build_date (person, (RemOccasionKind) k);

                g_assert_cmpstr (date, !=, "");
                g_assert_null (strstr (date, "%s"));
                if (l == REM_LOSS_WORD_OWN && k == REM_OCCASION_KIND_LOSS)
                  g_assert_cmpstr (date, ==, "That winter");
              }
          }
  test_language_reset ();
}

static void
test_spanish (void)
{
  g_autoptr (RemPerson) nameless = rem_person_new ("p", "", 7);
  g_autoptr (RemPerson) died = rem_person_with_loss_word (nameless, REM_LOSS_WORD_DEATH, NULL);
  g_autofree char *day = NULL;
  g_autofree char *letter = NULL;

  if (!test_language_use ("es_ES.UTF-8"))
    return;
  day = rem_person_words_build_date (died, REM_OCCASION_KIND_LOSS);
  letter = rem_person_words_build_write (died);
  g_assert_cmpstr (day, ==, "El día que murió tu bebé");
  g_assert_cmpstr (letter, ==, "Escribirle");
  test_language_reset ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/person-words/nicks", test_nicks);
  g_test_add_func ("/person-words/values", test_values);
  g_test_add_data_func ("/person-words/sentences/en", "C.UTF-8", test_sentences);
  g_test_add_data_func ("/person-words/sentences/es", "es_ES.UTF-8", test_sentences);
  g_test_add_func ("/person-words/spanish", test_spanish);
  return g_test_run ();
}
