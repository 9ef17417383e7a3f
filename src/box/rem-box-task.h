/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box.h"

G_BEGIN_DECLS

/**
 * RemBoxTaskFunc:
 * @self: the box, which may be closed meanwhile
 * @data: what was given with the task
 * @progress: (nullable): to be told of progress, on this thread
 * @progress_data: for @progress
 * @cancellable: (nullable): ends the work
 * @error: return location for an error
 *
 * Long work on a box, in a thread that is not its worker.
 *
 * Returns: the result, or %NULL with @error set
 */
typedef gpointer (*RemBoxTaskFunc) (RemBox *self,
                                    gpointer data,
                                    RemBoxProgress progress,
                                    gpointer progress_data,
                                    GCancellable *cancellable,
                                    GError **error);

void rem_box_task_run (RemBox *self,
                       gpointer source_tag,
                       RemBoxTaskFunc func,
                       gpointer data,
                       GDestroyNotify data_free,
                       GDestroyNotify result_free,
                       RemBoxProgress progress,
                       gpointer progress_data,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);

G_END_DECLS
