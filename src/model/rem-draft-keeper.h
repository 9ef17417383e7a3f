/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-keepsake.h"

G_BEGIN_DECLS

/**
 * RemDraftState:
 * @REM_DRAFT_CLEAN: what is shown is what is kept (or nothing was written yet)
 * @REM_DRAFT_WAITING: there are changes that will be kept in a moment
 * @REM_DRAFT_KEEPING: being kept
 * @REM_DRAFT_FAILED: could not be kept yet; nothing is lost; tries again by itself
 */
typedef enum
{
  REM_DRAFT_CLEAN,
  REM_DRAFT_WAITING,
  REM_DRAFT_KEEPING,
  REM_DRAFT_FAILED,
} RemDraftState;

#define REM_TYPE_DRAFT_STATE (rem_draft_state_get_type ())
GType rem_draft_state_get_type (void);

#define REM_TYPE_DRAFT_KEEPER (rem_draft_keeper_get_type ())

/**
 * RemDraftKeeper:
 *
 * Keeps what is being written as it is written: one second after the last change and no later
 * than ten seconds after the first, and at once when asked. An empty draft that was never kept is
 * not kept; nothing that was kept is removed by emptying it. While it holds something that is not
 * kept yet the context keeps it alive and keeps it before the box is locked, so that a page may
 * let go of it at any time. Main thread.
 *
 * Property "state".
 */
G_DECLARE_FINAL_TYPE (RemDraftKeeper, rem_draft_keeper, REM, DRAFT_KEEPER, GObject)

RemDraftKeeper *rem_draft_keeper_new (RemContext *context, RemKeepsake *keepsake);

RemKeepsake *rem_draft_keeper_get_draft (RemDraftKeeper *self);
void rem_draft_keeper_set_draft (RemDraftKeeper *self, RemKeepsake *draft);
RemDraftState rem_draft_keeper_get_state (RemDraftKeeper *self);
const GError *rem_draft_keeper_get_error (RemDraftKeeper *self);

void rem_draft_keeper_flush_async (RemDraftKeeper *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean rem_draft_keeper_flush_finish (RemDraftKeeper *self, GAsyncResult *result, GError **error);

G_END_DECLS
