/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-help-lines-private.h"

#include "rem-core-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* Reads the form that data/help/help-lines.xml explains. A file may come from the person's own data
 * folder, so everything in it has a limit, and one fault refuses the whole file: half a list of
 * numbers is worse than the list that came with the program. GMarkup knows neither entities of its
 * own nor other files.
 *
 * Texts are translated here, by the catalogue of the program; what it does not know, such as what
 * somebody wrote into a file of their own, stays as it is. */

#define MAX_LINES     4000
#define MAX_COUNTRIES 300
#define MAX_LANGUAGES 300
#define MAX_NUMBERS   6
#define MAX_CHARS     600

typedef struct
{
  RemHelpLines *lines;
  char *country;
  char *country_name;
  RemHelpLine *line;
  GPtrArray *phones;
  GArray *messages;
  char *to;
  char *language;
  GString *text;
} Parser;

static const struct
{
  const char *nick;
  RemHelpKind kind;
} kinds[] = {
  { "emergency", REM_HELP_KIND_EMERGENCY }, { "crisis", REM_HELP_KIND_CRISIS },
  { "perinatal", REM_HELP_KIND_PERINATAL }, { "loss", REM_HELP_KIND_LOSS },
  { "peer", REM_HELP_KIND_PEER },           { "health", REM_HELP_KIND_HEALTH },
};

static const struct
{
  const char *nick;
  RemHelpEvidence evidence;
} evidences[] = {
  { "dated", REM_HELP_EVIDENCE_DATED },
  { "copy", REM_HELP_EVIDENCE_COPY },
  { "unconfirmed", REM_HELP_EVIDENCE_UNCONFIRMED },
};

static void
refuse (GError **error, const char *what)
{
  g_set_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_HELP, "%s", what);
}

static void
replace (char **target, char *value)
{
  g_free (*target);
  *target = value;
}

static gboolean
consists_of (const char *text, const char *characters, gsize min, gsize max)
{
  gsize length = strlen (text);

  return length >= min && length <= max && strspn (text, characters) == length;
}

#define SMALL  "abcdefghijklmnopqrstuvwxyz"
#define LARGE  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

static gboolean
is_number (const char *text)
{
  return consists_of (text, DIGITS " +*#()-", 2, 32) && strpbrk (text, DIGITS) != NULL;
}

static gboolean
is_web (const char *text)
{
  return g_str_has_prefix (text, "https://") && strlen (text) <= 300 &&
         strpbrk (text, " \t\r\n\"<>\\") == NULL;
}

/* In the language of the person. */
static char *
translate (const char *text)
{
  return g_strdup (*text != '\0' ? g_dgettext (GETTEXT_PACKAGE, text) : "");
}

static gboolean
read_languages (Parser *self, const char *text, GError **error)
{
  self->line->languages = g_strsplit (text, " ", 16);
  for (gsize i = 0; self->line->languages[i] != NULL; i++)
    {
      if (!consists_of (self->line->languages[i], SMALL, 2, 2))
        {
          refuse (error, "a language of a line is not two letters");
          return FALSE;
        }
    }
  if (self->line->languages[0] == NULL)
    {
      refuse (error, "a line has no language");
      return FALSE;
    }
  return TRUE;
}

static gboolean
begin_line (Parser *self, const char **names, const char **values, GError **error)
{
  const char *id = NULL, *kind = NULL, *crisis = NULL, *languages = NULL, *checked = NULL;
  const char *evidence = NULL, *hidden = NULL;
  gboolean has_kind = FALSE, has_evidence = FALSE;

  for (gsize i = 0; names[i] != NULL; i++)
    {
      const char **target = g_str_equal (names[i], "id")          ? &id
                            : g_str_equal (names[i], "kind")      ? &kind
                            : g_str_equal (names[i], "crisis")    ? &crisis
                            : g_str_equal (names[i], "languages") ? &languages
                            : g_str_equal (names[i], "checked")   ? &checked
                            : g_str_equal (names[i], "evidence")  ? &evidence
                            : g_str_equal (names[i], "hidden")    ? &hidden
                                                                  : NULL;

      if (target == NULL)
        {
          refuse (error, "a line has an attribute that is not known");
          return FALSE;
        }
      *target = values[i];
    }

  if (id == NULL || !consists_of (id, SMALL DIGITS "-", 1, 64))
    {
      refuse (error, "a line has no id");
      return FALSE;
    }
  if (self->lines->lines->len + self->lines->hidden->len >= MAX_LINES)
    {
      refuse (error, "too many lines");
      return FALSE;
    }
  if (g_strcmp0 (hidden, "yes") == 0)
    {
      g_ptr_array_add (self->lines->hidden, g_strdup (id));
      return TRUE;
    }

  self->line = g_new0 (RemHelpLine, 1);
  g_atomic_ref_count_init (&self->line->refs);
  self->line->id = g_strdup (id);
  self->line->country = g_strdup (self->country);
  self->line->is_crisis = g_strcmp0 (crisis, "yes") == 0;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds) && !has_kind; i++)
    {
      has_kind = g_strcmp0 (kind, kinds[i].nick) == 0;
      self->line->kind = kinds[i].kind;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (evidences) && !has_evidence; i++)
    {
      has_evidence = g_strcmp0 (evidence, evidences[i].nick) == 0;
      self->line->evidence = evidences[i].evidence;
    }
  if (!has_kind || !has_evidence || languages == NULL ||
      (!self->line->is_crisis && g_strcmp0 (crisis, "no") != 0))
    {
      refuse (error, "a line does not say what it is");
      return FALSE;
    }
  if (checked == NULL || !rem_day_parse (checked, &self->line->checked, NULL) ||
      self->line->checked.precision == REM_PRECISION_NONE)
    {
      refuse (error, "a line does not say when it was checked");
      return FALSE;
    }
  return read_languages (self, languages, error);
}

