/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-help-lines-private.h"

#include "rem-core-error.h"
#include "rem-state-file.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (RemHelpLines, rem_help_lines, rem_help_lines_ref, rem_help_lines_unref)

RemHelpLines *
rem_help_lines_new_empty (void)
{
  RemHelpLines *self = g_new0 (RemHelpLines, 1);

  g_atomic_ref_count_init (&self->refs);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) rem_help_line_unref);
  self->hidden = g_ptr_array_new_with_free_func (g_free);
  self->countries = g_ptr_array_new_with_free_func (g_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/* Notes a country, once; @name, if there is one, replaces what was known. */
void
rem_help_lines_take_country (RemHelpLines *self, const char *code, const char *name)
{
  if (!g_hash_table_contains (self->names, code))
    {
      g_ptr_array_add (self->countries, g_strdup (code));
      g_hash_table_replace (self->names, g_strdup (code), g_strdup (code));
    }
  if (name != NULL && *name != '\0')
    g_hash_table_replace (self->names, g_strdup (code), g_strdup (name));
}

/**
 * rem_help_lines_load:
 * @path: a file in the form that data/help/help-lines.xml explains
 * @error: return location for an error, or %NULL
 *
 * Reads help lines, with their texts in the person's language. Blocks on the disk; any thread.
 *
 * Returns: (transfer full) (nullable): the help lines, or %NULL. Fails with
 *   %REM_CORE_ERROR_BAD_HELP, or as rem_state_file_read()
 */
RemHelpLines *
rem_help_lines_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  text = rem_state_file_read (path, error);
  if (text == NULL)
    return NULL;
  return rem_help_lines_parse (text, -1, error);
}

/**
 * rem_help_lines_ref:
 * @self: help lines
 *
 * Returns: (transfer full): @self
 */
RemHelpLines *
rem_help_lines_ref (RemHelpLines *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * rem_help_lines_unref:
 * @self: (transfer full): help lines
 *
 * Gives up a reference; the last one frees them.
 */
void
rem_help_lines_unref (RemHelpLines *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->hidden);
  g_ptr_array_unref (self->countries);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->languages);
  g_free (self);
}

static gboolean
is_hidden (RemHelpLines *corrections, const char *id)
{
  return g_ptr_array_find_with_equal_func (corrections->hidden, id, g_str_equal, NULL);
}

static RemHelpLine *
find_line (RemHelpLines *self, const char *id)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      RemHelpLine *line = g_ptr_array_index (self->lines, i);

      if (g_str_equal (line->id, id))
        return line;
    }
  return NULL;
}

static void
copy_names (RemHelpLines *to, RemHelpLines *from)
{
  GHashTableIter iter;
  gpointer code, name;

  for (guint i = 0; i < from->countries->len; i++)
    {
      const char *country = g_ptr_array_index (from->countries, i);
      const char *known = g_hash_table_lookup (from->names, country);

      rem_help_lines_take_country (to, country, g_str_equal (known, country) ? NULL : known);
    }
  g_hash_table_iter_init (&iter, from->languages);
  while (g_hash_table_iter_next (&iter, &code, &name))
    g_hash_table_replace (to->languages, g_strdup (code), g_strdup (name));
}

/**
 * rem_help_lines_with_corrections:
 * @self: the help lines that came with the program
 * @corrections: what somebody wrote to mend them
 *
 * A line of @corrections takes the place of the one with its id, or is added to its country; a line
 * that it hides is left out.
 *
 * Returns: (transfer full): the help lines as mended
 */
RemHelpLines *
rem_help_lines_with_corrections (RemHelpLines *self, RemHelpLines *corrections)
{
  g_autoptr (RemHelpLines) mended = rem_help_lines_new_empty ();

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (corrections != NULL, NULL);

  copy_names (mended, self);
  copy_names (mended, corrections);
  for (guint i = 0; i < self->lines->len; i++)
    {
      RemHelpLine *line = g_ptr_array_index (self->lines, i);
      RemHelpLine *instead = find_line (corrections, line->id);

      if (!is_hidden (corrections, line->id))
        g_ptr_array_add (mended->lines, rem_help_line_ref (instead != NULL ? instead : line));
    }
  for (guint i = 0; i < corrections->lines->len; i++)
    {
      RemHelpLine *line = g_ptr_array_index (corrections->lines, i);

      if (find_line (self, line->id) == NULL)
        g_ptr_array_add (mended->lines, rem_help_line_ref (line));
    }
  return g_steal_pointer (&mended);
}

static int
compare_countries (gconstpointer a, gconstpointer b, gpointer user_data)
{
  RemHelpLines *self = user_data;
  const char *first = *(const char *const *) a;
  const char *second = *(const char *const *) b;
  int is_first_anywhere = g_str_equal (first, REM_HELP_ANYWHERE);
  int is_second_anywhere = g_str_equal (second, REM_HELP_ANYWHERE);

  if (is_first_anywhere != is_second_anywhere)
    return is_first_anywhere - is_second_anywhere;
  return g_utf8_collate (rem_help_lines_get_country_name (self, first),
                         rem_help_lines_get_country_name (self, second));
}

/**
 * rem_help_lines_list_countries:
 * @self: help lines
 *
 * Returns: (transfer full) (array zero-terminated=1): the codes of the countries, by their names in
 *   the person's language; %REM_HELP_ANYWHERE comes last
 */
