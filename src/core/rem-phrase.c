/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-phrase.h"

#include "rem-core-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* Reads the form that data/prompts/prompts.xml explains. Everything in it has a limit, and one
 * fault refuses the whole text. GMarkup knows neither entities of its own nor other files. Texts
 * are translated here, by the catalogue of the program. */

#define MAX_PHRASES 500
#define MAX_CHARS   400

struct _RemPhrase
{
  gatomicrefcount refs;
  char *id;
  char *text;
  RemPhraseKind kind;
  gboolean is_for_two;
  gboolean is_light;
};

G_DEFINE_BOXED_TYPE (RemPhrase, rem_phrase, rem_phrase_ref, rem_phrase_unref)

typedef struct
{
  GPtrArray *phrases;
  RemPhrase *phrase;
  gboolean is_begun;
  GString *text;
} Parser;

static const char *const kind_nicks[] = {
  [REM_PHRASE_REMEMBERING] = "remembering", [REM_PHRASE_HARD] = "hard", [REM_PHRASE_SELF] = "self",
  [REM_PHRASE_OTHERS] = "others",           [REM_PHRASE_CALM] = "calm", [REM_PHRASE_DATE] = "date",
  [REM_PHRASE_FEELING] = "feeling",         [REM_PHRASE_BODY] = "body",
};

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_PHRASES, "%s", what);
  return FALSE;
}

static gboolean
read_kind (const char *nick, RemPhraseKind *kind_out)
{
  for (gsize i = 0; nick != NULL && i < G_N_ELEMENTS (kind_nicks); i++)
    if (g_str_equal (nick, kind_nicks[i]))
      {
        *kind_out = (RemPhraseKind) i;
        return TRUE;
      }
  return FALSE;
}

/* An id is one of its kind of file: the same word may be a feeling and a sign of the body. */
static gboolean
is_taken (Parser *self, const char *id)
{
  for (guint i = 0; i < self->phrases->len; i++)
    if (g_str_equal (rem_phrase_get_id (g_ptr_array_index (self->phrases, i)), id))
      return TRUE;
  return FALSE;
}

static gboolean
begin_phrase (Parser *self, const char **names, const char **values, GError **error)
{
  const char *id = NULL, *kind = NULL, *whom = "anybody", *light = "no";

  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], "id"))
        id = values[i];
      else if (g_str_equal (names[i], "kind"))
        kind = values[i];
      else if (g_str_equal (names[i], "for"))
        whom = values[i];
      else if (g_str_equal (names[i], "light"))
        light = values[i];
      else
        return refuse (error, "a phrase has an attribute that is not known");
    }
  if (self->phrases->len >= MAX_PHRASES)
    return refuse (error, "too many phrases");
  if (id == NULL || *id == '\0' || strlen (id) > 32 ||
      strspn (id, "abcdefghijklmnopqrstuvwxyz-") != strlen (id))
    return refuse (error, "a phrase has no id");
  if (is_taken (self, id))
    return refuse (error, "two phrases have the same id");
  if (!g_str_equal (whom, "anybody") && !g_str_equal (whom, "two"))
    return refuse (error, "a phrase is for nobody that is known");
  if (!g_str_equal (light, "yes") && !g_str_equal (light, "no"))
    return refuse (error, "a phrase is neither light nor not");

  self->phrase = g_new0 (RemPhrase, 1);
  g_atomic_ref_count_init (&self->phrase->refs);
  self->phrase->id = g_strdup (id);
  self->phrase->is_for_two = g_str_equal (whom, "two");
  self->phrase->is_light = g_str_equal (light, "yes");
  g_string_truncate (self->text, 0);
  if (!read_kind (kind, &self->phrase->kind))
    return refuse (error, "a phrase is of no kind that is known");
  return TRUE;
}

