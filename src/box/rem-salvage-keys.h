/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-key-region.h"

G_BEGIN_DECLS

RemKeyRegion *rem_salvage_keys_find (const char *box_path,
                                     const char *const *copies,
                                     RemSlotType type,
                                     RemSecret *secret,
                                     RemSecret **data_key_out,
                                     gboolean *whole_out,
                                     GError **error);

G_END_DECLS
