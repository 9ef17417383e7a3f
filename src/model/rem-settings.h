/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"

G_BEGIN_DECLS

/* Small choices of the person, which lie in the box like everything else. Requests to the box of an
 * open context; all of them fail with %REM_BOX_ERROR_CLOSED when no box is open. Main thread. */

/** After how many minutes without anybody the box locks: "" is as below, "0" never. */
#define REM_SETTING_LOCK_AFTER     "lock-after"
#define REM_SETTING_LOCK_AFTER_MIN 10

/** How the window looks: "" as the computer does, "light" or "dark". */
#define REM_SETTING_LOOK "look"

/** How photos and films lie that are added: "" face down, "up" face up. */
#define REM_SETTING_NEW_PHOTOS "new-photos"
#define REM_NEW_PHOTOS_UP      "up"

/** Whether the recovery sheet is still to be asked for: "asked" until it was answered. */
#define REM_SETTING_RECOVERY_SHEET "recovery-sheet"
#define REM_RECOVERY_SHEET_ASKED   "asked"
#define REM_RECOVERY_SHEET_DONE    "done"

void rem_settings_get_async (RemContext *context,
                             const char *key,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
char *rem_settings_get_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_settings_set_async (RemContext *context,
                             const char *key,
                             const char *value,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean rem_settings_set_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
