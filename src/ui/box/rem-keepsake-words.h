/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-keepsake.h"

G_BEGIN_DECLS

const char *rem_keepsake_words_get_kind (RemKeepsakeKind kind);
const char *rem_keepsake_words_get_face_down (RemKeepsakeKind kind);
const char *rem_keepsake_words_get_removed (RemKeepsakeKind kind);
char *rem_keepsake_words_build_addressee (const char *addressee);
char *rem_keepsake_words_build_title (const char *name);
char *rem_keepsake_words_build_sealed (RemDate opens);

G_END_DECLS
