/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "rem-keepsake-kind.h"

G_BEGIN_DECLS

/** How many of the first bytes of a file tell what it is; more do no harm. */
#define REM_MEDIA_TYPE_HEAD_SIZE 4096

const char *rem_media_type_recognise (const guint8 *data, gsize size);
gboolean rem_media_type_is_picture (const char *media_type);
RemKeepsakeKind rem_media_type_get_kind (const char *media_type);

G_END_DECLS
