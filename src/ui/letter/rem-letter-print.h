/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-keepsake.h"
#include "rem-window.h"

G_BEGIN_DECLS

GtkPrintOperation *rem_letter_print_new (RemKeepsake *letter);
void rem_letter_print_run (RemKeepsake *letter, RemWindow *window);

G_END_DECLS
