/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** RemBoxLock: says that this process has the box open (F_OFD_SETLK on BOX/lock). */
typedef struct _RemBoxLock RemBoxLock;

RemBoxLock *rem_box_lock_acquire (const char *box_path, GError **error);
RemBoxLock *rem_box_lock_acquire_to_read (const char *box_path, GError **error);
gboolean rem_box_lock_is_at (RemBoxLock *self, const char *box_path);
void rem_box_lock_release (RemBoxLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemBoxLock, rem_box_lock_release)

G_END_DECLS