char **
rem_help_lines_list_countries (RemHelpLines *self)
{
  g_autoptr (GPtrArray) codes = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  codes = g_ptr_array_new ();
  for (guint i = 0; i < self->countries->len; i++)
    g_ptr_array_add (codes, g_strdup (g_ptr_array_index (self->countries, i)));
  g_ptr_array_sort_with_data (codes, compare_countries, self);
  g_ptr_array_add (codes, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&codes), FALSE);
}

/**
 * rem_help_lines_has_country:
 * @self: help lines
 * @country: ISO 3166-1 alpha-2
 *
 * Returns: %TRUE if the country is known
 */
gboolean
rem_help_lines_has_country (RemHelpLines *self, const char *country)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (country != NULL, FALSE);

  return g_hash_table_contains (self->names, country);
}

/**
 * rem_help_lines_get_country_name:
 * @self: help lines
 * @country: ISO 3166-1 alpha-2
 *
 * Returns: (transfer none): its name in the person's language; @country if it has none
 */
const char *
rem_help_lines_get_country_name (RemHelpLines *self, const char *country)
{
  const char *name;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (country != NULL, NULL);

  name = g_hash_table_lookup (self->names, country);
  return name != NULL ? name : country;
}

/**
 * rem_help_lines_guess_country:
 * @self: help lines
 * @locales: (array zero-terminated=1): names such as "es_MX.UTF-8", the likeliest first
 *
 * Looks for the first locale that names a country that is known. A guess: it is shown as such.
 *
 * Returns: (transfer none): ISO 3166-1 alpha-2, or %REM_HELP_ANYWHERE
 */
const char *
rem_help_lines_guess_country (RemHelpLines *self, const char *const *locales)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (locales != NULL, NULL);

  for (gsize i = 0; locales[i] != NULL; i++)
    {
      const char *bar = strchr (locales[i], '_');
      gpointer code = NULL;
      g_autofree char *country = NULL;

      if (bar == NULL || strlen (bar) < 3 || g_ascii_isalnum (bar[3]))
        continue;
      country = g_strndup (bar + 1, 2);
      if (g_hash_table_lookup_extended (self->names, country, &code, NULL))
        return code;
    }
  return REM_HELP_ANYWHERE;
}

/**
 * rem_help_lines_list_languages:
 * @self: help lines
 * @country: ISO 3166-1 alpha-2
 *
 * Returns: (transfer full) (array zero-terminated=1): the languages in which somebody answers in
 *   @country (ISO 639-1), in the order of the lines
 */
char **
rem_help_lines_list_languages (RemHelpLines *self, const char *country)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (country != NULL, NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const RemHelpLine *line = g_ptr_array_index (self->lines, i);

      if (!g_str_equal (line->country, country) || line->kind == REM_HELP_KIND_EMERGENCY)
        continue;
      for (gsize j = 0; line->languages[j] != NULL; j++)
        {
          if (g_hash_table_add (seen, line->languages[j]))
            g_strv_builder_add (builder, line->languages[j]);
        }
    }
  return g_strv_builder_end (builder);
}

/**
 * rem_help_lines_get_language_name:
 * @self: help lines
 * @language: ISO 639-1
 *
 * Returns: (transfer none): its name in the person's language; @language if it has none
 */
const char *
rem_help_lines_get_language_name (RemHelpLines *self, const char *language)
{
  const char *name;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (language != NULL, NULL);

  name = g_hash_table_lookup (self->languages, language);
  return name != NULL ? name : language;
}

static RemHelpGroup
get_group (const RemHelpLine *line)
{
  if (g_str_equal (line->country, REM_HELP_ANYWHERE))
    return REM_HELP_GROUP_ANYWHERE;
  if (line->kind == REM_HELP_KIND_EMERGENCY)
    return REM_HELP_GROUP_EMERGENCY;
  if (line->kind == REM_HELP_KIND_CRISIS)
    return REM_HELP_GROUP_CRISIS;
  return REM_HELP_GROUP_SUPPORT;
}

/**
 * rem_help_lines_list:
 * @self: help lines
 * @country: ISO 3166-1 alpha-2
 * @group: which of them; those from anywhere belong to every country
 * @language: (nullable): ISO 639-1, to leave out those of the country who speak others only; %NULL
 *   for all. The emergency number is never left out.
 *
 * Returns: (transfer full) (element-type RemHelpLine): the lines, in their order; may be empty
 */
GPtrArray *
rem_help_lines_list (RemHelpLines *self,
                     const char *country,
                     RemHelpGroup group,
                     const char *language)
{
  GPtrArray *found = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (country != NULL, NULL);

  found = g_ptr_array_new_with_free_func ((GDestroyNotify) rem_help_line_unref);
  for (guint i = 0; i < self->lines->len; i++)
    {
      RemHelpLine *line = g_ptr_array_index (self->lines, i);
      gboolean is_here = group == REM_HELP_GROUP_ANYWHERE || g_str_equal (line->country, country);
      gboolean is_filtered = group == REM_HELP_GROUP_CRISIS || group == REM_HELP_GROUP_SUPPORT;

      if (is_here && get_group (line) == group &&
          (!is_filtered || language == NULL || rem_help_line_speaks (line, language)))
        g_ptr_array_add (found, rem_help_line_ref (line));
    }
  return found;
}
