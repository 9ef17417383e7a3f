/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "rem-box.h"

G_BEGIN_DECLS

char *rem_box_folder_build_database_path (const char *box_path);
gboolean rem_box_folder_probe (const char *box_path, GError **error);
char *rem_box_folder_begin (const char *box_path, GError **error);
gboolean rem_box_folder_finish (const char *temporary, const char *box_path, GError **error);
void rem_box_folder_abandon (const char *temporary);
void rem_box_folder_remove_incoming (const char *box_path);
gboolean rem_box_folder_is_read_only (const char *box_path);
gboolean rem_box_folder_exchange (const char *new_path,
                                  const char *box_path,
                                  const char *aside_path,
                                  GError **error);
gboolean rem_box_folder_is_same (const char *a, const char *b);
gboolean rem_box_folder_has_log (const char *box_path);
gboolean rem_box_folder_put_log_aside (const char *box_path, GError **error);
void rem_box_folder_measure (const char *box_path, RemBoxSummary *summary);

G_END_DECLS
