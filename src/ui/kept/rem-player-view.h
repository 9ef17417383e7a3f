/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-attachment.h"
#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_PLAYER_VIEW (rem_player_view_get_type ())

/**
 * RemPlayerView:
 *
 * A sound or a film with what is needed to play it. It is opened when it comes into view and let
 * go of when it leaves; it never plays by itself.
 */
G_DECLARE_FINAL_TYPE (RemPlayerView, rem_player_view, REM, PLAYER_VIEW, GtkWidget)

GtkWidget *rem_player_view_new (RemContext *context, RemAttachment *attachment, gboolean is_film);
gboolean rem_player_view_press (RemPlayerView *self, guint keyval);

G_END_DECLS
