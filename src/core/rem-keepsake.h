/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "rem-day.h"
#include "rem-keepsake-kind.h"

G_BEGIN_DECLS

#define REM_TYPE_KEEPSAKE (rem_keepsake_get_type ())

/**
 * RemKeepsake:
 *
 * One thing kept: a note, a letter, a photo and what belongs to it. Immutable and reference
 * counted; each `with` function returns a new value and leaves the old one as it was. Text is
 * UTF-8 and never %NULL; an empty string is "nothing". Any thread.
 */
typedef struct _RemKeepsake RemKeepsake;

GType rem_keepsake_get_type (void);

RemKeepsake *rem_keepsake_new (RemKeepsakeKind kind, const char *uuid, gint64 created_us);
RemKeepsake *rem_keepsake_ref (RemKeepsake *self);
void rem_keepsake_unref (RemKeepsake *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemKeepsake, rem_keepsake_unref)

const char *rem_keepsake_get_uuid (RemKeepsake *self);
RemKeepsakeKind rem_keepsake_get_kind (RemKeepsake *self);
gint64 rem_keepsake_get_created_us (RemKeepsake *self);
gint64 rem_keepsake_get_modified_us (RemKeepsake *self);
const char *rem_keepsake_get_title (RemKeepsake *self);
const char *rem_keepsake_get_text (RemKeepsake *self);
const char *rem_keepsake_get_addressee (RemKeepsake *self);
const char *rem_keepsake_get_signature (RemKeepsake *self);
const char *rem_keepsake_get_place (RemKeepsake *self);
RemDay rem_keepsake_get_day (RemKeepsake *self);
gboolean rem_keepsake_is_face_down (RemKeepsake *self);
RemDate rem_keepsake_get_opens (RemKeepsake *self);
gboolean rem_keepsake_is_put_away (RemKeepsake *self);
gint64 rem_keepsake_get_removed_us (RemKeepsake *self);
const char *const *rem_keepsake_get_persons (RemKeepsake *self);
const char *const *rem_keepsake_get_tags (RemKeepsake *self);
gboolean rem_keepsake_is_empty (RemKeepsake *self);
gboolean rem_keepsake_equal (RemKeepsake *a, RemKeepsake *b);

RemKeepsake *rem_keepsake_with_modified_us (RemKeepsake *self, gint64 modified_us);
RemKeepsake *rem_keepsake_with_title (RemKeepsake *self, const char *title);
RemKeepsake *rem_keepsake_with_text (RemKeepsake *self, const char *text);
RemKeepsake *rem_keepsake_with_addressee (RemKeepsake *self, const char *addressee);
RemKeepsake *rem_keepsake_with_signature (RemKeepsake *self, const char *signature);
RemKeepsake *rem_keepsake_with_place (RemKeepsake *self, const char *place);
RemKeepsake *rem_keepsake_with_day (RemKeepsake *self, RemDay day);
RemKeepsake *rem_keepsake_with_face_down (RemKeepsake *self, gboolean face_down);
RemKeepsake *rem_keepsake_with_opens (RemKeepsake *self, RemDate opens);
RemKeepsake *rem_keepsake_with_put_away (RemKeepsake *self, gboolean put_away);
RemKeepsake *rem_keepsake_with_removed_us (RemKeepsake *self, gint64 removed_us);
RemKeepsake *rem_keepsake_with_persons (RemKeepsake *self, const char *const *person_uuids);
RemKeepsake *rem_keepsake_with_tags (RemKeepsake *self, const char *const *tags);

G_END_DECLS
