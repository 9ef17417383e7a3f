/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *rem_demo_folder_make (GError **error);
gboolean rem_demo_folder_is_name (const char *name);
char *rem_demo_folder_build_path (const char *name);
void rem_demo_folder_remove (const char *name);

G_END_DECLS
