/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rem-box.h"
#include "rem-clock.h"
#include "rem-help-directory.h"
#include "rem-picture-reader.h"

G_BEGIN_DECLS

typedef struct _RemPlanWriter RemPlanWriter;
typedef struct _RemSafekeeper RemSafekeeper;

/**
 * RemContextState:
 * @REM_CONTEXT_NO_BOX: there is no box at the place yet
 * @REM_CONTEXT_LOCKED: there is one, and it is locked
 * @REM_CONTEXT_BUSY: being made, unlocked or locked
 * @REM_CONTEXT_OPEN: open
 */
typedef enum
{
  REM_CONTEXT_NO_BOX,
  REM_CONTEXT_LOCKED,
  REM_CONTEXT_BUSY,
  REM_CONTEXT_OPEN,
} RemContextState;

#define REM_TYPE_CONTEXT_STATE (rem_context_state_get_type ())
GType rem_context_state_get_type (void);

#define REM_TYPE_CONTEXT (rem_context_get_type ())

/**
 * RemContext:
 *
 * What the pages and the command line are handed instead of singletons: the clock, the place of
 * the box, the box while it is open, the picture reader. Main thread.
 *
 * Property "state". Signal "before-lock" (no argument): the box will be locked; hand what is still
 * in a text field to its draft keeper now. Signal "changed" (guint, of #RemBoxChange): something
 * was kept in the open box.
 */
G_DECLARE_FINAL_TYPE (RemContext, rem_context, REM, CONTEXT, GObject)

RemContext *rem_context_new (RemClock *clock,
                             const char *box_path,
                             const char *plan_path,
                             const char *picture_program);

RemContextState rem_context_get_state (RemContext *self);
RemClock *rem_context_get_clock (RemContext *self);
RemBox *rem_context_get_box (RemContext *self);
const char *rem_context_get_box_path (RemContext *self);
RemPictureReader *rem_context_get_picture_reader (RemContext *self);
RemPlanWriter *rem_context_get_plan_writer (RemContext *self);
RemHelpDirectory *rem_context_get_help (RemContext *self);
RemSafekeeper *rem_context_get_safekeeper (RemContext *self);
gboolean rem_context_has_unkept_drafts (RemContext *self);
gboolean rem_context_is_read_only (RemContext *self);
gboolean rem_context_is_working (RemContext *self);

void rem_context_create_async (RemContext *self,
                               RemSecret *passphrase,
                               guint kdf_mib,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean rem_context_create_finish (RemContext *self,
                                    GAsyncResult *result,
                                    RemSecret **recovery_code_out,
                                    GError **error);
void rem_context_unlock_async (RemContext *self,
                               RemSlotType type,
                               RemSecret *secret,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean rem_context_unlock_finish (RemContext *self, GAsyncResult *result, GError **error);
void rem_context_lock_async (RemContext *self, GAsyncReadyCallback callback, gpointer user_data);
void rem_context_lock_without_drafts_async (RemContext *self,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean rem_context_lock_finish (RemContext *self, GAsyncResult *result, GError **error);

G_END_DECLS
