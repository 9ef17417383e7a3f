/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-check-in.h"

G_BEGIN_DECLS

char *rem_check_in_row_build_words (RemCheckIn *check_in);
GtkWidget *rem_check_in_row_new (RemCheckIn *check_in);

G_END_DECLS
