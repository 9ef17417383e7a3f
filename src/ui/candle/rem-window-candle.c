/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-candle-page.h"
#include "rem-undo-toast.h"
#include "rem-window-private.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/* The candle burns on when its page is left. Every other page has a mark that leads back to it; and
 * when it goes out by itself, that is said in passing, with the way to the line about it. */

static GtkWidget *
find_page (RemWindow *self)
{
  g_autoptr (GListModel) pages =
      G_LIST_MODEL (adw_leaflet_get_pages (rem_window_get_navigation (self)));

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (AdwLeafletPage) page = g_list_model_get_item (pages, i);

      if (REM_IS_CANDLE_PAGE (adw_leaflet_page_get_child (page)))
        return adw_leaflet_page_get_child (page);
    }
  return NULL;
}

static void
show_line (RemWindow *window, gpointer data)
{
  if (window != NULL)
    rem_window_show_candle (window, "");
}

static void
state_cb (RemWindow *self)
{
  RemCandle *candle = rem_candle_keeper_get_candle (rem_window_get_candle (self));

  if (rem_candle_get_state (candle) != REM_CANDLE_GOING_OUT ||
      REM_IS_CANDLE_PAGE (rem_window_get_page (self)))
    return;
  if (rem_context_get_state (rem_window_get_context (self)) != REM_CONTEXT_OPEN)
    {
      rem_window_show_words (self, _ ("The candle went out."));
      return;
    }
  rem_undo_toast_add (self, _ ("The candle went out."), _ ("A line about it"), show_line, NULL,
                      NULL);
}

/**
 * rem_window_init_candle:
 * @self: a window with its candle
 *
 * Lets it be said when the candle goes out.
 */
void
rem_window_init_candle (RemWindow *self)
{
  g_signal_connect_object (rem_candle_keeper_get_candle (rem_window_get_candle (self)),
                           "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
}

/**
 * rem_window_show_candle:
 * @self: a window
 * @occasion: the uuid of the date for which a candle is to be lit, or ""
 *
 * Shows the page of the candle, which may burn already. There is one such page at most: one that
 * lies under others comes to the top while the candle burns, and is gone back to otherwise.
 */
void
rem_window_show_candle (RemWindow *self, const char *occasion)
{
  RemCandleState state;
  GtkWidget *page;

  g_return_if_fail (REM_IS_WINDOW (self));
  g_return_if_fail (occasion != NULL);

  state = rem_candle_get_state (rem_candle_keeper_get_candle (rem_window_get_candle (self)));
  page = find_page (self);
  if (page != NULL && page != rem_window_get_page (self) &&
      (state == REM_CANDLE_LIT || state == REM_CANDLE_WAITING))
    {
      adw_leaflet_remove (rem_window_get_navigation (self), page);
      page = NULL;
    }
  if (page != NULL)
    adw_leaflet_set_visible_child (rem_window_get_navigation (self), page);
  else
    rem_window_push_page (self, rem_candle_page_new (rem_window_get_candle (self), occasion));
}
