/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-view.h"

#include <string.h>

typedef struct
{
  GtkWidget *window;
  RemLetterView *view;
  guint n_changes;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = gtk_window_new ();
  fixture->view = g_object_new (REM_TYPE_LETTER_VIEW, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  g_signal_connect_swapped (fixture->view, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  RemLetterView *view = g_object_ref (fixture->view);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (view);
}

static GtkTextBuffer *
get_buffer (Fixture *fixture)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view));
}

static void
assert_text (Fixture *fixture, const char *expected)
{
  g_autofree char *text = rem_letter_view_dup_text (fixture->view);

  g_assert_cmpstr (text, ==, expected);
}

static char *
dup_shown (Fixture *fixture)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (get_buffer (fixture), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (fixture), &start, &end, FALSE);
}

static guint
count_tags (Fixture *fixture, int offset)
{
  GtkTextIter iter;
  GSList *tags;
  guint n_tags;

  gtk_text_buffer_get_iter_at_offset (get_buffer (fixture), &iter, offset);
  tags = gtk_text_iter_get_tags (&iter);
  n_tags = g_slist_length (tags);
  g_slist_free (tags);
  return n_tags;
}

static void
select_all (Fixture *fixture)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (get_buffer (fixture), &start, &end);
  gtk_text_buffer_select_range (get_buffer (fixture), &start, &end);
}

/* Private where one writes, and a way on for the keyboard. */
static void
test_privacy (Fixture *fixture, gconstpointer data)
{
  GtkTextView *view = GTK_TEXT_VIEW (fixture->view);

  g_assert_true (gtk_text_view_get_input_hints (view) & GTK_INPUT_HINT_PRIVATE);
  g_assert_false (gtk_text_view_get_accepts_tab (view));
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  rem_letter_view_write (fixture->view, "a **b**\n");
  assert_text (fixture, "a **b**\n");
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_assert_false (gtk_text_buffer_get_can_undo (get_buffer (fixture)));
  g_assert_cmpuint (count_tags (fixture, 0), ==, 0);
  g_assert_cmpuint (count_tags (fixture, 2), ==, 1);
  g_assert_cmpuint (count_tags (fixture, 4), ==, 1);
}

static void
test_tags_follow (Fixture *fixture, gconstpointer data)
{
  GtkTextIter start;
  GtkTextIter end;

  rem_letter_view_write (fixture->view, "**b\nc");
  g_assert_cmpuint (count_tags (fixture, 2), ==, 0);

  gtk_text_buffer_get_iter_at_offset (get_buffer (fixture), &start, 3);
  gtk_text_buffer_insert (get_buffer (fixture), &start, "**", -1);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (count_tags (fixture, 2), ==, 1);

  gtk_text_buffer_get_iter_at_offset (get_buffer (fixture), &start, 0);
  gtk_text_buffer_get_iter_at_offset (get_buffer (fixture), &end, 1);
  gtk_text_buffer_delete (get_buffer (fixture), &start, &end);
  assert_text (fixture, "*b**\nc");
  g_assert_cmpuint (count_tags (fixture, 1), ==, 0);
}

static void
test_mark (Fixture *fixture, gconstpointer data)
{
  rem_letter_view_write (fixture->view, "a\n\nb");
  select_all (fixture);
  rem_letter_view_toggle_mark (fixture->view, REM_LETTER_MARK_BOLD);
  assert_text (fixture, "**a**\n\n**b**");

  gtk_text_buffer_undo (get_buffer (fixture));
  assert_text (fixture, "a\n\nb");
  g_assert_cmpuint (count_tags (fixture, 0), ==, 0);
  gtk_text_buffer_redo (get_buffer (fixture));
  assert_text (fixture, "**a**\n\n**b**");
  g_assert_cmpuint (count_tags (fixture, 2), ==, 1);
}

static void
test_mark_twice (Fixture *fixture, gconstpointer data)
{
  rem_letter_view_write (fixture->view, "ab");
  select_all (fixture);
  rem_letter_view_toggle_mark (fixture->view, REM_LETTER_MARK_ITALIC);
  assert_text (fixture, "*ab*");
  rem_letter_view_toggle_mark (fixture->view, REM_LETTER_MARK_ITALIC);
  assert_text (fixture, "ab");
}

static void
test_mark_nothing (Fixture *fixture, gconstpointer data)
{
  rem_letter_view_write (fixture->view, "");
  rem_letter_view_toggle_mark (fixture->view, REM_LETTER_MARK_BOLD);
  gtk_text_buffer_insert_at_cursor (get_buffer (fixture), "a", -1);
  assert_text (fixture, "**a**");
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RemKeepsake) empty = rem_keepsake_new (REM_KEEPSAKE_KIND_LETTER, "uuid", 0);
  g_autoptr (RemKeepsake) titled = rem_keepsake_with_title (empty, "T");
  g_autoptr (RemKeepsake) signed_letter = rem_keepsake_with_signature (titled, "M");
  g_autoptr (RemKeepsake) letter =
      rem_keepsake_with_text (signed_letter, "# Hoy\n- **a** \\*\n1. b");
  g_autofree char *shown = NULL;

  rem_letter_view_write (fixture->view, "draft");
  rem_letter_view_read (fixture->view, letter, "To Luna");
  g_assert_true (rem_letter_view_is_reading (fixture->view));
  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (fixture->view)));
  shown = dup_shown (fixture);
  g_assert_cmpstr (shown, ==, "To Luna\nT\n\nHoy\n• a *\n1. b\n\nM");
  assert_text (fixture, "draft");

  rem_letter_view_toggle_mark (fixture->view, REM_LETTER_MARK_BOLD);
  assert_text (fixture, "draft");
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

/* A letter of 200 kB opens and takes a key without being felt. */
static void
test_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkTextIter middle;
  gint64 started_us;
  gint64 key_us;

  while (text->len < 200 * 1024)
    g_string_append (text, "It was colder than I had **thought**, and I stayed _anyway_, because I "
                           "wanted to tell you about the light on it. There was a small dog that "
                           "would not leave the waves alone.\n\n");

  started_us = g_get_monotonic_time ();
  rem_letter_view_write (fixture->view, text->str);
  g_test_message ("opened in %.1f ms", (g_get_monotonic_time () - started_us) / 1000.0);
  g_assert_cmpint (g_get_monotonic_time () - started_us, <, 2 * G_USEC_PER_SEC);

  gtk_text_buffer_get_iter_at_line (get_buffer (fixture), &middle, 600);
  gtk_text_buffer_place_cursor (get_buffer (fixture), &middle);
  started_us = g_get_monotonic_time ();
  for (int i = 0; i < 100; i++)
    gtk_text_buffer_insert_at_cursor (get_buffer (fixture), "a", -1);
  key_us = (g_get_monotonic_time () - started_us) / 100;
  g_test_message ("a key in %" G_GINT64_FORMAT " µs", key_us);
  g_assert_cmpint (key_us, <, G_USEC_PER_SEC / 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init ();

#define ADD(path, function)                                                                        \
  g_test_add ("/ui/letter-view/" path, Fixture, NULL, set_up, function, tear_down)

  ADD ("privacy", test_privacy);
  ADD ("load", test_load);
  ADD ("tags-follow", test_tags_follow);
  ADD ("mark", test_mark);
  ADD ("mark-twice", test_mark_twice);
  ADD ("mark-nothing", test_mark_nothing);
  ADD ("read", test_read);
  ADD ("long", test_long);
  return g_test_run ();
}
