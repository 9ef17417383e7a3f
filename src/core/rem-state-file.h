/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The largest state file that is read. */
#define REM_STATE_FILE_MAX_BYTES (1024 * 1024)

char *rem_state_file_build_path (const char *name);
char *rem_state_file_read (const char *path, GError **error);
gboolean rem_state_file_write (const char *path, const char *text, gsize length, GError **error);

G_END_DECLS
