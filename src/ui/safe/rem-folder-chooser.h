/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-context.h"

G_BEGIN_DECLS

/** RemFolderChosenFunc: called once; @path is %NULL if nothing was chosen. */
typedef void (*RemFolderChosenFunc) (const char *path, gpointer user_data);

void rem_folder_chooser_ask (GtkWidget *widget,
                             RemContext *context,
                             const char *title,
                             RemFolderChosenFunc chosen,
                             gpointer user_data);

G_END_DECLS
