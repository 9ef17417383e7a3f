/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-key-region.h"

G_BEGIN_DECLS

/* Copy A, copy B, the file `keys`. */
#define REM_KEY_REGION_N_COPIES 3

/* The floor for new passphrase slots. */
#define REM_KEY_REGION_MIN_MEM_KIB (64 * 1024)

/* Where the slots stand in a copy. */
#define REM_KEY_REGION_AT_SLOTS 64

struct _RemKeyRegion
{
  /* The copy in use comes first; behind it the other valid ones, until one is proved authentic. */
  guint8 copies[REM_KEY_REGION_N_COPIES][REM_KEY_REGION_COPY_SIZE];
  guint n_copies;
  gboolean is_whole;  /* all three copies were valid and the same */
  gboolean is_sealed; /* has a digest and an authenticator */
};

gboolean rem_key_region_check (const guint8 *copy, gsize size, GError **error);
guint64 rem_key_region_read_sequence (const guint8 *copy);
gboolean rem_key_region_add_slot_unchecked (RemKeyRegion *self,
                                            RemSlotType type,
                                            RemSecret *secret,
                                            RemKdfCost cost,
                                            RemSecret *data_key,
                                            GError **error);

guint32 rem_kdf_cost_find_limit (const char *meminfo);
gboolean rem_kdf_cost_is_there (guint32 mem_kib, const char *meminfo);
char *rem_kdf_cost_read_meminfo (void);

G_END_DECLS
