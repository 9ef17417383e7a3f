/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REM_TYPE_TEXT_AREA (rem_text_area_get_type ())

/**
 * RemTextArea:
 *
 * Room for a few lines, with what it is for above them. It grows with what is written. Properties
 * "title" and "rows"; signal "changed".
 */
G_DECLARE_FINAL_TYPE (RemTextArea, rem_text_area, REM, TEXT_AREA, AdwBin)

char *rem_text_area_dup_text (RemTextArea *self);
void rem_text_area_set_text (RemTextArea *self, const char *text);

G_END_DECLS
