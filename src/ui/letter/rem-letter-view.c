/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-view.h"

#include "rem-letter-signs.h"
#include "rem-private-text.h"

/*
 * Two buffers with one tag table:
 *  - the draft holds exactly what is kept, Markdown signs and all. Tags are laid over the changed
 *    paragraphs only, after each change; they are no part of the text and not of the undo history;
 *  - the reading buffer is made anew from a keepsake, with the signs left out.
 * The view shows one or the other. Where the text has no mark, both look the same.
 */

/** How many characters of text stand in one full line. */
#define MEASURE_CHARS 66

typedef enum
{
  TAG_ADDRESSEE = REM_LETTER_MARK_N_KINDS,
  TAG_TITLE,
  N_TAGS,
} ReadingTag;

struct _RemLetterView
{
  GtkTextView parent_instance;

  GtkTextBuffer *draft;
  GtkTextBuffer *reading;
  GtkTextTag *tags[N_TAGS];
  GCancellable *cancellable;
  gboolean is_loading;
};

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} RemLetterViewSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemLetterView, rem_letter_view, GTK_TYPE_TEXT_VIEW)

static GtkTextTagTable *
create_tags (RemLetterView *self)
{
  GtkTextTagTable *table = gtk_text_tag_table_new ();

  for (guint i = 0; i < N_TAGS; i++)
    {
      self->tags[i] = gtk_text_tag_new (NULL);
      gtk_text_tag_table_add (table, self->tags[i]);
    }

  g_object_set (self->tags[REM_LETTER_MARK_BOLD], "weight", PANGO_WEIGHT_BOLD, NULL);
  g_object_set (self->tags[REM_LETTER_MARK_ITALIC], "style", PANGO_STYLE_ITALIC, NULL);
  g_object_set (self->tags[REM_LETTER_MARK_HEADING], "scale", 1.2, NULL);
  g_object_set (self->tags[REM_LETTER_MARK_ITEM], "indent", -18, "left-margin", 18, NULL);
  g_object_set (self->tags[TAG_ADDRESSEE], "scale", 0.9, NULL);
  g_object_set (self->tags[TAG_TITLE], "scale", 1.35, NULL);
  return table;
}

static gboolean
has_tags (const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter iter = *start;
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (start);

  return tags != NULL || (gtk_text_iter_forward_to_tag_toggle (&iter, NULL) &&
                          gtk_text_iter_compare (&iter, end) < 0);
}

