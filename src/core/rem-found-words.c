/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-found-words.h"

/* The search index knows where a word stands only in what it has indexed; what a card shows of it
 * is shorter and without marks. So the words are looked for once more in what is shown, in the way
 * of the index: a word is letters and digits, accents and case do not matter, and its beginning is
 * enough. */

/** More words than this in a search are left out. */
#define MAX_WORDS 16

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
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_free);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (RemFoundWord));
  const char *end = NULL;

  g_return_val_if_fail (text != NULL, found);

  for (const char *p = words != NULL ? words : ""; wanted->len < MAX_WORDS && find_word (&p, &end);
       p = end)
    g_ptr_array_add (wanted, fold (p, end - p));
  if (wanted->len == 0)
    return found;

  for (const char *p = text; find_word (&p, &end); p = end)
    {
      g_autofree char *word = fold (p, end - p);

      for (guint i = 0; i < wanted->len; i++)
        if (g_str_has_prefix (word, g_ptr_array_index (wanted, i)))
          {
            RemFoundWord place = { (guint) (p - text), (guint) (end - text) };

            g_array_append_val (found, place);
            break;
          }
    }
  return found;
}
