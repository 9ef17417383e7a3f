/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-help-text.h"

G_BEGIN_DECLS

RemHelpText *rem_help_texts_find (const char *id);

G_END_DECLS
