/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-check-in.h"

/** The longest list of words, in characters; the words are one a line. */
#define MAX_LIST_CHARS 8000
/** The longest text. */
#define MAX_WORDS_CHARS 8000

struct _RemCheckIn
{
  gatomicrefcount refs;
  char *uuid;
  RemDate day;
  gint64 created_us;
  char *feelings;
  char *body;
  char *words;
};

G_DEFINE_BOXED_TYPE (RemCheckIn, rem_check_in, rem_check_in_ref, rem_check_in_unref)

static char *
cut (const char *text, glong max_chars)
{
  g_autofree char *part = g_utf8_strlen (text, -1) > max_chars
                              ? g_utf8_substring (text, 0, max_chars)
                              : g_strdup (text);

  return g_strdup (g_strstrip (part));
}

/* One a line, each once, without empty ones. */
static char *
tidy (const char *text)
{
  g_autofree char *part = cut (text, MAX_LIST_CHARS);
  g_auto (GStrv) lines = g_strsplit (part, "\n", -1);
  g_autoptr (GString) tidied = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (char **line = lines; *line != NULL; line++)
    if (*g_strstrip (*line) != '\0' && g_hash_table_add (seen, *line))
      g_string_append_printf (tidied, "%s%s", tidied->len > 0 ? "\n" : "", *line);
  return g_string_free (g_steal_pointer (&tidied), FALSE);
}

/**
 * rem_check_in_new:
 * @uuid: identity for ever (RFC 4122 text)
 * @day: the day
 * @created_us: when it was written down, microseconds since 1970 UTC
 *
 * Returns: (transfer full): one without words yet
 */
RemCheckIn *
rem_check_in_new (const char *uuid, RemDate day, gint64 created_us)
{
  RemCheckIn *self;

  g_return_val_if_fail (uuid != NULL, NULL);

  self = g_new0 (RemCheckIn, 1);
  g_atomic_ref_count_init (&self->refs);
  self->uuid = g_strdup (uuid);
  self->day = day;
  self->created_us = created_us;
  self->feelings = g_strdup ("");
  self->body = g_strdup ("");
  self->words = g_strdup ("");
  return self;
}

/**
 * rem_check_in_ref:
 * @self: how somebody is
 *
 * Returns: (transfer full): @self
 */
RemCheckIn *
rem_check_in_ref (RemCheckIn *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * rem_check_in_unref:
 * @self: (transfer full): how somebody is
 *
 * Gives up a reference.
 */
void
rem_check_in_unref (RemCheckIn *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->uuid);
  g_free (self->feelings);
  g_free (self->body);
  g_free (self->words);
  g_free (self);
}

/**
 * rem_check_in_get_uuid:
 * @self: how somebody is
 *
 * Returns: its uuid
 */
const char *
rem_check_in_get_uuid (RemCheckIn *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->uuid;
}

/**
 * rem_check_in_get_day:
 * @self: how somebody is
 *
 * Returns: the day
 */
RemDate
rem_check_in_get_day (RemCheckIn *self)
{
  g_return_val_if_fail (self != NULL, REM_DATE_UNKNOWN);

  return self->day;
}

/**
 * rem_check_in_get_created_us:
 * @self: how somebody is
 *
 * Returns: when it was written down, microseconds since 1970 UTC
 */
gint64
rem_check_in_get_created_us (RemCheckIn *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->created_us;
}

/**
 * rem_check_in_get_feelings:
 * @self: how somebody is
 *
 * Returns: what they feel, one a line, as it was read or written that day; or ""
 */
const char *
rem_check_in_get_feelings (RemCheckIn *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->feelings;
}

/**
 * rem_check_in_get_body:
 * @self: how somebody is
 *
 * Returns: what the body does, one a line, as it was read or written that day; or ""
 */
const char *
rem_check_in_get_body (RemCheckIn *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->body;
}

/**
 * rem_check_in_get_words:
 * @self: how somebody is
 *
 * Returns: a few lines, or ""
 */
const char *
rem_check_in_get_words (RemCheckIn *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->words;
}

/**
 * rem_check_in_is_empty:
 * @self: how somebody is
 *
 * Returns: %TRUE if it has no word yet
 */
gboolean
rem_check_in_is_empty (RemCheckIn *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return *self->feelings == '\0' && *self->body == '\0' && *self->words == '\0';
}

/**
 * rem_check_in_with:
 * @self: how somebody is
 * @feelings: what they feel, one a line
 * @body: what the body does, one a line
 * @words: a few lines
 *
 * Each may be empty, and is cut where it is longer than a few pages.
 *
 * Returns: (transfer full): the same in these words
 */
RemCheckIn *
rem_check_in_with (RemCheckIn *self, const char *feelings, const char *body, const char *words)
{
  RemCheckIn *copy;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (feelings != NULL && body != NULL && words != NULL, NULL);

  copy = rem_check_in_new (self->uuid, self->day, self->created_us);
  g_free (copy->feelings);
  g_free (copy->body);
  g_free (copy->words);
  copy->feelings = tidy (feelings);
  copy->body = tidy (body);
  copy->words = cut (words, MAX_WORDS_CHARS);
  return copy;
}
