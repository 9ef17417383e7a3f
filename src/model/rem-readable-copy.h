/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-attachment.h"
#include "rem-context.h"

G_BEGIN_DECLS

/* Copies for other programs: readable, in memory, until the box is locked. */

void rem_readable_copy_make_async (RemContext *context,
                                   RemAttachment *attachment,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GFile *rem_readable_copy_make_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_readable_copy_remove_all (void);

G_END_DECLS
