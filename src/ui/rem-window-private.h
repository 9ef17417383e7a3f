/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-candle-keeper.h"
#include "rem-keepsake-adder.h"
#include "rem-window.h"

G_BEGIN_DECLS

void rem_window_class_install_actions (GtkWidgetClass *widget_class);
void rem_window_update_actions (RemWindow *self);
gboolean rem_window_can_pop_page (RemWindow *self);
GtkWidget *rem_window_get_page (RemWindow *self);
AdwLeaflet *rem_window_get_navigation (RemWindow *self);
RemKeepsakeAdder *rem_window_get_adder (RemWindow *self);

void rem_window_class_install_page_actions (GtkWidgetClass *widget_class);
void rem_window_init_pages (RemWindow *self);
void rem_window_init_check_in (RemWindow *self);

RemCandleKeeper *rem_window_get_candle (RemWindow *self);
void rem_window_init_candle (RemWindow *self);
void rem_window_show_candle (RemWindow *self, const char *occasion);

G_END_DECLS
