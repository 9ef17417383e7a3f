/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-tags.h"

#include <stdlib.h>
#include <string.h>

#include "rem-found-words.h"

/**
 * rem_tags_tidy:
 * @text: what somebody typed, UTF-8
 *
 * Returns: (transfer full) (nullable): a tag on one line, without spaces around it and no longer
 *   than %REM_TAGS_MAX_CHARS; %NULL if nothing is left
 */
char *
rem_tags_tidy (const char *text)
{
  g_autoptr (GString) tag = g_string_new (NULL);
  gboolean is_space_due = FALSE;
  glong n_chars = 0;

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *p = text; *p != '\0' && n_chars < REM_TAGS_MAX_CHARS; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == ',')
        {
          is_space_due = tag->len > 0;
          continue;
        }
      if (is_space_due)
        {
          g_string_append_c (tag, ' ');
          n_chars++;
        }
      is_space_due = FALSE;
      g_string_append_unichar (tag, c);
      n_chars++;
    }
  return tag->len > 0 ? g_string_free (g_steal_pointer (&tag), FALSE) : NULL;
}

static const char *
find (const char *const *tags, const char *tag)
{
  g_autofree char *folded = rem_found_words_fold (tag);

  for (gsize i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      g_autofree char *other = rem_found_words_fold (tags[i]);

      if (strcmp (folded, other) == 0)
        return tags[i];
    }
  return NULL;
}

/**
 * rem_tags_contain:
 * @tags: (nullable): tags
 * @tag: a tag
 *
 * Returns: whether it is among them, whatever its accents and capitals
 */
gboolean
rem_tags_contain (const char *const *tags, const char *tag)
{
  g_return_val_if_fail (tag != NULL, FALSE);

  return find (tags, tag) != NULL;
}

/**
 * rem_tags_add:
 * @tags: the tags of a keepsake
 * @text: what somebody typed
 * @known: (nullable): tags in use elsewhere: "Mar" becomes "mar" if that is how it was written
 *
 * Returns: (transfer full): @tags with one more, or as they were if there is nothing to add or no
 *   room
 */
GStrv
rem_tags_add (const char *const *tags, const char *text, const char *const *known)
{
  g_autofree char *tag = rem_tags_tidy (text);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *as_known = NULL;

  g_strv_builder_addv (builder, (const char **) (gpointer) tags);
  if (tag == NULL || find (tags, tag) != NULL ||
      g_strv_length ((char **) (gpointer) tags) >= REM_TAGS_MAX)
    return g_strv_builder_end (builder);

  as_known = find (known, tag);
  g_strv_builder_add (builder, as_known != NULL ? as_known : tag);
  return g_strv_builder_end (builder);
}

/**
 * rem_tags_remove:
 * @tags: the tags of a keepsake
 * @tag: one of them, exactly as it is written there
 *
 * Returns: (transfer full): @tags without it
 */
GStrv
rem_tags_remove (const char *const *tags, const char *tag)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; tags[i] != NULL; i++)
    if (strcmp (tags[i], tag) != 0)
      g_strv_builder_add (builder, tags[i]);
  return g_strv_builder_end (builder);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/**
 * rem_tags_sort:
 * @tags: tags
 *
 * Puts them into the order of the person's language.
 */
void
rem_tags_sort (GStrv tags)
{
  g_return_if_fail (tags != NULL);

  qsort (tags, g_strv_length (tags), sizeof (char *), compare);
}
