/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-signs.h"

typedef struct
{
  const char *before; /* "|" is the cursor; two of them are a selection */
  const char *sign;   /* a line's sign, or NULL for the return key */
  const char *after;
} Case;

static GtkTextBuffer *
create_buffer (const char *marked)
{
  GtkTextBuffer *buffer = gtk_text_buffer_new (NULL);
  g_auto (GStrv) parts = g_strsplit (marked, "|", -1);
  g_autofree char *text = g_strjoinv ("", parts);
  GtkTextIter cursor;
  GtkTextIter bound;

  gtk_text_buffer_set_enable_undo (buffer, TRUE);
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  gtk_text_buffer_get_iter_at_offset (buffer, &cursor, g_utf8_strlen (parts[0], -1));
  bound = cursor;
  if (g_strv_length (parts) > 2)
    gtk_text_iter_forward_chars (&bound, g_utf8_strlen (parts[1], -1));
  gtk_text_buffer_select_range (buffer, &bound, &cursor);
  return buffer;
}

static char *
dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GtkTextBuffer) buffer = create_buffer (test->before);
  g_autofree char *before = dup_text (buffer);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;

  if (test->sign != NULL)
    rem_letter_signs_toggle_lines (buffer, test->sign);
  else
    g_assert_cmpint (rem_letter_signs_continue_list (buffer), ==, test->after != NULL);

  after = dup_text (buffer);
  g_assert_cmpstr (after, ==, test->after != NULL ? test->after : before);
  if (gtk_text_buffer_get_can_undo (buffer))
    gtk_text_buffer_undo (buffer);
  undone = dup_text (buffer);
  g_assert_cmpstr (undone, ==, before);
}

int
main (int argc, char **argv)
{
  static const Case cases[] = {
    { "a|", "- ", "- a" },
    { "- a|", "- ", "a" },
    { "## a|", "- ", "- a" },
    { "3. a|", "## ", "## a" },
    { "|a\nb|\nc", "- ", "- a\n- b\nc" },
    { "|- a\nb|", "- ", "- a\n- b" },
    { "|- a\n- b|", "- ", "a\nb" },
    { "|", "- ", "- " },
    { "ñandú|", "## ", "## ñandú" },
    { "a|", NULL, NULL },
    { "|- a", NULL, NULL },
    { "- |a|", NULL, NULL },
    { "- a|", NULL, "- a\n- " },
    { "- a| b", NULL, "- a\n-  b" },
    { "9. ñ|", NULL, "9. ñ\n10. " },
    { "- a\n- |", NULL, "- a\n" },
    { "1.|", NULL, NULL },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/letter-signs/%u", i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
