/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-key-region.h"

G_BEGIN_DECLS

#define REM_KEY_SLOT_SIZE 192

/* What is accepted when reading; beyond it a box is hostile. */
#define REM_KEY_SLOT_MAX_OPS     16
#define REM_KEY_SLOT_MAX_MEM_KIB (1024 * 1024)

gboolean rem_key_slot_check (const guint8 *slot, GError **error);
RemSlotType rem_key_slot_get_type (const guint8 *slot);
RemKdfCost rem_key_slot_get_cost (const guint8 *slot);
gboolean rem_key_slot_seal (guint8 *slot_out,
                            RemSlotType type,
                            RemSecret *secret,
                            RemKdfCost cost,
                            const guint8 *uuid,
                            RemSecret *data_key,
                            GError **error);
RemSecret *
rem_key_slot_open (const guint8 *slot, RemSecret *secret, const guint8 *uuid, GError **error);

G_END_DECLS
