/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-secret.h"

G_BEGIN_DECLS

/** What stands in front of the pages: two copies. */
#define REM_KEY_REGION_SIZE      16384
#define REM_KEY_REGION_COPY_SIZE 8192
#define REM_KEY_REGION_UUID_SIZE 16
#define REM_KEY_REGION_KEY_SIZE  32
#define REM_KEY_REGION_MAX_SLOTS 8

/** RemSlotType: a way into the box. The numbers are stored: never renumber them. */
typedef enum
{
  REM_SLOT_EMPTY = 0,
  REM_SLOT_PASSPHRASE = 1,
  REM_SLOT_RECOVERY_CODE = 2,
  REM_SLOT_LOGIN_KEYRING = 3,
  REM_SLOT_OPEN = 4,
} RemSlotType;

/** RemSubKey: what a sub-key of the data key is for. The numbers are stored: never renumber. */
typedef enum
{
  REM_SUB_KEY_PAGES = 1,
  REM_SUB_KEY_WAL = 2,
  REM_SUB_KEY_OBJECTS = 3,
  REM_SUB_KEY_OBJECT_NAMES = 4,
  REM_SUB_KEY_COPIES = 5,
  REM_SUB_KEY_GIFTS = 6,
  REM_SUB_KEY_KEY_REGION = 7,
} RemSubKey;

/** RemKdfCost: what argon2id is asked for; @mem_kib in KiB. */
typedef struct
{
  guint32 ops;
  guint32 mem_kib;
} RemKdfCost;

/** RemKeyRegion: the ways into a box, as they stand in box.db and in keys (rem-key-region.c). */
typedef struct _RemKeyRegion RemKeyRegion;

RemKeyRegion *rem_key_region_new (void);
RemKeyRegion *rem_key_region_parse (const guint8 *bytes, gsize size, GError **error);
RemKeyRegion *rem_key_region_dup (RemKeyRegion *self);
RemKeyRegion *rem_key_region_load (const char *box_path, GError **error);
gboolean rem_key_region_save (RemKeyRegion *self, const char *box_path, GError **error);
gboolean rem_key_region_write_new (RemKeyRegion *self, const char *file_path, GError **error);
void rem_key_region_serialize (RemKeyRegion *self, RemSecret *data_key, guint8 *bytes_out);
void rem_key_region_free (RemKeyRegion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemKeyRegion, rem_key_region_free)

const guint8 *rem_key_region_get_uuid (RemKeyRegion *self);
guint64 rem_key_region_get_sequence (RemKeyRegion *self);
gboolean rem_key_region_is_whole (RemKeyRegion *self);
guint rem_key_region_get_n_slots (RemKeyRegion *self);
RemSlotType rem_key_region_get_slot_type (RemKeyRegion *self, guint index);
RemKdfCost rem_key_region_get_slot_cost (RemKeyRegion *self, guint index);

gboolean rem_key_region_add_slot (RemKeyRegion *self,
                                  RemSlotType type,
                                  RemSecret *secret,
                                  RemKdfCost cost,
                                  RemSecret *data_key,
                                  GError **error);
gboolean
rem_key_region_remove_slot (RemKeyRegion *self, guint index, RemSecret *data_key, GError **error);
RemSecret *
rem_key_region_unlock (RemKeyRegion *self, RemSlotType type, RemSecret *secret, GError **error);
gboolean rem_key_region_find_slot (
    RemKeyRegion *self, RemSlotType type, RemSecret *secret, guint *index_out, GError **error);
RemSecret *rem_key_region_derive_sub_key (RemSecret *data_key, RemSubKey which);
RemKdfCost rem_key_region_calibrate (guint mem_mib);

G_END_DECLS
