/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-title.h"

/* Embeddings, overrides and isolates of the direction of writing: they reach beyond the title and
 * turn round what stands beside it. The marks U+200E and U+200F do not, and are used in honest
 * names; so are the joiners. */
static gboolean
turns_round (gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/**
 * rem_title_clean:
 * @text: (nullable): a title, a name or a label, UTF-8; %NULL is ""
 *
 * Makes one line of it that stays where it is shown: line ends and tabs become spaces, all other
 * control characters and those that turn the direction of what follows are left out. Any thread.
 *
 * Returns: (transfer full): the line
 */
char *
rem_title_clean (const char *text)
{
  GString *line = g_string_new (NULL);

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
        g_string_append_c (line, ' ');
      else if (!g_unichar_iscntrl (c) && !turns_round (c))
        g_string_append_unichar (line, c);
    }
  return g_string_free (line, FALSE);
}
