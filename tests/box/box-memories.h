/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box.h"

G_BEGIN_DECLS

/* What people do with a box, in one line each. Photos are made from a number: the same number, the
 * same bytes, the same object. */

gboolean box_memories_keep_letter (RemBox *box, const char *uuid, const char *text, GError **error);
gboolean
box_memories_keep_photo (RemBox *box, const char *uuid, guint32 number, gsize size, GError **error);
gboolean box_memories_remove (RemBox *box, const char *uuid, GError **error);
char *box_memories_read_letter (RemBox *box, const char *uuid, GError **error);
gboolean box_memories_is_removed (RemBox *box, const char *uuid, GError **error);
gboolean box_memories_photo_is_whole (
    RemBox *box, const char *uuid, guint32 number, gsize size, GError **error);
char *box_memories_find_object (const char *box_path, guint index);

G_END_DECLS
