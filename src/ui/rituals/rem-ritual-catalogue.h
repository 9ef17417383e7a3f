/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-ritual.h"

G_BEGIN_DECLS

GPtrArray *rem_ritual_catalogue_get (void);
RemRitual *rem_ritual_catalogue_find (const char *id);

G_END_DECLS
