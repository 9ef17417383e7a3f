/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-copy-private.h"

G_BEGIN_DECLS

RemCopySource *rem_copy_source_new (RemKeyRegion *region, RemSecret *data_key);
RemCopySource *rem_copy_source_take (RemBox *box, GError **error);
void rem_copy_source_free (RemCopySource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemCopySource, rem_copy_source_free)

RemVfs *rem_copy_source_new_vfs (RemCopySource *self);
gboolean rem_copy_source_write_snapshot (
    RemCopySource *self, RemBox *box, const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