static void
start_element (GMarkupParseContext *context,
               const char *element,
               const char **names,
               const char **values,
               gpointer user_data,
               GError **error)
{
  Parser *self = user_data;

  if (!self->is_begun)
    {
      if (!g_str_equal (element, "phrases") || names[0] == NULL ||
          !g_str_equal (names[0], "version") || !g_str_equal (values[0], "1"))
        refuse (error, "this is not a list of phrases");
      self->is_begun = TRUE;
    }
  else if (self->phrase == NULL && g_str_equal (element, "phrase"))
    {
      begin_phrase (self, names, values, error);
    }
  else
    {
      refuse (error, "something stands between the phrases");
    }
}

static void
end_element (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Parser *self = user_data;
  const char *text;

  if (self->phrase == NULL)
    return;
  text = g_strstrip (self->text->str);
  if (*text == '\0')
    {
      refuse (error, "a phrase is empty");
      return;
    }
  self->phrase->text =
      g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, kind_nicks[self->phrase->kind], text));
  g_ptr_array_add (self->phrases, g_steal_pointer (&self->phrase));
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer user_data,
         GError **error)
{
  Parser *self = user_data;

  if (self->phrase == NULL)
    return;
  if (self->text->len + length > MAX_CHARS)
    refuse (error, "a phrase is too long");
  else
    g_string_append_len (self->text, text, (gssize) length);
}

/**
 * rem_phrase_parse_all:
 * @text: a list of phrases, XML
 * @length: in bytes, or -1 if it ends with a zero
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type RemPhrase): the phrases in their order, in the language of
 *   the person. Fails with %REM_CORE_ERROR_BAD_PHRASES
 */
GPtrArray *
rem_phrase_parse_all (const char *text, gssize length, GError **error)
{
  static const GMarkupParser markup = { start_element, end_element, text_cb, NULL, NULL };
  g_autoptr (GPtrArray) phrases =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_phrase_unref);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GError) reason = NULL;
  Parser parser = { .phrases = phrases, .text = words };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&markup, G_MARKUP_PREFIX_ERROR_POSITION, &parser, NULL);
  gboolean is_read;

  g_return_val_if_fail (text != NULL, NULL);

  is_read = g_markup_parse_context_parse (context, text, length, &reason) &&
            g_markup_parse_context_end_parse (context, &reason);
  g_clear_pointer (&parser.phrase, rem_phrase_unref);
  if (!is_read)
    {
      g_set_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_PHRASES, "%s", reason->message);
      return NULL;
    }
  return g_steal_pointer (&phrases);
}

/**
 * rem_phrase_ref:
 * @self: a phrase
 *
 * Returns: (transfer full): @self
 */
RemPhrase *
rem_phrase_ref (RemPhrase *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * rem_phrase_unref:
 * @self: (transfer full): a phrase
 *
 * Gives up a reference.
 */
void
rem_phrase_unref (RemPhrase *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->id);
  g_free (self->text);
  g_free (self);
}

/**
 * rem_phrase_get_id:
 * @self: a phrase
 *
 * Returns: its id, for ever
 */
const char *
rem_phrase_get_id (RemPhrase *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

/**
 * rem_phrase_get_kind:
 * @self: a phrase
 *
 * Returns: what it is
 */
RemPhraseKind
rem_phrase_get_kind (RemPhrase *self)
{
  g_return_val_if_fail (self != NULL, REM_PHRASE_CALM);

  return self->kind;
}

/**
 * rem_phrase_get_text:
 * @self: a phrase
 *
 * Returns: the words
 */
const char *
rem_phrase_get_text (RemPhrase *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * rem_phrase_is_for_two:
 * @self: a phrase
 *
 * Returns: %TRUE if it is also good for two who grieve
 */
gboolean
rem_phrase_is_for_two (RemPhrase *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_for_two;
}

/**
 * rem_phrase_is_light:
 * @self: a phrase
 *
 * Returns: %TRUE if it asks for no pain
 */
gboolean
rem_phrase_is_light (RemPhrase *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_light;
}
