/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-help-text.h"

G_BEGIN_DECLS

#define REM_TYPE_HELP_TEXT_PAGE (rem_help_text_page_get_type ())

/**
 * RemHelpTextPage:
 *
 * A page of Help to read.
 */
G_DECLARE_FINAL_TYPE (RemHelpTextPage, rem_help_text_page, REM, HELP_TEXT_PAGE, AdwBin)

GtkWidget *rem_help_text_page_new (RemHelpText *text);
void rem_help_text_page_add (RemHelpTextPage *self, const char *heading, const char *text);

G_END_DECLS
