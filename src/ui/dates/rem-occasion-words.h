/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-occasion.h"

G_BEGIN_DECLS

const char *rem_occasion_words_get_kind (RemOccasionKind kind);
char *rem_occasion_words_build_name (RemOccasion *occasion);
const char *rem_occasion_words_get_skip (RemRepeat repeat);

G_END_DECLS
