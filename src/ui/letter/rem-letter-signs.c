/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-signs.h"

#include <string.h>

/* The length in bytes of the list sign with which a line begins, or 0. A sign is ASCII: as many
 * characters as bytes. */
static int
get_list_sign (const char *line)
{
  int n_digits = 0;

  if ((line[0] == '-' || line[0] == '*') && line[1] == ' ')
    return 2;
  while (n_digits < 3 && g_ascii_isdigit (line[n_digits]))
    n_digits++;
  return n_digits > 0 && line[n_digits] == '.' && line[n_digits + 1] == ' ' ? n_digits + 2 : 0;
}

/* The length of any sign with which a line begins: a heading's or a list's. */
static int
get_line_sign (const char *line)
{
  int n = 0;

  while (n < 3 && line[n] == '#')
    n++;
  return n > 0 && line[n] == ' ' ? n + 1 : get_list_sign (line);
}

static char *
dup_line (GtkTextBuffer *buffer, int line, GtkTextIter *start_out)
{
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line (buffer, start_out, line);
  end = *start_out;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  return gtk_text_buffer_get_slice (buffer, start_out, &end, TRUE);
}

/**
 * rem_letter_signs_toggle_around:
 * @buffer: what is written
 * @sign: a sign that stands on both sides, such as "**"
 *
 * Puts @sign around what is selected on each line, or takes it away where it stands already;
 * without a selection, puts the pair where the cursor is and the cursor between. One step to undo.
 */
void
rem_letter_signs_toggle_around (GtkTextBuffer *buffer, const char *sign)
{
  gsize n = strlen (sign);
  GtkTextIter start;
  GtkTextIter end;
  int first_line;
  int last_line;
  int first_offset;
  int last_offset;

  gtk_text_buffer_begin_user_action (buffer);

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      gtk_text_buffer_insert_at_cursor (buffer, sign, n);
      gtk_text_buffer_insert_at_cursor (buffer, sign, n);
      gtk_text_buffer_get_iter_at_mark (buffer, &start, gtk_text_buffer_get_insert (buffer));
      gtk_text_iter_backward_chars (&start, n);
      gtk_text_buffer_place_cursor (buffer, &start);
      gtk_text_buffer_end_user_action (buffer);
      return;
    }

  first_line = gtk_text_iter_get_line (&start);
  first_offset = gtk_text_iter_get_line_offset (&start);
  last_line = gtk_text_iter_get_line (&end);
  last_offset = gtk_text_iter_get_line_offset (&end);

  for (int line = last_line; line >= first_line; line--)
    {
      g_autofree char *text = NULL;
      g_autofree char *line_text = NULL;
      GtkTextIter line_start;
      gsize length;

      gtk_text_buffer_get_iter_at_line (buffer, &start, line);
      if (line == last_line)
        gtk_text_buffer_get_iter_at_line_offset (buffer, &end, line, last_offset);
      else
        {
          end = start;
          if (!gtk_text_iter_ends_line (&end))
            gtk_text_iter_forward_to_line_end (&end);
        }
      if (line == first_line)
        gtk_text_buffer_get_iter_at_line_offset (buffer, &start, line, first_offset);

      /* The sign of a heading or of a list stays in front. */
      line_text = dup_line (buffer, line, &line_start);
      if (gtk_text_iter_get_line_offset (&start) < get_line_sign (line_text))
        gtk_text_iter_set_line_offset (&start, get_line_sign (line_text));
      if (gtk_text_iter_compare (&start, &end) >= 0)
        continue;

      text = gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);
      length = strlen (text);
      if (length == 0)
        continue;

      if (length > 2 * n && g_str_has_prefix (text, sign) && g_str_has_suffix (text, sign))
        {
          g_autofree char *inner = g_strndup (text + n, length - 2 * n);

          gtk_text_buffer_delete (buffer, &start, &end);
          gtk_text_buffer_insert (buffer, &start, inner, -1);
        }
      else
        {
          g_autofree char *outer = g_strconcat (sign, text, sign, NULL);

          gtk_text_buffer_delete (buffer, &start, &end);
          gtk_text_buffer_insert (buffer, &start, outer, -1);
        }

      if (first_line == last_line)
        {
          gtk_text_buffer_get_iter_at_line_offset (buffer, &end, line, first_offset);
          gtk_text_buffer_select_range (buffer, &end, &start);
        }
    }

  gtk_text_buffer_end_user_action (buffer);
}

/**
 * rem_letter_signs_toggle_lines:
 * @buffer: what is written
 * @sign: a sign that stands before a line, such as "- "
 *
 * Puts @sign before each line that is selected or has the cursor, in the place of another such
 * sign; where all of them have it, takes it away. One step to undo.
 */
void
rem_letter_signs_toggle_lines (GtkTextBuffer *buffer, const char *sign)
{
  GtkTextIter start;
  GtkTextIter end;
  gboolean all_have_it = TRUE;
  int first;
  int last;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  first = gtk_text_iter_get_line (&start);
  last = gtk_text_iter_get_line (&end);
  for (int line = first; line <= last; line++)
    {
      g_autofree char *text = dup_line (buffer, line, &start);

      all_have_it = all_have_it && g_str_has_prefix (text, sign);
    }

  gtk_text_buffer_begin_user_action (buffer);
  for (int line = first; line <= last; line++)
    {
      g_autofree char *text = dup_line (buffer, line, &start);

      gtk_text_buffer_get_iter_at_line_offset (buffer, &end, line, get_line_sign (text));
      gtk_text_buffer_delete (buffer, &start, &end);
      if (!all_have_it)
        gtk_text_buffer_insert (buffer, &start, sign, -1);
    }
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * rem_letter_signs_continue_list:
 * @buffer: what is written
 *
 * What the return key does in a list: begins its next item, or ends the list on an item without
 * words. One step to undo.
 *
 * Returns: %FALSE where the cursor is in no list, and nothing was done
 */
gboolean
rem_letter_signs_continue_list (GtkTextBuffer *buffer)
{
  g_autofree char *text = NULL;
  g_autofree char *next = NULL;
  GtkTextIter cursor;
  GtkTextIter start;
  int n;

  if (gtk_text_buffer_get_has_selection (buffer))
    return FALSE;
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  text = dup_line (buffer, gtk_text_iter_get_line (&cursor), &start);
  n = get_list_sign (text);
  if (n == 0 || gtk_text_iter_get_line_offset (&cursor) < n)
    return FALSE;

  gtk_text_buffer_begin_user_action (buffer);
  if (text[n] == '\0')
    {
      gtk_text_buffer_delete (buffer, &start, &cursor);
    }
  else
    {
      if (g_ascii_isdigit (*text))
        next = g_strdup_printf ("\n%u. ", (guint) g_ascii_strtoull (text, NULL, 10) + 1);
      else
        next = g_strdup_printf ("\n%.*s", n, text);
      gtk_text_buffer_insert (buffer, &cursor, next, -1);
    }
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}
