/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** RemBoxWorker: the one thread that owns a box's database, with a FIFO of requests. */
typedef struct _RemBoxWorker RemBoxWorker;

/** RemBoxWorkerFunc: a request; runs on the worker. */
typedef void (*RemBoxWorkerFunc) (gpointer data);

RemBoxWorker *rem_box_worker_new (void);
void rem_box_worker_free (RemBoxWorker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemBoxWorker, rem_box_worker_free)

void rem_box_worker_push (RemBoxWorker *self, RemBoxWorkerFunc func, gpointer data);
void rem_box_worker_run (RemBoxWorker *self, RemBoxWorkerFunc func, gpointer data);
gboolean rem_box_worker_is_current (RemBoxWorker *self);

G_END_DECLS
