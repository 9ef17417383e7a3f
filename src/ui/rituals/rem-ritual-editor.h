/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"
#include "rem-ritual.h"

G_BEGIN_DECLS

#define REM_TYPE_RITUAL_EDITOR (rem_ritual_editor_get_type ())

/**
 * RemRitualEditor:
 *
 * A page on which a ritual of one's own is made up or changed. No part of it is needed but a name.
 */
G_DECLARE_FINAL_TYPE (RemRitualEditor, rem_ritual_editor, REM, RITUAL_EDITOR, AdwBin)

GtkWidget *rem_ritual_editor_new (RemContext *context, RemRitual *ritual);

G_END_DECLS
