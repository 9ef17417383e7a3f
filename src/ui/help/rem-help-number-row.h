/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-help-line.h"

G_BEGIN_DECLS

GtkWidget *rem_help_number_row_new_phone (const char *phone);
GtkWidget *rem_help_number_row_new_message (const RemHelpMessage *message, const char *language);

G_END_DECLS
