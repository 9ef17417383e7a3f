/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-told.h"

G_BEGIN_DECLS

GtkPrintOperation *rem_told_print_new (RemToldKind kind, const char *text);

G_END_DECLS
