/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ritual.h"

#include "rem-core-error.h"
#include "rem-ritual-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Reads the form that data/rituals/rituals.xml explains. Everything in it has a limit, and one
 * fault refuses the whole text. GMarkup knows neither entities of its own nor other files. Texts
 * are translated here, by the catalogue of the program. */

#define MAX_RITUALS 200
#define MAX_STEPS   20
#define MAX_CHARS   600

G_DEFINE_BOXED_TYPE (RemRitual, rem_ritual, rem_ritual_ref, rem_ritual_unref)

typedef struct
{
  GPtrArray *rituals;
  RemRitual *ritual;
  GPtrArray *steps;
  gboolean is_begun;
  gboolean is_in_text;
  GString *text;
} Parser;

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RITUALS, "%s", what);
  return FALSE;
}

static gboolean
is_id (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length <= 32 && strspn (text, "abcdefghijklmnopqrstuvwxyz-") == length;
}

static gboolean
read_company (const char *nick, RemCompany *company_out)
{
  for (int i = REM_COMPANY_EITHER; i <= REM_COMPANY_OTHERS; i++)
    if (g_str_equal (nick, rem_company_to_nick ((RemCompany) i)))
      {
        *company_out = (RemCompany) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
begin_ritual (Parser *self, const char **names, const char **values, GError **error)
{
  const char *id = NULL, *company = NULL, *candle = NULL;

  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], "id"))
        id = values[i];
      else if (g_str_equal (names[i], "company"))
        company = values[i];
      else if (g_str_equal (names[i], "candle"))
        candle = values[i];
      else
        return refuse (error, "a ritual has an attribute that is not known");
    }
  if (self->rituals->len >= MAX_RITUALS)
    return refuse (error, "too many rituals");
  if (id == NULL || !is_id (id))
    return refuse (error, "a ritual has no id");
  for (guint i = 0; i < self->rituals->len; i++)
    if (g_str_equal (rem_ritual_get_id (g_ptr_array_index (self->rituals, i)), id))
      return refuse (error, "two rituals have the same id");

  self->ritual = g_new0 (RemRitual, 1);
  g_atomic_ref_count_init (&self->ritual->refs);
  self->ritual->id = g_strdup (id);
  self->ritual->has_candle = g_strcmp0 (candle, "yes") == 0;
  g_ptr_array_set_size (self->steps, 0);
  if (company == NULL || !read_company (company, &self->ritual->company))
    return refuse (error, "a ritual does not say with whom it can be");
  return TRUE;
}

static char **
find_text (Parser *self, const char *element)
{
  if (g_str_equal (element, "title"))
    return &self->ritual->title;
  if (g_str_equal (element, "time"))
    return &self->ritual->time;
  if (g_str_equal (element, "needs"))
    return &self->ritual->needs;
  if (g_str_equal (element, "note"))
    return &self->ritual->note;
  return NULL;
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
      if (!g_str_equal (element, "rituals") || names[0] == NULL ||
          !g_str_equal (names[0], "version") || !g_str_equal (values[0], "1"))
        refuse (error, "this is not a list of rituals");
      self->is_begun = TRUE;
    }
  else if (self->ritual == NULL)
    {
      if (g_str_equal (element, "ritual"))
        begin_ritual (self, names, values, error);
      else
        refuse (error, "something stands between the rituals");
    }
  else if (!self->is_in_text &&
           (g_str_equal (element, "step") || find_text (self, element) != NULL))
    {
      self->is_in_text = TRUE;
      g_string_truncate (self->text, 0);
    }
  else
    {
      refuse (error, "a ritual has a part that is not known");
    }
}

static gboolean
end_text (Parser *self, const char *element, GError **error)
{
  char **target = find_text (self, element);
  const char *text = g_strstrip (self->text->str);

  self->is_in_text = FALSE;
  if (*text == '\0')
    return refuse (error, "a part of a ritual is empty");
  text = g_dgettext (GETTEXT_PACKAGE, text);
  if (target == NULL)
    {
      if (self->steps->len >= MAX_STEPS)
        return refuse (error, "a ritual has too many steps");
      g_ptr_array_add (self->steps, g_strdup (text));
      return TRUE;
    }
  if (*target != NULL)
    return refuse (error, "a part of a ritual stands twice");
  *target = g_strdup (text);
  return TRUE;
}

static gboolean
end_ritual (Parser *self, GError **error)
{
  RemRitual *ritual = self->ritual;

  if (ritual->title == NULL || ritual->time == NULL || ritual->needs == NULL ||
      self->steps->len == 0)
    return refuse (error, "a ritual is not whole");
  if (ritual->note == NULL)
    ritual->note = g_strdup ("");
  ritual->occasion = g_strdup ("");
  ritual->steps = g_new0 (char *, self->steps->len + 1);
  for (guint i = 0; i < self->steps->len; i++)
    ritual->steps[i] = g_strdup (g_ptr_array_index (self->steps, i));
  g_ptr_array_add (self->rituals, g_steal_pointer (&self->ritual));
  return TRUE;
}