static void
tag_line (RemLetterView *self, int line)
{
  g_autoptr (GArray) marks = NULL;
  g_autofree char *paragraph = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line (self->draft, &start, line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  /* Taking away is what costs, so it is only done where something is. */
  if (has_tags (&start, &end))
    gtk_text_buffer_remove_all_tags (self->draft, &start, &end);

  if (gtk_text_iter_get_bytes_in_line (&start) > REM_LETTER_MARKS_MAX_BYTES)
    return;

  paragraph = gtk_text_buffer_get_slice (self->draft, &start, &end, TRUE);
  marks = rem_letter_marks_scan (paragraph, strlen (paragraph));
  for (guint i = 0; i < marks->len; i++)
    {
      const RemLetterMark *mark = &g_array_index (marks, RemLetterMark, i);

      if (mark->kind == REM_LETTER_MARK_BULLET)
        continue;
      gtk_text_buffer_get_iter_at_line_offset (self->draft, &start, line, mark->start);
      gtk_text_buffer_get_iter_at_line_offset (self->draft, &end, line, mark->end);
      gtk_text_buffer_apply_tag (self->draft, self->tags[mark->kind], &start, &end);
    }
}

static void
draft_insert_text_cb (
    RemLetterView *self, GtkTextIter *location, const char *text, int length, GtkTextBuffer *buffer)
{
  GtkTextIter start = *location;

  gtk_text_iter_backward_chars (&start, g_utf8_strlen (text, length));
  for (int line = gtk_text_iter_get_line (&start); line <= gtk_text_iter_get_line (location);
       line++)
    tag_line (self, line);
}

static void
draft_delete_range_cb (RemLetterView *self,
                       GtkTextIter *start,
                       GtkTextIter *end,
                       GtkTextBuffer *buffer)
{
  tag_line (self, gtk_text_iter_get_line (start));
}

static void
draft_changed_cb (RemLetterView *self)
{
  if (!self->is_loading)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
append_tagged (GtkTextBuffer *buffer, const char *text, gsize length_bytes, GtkTextTag *tag)
{
  GtkTextIter end;
  GtkTextIter start;
  int offset;

  gtk_text_buffer_get_end_iter (buffer, &end);
  offset = gtk_text_iter_get_offset (&end);
  gtk_text_buffer_insert (buffer, &end, text, length_bytes);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  if (tag != NULL)
    gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
}

/* Appends one paragraph as it reads: runs of characters with the same marks, without the signs. */
static void
append_paragraph (RemLetterView *self, const char *paragraph, gsize length_bytes)
{
  g_autoptr (GArray) marks = rem_letter_marks_scan (paragraph, length_bytes);
  g_autofree guint8 *styles = NULL;
  const char *run = paragraph;
  const char *end = paragraph + length_bytes;
  guint n_chars;
  guint at = 0;

  if (marks->len == 0)
    {
      append_tagged (self->reading, paragraph, length_bytes, NULL);
      return;
    }

  n_chars = g_utf8_strlen (paragraph, length_bytes);
  styles = g_new0 (guint8, n_chars + 1);
  for (guint i = 0; i < marks->len; i++)
    {
      const RemLetterMark *mark = &g_array_index (marks, RemLetterMark, i);

      for (guint c = mark->start; c < mark->end; c++)
        styles[c] |= 1u << mark->kind;
    }

  while (run < end)
    {
      guint8 style = styles[at];
      const char *p = run;
      GtkTextIter start;
      GtkTextIter stop;
      int offset;

      while (p < end && styles[at] == style)
        {
          p = g_utf8_next_char (p);
          at++;
        }

      if ((style & (1u << REM_LETTER_MARK_SIGN)) == 0)
        {
          gtk_text_buffer_get_end_iter (self->reading, &stop);
          offset = gtk_text_iter_get_offset (&stop);
          if ((style & (1u << REM_LETTER_MARK_BULLET)) != 0)
            gtk_text_buffer_insert (self->reading, &stop, "•", -1);
          else
            gtk_text_buffer_insert (self->reading, &stop, run, p - run);
          gtk_text_buffer_get_iter_at_offset (self->reading, &start, offset);
          for (guint kind = 0; kind < REM_LETTER_MARK_BULLET; kind++)
            if ((style & (1u << kind)) != 0)
              gtk_text_buffer_apply_tag (self->reading, self->tags[kind], &start, &stop);
        }
      run = p;
    }
}

static void
append_text (RemLetterView *self, const char *text)
{
  const char *line = text;

  while (TRUE)
    {
      const char *end = strchr (line, '\n');

      append_paragraph (self, line, end != NULL ? (gsize) (end - line) : strlen (line));
      if (end == NULL)
        break;
      append_tagged (self->reading, "\n", 1, NULL);
      line = end + 1;
    }
}

static gboolean
mark_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RemLetterView *self = REM_LETTER_VIEW (widget);

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self)))
    return FALSE;
  rem_letter_signs_toggle_around (self->draft, g_variant_get_string (args, NULL));
  return TRUE;
}

static gboolean
line_mark_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RemLetterView *self = REM_LETTER_VIEW (widget);

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self)))
    return FALSE;
  rem_letter_signs_toggle_lines (self->draft, g_variant_get_string (args, NULL));
  return TRUE;
}

static gboolean
key_pressed_cb (RemLetterView *self, guint key, guint code, GdkModifierType state)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) ||
      (state & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      !gtk_text_view_get_editable (GTK_TEXT_VIEW (self)) ||
      !rem_letter_signs_continue_list (self->draft))
    return FALSE;

  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (self->draft));
  return TRUE;
}

static void
paste_text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemLetterView) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text == NULL || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self)))
    return;

  gtk_text_buffer_begin_user_action (self->draft);
  gtk_text_buffer_delete_selection (self->draft, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (self->draft, text, -1, TRUE);
  gtk_text_buffer_end_user_action (self->draft);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (self->draft));
}

/* The text alone: what was copied from the page itself would bring tags that mean nothing here.
 * What is no text is for the window, which takes pictures and files. */
