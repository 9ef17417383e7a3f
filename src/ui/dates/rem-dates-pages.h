/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-context.h"

G_BEGIN_DECLS

GtkWidget *rem_dates_pages_create (RemContext *context, const char *name);

G_END_DECLS
