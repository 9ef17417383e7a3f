/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-letters.h"

#include "rem-keepsake-store.h"

#include <math.h>

#define TEXT_BYTES 2048
#define N_WORDS    20000

static const char *const syllables[] = {
  "ma", "re", "lu", "na", "so", "vi", "en", "to", "ca", "le", "pi", "ra", "mo", "es", "ti", "ho",
};

/* Word number 0 is the most frequent one and the shortest. */
const char *
bench_letters_get_word (guint index)
{
  static char *words[N_WORDS];

  index %= N_WORDS;
  if (words[index] == NULL)
    {
      g_autoptr (GString) word = g_string_new (NULL);
      guint rest = index;

      do
        {
          g_string_append (word, syllables[rest % G_N_ELEMENTS (syllables)]);
          rest /= G_N_ELEMENTS (syllables);
        }
      while (rest > 0);
      words[index] = g_strdup (word->str);
    }
  return words[index];
}

RemKeepsake *
bench_letters_build (guint number)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (number);
  g_autoptr (GString) text = g_string_sized_new (TEXT_BYTES + 32);
  g_autofree char *uuid = g_strdup_printf ("00000000-0000-4000-8000-%012u", number);
  g_autofree char *title = NULL;
  /* A minute apart, from 2000 on. */
  gint64 created_us = (G_GINT64_CONSTANT (946684800) + (gint64) number * 60) * G_USEC_PER_SEC;
  g_autoptr (RemKeepsake) empty = rem_keepsake_new (REM_KEEPSAKE_KIND_LETTER, uuid, created_us);
  g_autoptr (RemKeepsake) titled = NULL;
  g_autoptr (RemKeepsake) addressed = NULL;

  while (text->len < TEXT_BYTES)
    {
      guint index = (guint) exp (g_rand_double (random) * log (N_WORDS)) - 1;

      g_string_append (text, bench_letters_get_word (index));
      g_string_append_c (text, g_rand_int_range (random, 0, 12) == 0 ? '\n' : ' ');
    }
  title = g_strdup_printf ("%s %s", bench_letters_get_word (number),
                           bench_letters_get_word (number / 7));
  titled = rem_keepsake_with_title (empty, title);
  addressed = rem_keepsake_with_addressee (titled, bench_letters_get_word (number % 50));
  return rem_keepsake_with_text (addressed, text->str);
}

gboolean
bench_letters_put (RemDatabase *database, guint first, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RemKeepsake) letter = bench_letters_build (first + i);

      if (!rem_keepsake_store_put (database, letter, error))
        return FALSE;
    }
  return TRUE;
}
