/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-found-words.h"

#include <string.h>

/* The search index knows where a word stands only in what it has indexed; what a card shows of it
 * is shorter and without marks. So the words are looked for once more in what is shown, in the way
 * of the index: a word is letters and digits, accents and case do not matter, and its beginning is
 * enough. */

/** More words than this in a search are left out. */
#define MAX_WORDS 16

/** So many words stand before the one that is quoted, if they are no longer than that. */
#define WORDS_BEFORE 4
#define BYTES_BEFORE 120

static gboolean
is_in_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Goes to the next word from *@position on; %FALSE if there is none. */
static gboolean
find_word (const char **position, const char **end_out)
{
  const char *p = *position;

  while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  *position = p;
  while (*p != '\0' && is_in_word (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  *end_out = p;
  return p > *position;
}

static char *
fold (const char *text, gssize size)
{
  g_autofree char *apart = g_utf8_normalize (text, size, G_NORMALIZE_ALL);
  GString *folded = g_string_new (NULL);

  for (const char *p = apart; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_ismark (c))
        g_string_append_unichar (folded, g_unichar_tolower (c));
    }
  return g_string_free (folded, FALSE);
}

/**
 * rem_found_words_fold:
 * @text: UTF-8
 *
 * Pure; any thread.
 *
 * Returns: (transfer full): @text in small letters and without accents, to compare by
 */
char *
rem_found_words_fold (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return fold (text, -1);
}

/* (transfer full): the words that are looked for, folded. */
static GPtrArray *
list_wanted (const char *words)
{
  GPtrArray *wanted = g_ptr_array_new_with_free_func (g_free);
  const char *end = NULL;

  for (const char *p = words != NULL ? words : ""; wanted->len < MAX_WORDS && find_word (&p, &end);
       p = end)
    g_ptr_array_add (wanted, fold (p, end - p));
  return wanted;
}

static gboolean
is_ascii (const char *text, const char *end)
{
  while (text < end && (guchar) *text < 0x80)
    text++;
  return text == end;
}

/* Marks in @is_found which of @wanted the word begins with; most words are folded without a copy.
 */
static gboolean
match_word (const char *word, const char *end, GPtrArray *wanted, gboolean *is_found)
{
  g_autofree char *folded = is_ascii (word, end) ? NULL : fold (word, end - word);
  gsize size = folded != NULL ? strlen (folded) : (gsize) (end - word);
  gboolean is_match = FALSE;

  for (guint i = 0; i < wanted->len; i++)
    {
      const char *beginning = g_ptr_array_index (wanted, i);
      gsize beginning_size = strlen (beginning);

      if (size >= beginning_size &&
          g_ascii_strncasecmp (folded != NULL ? folded : word, beginning, beginning_size) == 0)
        {
          is_match = TRUE;
          if (is_found != NULL)
            is_found[i] = TRUE;
        }
    }
  return is_match;
}

/**
 * rem_found_words_list:
 * @text: UTF-8
 * @words: (nullable): what was searched for
 *
 * Pure; any thread.
 *
 * Returns: (transfer full) (element-type RemFoundWord): the words of @text that begin with one of
 *   @words, in their order
 */
GArray *
rem_found_words_list (const char *text, const char *words)
{
  g_autoptr (GPtrArray) wanted = list_wanted (words);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (RemFoundWord));
  const char *end = NULL;

  g_return_val_if_fail (text != NULL, found);

  if (wanted->len == 0)
    return found;

  for (const char *p = text; find_word (&p, &end); p = end)
    if (match_word (p, end, wanted, NULL))
      {
        RemFoundWord place = { (guint) (p - text), (guint) (end - text) };

        g_array_append_val (found, place);
      }
  return found;
}

/**
 * rem_found_words_are_all_in:
 * @texts: (array zero-terminated=1): UTF-8
 * @words: (nullable): what was searched for
 *
 * Pure; any thread.
 *
 * Returns: whether each of @words begins a word of one of @texts; not if there are no words
 */
gboolean
rem_found_words_are_all_in (const char *const *texts, const char *words)
{
  g_autoptr (GPtrArray) wanted = list_wanted (words);
  gboolean is_found[MAX_WORDS] = { FALSE };
  guint n_missing = wanted->len;

  g_return_val_if_fail (texts != NULL, FALSE);

  for (gsize i = 0; texts[i] != NULL && n_missing > 0; i++)
    {
      const char *end = NULL;

      for (const char *p = texts[i]; n_missing > 0 && find_word (&p, &end); p = end)
        {
          if (!match_word (p, end, wanted, is_found))
            continue;
          n_missing = 0;
          for (guint k = 0; k < wanted->len; k++)
            n_missing += !is_found[k];
        }
    }
  return wanted->len > 0 && n_missing == 0;
}

/* Where a quotation begins: a few words before the place found, or with the text if that is near.
 */
static const char *
find_beginning (const char *text, const char *place)
{
  const char *before[WORDS_BEFORE] = { NULL };
  const char *beginning = NULL;
  const char *end = NULL;
  guint n_words = 0;

  for (const char *p = text; find_word (&p, &end) && p < place; p = end)
    before[n_words++ % WORDS_BEFORE] = p;
  beginning = n_words <= WORDS_BEFORE ? text : before[n_words % WORDS_BEFORE];
  return place - beginning > BYTES_BEFORE ? place : beginning;
}

static gboolean
has_more_words (const char *text, guint n_words)
{
  const char *end = NULL;

  for (const char *p = text; find_word (&p, &end); p = end)
    if (n_words-- == 0)
      return TRUE;
  return FALSE;
}

/**
 * rem_found_words_quote:
 * @text: UTF-8
 * @words: (nullable): what was searched for
 * @n_words: how many words are quoted, more than four
 *
 * Pure; any thread.
 *
 * Returns: (transfer full) (nullable): what stands around the first of @words that is found in
 *   @text, with an ellipsis where something was left out, or all of a short text; %NULL if none is
 *   in it
 */
char *
rem_found_words_quote (const char *text, const char *words, guint n_words)
{
  g_autoptr (GPtrArray) wanted = list_wanted (words);
  const char *place = text;
  const char *beginning = NULL;
  const char *last = NULL;
  const char *end = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  while (find_word (&place, &end) && !match_word (place, end, wanted, NULL))
    place = end;
  if (end == place)
    return NULL;

  beginning = has_more_words (text, n_words) ? find_beginning (text, place) : text;
  for (const char *p = beginning; n_words > 0 && find_word (&p, &end); p = end)
    n_words--;
  last = end;
  if (!find_word (&end, &place))
    last = text + strlen (text);
  return g_strdup_printf ("%s%.*s%s", beginning > text ? "\xe2\x80\xa6" : "",
                          (int) (last - beginning), beginning, *last != '\0' ? "\xe2\x80\xa6" : "");
}
