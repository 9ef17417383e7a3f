/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-phrase.h"

G_BEGIN_DECLS

GPtrArray *rem_phrases_get_prompts (void);
GPtrArray *rem_phrases_get_check_in_words (void);

G_END_DECLS
