/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rem-help-lines.h"

G_BEGIN_DECLS

#define REM_TYPE_HELP_DIRECTORY (rem_help_directory_get_type ())

/**
 * RemHelpDirectory:
 *
 * The help lines, mended by what the person wrote about them, and the country that is shown. It
 * needs no box. Main thread.
 *
 * Signal "changed": the lines were read, or another country was chosen.
 */
G_DECLARE_FINAL_TYPE (RemHelpDirectory, rem_help_directory, REM, HELP_DIRECTORY, GObject)

RemHelpDirectory *rem_help_directory_new (const char *lines_path,
                                          const char *corrections_path,
                                          const char *country_path,
                                          const char *const *locales);
RemHelpDirectory *rem_help_directory_new_default (void);

gboolean rem_help_directory_is_ready (RemHelpDirectory *self);
RemHelpLines *rem_help_directory_get_lines (RemHelpDirectory *self);
gboolean rem_help_directory_has_bad_corrections (RemHelpDirectory *self);
const char *rem_help_directory_get_country (RemHelpDirectory *self);
gboolean rem_help_directory_is_guess (RemHelpDirectory *self);
void rem_help_directory_choose_country (RemHelpDirectory *self, const char *country);

G_END_DECLS
