/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_ABOUT_BUTTON (rem_about_button_get_type ())

/**
 * RemAboutButton:
 *
 * A button that tells whom a keepsake is about and lets the person choose among those who are
 * remembered. Hidden while there is nobody to choose. Emits "changed" when the person changes it.
 */
G_DECLARE_FINAL_TYPE (RemAboutButton, rem_about_button, REM, ABOUT_BUTTON, GtkWidget)

const char *const *rem_about_button_get_persons (RemAboutButton *self);
void rem_about_button_set_persons (RemAboutButton *self,
                                   RemContext *context,
                                   const char *const *person_uuids);

G_END_DECLS
