/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rem-keepsake.h"

G_BEGIN_DECLS

#define REM_TYPE_KEEPSAKE_ITEM (rem_keepsake_item_get_type ())

/**
 * RemKeepsakeItem:
 *
 * One place in a #RemKeepsakeList. It is empty until its page has been read; then "loaded" is
 * notified once, and once more each time what it shows has changed since. Main thread.
 */
G_DECLARE_FINAL_TYPE (RemKeepsakeItem, rem_keepsake_item, REM, KEEPSAKE_ITEM, GObject)

gboolean rem_keepsake_item_is_loaded (RemKeepsakeItem *self);
const char *rem_keepsake_item_get_uuid (RemKeepsakeItem *self);
RemKeepsakeKind rem_keepsake_item_get_kind (RemKeepsakeItem *self);
const char *rem_keepsake_item_get_title (RemKeepsakeItem *self);
const char *rem_keepsake_item_get_addressee (RemKeepsakeItem *self);
const char *rem_keepsake_item_get_place (RemKeepsakeItem *self);
const char *rem_keepsake_item_get_snippet (RemKeepsakeItem *self);
gboolean rem_keepsake_item_is_found_beside (RemKeepsakeItem *self);
const char *rem_keepsake_item_get_words (RemKeepsakeItem *self);
RemDay rem_keepsake_item_get_day (RemKeepsakeItem *self);
RemDate rem_keepsake_item_get_created (RemKeepsakeItem *self);
gboolean rem_keepsake_item_is_face_down (RemKeepsakeItem *self);
RemDate rem_keepsake_item_get_opens (RemKeepsakeItem *self);
const char *rem_keepsake_item_get_attachment_uuid (RemKeepsakeItem *self);
gint64 rem_keepsake_item_get_length_ms (RemKeepsakeItem *self);
gboolean rem_keepsake_item_has_thumbnail (RemKeepsakeItem *self);

G_END_DECLS