static void
end_element (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Parser *self = user_data;

  if (self->is_in_text)
    end_text (self, element, error);
  else if (self->ritual != NULL)
    end_ritual (self, error);
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer user_data,
         GError **error)
{
  Parser *self = user_data;

  if (!self->is_in_text)
    return;
  if (self->text->len + length > MAX_CHARS)
    refuse (error, "a part of a ritual is too long");
  else
    g_string_append_len (self->text, text, (gssize) length);
}

/**
 * rem_company_to_nick:
 * @company: with whom
 *
 * Returns: how that is written down
 */
const char *
rem_company_to_nick (RemCompany company)
{
  static const char *const nicks[] = {
    [REM_COMPANY_EITHER] = "either",
    [REM_COMPANY_TWO] = "two",
    [REM_COMPANY_OTHERS] = "others",
  };

  g_return_val_if_fail (company <= REM_COMPANY_OTHERS, nicks[0]);

  return nicks[company];
}

/**
 * rem_company_from_nick:
 * @nick: how it is written down
 *
 * Returns: with whom; %REM_COMPANY_EITHER if @nick says nothing that is known
 */
RemCompany
rem_company_from_nick (const char *nick)
{
  RemCompany company = REM_COMPANY_EITHER;

  g_return_val_if_fail (nick != NULL, REM_COMPANY_EITHER);

  read_company (nick, &company);
  return company;
}

/**
 * rem_ritual_parse_all:
 * @text: a list of rituals, XML
 * @length: in bytes, or -1 if it ends with a zero
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type RemRitual): the rituals in their order, in the language of
 *   the person. Fails with %REM_CORE_ERROR_BAD_RITUALS
 */
GPtrArray *
rem_ritual_parse_all (const char *text, gssize length, GError **error)
{
  static const GMarkupParser markup = { start_element, end_element, text_cb, NULL, NULL };
  g_autoptr (GPtrArray) rituals =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_ritual_unref);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GError) reason = NULL;
  Parser parser = { .rituals = rituals, .steps = steps, .text = words };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&markup, G_MARKUP_PREFIX_ERROR_POSITION, &parser, NULL);
  gboolean is_read;

  g_return_val_if_fail (text != NULL, NULL);

  is_read = g_markup_parse_context_parse (context, text, length, &reason) &&
            g_markup_parse_context_end_parse (context, &reason);
  g_clear_pointer (&parser.ritual, rem_ritual_unref);
  if (!is_read)
    {
      g_set_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RITUALS, "%s", reason->message);
      return NULL;
    }
  return g_steal_pointer (&rituals);
}

/**
 * rem_ritual_ref:
 * @self: a ritual
 *
 * Returns: (transfer full): @self
 */
RemRitual *
rem_ritual_ref (RemRitual *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * rem_ritual_unref:
 * @self: (transfer full): a ritual
 *
 * Gives up a reference.
 */
void
rem_ritual_unref (RemRitual *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->id);
  g_free (self->title);
  g_free (self->time);
  g_free (self->needs);
  g_free (self->note);
  g_free (self->occasion);
  g_strfreev (self->steps);
  g_free (self);
}

/**
 * rem_ritual_get_id:
 * @self: a ritual
 *
 * Returns: for ever: what a kept line refers to
 */
const char *
rem_ritual_get_id (RemRitual *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

/**
 * rem_ritual_get_company:
 * @self: a ritual
 *
 * Returns: with whom it can be
 */
RemCompany
rem_ritual_get_company (RemRitual *self)
{
  g_return_val_if_fail (self != NULL, REM_COMPANY_EITHER);

  return self->company;
}

/**
 * rem_ritual_has_candle:
 * @self: a ritual
 *
 * Returns: %TRUE if the candle of the program can be a part of it
 */
gboolean
rem_ritual_has_candle (RemRitual *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_candle;
}

/**
 * rem_ritual_get_title:
 * @self: a ritual
 *
 * Returns: its title
 */
const char *
rem_ritual_get_title (RemRitual *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

/**
 * rem_ritual_get_time:
 * @self: a ritual
 *
 * Returns: about how long it takes, in words
 */
const char *
rem_ritual_get_time (RemRitual *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->time;
}

/**
 * rem_ritual_get_needs:
 * @self: a ritual
 *
 * Returns: what is needed
 */
const char *
rem_ritual_get_needs (RemRitual *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->needs;
}

/**
 * rem_ritual_get_note:
 * @self: a ritual
 *
 * Returns: what else is good to know, or ""
 */
const char *
rem_ritual_get_note (RemRitual *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->note;
}

/**
 * rem_ritual_get_steps:
 * @self: a ritual
 *
 * Returns: (array zero-terminated=1): the steps, one or more
 */
const char *const *
rem_ritual_get_steps (RemRitual *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->steps;
}
