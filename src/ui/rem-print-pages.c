/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-print-pages.h"

#include "rem-text-print.h"

/*
 * Paragraphs are laid out when a print run begins, since only then the paper is known. What is
 * broken over pages is the row of all their lines; a break is moved up where it would leave a line
 * of a paragraph alone.
 */

#define MARGIN REM_TEXT_PRINT_MARGIN

#define NUMBER_FONT "Serif 10"

typedef struct
{
  char *text;
  PangoAttrList *attributes;
  char *font;
  double indent;
  double hang;
  double gap_before;
  gboolean is_heading;
  PangoLayout *layout;
} Paragraph;

typedef struct
{
  guint paragraph;
  int line;
  gboolean is_first;
  gboolean is_last;
  gboolean stays_with_next;
  double height;
  double gap_before;
} Line;

struct _RemPrintPages
{
  GObject parent_instance;

  GPtrArray *paragraphs;
  GArray *lines;
  GArray *breaks;
};

G_DEFINE_FINAL_TYPE (RemPrintPages, rem_print_pages, G_TYPE_OBJECT)

static void
paragraph_free (gpointer data)
{
  Paragraph *self = data;

  g_free (self->text);
  g_clear_pointer (&self->attributes, pango_attr_list_unref);
  g_free (self->font);
  g_clear_object (&self->layout);
  g_free (self);
}

static void
lay_out (RemPrintPages *self, GtkPrintContext *print)
{
  double left, width;

  rem_text_print_get_column (print, &left, &width);
  g_array_set_size (self->lines, 0);
  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      Paragraph *paragraph = g_ptr_array_index (self->paragraphs, i);
      PangoLayoutIter *iter;
      int n_lines;

      g_clear_object (&paragraph->layout);
      paragraph->layout = rem_text_print_create_layout (print, paragraph->text, paragraph->font,
                                                        MAX (width - paragraph->indent, 72.0));
      pango_layout_set_indent (paragraph->layout, (int) (-paragraph->hang * PANGO_SCALE));
      /* The lines are put in their places one by one. */
      pango_layout_set_line_spacing (paragraph->layout, 0);
      pango_layout_set_attributes (paragraph->layout, paragraph->attributes);
      n_lines = pango_layout_get_line_count (paragraph->layout);

      iter = pango_layout_get_iter (paragraph->layout);
      for (int at = 0; at < n_lines; at++)
        {
          PangoRectangle logical;
          Line line = { .paragraph = i,
                        .line = at,
                        .is_first = at == 0,
                        .is_last = at == n_lines - 1,
                        .stays_with_next = paragraph->is_heading,
                        .gap_before = at == 0 ? paragraph->gap_before : 0 };

          pango_layout_iter_get_line_extents (iter, NULL, &logical);
          line.height = 1.3 * logical.height / PANGO_SCALE;
          g_array_append_val (self->lines, line);
          pango_layout_iter_next_line (iter);
        }
      pango_layout_iter_free (iter);
    }
}

static gboolean
is_blank (RemPrintPages *self, guint at)
{
  const Line *line = &g_array_index (self->lines, Line, at);

  return *((Paragraph *) g_ptr_array_index (self->paragraphs, line->paragraph))->text == '\0';
}

/* Moves a break before @at up, but not to or past @top, so that no line stands alone. */
static guint
mend_break (RemPrintPages *self, guint top, guint at)
{
  const Line *next = &g_array_index (self->lines, Line, at);
  guint mended = at;

  if (next->is_last && !next->is_first)
    mended--;
  if (mended > top && g_array_index (self->lines, Line, mended - 1).is_first &&
      !g_array_index (self->lines, Line, mended - 1).is_last)
    mended--;
  while (mended > top && (g_array_index (self->lines, Line, mended - 1).stays_with_next ||
                          is_blank (self, mended - 1)))
    mended--;
  return mended > top ? mended : at;
}

/* No page begins with a line without words. */
static void
break_lines (RemPrintPages *self, double height)
{
  guint top = 0;
  double y = 0;

  g_array_set_size (self->breaks, 0);
  g_array_append_val (self->breaks, top);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      double gap = i == top ? 0 : line->gap_before;

      if (i > top && y + gap + line->height > height)
        {
          top = mend_break (self, top, i);
          while (top + 1 < self->lines->len && is_blank (self, top))
            top++;
          g_array_append_val (self->breaks, top);
          i = top;
          line = &g_array_index (self->lines, Line, i);
          y = 0;
          gap = 0;
        }
      y += gap + line->height;
    }
}

static void
begin_print_cb (RemPrintPages *self, GtkPrintContext *print, GtkPrintOperation *operation)
{
  lay_out (self, print);
  break_lines (self, gtk_print_context_get_height (print) - 2 * MARGIN);
  gtk_print_operation_set_n_pages (operation, (int) self->breaks->len);
}

