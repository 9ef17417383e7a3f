/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-known-day-private.h"

#include "rem-core-error.h"
#include "rem-recurrence.h"

#include <glib/gi18n.h>
#include <string.h>

/* Reads the form that data/days/days.xml explains. One fault refuses the whole text: a rule that is
 * none would let a day through that somebody wanted to be silent. */

#define MAX_DAYS      100
#define MAX_RULES     100
#define MAX_COUNTRIES 300
#define MAX_CHARS     600

typedef struct
{
  GPtrArray *days;
  GPtrArray *countries;
  RemKnownDay *day;         /* nullable */
  RemKnownRule *rule;       /* nullable, of the day */
  RemKnownCountry *country; /* nullable */
  gboolean is_begun;
  gboolean is_in_text;
  GString *text;
} Parser;

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RULE, "%s", what);
  return FALSE;
}

static const char *
find_value (const char **names, const char **values, const char *name)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];

  return NULL;
}

static gboolean
has_only (const char **names, const char *const *known)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (!g_strv_contains (known, names[i]))
      return FALSE;

  return TRUE;
}

static gboolean
is_id (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  return length > 0 && length <= 32 &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

static gboolean
is_country (const char *text)
{
  return text != NULL && strlen (text) == 2 && g_ascii_isupper (text[0]) &&
         g_ascii_isupper (text[1]);
}

static gboolean
is_hour (const char *text)
{
  return strlen (text) == 5 && g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) &&
         text[2] == ':' && g_ascii_isdigit (text[3]) && g_ascii_isdigit (text[4]) &&
         strncmp (text, "24", 2) < 0 && text[3] < '6';
}

static gboolean
knows_country (Parser *self, const char *code)
{
  for (guint i = 0; i < self->countries->len; i++)
    if (g_str_equal (((RemKnownCountry *) g_ptr_array_index (self->countries, i))->code, code))
      return TRUE;

  return FALSE;
}

static gboolean
begin_country (Parser *self, const char **names, const char **values, GError **error)
{
  static const char *const known[] = { "code", NULL };
  const char *code = find_value (names, values, "code");

  if (!has_only (names, known) || !is_country (code) || knows_country (self, code) ||
      self->countries->len >= MAX_COUNTRIES)
    return refuse (error, "a country has no code of two letters, or stands twice");

  self->country = g_new0 (RemKnownCountry, 1);
  self->country->code = g_strdup (code);
  return TRUE;
}

static gboolean
begin_day (Parser *self, const char **names, const char **values, GError **error)
{
  static const char *const known[] = { "id", "kind", "hour", "checked", NULL };
  const char *id = find_value (names, values, "id");
  const char *kind = find_value (names, values, "kind");
  const char *hour = find_value (names, values, "hour");

  if (!has_only (names, known) || !is_id (id) || self->days->len >= MAX_DAYS)
    return refuse (error, "a day has no id, or an attribute that is not known");
  for (guint i = 0; i < self->days->len; i++)
    if (g_str_equal (rem_known_day_get_id (g_ptr_array_index (self->days, i)), id))
      return refuse (error, "two days have the same id");
  if (g_strcmp0 (kind, "kept") != 0 && g_strcmp0 (kind, "hurts") != 0)
    return refuse (error, "a day does not say why it is here");
  if (hour != NULL && !is_hour (hour))
    return refuse (error, "a day has an hour that is none");

  self->day = rem_known_day_new_empty ();
  self->day->id = g_strdup (id);
  self->day->kind = g_str_equal (kind, "hurts") ? REM_KNOWN_DAY_HURTS : REM_KNOWN_DAY_KEPT;
  self->day->hour = g_strdup (hour);
  return TRUE;
}

