/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_REMINDERS_PAGE (rem_reminders_page_get_type ())

/**
 * RemRemindersPage:
 *
 * Everything that can be chosen for all reminders, and what they will say in the coming weeks.
 */
G_DECLARE_FINAL_TYPE (RemRemindersPage, rem_reminders_page, REM, REMINDERS_PAGE, AdwBin)

GtkWidget *rem_reminders_page_new (RemContext *context);

G_END_DECLS
