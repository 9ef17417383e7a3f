/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-window.h"

G_BEGIN_DECLS

void rem_window_show_words (RemWindow *self, const char *words);
void rem_window_show_error (RemWindow *self, const GError *error);

G_END_DECLS
