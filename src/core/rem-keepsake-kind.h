/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RemKeepsakeKind:
 *
 * What one kept thing is. The numbers are stored: never renumber them.
 */
typedef enum
{
  REM_KEEPSAKE_KIND_NOTE = 1,
  REM_KEEPSAKE_KIND_LETTER = 2,
  REM_KEEPSAKE_KIND_PHOTO = 3,
  REM_KEEPSAKE_KIND_SOUND = 4,
  REM_KEEPSAKE_KIND_FILM = 5,
  REM_KEEPSAKE_KIND_DOCUMENT = 6,
  REM_KEEPSAKE_KIND_OBJECT = 7,
} RemKeepsakeKind;

const char *rem_keepsake_kind_to_nick (RemKeepsakeKind kind);
gboolean rem_keepsake_kind_from_nick (const char *nick, RemKeepsakeKind *kind_out);

G_END_DECLS