static char **
steal_strings (GPtrArray *strings)
{
  char **result = g_new0 (char *, strings->len + 1);

  for (guint i = 0; i < strings->len; i++)
    result[i] = g_strdup (g_ptr_array_index (strings, i));
  g_ptr_array_set_size (strings, 0);
  return result;
}

static void
make_whole (char **text)
{
  if (*text == NULL)
    *text = g_strdup ("");
}

static gboolean
end_line (Parser *self, GError **error)
{
  RemHelpLine *line = self->line;
  gsize n_messages = self->messages->len;
  gboolean is_answered;

  if (line == NULL)
    return TRUE;

  line->phones = steal_strings (self->phones);
  line->n_messages = n_messages;
  line->messages = (RemHelpMessage *) (void *) g_array_free (self->messages, FALSE);
  self->messages = g_array_new (FALSE, TRUE, sizeof (RemHelpMessage));
  make_whole (&line->service);
  make_whole (&line->region);
  make_whole (&line->web);
  make_whole (&line->hours);
  make_whole (&line->what);
  make_whole (&line->note);
  is_answered = line->phones[0] != NULL || n_messages > 0;

  if ((*line->service == '\0') != (line->kind == REM_HELP_KIND_EMERGENCY) || *line->what == '\0')
    refuse (error, "a line does not say whose it is or what it is for");
  else if (is_answered && *line->hours == '\0')
    refuse (error, "a line that is answered does not say when");
  else if (!is_answered && *line->web == '\0')
    refuse (error, "a line cannot be reached");
  else
    {
      g_ptr_array_add (self->lines->lines, g_steal_pointer (&self->line));
      return TRUE;
    }
  return FALSE;
}

static const char *
find_attribute (const char **names, const char **values, const char *wanted)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], wanted))
        return values[i];
    }
  return NULL;
}

static gboolean
begin_country (Parser *self, const char *code, GError **error)
{
  if (code == NULL || !consists_of (code, LARGE, 2, 2))
    {
      refuse (error, "the code of a country is not two letters");
      return FALSE;
    }
  if (self->lines->countries->len >= MAX_COUNTRIES)
    {
      refuse (error, "too many countries");
      return FALSE;
    }
  replace (&self->country, g_strdup (code));
  return TRUE;
}

static void
start_cb (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error)
{
  Parser *self = user_data;
  const GSList *stack = g_markup_parse_context_get_element_stack (context);
  guint depth = g_slist_length ((GSList *) stack);
  const char *parent = depth > 1 ? stack->next->data : "";

  g_string_truncate (self->text, 0);
  if (depth == 1)
    {
      if (!g_str_equal (element, "help-lines") ||
          g_strcmp0 (find_attribute (names, values, "version"), "1") != 0)
        refuse (error, "not a list of help lines that this program can read");
    }
  else if (depth == 2 && g_str_equal (element, "language"))
    {
      const char *code = find_attribute (names, values, "code");

      if (code == NULL || !consists_of (code, SMALL, 2, 2) ||
          g_hash_table_size (self->lines->languages) >= MAX_LANGUAGES)
        refuse (error, "the code of a language is not two letters");
      else
        replace (&self->language, g_strdup (code));
    }
  else if (depth == 2 && g_str_equal (element, "country"))
    {
      begin_country (self, find_attribute (names, values, "code"), error);
    }
  else if (depth == 3 && g_str_equal (parent, "country"))
    {
      if (g_str_equal (element, "line"))
        begin_line (self, names, values, error);
      else if (!g_str_equal (element, "name"))
        refuse (error, "an element that is not known");
    }
  else if (depth == 4 && g_str_equal (element, "text"))
    {
      replace (&self->to, g_strdup (find_attribute (names, values, "to")));
      replace (&self->language, g_strdup (find_attribute (names, values, "language")));
    }
  else if (depth != 4)
    {
      refuse (error, "an element that is not known");
    }
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer user_data,
         GError **error)
{
  Parser *self = user_data;

  if (self->text->len + length > MAX_CHARS * 4)
    refuse (error, "a text is too long");
  else
    g_string_append_len (self->text, text, (gssize) length);
}

