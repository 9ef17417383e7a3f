/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-help-lines.h"

G_BEGIN_DECLS

#define REM_TYPE_HELP_LINE_VIEW (rem_help_line_view_get_type ())

/**
 * RemHelpLineView:
 *
 * Everything about one help line: whose it is and where, what it is for, its numbers and hours, and
 * when that was last checked.
 */
G_DECLARE_FINAL_TYPE (RemHelpLineView, rem_help_line_view, REM, HELP_LINE_VIEW, AdwBin)

GtkWidget *rem_help_line_view_new (RemHelpLine *line, RemHelpLines *lines, gboolean has_name);

G_END_DECLS
