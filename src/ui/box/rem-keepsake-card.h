/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-keepsake-item.h"
#include "rem-thumbnail-loader.h"

G_BEGIN_DECLS

#define REM_TYPE_KEEPSAKE_CARD (rem_keepsake_card_get_type ())

/**
 * RemKeepsakeCard:
 *
 * One keepsake in the box as a piece of paper, a photo, or the back of a card.
 */
G_DECLARE_FINAL_TYPE (RemKeepsakeCard, rem_keepsake_card, REM, KEEPSAKE_CARD, GtkWidget)

GtkWidget *rem_keepsake_card_new (RemThumbnailLoader *loader);

RemKeepsakeItem *rem_keepsake_card_get_item (RemKeepsakeCard *self);
void rem_keepsake_card_set_item (RemKeepsakeCard *self, RemKeepsakeItem *item);

G_END_DECLS