static void
take_message (Parser *self, const char *text, GError **error)
{
  RemHelpMessage message = { 0 };

  if (self->to == NULL || !is_number (self->to) || self->messages->len >= MAX_NUMBERS)
    {
      refuse (error, "a message has no number");
      return;
    }
  message.to = g_steal_pointer (&self->to);
  message.word = g_strdup (text);
  message.language = self->language != NULL ? g_steal_pointer (&self->language) : g_strdup ("");
  g_array_append_val (self->messages, message);
}

static void
take_part (Parser *self, const char *element, const char *text, GError **error)
{
  RemHelpLine *line = self->line;
  char **target = line == NULL                       ? NULL
                  : g_str_equal (element, "service") ? &line->service
                  : g_str_equal (element, "region")  ? &line->region
                  : g_str_equal (element, "web")     ? &line->web
                  : g_str_equal (element, "hours")   ? &line->hours
                  : g_str_equal (element, "for")     ? &line->what
                  : g_str_equal (element, "note")    ? &line->note
                                                     : NULL;

  if (line == NULL || g_utf8_strlen (text, -1) > MAX_CHARS)
    {
      refuse (error, "a part of a line is too long, or of no line");
    }
  else if (g_str_equal (element, "phone"))
    {
      if (!is_number (text) || self->phones->len >= MAX_NUMBERS)
        refuse (error, "not a telephone number");
      else
        g_ptr_array_add (self->phones, g_strdup (text));
    }
  else if (g_str_equal (element, "text"))
    {
      take_message (self, text, error);
    }
  else if (target == NULL || *target != NULL)
    {
      refuse (error, "a part of a line that is not known, or stands twice");
    }
  else if (target == &line->web && !is_web (text))
    {
      refuse (error, "not a page on the web");
    }
  else if (target == &line->service || target == &line->web)
    {
      *target = g_strdup (text);
    }
  else
    {
      *target = translate (text);
    }
}

static void
end_cb (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Parser *self = user_data;
  guint depth = g_slist_length ((GSList *) g_markup_parse_context_get_element_stack (context));
  g_autofree char *text = g_strstrip (g_strdup (self->text->str));

  g_string_truncate (self->text, 0);
  if (depth == 2 && g_str_equal (element, "language"))
    {
      g_hash_table_replace (self->lines->languages, g_steal_pointer (&self->language),
                            translate (text));
    }
  else if (depth == 2)
    {
      rem_help_lines_take_country (self->lines, self->country, NULL);
    }
  else if (depth == 3 && g_str_equal (element, "name"))
    {
      g_autofree char *name = translate (text);

      rem_help_lines_take_country (self->lines, self->country, name);
    }
  else if (depth == 3)
    {
      end_line (self, error);
    }
  else if (depth == 4)
    {
      take_part (self, element, text, error);
    }
}

static void
clear_message (gpointer data)
{
  RemHelpMessage *message = data;

  g_free (message->to);
  g_free (message->word);
  g_free (message->language);
}

/**
 * rem_help_lines_parse:
 * @text: XML in the form that data/help/help-lines.xml explains
 * @length: the length of @text in bytes, or -1
 * @error: return location for an error, or %NULL
 *
 * Reads help lines, with their texts in the person's language. Any thread.
 *
 * Returns: (transfer full) (nullable): the help lines, or %NULL. Fails with
 *   %REM_CORE_ERROR_BAD_HELP.
 */
RemHelpLines *
rem_help_lines_parse (const char *text, gssize length, GError **error)
{
  static const GMarkupParser callbacks = { start_cb, end_cb, text_cb, NULL, NULL };
  g_autoptr (RemHelpLines) lines = rem_help_lines_new_empty ();
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) local_error = NULL;
  Parser parser = { .lines = lines };
  gboolean is_good;

  g_return_val_if_fail (text != NULL, NULL);

  parser.phones = g_ptr_array_new_with_free_func (g_free);
  parser.messages = g_array_new (FALSE, TRUE, sizeof (RemHelpMessage));
  parser.text = g_string_new (NULL);
  context = g_markup_parse_context_new (&callbacks, G_MARKUP_TREAT_CDATA_AS_TEXT, &parser, NULL);
  is_good = g_markup_parse_context_parse (context, text, length, &local_error) &&
            g_markup_parse_context_end_parse (context, &local_error);

  for (guint i = 0; i < parser.messages->len; i++)
    clear_message (&g_array_index (parser.messages, RemHelpMessage, i));
  g_array_unref (parser.messages);
  g_ptr_array_unref (parser.phones);
  g_string_free (parser.text, TRUE);
  g_clear_pointer (&parser.line, rem_help_line_unref);
  g_free (parser.country);
  g_free (parser.to);
  g_free (parser.language);

  if (!is_good)
    {
      /* The message of GMarkup may quote the file. */
      if (local_error->domain == REM_CORE_ERROR)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        refuse (error, "not well-formed");
      return NULL;
    }
  return g_steal_pointer (&lines);
}