static void
draw_number (GtkPrintContext *print, int number)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (print);
  double width = gtk_print_context_get_width (print);
  g_autofree char *text = g_strdup_printf ("%d", number);
  g_autoptr (PangoLayout) layout = rem_text_print_create_layout (print, text, NUMBER_FONT, width);
  PangoRectangle logical;

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_get_extents (layout, NULL, &logical);
  cairo_move_to (cr, 0,
                 gtk_print_context_get_height (print) -
                     (MARGIN + (double) logical.height / PANGO_SCALE) / 2);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_page_cb (RemPrintPages *self, GtkPrintContext *print, int page, GtkPrintOperation *operation)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (print);
  guint first = g_array_index (self->breaks, guint, page);
  guint end = (guint) page + 1 < self->breaks->len ? g_array_index (self->breaks, guint, page + 1)
                                                   : self->lines->len;
  double y = MARGIN;
  double left, width;

  rem_text_print_get_column (print, &left, &width);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = first; i < end; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      const Paragraph *paragraph = g_ptr_array_index (self->paragraphs, line->paragraph);
      PangoLayoutLine *words = pango_layout_get_line_readonly (paragraph->layout, line->line);
      PangoRectangle logical;
      double x = left + paragraph->indent + (line->is_first ? 0 : paragraph->hang);

      pango_layout_line_get_extents (words, NULL, &logical);
      if (i > first)
        y += line->gap_before;
      /* A line of a language that runs from the right ends where the measure does. */
      if (pango_layout_line_get_resolved_direction (words) == PANGO_DIRECTION_RTL)
        x += (double) (pango_layout_get_width (paragraph->layout) - logical.width) / PANGO_SCALE;
      cairo_move_to (cr, x, y - (double) logical.y / PANGO_SCALE);
      pango_cairo_show_layout_line (cr, words);
      y += line->height;
    }
  if (self->breaks->len > 1)
    draw_number (print, page + 1);
}

static void
unref_closure (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

static void
rem_print_pages_finalize (GObject *object)
{
  RemPrintPages *self = REM_PRINT_PAGES (object);

  g_clear_pointer (&self->paragraphs, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->breaks, g_array_unref);

  G_OBJECT_CLASS (rem_print_pages_parent_class)->finalize (object);
}

static void
rem_print_pages_class_init (RemPrintPagesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rem_print_pages_finalize;
}

static void
rem_print_pages_init (RemPrintPages *self)
{
  self->paragraphs = g_ptr_array_new_with_free_func (paragraph_free);
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->breaks = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * rem_print_pages_new:
 *
 * Returns: (transfer full): pages without words
 */
RemPrintPages *
rem_print_pages_new (void)
{
  return g_object_new (REM_TYPE_PRINT_PAGES, NULL);
}

/**
 * rem_print_pages_add:
 * @self: pages
 * @text: a paragraph, plain; never taken for markup
 * @attributes: (nullable): how parts of it look, by byte
 * @font: a font such as "Serif 12"
 * @indent: how far from the margin, in points
 * @hang: how much farther the lines after the first are, in points
 * @gap_before: room above it, in points; none at the top of a page
 *
 * Adds a paragraph at the end.
 */
void
rem_print_pages_add (RemPrintPages *self,
                     const char *text,
                     PangoAttrList *attributes,
                     const char *font,
                     double indent,
                     double hang,
                     double gap_before)
{
  Paragraph *paragraph = NULL;

  g_return_if_fail (REM_IS_PRINT_PAGES (self));
  g_return_if_fail (text != NULL);
  g_return_if_fail (font != NULL);

  paragraph = g_new0 (Paragraph, 1);
  paragraph->text = g_strdup (text);
  paragraph->attributes = attributes != NULL ? pango_attr_list_ref (attributes) : NULL;
  paragraph->font = g_strdup (font);
  paragraph->indent = indent;
  paragraph->hang = hang;
  paragraph->gap_before = gap_before;
  g_ptr_array_add (self->paragraphs, paragraph);
}

/**
 * rem_print_pages_add_heading:
 * @self: pages
 * @text: a line, plain
 * @font: a font such as "Serif Bold 13"
 * @gap_before: room above it, in points; none at the top of a page
 *
 * Adds a line that stands on the same page as what follows it.
 */
void
rem_print_pages_add_heading (RemPrintPages *self,
                             const char *text,
                             const char *font,
                             double gap_before)
{
  Paragraph *paragraph;

  rem_print_pages_add (self, text, NULL, font, 0, 0, gap_before);
  paragraph = g_ptr_array_index (self->paragraphs, self->paragraphs->len - 1);
  paragraph->is_heading = TRUE;
}

/**
 * rem_print_pages_create_operation:
 * @self: pages with words
 *
 * Returns: (transfer full): an operation to be run, which holds @self
 */
GtkPrintOperation *
rem_print_pages_create_operation (RemPrintPages *self)
{
  GtkPrintOperation *operation = NULL;

  g_return_val_if_fail (REM_IS_PRINT_PAGES (self), NULL);

  operation = rem_text_print_new_operation ();
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin_print_cb), g_object_ref (self),
                         unref_closure, G_CONNECT_SWAPPED);
  /* Not by g_signal_connect_object(): the last reference goes while the operation takes its
   * handlers apart, and GLib does not survive that one of them goes by itself then. */
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), g_object_ref (self),
                         unref_closure, G_CONNECT_SWAPPED);
  return operation;
}
