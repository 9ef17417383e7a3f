/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box-worker.h"

typedef struct
{
  RemBoxWorkerFunc func;
  gpointer data;
} Request;

struct _RemBoxWorker
{
  GThread *thread;
  GAsyncQueue *requests;
};

/* The thread holds its own reference on the queue, for it may outlive the worker when the worker
 * is freed by its own last request. */
static gpointer
run_requests (gpointer data)
{
  g_autoptr (GAsyncQueue) requests = data;

  while (TRUE)
    {
      g_autofree Request *request = g_async_queue_pop (requests);

      if (request->func == NULL)
        return NULL;
      request->func (request->data);
    }
}

/**
 * rem_box_worker_new:
 *
 * Starts the thread.
 *
 * Returns: (transfer full): a worker
 */
RemBoxWorker *
rem_box_worker_new (void)
{
  RemBoxWorker *self = g_new0 (RemBoxWorker, 1);

  self->requests = g_async_queue_new ();
  self->thread = g_thread_new ("box", run_requests, g_async_queue_ref (self->requests));
  return self;
}

/**
 * rem_box_worker_free:
 * @self: (transfer full): a worker
 *
 * Runs what was asked for before, then ends the thread and waits for it. When called by a request
 * on the worker itself the thread ends after that request.
 */
void
rem_box_worker_free (RemBoxWorker *self)
{
  rem_box_worker_push (self, NULL, NULL);
  if (rem_box_worker_is_current (self))
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
  g_async_queue_unref (self->requests);
  g_free (self);
}

/**
 * rem_box_worker_push:
 * @self: a worker
 * @func: (nullable): a request; %NULL ends the thread and is for rem_box_worker_free() only
 * @data: its argument
 *
 * Asks for @func to be run after everything asked for before. Any thread.
 */
void
rem_box_worker_push (RemBoxWorker *self, RemBoxWorkerFunc func, gpointer data)
{
  Request *request = g_new0 (Request, 1);

  request->func = func;
  request->data = data;
  g_async_queue_push (self->requests, request);
}

typedef struct
{
  RemBoxWorkerFunc func;
  gpointer data;
  GMutex mutex;
  GCond cond;
  gboolean done;
} Waiter;

static void
run_and_wake (gpointer data)
{
  Waiter *waiter = data;

  waiter->func (waiter->data);
  g_mutex_lock (&waiter->mutex);
  waiter->done = TRUE;
  g_cond_signal (&waiter->cond);
  g_mutex_unlock (&waiter->mutex);
}

/**
 * rem_box_worker_run:
 * @self: a worker
 * @func: a request
 * @data: its argument
 *
 * Runs @func on the worker and waits for its end. For the command line and for tests: never on the
 * main thread of a window. Any thread but the worker.
 */
void
rem_box_worker_run (RemBoxWorker *self, RemBoxWorkerFunc func, gpointer data)
{
  Waiter waiter = { .func = func, .data = data };

  g_return_if_fail (!rem_box_worker_is_current (self));

  g_mutex_init (&waiter.mutex);
  g_cond_init (&waiter.cond);
  rem_box_worker_push (self, run_and_wake, &waiter);
  g_mutex_lock (&waiter.mutex);
  while (!waiter.done)
    g_cond_wait (&waiter.cond, &waiter.mutex);
  g_mutex_unlock (&waiter.mutex);
  g_cond_clear (&waiter.cond);
  g_mutex_clear (&waiter.mutex);
}

/**
 * rem_box_worker_is_current:
 * @self: a worker
 *
 * Returns: %TRUE on the worker's own thread. Any thread.
 */
gboolean
rem_box_worker_is_current (RemBoxWorker *self)
{
  return self->thread == g_thread_self ();
}
