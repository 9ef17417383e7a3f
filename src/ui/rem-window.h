/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_WINDOW (rem_window_get_type ())
G_DECLARE_FINAL_TYPE (RemWindow, rem_window, REM, WINDOW, AdwApplicationWindow)

RemWindow *rem_window_new (GtkApplication *application, RemContext *context);

RemContext *rem_window_get_context (RemWindow *self);
gboolean rem_window_is_narrow (RemWindow *self);
gboolean rem_window_is_covered (RemWindow *self);

char *rem_window_dup_size (RemWindow *self);
void rem_window_set_size (RemWindow *self, const char *size);
void rem_window_set_lock_hint (RemWindow *self, const char *hint);
void rem_window_add_toast (RemWindow *self, AdwToast *toast);
void rem_window_show_place (RemWindow *self, const char *name);
void rem_window_offer_salvage (RemWindow *self);
void rem_window_push_page (RemWindow *self, GtkWidget *page);
void rem_window_pop_page (RemWindow *self);
void rem_window_cover (RemWindow *self);
void rem_window_uncover (RemWindow *self);

G_END_DECLS
