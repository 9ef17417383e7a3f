/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_TAG_BUTTON (rem_tag_button_get_type ())

/**
 * RemTagButton:
 *
 * A button that tells the tags of a keepsake and lets the person change them: by ticking those in
 * use, or by writing a new one. Emits "changed" when the person changes them. It is to be given
 * the context and the keepsake's tags.
 */
G_DECLARE_FINAL_TYPE (RemTagButton, rem_tag_button, REM, TAG_BUTTON, GtkWidget)

void rem_tag_button_set_context (RemTagButton *self, RemContext *context);
const char *const *rem_tag_button_get_tags (RemTagButton *self);
void rem_tag_button_set_tags (RemTagButton *self, const char *const *tags);

G_END_DECLS
