/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-progress.h"

struct _RemProgress
{
  gatomicrefcount refs;
  GMutex lock;
  GMainContext *main_context;
  RemProgressFunc func; /* nullable: nobody wants to know any more; main context only */
  gpointer user_data;

  guint n_done;
  guint n_all;
  gboolean is_on_the_way;
};

/**
 * rem_progress_new:
 * @func: told of it, on the thread-default main context of this thread
 * @user_data: for @func
 *
 * Returns: (transfer full): a progress
 */
RemProgress *
rem_progress_new (RemProgressFunc func, gpointer user_data)
{
  RemProgress *self = NULL;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (RemProgress, 1);
  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->main_context = g_main_context_ref_thread_default ();
  self->func = func;
  self->user_data = user_data;

  return self;
}

/**
 * rem_progress_ref:
 * @self: a progress
 *
 * Any thread.
 *
 * Returns: (transfer full): @self
 */
RemProgress *
rem_progress_ref (RemProgress *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

/**
 * rem_progress_unref:
 * @self: (transfer full): a progress
 *
 * Any thread.
 */
void
rem_progress_unref (RemProgress *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_main_context_unref (self->main_context);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
told_cb (gpointer user_data)
{
  RemProgress *self = user_data;
  guint n_done = 0;
  guint n_all = 0;

  g_mutex_lock (&self->lock);
  n_done = self->n_done;
  n_all = self->n_all;
  self->is_on_the_way = FALSE;
  g_mutex_unlock (&self->lock);

  if (self->func != NULL)
    self->func (n_done, n_all, self->user_data);

  return G_SOURCE_REMOVE;
}

/**
 * rem_progress_tell:
 * @self: (nullable): a progress; %NULL if nobody wants to know
 * @n_done: how much is done
 * @n_all: of how much
 *
 * What is told while the main context is busy takes the place of what was told before. Any thread.
 */
void
rem_progress_tell (RemProgress *self, guint n_done, guint n_all)
{
  gboolean is_on_the_way = FALSE;
  g_autoptr (GSource) source = NULL;

  if (self == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->n_done = n_done;
  self->n_all = n_all;
  is_on_the_way = self->is_on_the_way;
  self->is_on_the_way = TRUE;
  g_mutex_unlock (&self->lock);
  if (is_on_the_way)
    return;

  /* Never g_main_context_invoke(): it may call on this thread. */
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, told_cb, rem_progress_ref (self),
                         (GDestroyNotify) rem_progress_unref);
  g_source_attach (source, self->main_context);
}

/**
 * rem_progress_end:
 * @self: a progress
 *
 * From now on nothing is told, whatever the work still does. Main context.
 */
void
rem_progress_end (RemProgress *self)
{
  g_return_if_fail (self != NULL);

  self->func = NULL;
}
