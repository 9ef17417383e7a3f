/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RemProgress:
 *
 * How far work in another thread has come, told on the main context. Reference counted.
 */
typedef struct _RemProgress RemProgress;

/**
 * RemProgressFunc:
 * @n_done: how much is done
 * @n_all: of how much
 * @user_data: what was given with the function
 *
 * Called on the main context.
 */
typedef void (*RemProgressFunc) (guint n_done, guint n_all, gpointer user_data);

RemProgress *rem_progress_new (RemProgressFunc func, gpointer user_data);
RemProgress *rem_progress_ref (RemProgress *self);
void rem_progress_unref (RemProgress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemProgress, rem_progress_unref)

void rem_progress_tell (RemProgress *self, guint n_done, guint n_all);
void rem_progress_end (RemProgress *self);

G_END_DECLS
