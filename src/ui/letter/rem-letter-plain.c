/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-plain.h"

#include "rem-letter-marks.h"

#include <string.h>

/* What people wrote, as it may stand in lists and names: no marks, and nothing in it that could
 * turn around the words beside it. */

/* Characters that change the direction of the text after them until told otherwise. */
static gboolean
is_direction_control (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void
append_plain_paragraph (GString *plain, const char *paragraph, gsize length_bytes)
{
  g_autoptr (GArray) marks = rem_letter_marks_scan (paragraph, length_bytes);
  const char *end = paragraph + length_bytes;
  guint at = 0;

  for (const char *p = paragraph; p < end; p = g_utf8_next_char (p), at++)
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_sign = FALSE;

      for (guint i = 0; i < marks->len && !is_sign; i++)
        {
          const RemLetterMark *mark = &g_array_index (marks, RemLetterMark, i);

          is_sign = mark->kind == REM_LETTER_MARK_SIGN && at >= mark->start && at < mark->end;
        }
      if (!is_sign && !is_direction_control (c))
        g_string_append_unichar (plain, g_unichar_iscntrl (c) ? ' ' : c);
    }
}

/**
 * rem_letter_plain_line:
 * @text: valid UTF-8 from outside
 *
 * Returns: (transfer full): @text on one line, without control and direction characters
 */
char *
rem_letter_plain_line (const char *text)
{
  GString *line = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  line = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029)
        g_string_append_c (line, ' ');
      else if (!is_direction_control (c))
        g_string_append_unichar (line, c);
    }
  g_strstrip (line->str);
  return g_string_free (line, FALSE);
}

/**
 * rem_letter_plain_strip:
 * @text: valid UTF-8, a text or the beginning of one
 *
 * Returns: (transfer full): @text without the signs of its marks, control and direction characters;
 *   its lines stay lines, and those that are empty go
 */
char *
rem_letter_plain_strip (const char *text)
{
  g_auto (GStrv) lines = NULL;
  GString *plain = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  plain = g_string_new (NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      /* The sign of a heading whose words lie beyond the end of a beginning says nothing. */
      if (strspn (lines[i], "#") == strlen (lines[i]))
        continue;
      if (plain->len > 0)
        g_string_append_c (plain, '\n');
      append_plain_paragraph (plain, lines[i], strlen (lines[i]));
    }
  return g_string_free (plain, FALSE);
}

/**
 * rem_letter_plain_split:
 * @text: valid UTF-8, a text or the beginning of one
 * @first_line_out: (out) (transfer full): its first line that is not empty
 * @rest_out: (out) (transfer full): what follows
 *
 * Splits what rem_letter_plain_strip() makes of @text: a letter without a title is told by the
 * line with which it begins.
 */
void
rem_letter_plain_split (const char *text, char **first_line_out, char **rest_out)
{
  g_autofree char *plain = rem_letter_plain_strip (text);
  const char *end = strchr (plain, '\n');

  *first_line_out = end != NULL ? g_strndup (plain, end - plain) : g_strdup (plain);
  *rest_out = g_strdup (end != NULL ? end + 1 : "");
}