static void
rem_letter_view_paste_clipboard (GtkTextView *view)
{
  RemLetterView *self = REM_LETTER_VIEW (view);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (!gtk_text_view_get_editable (view))
    return;
  if (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING) ||
      gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8") ||
      gdk_content_formats_contain_mime_type (formats, "text/plain"))
    gdk_clipboard_read_text_async (clipboard, self->cancellable, paste_text_cb,
                                   g_object_ref (self));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.paste", NULL);
}

static void
rem_letter_view_copy_clipboard (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return;
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  rem_private_text_copy (GTK_WIDGET (view), text);
}

static void
rem_letter_view_cut_clipboard (GtkTextView *view)
{
  rem_letter_view_copy_clipboard (view);
  gtk_text_buffer_delete_selection (gtk_text_view_get_buffer (view), TRUE,
                                    gtk_text_view_get_editable (view));
}

/* Everything that follows the size of the letters and the colour of the ink. */
static void
update_look (RemLetterView *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = pango_font_metrics_get_height (metrics) / PANGO_SCALE;
  int leading = MAX (2, height / 5);
  GdkRGBA ink;
  GdkRGBA pale;

  pango_font_metrics_unref (metrics);
  gtk_text_view_set_pixels_inside_wrap (GTK_TEXT_VIEW (self), leading);
  gtk_text_view_set_pixels_below_lines (GTK_TEXT_VIEW (self), leading);

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &ink);
  pale = ink;
  pale.alpha *= 0.45f;
  g_object_set (self->tags[REM_LETTER_MARK_SIGN], "foreground-rgba", &pale, NULL);
  pale.alpha = ink.alpha * 0.72f;
  g_object_set (self->tags[TAG_ADDRESSEE], "foreground-rgba", &pale, NULL);
}

static void
rem_letter_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (rem_letter_view_parent_class)->css_changed (widget, change);
  update_look (REM_LETTER_VIEW (widget));
}

static void
rem_letter_view_dispose (GObject *object)
{
  RemLetterView *self = REM_LETTER_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_object (&self->reading);
  for (guint i = 0; i < N_TAGS; i++)
    g_clear_object (&self->tags[i]);

  G_OBJECT_CLASS (rem_letter_view_parent_class)->dispose (object);
}

static void
rem_letter_view_class_init (RemLetterViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->dispose = rem_letter_view_dispose;
  widget_class->css_changed = rem_letter_view_css_changed;
  view_class->copy_clipboard = rem_letter_view_copy_clipboard;
  view_class->cut_clipboard = rem_letter_view_cut_clipboard;
  view_class->paste_clipboard = rem_letter_view_paste_clipboard;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, mark_cb, "s", "**");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, mark_cb, "s", "*");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_h, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                line_mark_cb, "s", "## ");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_l, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                line_mark_cb, "s", "- ");
}

