/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REM_TYPE_PALETTE (rem_palette_get_type ())
G_DECLARE_FINAL_TYPE (RemPalette, rem_palette, REM, PALETTE, GObject)

RemPalette *rem_palette_new (GdkDisplay *display);

G_END_DECLS
