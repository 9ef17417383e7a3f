/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-recovery-print.h"

#include "rem-secret.h"
#include "rem-text-print.h"

#include <glib/gi18n.h>

/* Between the parts of the sheet, in points. */
#define GAP 22.0

/* What is printed, and how far down the page it has come. */
typedef struct
{
  char *code_text;
  RemDate today;
  cairo_t *cr;
  GtkPrintContext *print;
  double left;
  double width;
  double y;
} Sheet;

static void
sheet_free (gpointer data, GClosure *closure)
{
  Sheet *self = data;

  rem_secret_wipe_string (self->code_text);
  g_free (self);
}

/* A box with its lid a little raised, in lines: a sheet is printed in black. */
static void
draw_box (Sheet *self)
{
  cairo_t *cr = self->cr;

  cairo_save (cr);
  cairo_translate (cr, self->left, self->y);
  cairo_set_line_width (cr, 1.2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_rectangle (cr, 0, 0, 52, 11);
  cairo_rectangle (cr, 3, 17, 46, 24);
  cairo_stroke (cr);
  cairo_restore (cr);
  self->y += 41 + GAP;
}

static void
draw_text (Sheet *self, const char *text, const char *font, double gap, PangoAlignment alignment)
{
  g_autoptr (PangoLayout) layout =
      rem_text_print_create_layout (self->print, text, font, self->width);
  PangoRectangle extents;

  pango_layout_set_alignment (layout, alignment);
  pango_layout_get_extents (layout, NULL, &extents);
  cairo_move_to (self->cr, self->left, self->y);
  pango_cairo_show_layout (self->cr, layout);
  self->y += (double) extents.height / PANGO_SCALE + gap;
}

static void
draw_code (Sheet *self)
{
  double top = self->y;

  self->y += GAP;
  draw_text (self, self->code_text, "Monospace 17", GAP, PANGO_ALIGN_CENTER);
  cairo_set_line_width (self->cr, 0.6);
  cairo_rectangle (self->cr, self->left, top, self->width, self->y - top);
  cairo_stroke (self->cr);
  self->y += GAP;
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *print, int page, Sheet *self)
{
  g_autofree char *date = rem_date_format (self->today, REM_DATE_STYLE_FULL);
  g_autofree char *printed = NULL;

  self->print = print;
  self->cr = gtk_print_context_get_cairo_context (print);
  rem_text_print_get_column (print, &self->left, &self->width);
  self->y = REM_TEXT_PRINT_MARGIN;
  cairo_set_source_rgb (self->cr, 0, 0, 0);

  draw_box (self);
  draw_text (self, _ ("Recovery code"), "Serif 22", GAP, PANGO_ALIGN_LEFT);
  draw_text (
      self,
      _ ("With this code a box made with the program Remember opens even if its passphrase is "
         "forgotten."),
      "Serif 12", GAP, PANGO_ALIGN_LEFT);
  draw_code (self);
  draw_text (
      self,
      _ ("On the page that asks for the passphrase, choose “Use the recovery code” and type it "
         "in. Small or capital letters, spaces and dashes make no difference."),
      "Serif 12", GAP / 2, PANGO_ALIGN_LEFT);
  draw_text (
      self,
      _ ("Whoever has this sheet and the computer, or a copy of the box, can open it. Keep it "
         "where you keep what matters to you."),
      "Serif 12", GAP / 2, PANGO_ALIGN_LEFT);
  /* Translators: %s is a date such as "22 November 2026". */
  printed = g_strdup_printf (_ ("Printed on %s."), date);
  draw_text (self, printed, "Serif Italic 11", GAP, PANGO_ALIGN_LEFT);
}

/**
 * rem_recovery_print_new:
 * @code_text: the recovery code, in lines of groups
 * @today: the day that stands on the sheet
 *
 * Makes the recovery sheet: one page, in the language of the interface, in black. The name of the
 * print job tells nothing.
 *
 * Returns: (transfer full): an operation to be run
 */
GtkPrintOperation *
rem_recovery_print_new (const char *code_text, RemDate today)
{
  GtkPrintOperation *operation;
  Sheet *sheet;

  g_return_val_if_fail (code_text != NULL, NULL);

  operation = rem_text_print_new_operation ();
  sheet = g_new0 (Sheet, 1);
  sheet->code_text = g_strdup (code_text);
  sheet->today = today;
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), sheet, sheet_free, 0);
  return operation;
}
