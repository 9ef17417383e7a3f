/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-window.h"

G_BEGIN_DECLS

#define REM_TYPE_AUTO_LOCK (rem_auto_lock_get_type ())

/**
 * RemAutoLock:
 *
 * Says when an open box is to be locked although nobody asked: after a time without anybody, as
 * chosen; when the screen is locked; before the computer sleeps. Signal "lock" (no argument).
 */
G_DECLARE_FINAL_TYPE (RemAutoLock, rem_auto_lock, REM, AUTO_LOCK, GObject)

RemAutoLock *rem_auto_lock_new (RemContext *context);
void rem_auto_lock_set_window (RemAutoLock *self, RemWindow *window);
void rem_auto_lock_stay (RemAutoLock *self);

G_END_DECLS
