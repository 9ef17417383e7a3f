/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_SHEET_LINE (rem_sheet_line_get_type ())

/**
 * RemSheetLine:
 *
 * A quiet line that asks for the recovery sheet, until it was made or declined; nothing otherwise.
 */
G_DECLARE_FINAL_TYPE (RemSheetLine, rem_sheet_line, REM, SHEET_LINE, AdwBin)

void rem_sheet_line_set_context (RemSheetLine *self, RemContext *context);

G_END_DECLS
