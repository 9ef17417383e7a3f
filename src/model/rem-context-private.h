/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-draft-keeper.h"

G_BEGIN_DECLS

/* What the other files of src/model need of a context. Main thread. */

struct _RemContext
{
  GObject parent_instance;

  RemClock *clock;
  char *box_path;
  RemPictureReader *picture_reader;
  RemPlanWriter *plan_writer;
  RemHelpDirectory *help;    /* made when it is first asked for */
  RemSafekeeper *safekeeper; /* so, too */

  RemContextState state;
  RemBox *box;
  gulong box_changed_id;

  GPtrArray *keepers;    /* of RemDraftKeeper: those with something that is not kept yet */
  GPtrArray *jobs;       /* of RemContextJob, borrowed */
  GPtrArray *lock_tasks; /* of GTask: those who wait for the box to be locked */
  gboolean is_locking;
  gboolean gives_up_drafts;
  guint n_flushing;
  GError *flush_error;
};

void rem_context_set_state (RemContext *self, RemContextState state);
void rem_context_set_box (RemContext *self, RemBox *box);
void rem_context_continue_lock (RemContext *self);

/* Requests to the box, answered to a GTask of the context. */
void rem_context_call_async (RemContext *self,
                             RemBoxChange changes,
                             RemBoxFunc func,
                             gpointer data,
                             GDestroyNotify data_free,
                             GDestroyNotify result_free,
                             GCancellable *cancellable,
                             gpointer source_tag,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gpointer rem_context_call_finish (RemContext *self,
                                  GAsyncResult *result,
                                  gpointer source_tag,
                                  GError **error);

/**
 * RemContextJob:
 *
 * Work that reads or writes sealed objects in a thread of its own. While there is one the box is
 * not closed; locking cancels it and waits for its end.
 */
typedef struct _RemContextJob RemContextJob;

RemContextJob *rem_context_job_begin (RemContext *self, GCancellable *cancellable, GError **error);
GCancellable *rem_context_job_get_cancellable (RemContextJob *self);
RemObjectStore *rem_context_job_get_objects (RemContextJob *self);
void rem_context_job_set_resting (RemContextJob *self, gboolean is_resting);
void rem_context_job_end (RemContextJob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemContextJob, rem_context_job_end)

void rem_context_hold_keeper (RemContext *self, RemDraftKeeper *keeper);
void rem_context_release_keeper (RemContext *self, RemDraftKeeper *keeper);

void rem_draft_keeper_give_up (RemDraftKeeper *self);

G_END_DECLS
