/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-window.h"

G_BEGIN_DECLS

/**
 * RemUndoFunc:
 * @window: (nullable): the window in which it was pressed, if it is still there
 * @data: what was given with it
 *
 * What the button of a toast does.
 */
typedef void (*RemUndoFunc) (RemWindow *window, gpointer data);

void rem_undo_toast_add (RemWindow *window,
                         const char *words,
                         const char *button,
                         RemUndoFunc func,
                         gpointer data,
                         GDestroyNotify data_free);

G_END_DECLS
