/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-keepsake.h"

G_BEGIN_DECLS

#define REM_TYPE_KEEPSAKE_ADDER (rem_keepsake_adder_get_type ())

/**
 * RemKeepsakeAdder:
 *
 * Puts photos, sounds, films and documents into the box, one after the other, each as a keepsake
 * of its own or as one more photo of an object. While that takes a while it shows a thin line with
 * a way to stop. Stands in a #RemWindow.
 */
G_DECLARE_FINAL_TYPE (RemKeepsakeAdder, rem_keepsake_adder, REM, KEEPSAKE_ADDER, GtkWidget)

void rem_keepsake_adder_choose (RemKeepsakeAdder *self, RemKeepsakeKind kind);
void rem_keepsake_adder_choose_photos_of (RemKeepsakeAdder *self, RemKeepsake *object);
void rem_keepsake_adder_add_file (RemKeepsakeAdder *self, GFile *file, RemKeepsake *beside);
void
rem_keepsake_adder_add_texture (RemKeepsakeAdder *self, GdkTexture *texture, RemKeepsake *beside);
void rem_keepsake_adder_stop (RemKeepsakeAdder *self);

G_END_DECLS
