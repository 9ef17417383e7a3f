/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_PERSONS_BUTTON (rem_persons_button_get_type ())

/**
 * RemPersonsButton:
 *
 * Whom something is about, among those who are remembered; unfolds to choose. It is not there as
 * long as nobody is in the list. Emits "changed" when the person chose.
 */
G_DECLARE_FINAL_TYPE (RemPersonsButton, rem_persons_button, REM, PERSONS_BUTTON, GtkWidget)

void rem_persons_button_set_context (RemPersonsButton *self, RemContext *context);
const char *const *rem_persons_button_get_persons (RemPersonsButton *self);
void rem_persons_button_set_persons (RemPersonsButton *self, const char *const *uuids);

G_END_DECLS
