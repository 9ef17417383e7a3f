/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-keepsake.h"

G_BEGIN_DECLS

#define REM_TYPE_CARD_BACK (rem_card_back_get_type ())

/**
 * RemCardBack:
 *
 * The back of a keepsake that lies face down, at the size of a page. Emits "turned" when the
 * person turns it over.
 */
G_DECLARE_FINAL_TYPE (RemCardBack, rem_card_back, REM, CARD_BACK, GtkWidget)

void rem_card_back_set_keepsake (RemCardBack *self, RemKeepsake *keepsake);

G_END_DECLS