static gboolean
begin_rule (Parser *self, const char **names, const char **values, GError **error)
{
  static const char *const known[] = { "countries", "except", "instead", NULL };
  const char *countries = find_value (names, values, "countries");
  const char *except = find_value (names, values, "except");
  const char *instead = find_value (names, values, "instead");

  if (!has_only (names, known) || (except == NULL) != (instead == NULL) ||
      self->day->rules->len >= MAX_RULES)
    return refuse (error, "a rule has an attribute that is not known, or half of an exception");

  self->rule = g_new0 (RemKnownRule, 1);
  g_ptr_array_add (self->day->rules, self->rule);
  self->rule->except = g_strdup (except);
  self->rule->instead = g_strdup (instead);
  if (countries == NULL)
    return TRUE;

  self->rule->countries = g_strsplit (countries, " ", -1);
  for (gsize i = 0; self->rule->countries[i] != NULL; i++)
    if (!knows_country (self, self->rule->countries[i]))
      return refuse (error, "a rule holds in a country that has no name");
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
  gboolean is_text = FALSE;

  if (!self->is_begun)
    {
      if (!g_str_equal (element, "days") ||
          g_strcmp0 (find_value (names, values, "version"), "1") != 0)
        refuse (error, "this is not a list of days");
      self->is_begun = TRUE;
      return;
    }

  if (self->is_in_text)
    refuse (error, "there is something inside a text");
  else if (self->day == NULL && self->country == NULL && g_str_equal (element, "country"))
    begin_country (self, names, values, error);
  else if (self->day == NULL && self->country == NULL && g_str_equal (element, "day"))
    begin_day (self, names, values, error);
  else if (self->day != NULL && g_str_equal (element, "rule"))
    is_text = begin_rule (self, names, values, error);
  else if (names[0] == NULL && ((self->country != NULL && g_str_equal (element, "name")) ||
                                (self->day != NULL && (g_str_equal (element, "title") ||
                                                       g_str_equal (element, "about")))))
    is_text = TRUE;
  else
    refuse (error, "the list has a part that is not known");

  self->is_in_text = is_text;
  g_string_truncate (self->text, 0);
}

static gboolean
is_rule (const char *text)
{
  g_autoptr (RemRecurrence) recurrence = text != NULL ? rem_recurrence_new (text, NULL) : NULL;

  return recurrence != NULL;
}

/* A rule of a calendar that this machine cannot compute is a rule all the same. */
static gboolean
end_rule (Parser *self, const char *text, GError **error)
{
  RemKnownRule *rule = self->rule;

  self->rule = NULL;
  rule->rule = g_strdup (text);
  if ((!g_str_has_prefix (text, "RSCALE=") && !is_rule (text)) ||
      (rule->except != NULL && (!is_rule (rule->except) || !is_rule (rule->instead))))
    return refuse (error, "a rule of a day is none");
  return TRUE;
}

static gboolean
end_text (Parser *self, const char *element, GError **error)
{
  const char *text = g_strstrip (self->text->str);
  char **target = NULL;

  self->is_in_text = FALSE;
  if (*text == '\0')
    return refuse (error, "a part of the list is empty");
  if (self->rule != NULL)
    return end_rule (self, text, error);

  if (self->country != NULL)
    target = &self->country->name;
  else
    target = g_str_equal (element, "title") ? &self->day->title : &self->day->about;
  if (*target != NULL)
    return refuse (error, "a part of the list stands twice");
  *target = g_strdup (g_dgettext (GETTEXT_PACKAGE, text));
  return TRUE;
}

static void
end_element (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Parser *self = user_data;

  if (self->is_in_text)
    {
      end_text (self, element, error);
    }
  else if (self->country != NULL)
    {
      if (self->country->name == NULL)
        refuse (error, "a country has no name");
      else
        g_ptr_array_add (self->countries, g_steal_pointer (&self->country));
    }
  else if (self->day != NULL)
    {
      if (self->day->title == NULL || self->day->rules->len == 0)
        refuse (error, "a day is not whole");
      else
        g_ptr_array_add (self->days, g_steal_pointer (&self->day));
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

  if (!self->is_in_text)
    return;
  if (self->text->len + length > MAX_CHARS)
    refuse (error, "a part of the list is too long");
  else
    g_string_append_len (self->text, text, (gssize) length);
}

gboolean
rem_known_day_parse (
    const char *text, gssize length, GPtrArray *days, GPtrArray *countries, GError **error)
{
  static const GMarkupParser markup = { start_element, end_element, text_cb, NULL, NULL };
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GError) reason = NULL;
  Parser parser = { .days = days, .countries = countries, .text = words };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&markup, G_MARKUP_PREFIX_ERROR_POSITION, &parser, NULL);
  gboolean is_read = g_markup_parse_context_parse (context, text, length, &reason) &&
                     g_markup_parse_context_end_parse (context, &reason);

  g_clear_pointer (&parser.day, rem_known_day_unref);
  g_clear_pointer (&parser.country, rem_known_country_free);
  if (!is_read)
    g_set_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RULE, "%s", reason->message);

  return is_read;
}
