/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-candle-mark.h"

#include "rem-window-private.h"

#include <glib/gi18n.h>

struct _RemCandleMark
{
  GtkButton parent_instance;

  RemCandle *candle;
};

G_DEFINE_FINAL_TYPE (RemCandleMark, rem_candle_mark, GTK_TYPE_BUTTON)

static void
update (RemCandleMark *self)
{
  RemCandleState state =
      self->candle != NULL ? rem_candle_get_state (self->candle) : REM_CANDLE_UNLIT;

  gtk_widget_set_visible (GTK_WIDGET (self),
                          state == REM_CANDLE_LIT || state == REM_CANDLE_WAITING);
  /* The tooltip is the description that is read aloud, too. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), state == REM_CANDLE_WAITING
                                                      ? _ ("The candle lights at seven.")
                                                      : _ ("The candle is lit."));
  if (state == REM_CANDLE_LIT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "rem-lit");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "rem-lit");
}

static void
forget_candle (RemCandleMark *self)
{
  if (self->candle != NULL)
    g_signal_handlers_disconnect_by_func (self->candle, update, self);
  g_clear_object (&self->candle);
}

static void
rem_candle_mark_root (GtkWidget *widget)
{
  RemCandleMark *self = REM_CANDLE_MARK (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (rem_candle_mark_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (!REM_IS_WINDOW (root))
    return;
  self->candle =
      g_object_ref (rem_candle_keeper_get_candle (rem_window_get_candle (REM_WINDOW (root))));
  g_signal_connect_object (self->candle, "notify::state", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
rem_candle_mark_unroot (GtkWidget *widget)
{
  forget_candle (REM_CANDLE_MARK (widget));
  GTK_WIDGET_CLASS (rem_candle_mark_parent_class)->unroot (widget);
}

static void
rem_candle_mark_dispose (GObject *object)
{
  forget_candle (REM_CANDLE_MARK (object));

  G_OBJECT_CLASS (rem_candle_mark_parent_class)->dispose (object);
}

static void
rem_candle_mark_class_init (RemCandleMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_candle_mark_dispose;
  widget_class->root = rem_candle_mark_root;
  widget_class->unroot = rem_candle_mark_unroot;
}

static void
rem_candle_mark_init (RemCandleMark *self)
{
  gtk_button_set_icon_name (GTK_BUTTON (self), "rem-candle-symbolic");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self), "win.light-candle::");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Back to the candle"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rem-candle-mark");
  update (self);
}

/**
 * rem_candle_mark_add_to:
 * @page: a page of the window
 *
 * Puts the mark into the header bar of @page, if it has one. The page of the candle needs none.
 */
void
rem_candle_mark_add_to (GtkWidget *page)
{
  g_return_if_fail (GTK_IS_WIDGET (page));

  if (gtk_widget_has_css_class (page, "rem-candle"))
    return;
  if (ADW_IS_HEADER_BAR (page))
    {
      adw_header_bar_pack_end (ADW_HEADER_BAR (page), g_object_new (REM_TYPE_CANDLE_MARK, NULL));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (page); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    rem_candle_mark_add_to (child);
}
