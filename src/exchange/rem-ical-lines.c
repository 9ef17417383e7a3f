/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ical-lines.h"

#include "rem-exchange-error.h"

#include <string.h>

/*
 * The content lines of RFC 5545, section 3.1: a reader of our own, so that nothing of a file from
 * outside reaches a parser whose limits we do not know. It reads each byte twice and keeps one copy
 * of the file. Lines may end in CRLF, LF or CR; a line that is not UTF-8 is taken as what Windows
 * used to write. What is not a content line is counted and passed over.
 */

struct _RemIcalLines
{
  char *text; /* unfolded; taken apart in place */
  char *next;
  char *end;
  char *converted; /* the line at hand, if it was not UTF-8 */
  guint n_broken;
};

static gboolean
is_folding_space (const char *at, const char *end)
{
  return at < end && (*at == ' ' || *at == '\t');
}

/* Copies with every line on a line of its own, ended by LF. */
static gsize
unfold (const char *bytes, gsize size, char *text)
{
  const char *at = bytes;
  const char *end = bytes + size;
  char *to = text;

  while (at < end)
    {
      if (*at == '\r' || *at == '\n')
        {
          at += at[0] == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1;
          if (is_folding_space (at, end))
            at++;
          else
            *to++ = '\n';
        }
      else
        {
          *to++ = *at++;
        }
    }
  *to = '\0';

  return (gsize) (to - text);
}

/**
 * rem_ical_lines_new:
 * @bytes: a file from outside
 * @error: return location for an error, or %NULL
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): a reader. Fails with %REM_EXCHANGE_ERROR_TOO_LARGE beyond
 *   %REM_ICAL_MAX_BYTES, and with %REM_EXCHANGE_ERROR_UNREADABLE if @bytes is empty or has a NUL in
 *   it, as UTF-16 and what is not text have.
 */
RemIcalLines *
rem_ical_lines_new (GBytes *bytes, GError **error)
{
  RemIcalLines *self = NULL;
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size > REM_ICAL_MAX_BYTES)
    {
      g_set_error_literal (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_TOO_LARGE,
                           "The calendar file is too large");
      return NULL;
    }
  if (size == 0 || memchr (data, '\0', size) != NULL)
    {
      g_set_error_literal (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNREADABLE,
                           "The calendar file is empty or not text");
      return NULL;
    }

  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }

  self = g_new0 (RemIcalLines, 1);
  self->text = g_malloc (size + 1);
  self->next = self->text;
  self->end = self->text + unfold (data, size, self->text);

  return self;
}

/**
 * rem_ical_lines_free:
 * @self: (transfer full): a reader
 *
 * The text is wiped first: a calendar tells much of somebody.
 */
void
rem_ical_lines_free (RemIcalLines *self)
{
  memset (self->text, 0, (gsize) (self->end - self->text));
  g_free (self->text);
  g_free (self->converted);
  g_free (self);
}

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_' || c == '.';
}

/* Puts a name in capitals; returns what follows it, or NULL if there is none. */
static char *
read_name (char *at)
{
  char *start = at;

  for (; is_name_char (*at); at++)
    *at = g_ascii_toupper (*at);

  return at > start ? at : NULL;
}

/* The end of a parameter's value: a colon or a semicolon outside of quotes, or NULL. */
static char *
find_value_end (char *at)
{
  gboolean is_quoted = FALSE;

  for (; *at != '\0'; at++)
    {
      if (*at == '"')
        is_quoted = !is_quoted;
      else if (!is_quoted && (*at == ':' || *at == ';'))
        return at;
    }

  return NULL;
}

static const char *
strip_quotes (char *value)
{
  gsize length = strlen (value);

  if (length < 2 || value[0] != '"' || value[length - 1] != '"')
    return value;

  value[length - 1] = '\0';

  return value + 1;
}

/* Takes a line apart in place; FALSE if it is none. */
static gboolean
parse_line (char *text, RemIcalLine *line)
{
  char *at = read_name (text);
  char separator = '\0';

  if (at == NULL)
    return FALSE;

  line->name = text;
  separator = *at;
  *at = '\0';

  while (separator == ';')
    {
      RemIcalParam param = { at + 1, NULL };
      char *value = read_name (at + 1);
      char *end = value != NULL && *value == '=' ? find_value_end (value + 1) : NULL;

      if (end == NULL)
        return FALSE;

      *value = '\0';
      separator = *end;
      *end = '\0';
      param.value = strip_quotes (value + 1);
      if (line->n_params < REM_ICAL_MAX_PARAMS)
        line->params[line->n_params++] = param;
      at = end;
    }

  if (separator != ':')
    return FALSE;

  line->value = at + 1;

  return TRUE;
}

/* The line as UTF-8 text that may be changed. */
static char *
make_utf8 (RemIcalLines *self, char *text, gsize length)
{
  if (g_utf8_validate (text, (gssize) length, NULL))
    return text;

  g_free (self->converted);
  self->converted = g_convert (text, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  if (self->converted == NULL)
    self->converted = g_utf8_make_valid (text, (gssize) length);

  return self->converted;
}

/**
 * rem_ical_lines_next:
 * @self: a reader
 * @line_out: (out caller-allocates): the next content line, on success
 *
 * Returns: whether there was one
 */
gboolean
rem_ical_lines_next (RemIcalLines *self, RemIcalLine *line_out)
{
  while (self->next < self->end)
    {
      char *start = self->next;
      char *end = memchr (start, '\n', (gsize) (self->end - start));
      gsize length = (gsize) ((end != NULL ? end : self->end) - start);
      gboolean is_too_long = length > REM_ICAL_MAX_LINE;

      self->next = end != NULL ? end + 1 : self->end;
      if (length == 0)
        continue;

      /* Of a line that is too long only the beginning is looked at, for its name. */
      if (is_too_long)
        length = 512;
      start[length] = '\0';

      *line_out = (RemIcalLine){ NULL, NULL, { { NULL, NULL } }, 0, is_too_long };
      if (parse_line (make_utf8 (self, start, length), line_out))
        {
          if (is_too_long)
            line_out->value = "";
          return TRUE;
        }

      self->n_broken++;
    }

  return FALSE;
}

/**
 * rem_ical_lines_get_n_broken:
 * @self: a reader
 *
 * Returns: how many lines so far were not content lines
 */
guint
rem_ical_lines_get_n_broken (RemIcalLines *self)
{
  return self->n_broken;
}

/**
 * rem_ical_line_get_param:
 * @self: a line
 * @name: a parameter, in capitals
 *
 * Returns: (transfer none) (nullable): its value, or %NULL if the line has none
 */
const char *
rem_ical_line_get_param (const RemIcalLine *self, const char *name)
{
  for (guint i = 0; i < self->n_params; i++)
    {
      if (strcmp (self->params[i].name, name) == 0)
        return self->params[i].value;
    }

  return NULL;
}
