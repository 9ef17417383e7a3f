/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-keepsake-item.h"
#include "rem-keepsake-store.h"

G_BEGIN_DECLS

RemKeepsakeItem *rem_keepsake_item_new (void);
void rem_keepsake_item_set_row (RemKeepsakeItem *self,
                                GPtrArray *page,
                                const RemKeepsakeRow *row,
                                GTimeZone *zone);

G_END_DECLS
