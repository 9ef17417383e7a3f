/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box.h"

G_BEGIN_DECLS

/**
 * RemBoxConnection:
 *
 * Everything that an open box holds: its lock, its data key, the sealed VFS with the database over
 * it, and the sealed objects. Made, used and freed on the box worker.
 */
typedef struct _RemBoxConnection RemBoxConnection;

RemBoxConnection *rem_box_connection_create (const char *path,
                                             RemSecret *passphrase,
                                             guint kdf_mib,
                                             RemSecret **recovery_code_out,
                                             GCancellable *cancellable,
                                             GError **error);
RemBoxConnection *rem_box_connection_open (const char *path,
                                           RemSlotType type,
                                           RemSecret *secret,
                                           gint64 now_us,
                                           GCancellable *cancellable,
                                           GError **error);
gboolean rem_box_connection_reopen (RemBoxConnection *self, GError **error);
gboolean rem_box_connection_close (RemBoxConnection *self, GError **error);

RemDatabase *rem_box_connection_get_database (RemBoxConnection *self);
gboolean rem_box_connection_is_read_only (RemBoxConnection *self);
RemObjectStore *rem_box_connection_get_objects (RemBoxConnection *self);
RemKeyRegion *rem_box_connection_get_key_region (RemBoxConnection *self);
RemSecret *rem_box_connection_get_data_key (RemBoxConnection *self);
void rem_box_connection_take_key_region (RemBoxConnection *self, RemKeyRegion *region);
void rem_box_connection_describe (RemBoxConnection *self, RemBoxSummary *summary);

G_END_DECLS