static void
rem_letter_view_init (RemLetterView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  g_autoptr (GtkTextTagTable) table = create_tags (self);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cancellable = g_cancellable_new ();
  self->draft = gtk_text_buffer_new (table);
  self->reading = gtk_text_buffer_new (table);
  gtk_text_buffer_set_enable_undo (self->draft, TRUE);
  gtk_text_buffer_set_enable_undo (self->reading, FALSE);

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_input_hints (view, GTK_INPUT_HINT_PRIVATE);
  gtk_text_view_set_buffer (view, self->draft);
  gtk_widget_add_css_class (GTK_WIDGET (self), "letter");

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  g_signal_connect_object (self->draft, "insert-text", G_CALLBACK (draft_insert_text_cb), self,
                           G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "delete-range", G_CALLBACK (draft_delete_range_cb), self,
                           G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * rem_letter_view_write:
 * @self: a page
 * @text: (nullable): what was written until now, or %NULL to go on with what is there
 *
 * Opens the page for writing. With @text, what could be undone before is forgotten.
 */
void
rem_letter_view_write (RemLetterView *self, const char *text)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter end;

  g_return_if_fail (REM_IS_LETTER_VIEW (self));

  if (text != NULL)
    {
      self->is_loading = TRUE;
      gtk_text_buffer_begin_irreversible_action (self->draft);
      gtk_text_buffer_set_text (self->draft, text, -1);
      gtk_text_buffer_end_irreversible_action (self->draft);
      self->is_loading = FALSE;
      gtk_text_buffer_get_end_iter (self->draft, &end);
      gtk_text_buffer_place_cursor (self->draft, &end);
    }

  gtk_text_view_set_buffer (view, self->draft);
  gtk_text_view_set_editable (view, TRUE);
  gtk_text_view_set_cursor_visible (view, TRUE);
}

/**
 * rem_letter_view_read:
 * @self: a page
 * @keepsake: a letter or a note
 * @addressee_line: (nullable): the line above the letter, in the language of the interface
 *
 * Shows @keepsake for reading, from its beginning.
 */
void
rem_letter_view_read (RemLetterView *self, RemKeepsake *keepsake, const char *addressee_line)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  const char *title;
  const char *signature;
  GtkTextIter start;

  g_return_if_fail (REM_IS_LETTER_VIEW (self));
  g_return_if_fail (keepsake != NULL);

  title = rem_keepsake_get_title (keepsake);
  signature = rem_keepsake_get_signature (keepsake);

  gtk_text_buffer_set_text (self->reading, "", 0);
  if (addressee_line != NULL && *addressee_line != '\0')
    {
      append_tagged (self->reading, addressee_line, strlen (addressee_line),
                     self->tags[TAG_ADDRESSEE]);
      append_tagged (self->reading, "\n", 1, NULL);
    }
  if (*title != '\0')
    {
      append_tagged (self->reading, title, strlen (title), self->tags[TAG_TITLE]);
      append_tagged (self->reading, "\n\n", 2, NULL);
    }
  append_text (self, rem_keepsake_get_text (keepsake));
  if (*signature != '\0')
    {
      append_tagged (self->reading, "\n\n", 2, NULL);
      append_tagged (self->reading, signature, strlen (signature), NULL);
    }

  gtk_text_buffer_get_start_iter (self->reading, &start);
  gtk_text_buffer_place_cursor (self->reading, &start);
  gtk_text_view_set_buffer (view, self->reading);
  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_cursor_visible (view, FALSE);
}

/**
 * rem_letter_view_toggle_mark:
 * @self: a page that is open for writing
 * @kind: %REM_LETTER_MARK_BOLD, %REM_LETTER_MARK_ITALIC, %REM_LETTER_MARK_HEADING or
 *   %REM_LETTER_MARK_ITEM
 *
 * Marks what is selected, or takes the mark away; with nothing selected, what is written next, or
 * the line that the cursor is on.
 */
void
rem_letter_view_toggle_mark (RemLetterView *self, RemLetterMarkKind kind)
{
  g_return_if_fail (REM_IS_LETTER_VIEW (self));

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self)))
    return;
  if (kind == REM_LETTER_MARK_HEADING || kind == REM_LETTER_MARK_ITEM)
    rem_letter_signs_toggle_lines (self->draft, kind == REM_LETTER_MARK_ITEM ? "- " : "## ");
  else
    rem_letter_signs_toggle_around (self->draft, kind == REM_LETTER_MARK_BOLD ? "**" : "*");
}

/**
 * rem_letter_view_is_reading:
 * @self: a page
 *
 * Returns: %TRUE while it is shown for reading
 */
gboolean
rem_letter_view_is_reading (RemLetterView *self)
{
  g_return_val_if_fail (REM_IS_LETTER_VIEW (self), FALSE);

  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)) == self->reading;
}

/**
 * rem_letter_view_dup_text:
 * @self: a page
 *
 * Returns: (transfer full): what is written, as it is kept
 */
char *
rem_letter_view_dup_text (RemLetterView *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (REM_IS_LETTER_VIEW (self), NULL);

  gtk_text_buffer_get_bounds (self->draft, &start, &end);
  return gtk_text_buffer_get_text (self->draft, &start, &end, TRUE);
}

/**
 * rem_letter_view_get_measure:
 * @self: a page
 *
 * Returns: the width in pixels of a line that is comfortable to read, with the letters' size
 */
int
rem_letter_view_get_measure (RemLetterView *self)
{
  PangoFontMetrics *metrics = NULL;
  int width;

  g_return_val_if_fail (REM_IS_LETTER_VIEW (self), 0);

  metrics =
      pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL, NULL);
  width = MEASURE_CHARS * pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE;
  pango_font_metrics_unref (metrics);
  return width;
}
