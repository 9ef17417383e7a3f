/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-context-private.h"

#include "rem-box-error.h"
#include "rem-plan-writer.h"
#include "rem-safekeeper.h"

/*
 * The states of a context, and what changes them:
 *
 *   NO_BOX ──create──► BUSY ──done──► OPEN      (failed: back to NO_BOX or LOCKED, as the disk
 * says) LOCKED ──unlock──► BUSY ──done──► OPEN      (failed: back) OPEN   ──lock────► BUSY
 * ──done──► LOCKED    (a draft could not be kept: back to OPEN)
 *
 * self->box is there in OPEN, and in BUSY as long as locking still keeps drafts; it is given up
 * when closing begins. Locking is in rem-context-lock.c, requests in rem-context-call.c. A lock
 * that is asked for while the box is being opened waits for that, and then locks.
 */

typedef enum
{
  PROP_STATE = 1,
  N_PROPS,
} RemContextProperty;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (RemContextState,
                    rem_context_state,
                    G_DEFINE_ENUM_VALUE (REM_CONTEXT_NO_BOX, "no-box"),
                    G_DEFINE_ENUM_VALUE (REM_CONTEXT_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (REM_CONTEXT_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (REM_CONTEXT_OPEN, "open"))

G_DEFINE_FINAL_TYPE (RemContext, rem_context, G_TYPE_OBJECT)

static void
assert_state (RemContext *self)
{
  switch (self->state)
    {
    case REM_CONTEXT_NO_BOX:
    case REM_CONTEXT_LOCKED:
      g_assert (self->box == NULL && self->jobs->len == 0);
      break;
    case REM_CONTEXT_OPEN:
      g_assert (self->box != NULL);
      break;
    case REM_CONTEXT_BUSY:
    default:
      break;
    }
}

static RemContextState
look_for_box (RemContext *self)
{
  return rem_box_exists (self->box_path) ? REM_CONTEXT_LOCKED : REM_CONTEXT_NO_BOX;
}

static void
box_changed_cb (RemBox *box, guint changes, RemContext *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);
}

/* Takes the box that was opened, or tells why there is none, and locks at once if that was asked
 * for in the meantime. */
static void
finish_opening (RemContext *self, RemBox *box)
{
  if (box != NULL)
    {
      rem_context_set_box (self, box);
      rem_context_set_state (self, REM_CONTEXT_OPEN);
    }
  else
    {
      rem_context_set_state (self, look_for_box (self));
    }

  if (self->lock_tasks->len > 0 && !self->is_locking)
    rem_context_continue_lock (self);
}

static void
create_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RemContext *self = g_task_get_source_object (task);
  g_autoptr (RemSecret) recovery_code = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBox) box = rem_box_create_finish (result, &recovery_code, &error);

  /* First the state: the callback may run at once and ask for it. */
  finish_opening (self, box);

  if (box == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&recovery_code),
                           (GDestroyNotify) rem_secret_unref);
}

static void
open_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RemContext *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBox) box = rem_box_open_finish (result, &error);

  /* First the state: the callback may run at once and ask for it. */
  finish_opening (self, box);

  if (box == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/* Begins to make or open a box; answers @task and returns FALSE if that cannot be now. */
static gboolean
begin_opening (RemContext *self, GTask *task, RemBoxError error_if_open)
{
  if (self->state == REM_CONTEXT_BUSY)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "The box is busy");
      return FALSE;
    }

  if (self->state == REM_CONTEXT_OPEN)
    {
      g_task_return_new_error (task, REM_BOX_ERROR, (int) error_if_open, "The box is open already");
      return FALSE;
    }

  rem_context_set_state (self, REM_CONTEXT_BUSY);
  return TRUE;
}

static void
rem_context_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RemContext *self = REM_CONTEXT (object);

  switch ((RemContextProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_context_dispose (GObject *object)
{
  RemContext *self = REM_CONTEXT (object);

  rem_context_set_box (self, NULL);
  g_clear_object (&self->plan_writer);
  g_clear_object (&self->help);
  if (self->safekeeper != NULL)
    g_object_run_dispose (G_OBJECT (self->safekeeper));
  g_clear_object (&self->safekeeper);
  g_clear_object (&self->picture_reader);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (rem_context_parent_class)->dispose (object);
}

static void
rem_context_finalize (GObject *object)
{
  RemContext *self = REM_CONTEXT (object);

  g_clear_pointer (&self->box_path, g_free);
  g_clear_pointer (&self->keepers, g_ptr_array_unref);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_clear_pointer (&self->lock_tasks, g_ptr_array_unref);
  g_clear_error (&self->flush_error);

  G_OBJECT_CLASS (rem_context_parent_class)->finalize (object);
}

static void
rem_context_class_init (RemContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rem_context_get_property;
  object_class->dispose = rem_context_dispose;
  object_class->finalize = rem_context_finalize;

  /**
   * RemContext:state:
   *
   * Whether there is a box, and whether it is open.
   */
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, REM_TYPE_CONTEXT_STATE, REM_CONTEXT_NO_BOX,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * RemContext::before-lock:
   * @self: a context
   *
   * The box is open still and will be locked. Whoever holds text that its draft keeper does not
   * have yet hands it over in the handler; what the keepers have is kept before the box is closed.
   */
  g_signal_new ("before-lock", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);

  /**
   * RemContext::changed:
   * @self: a context
   * @changes: which tables, of #RemBoxChange
   *
   * Something was kept in the open box, by anybody.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
rem_context_init (RemContext *self)
{
  self->keepers = g_ptr_array_new_with_free_func (g_object_unref);
  self->jobs = g_ptr_array_new ();
  self->lock_tasks = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * rem_context_new:
 * @clock: the clock of the whole program
 * @box_path: the folder of the box, which need not be there yet
 * @plan_path: (nullable): where the reminder plan is written; %NULL writes none
 * @picture_program: (nullable): the path of remember-picture; %NULL reads no pictures
 *
 * Looks once, with one stat, whether there is a box.
 *
 * Returns: (transfer full): a context
 */
RemContext *
rem_context_new (RemClock *clock,
                 const char *box_path,
                 const char *plan_path,
                 const char *picture_program)
{
  RemContext *self;

  g_return_val_if_fail (REM_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (box_path != NULL, NULL);

  self = g_object_new (REM_TYPE_CONTEXT, NULL);
  self->clock = g_object_ref (clock);
  self->box_path = g_strdup (box_path);
  if (plan_path != NULL)
    self->plan_writer = rem_plan_writer_new (clock, plan_path);
  if (picture_program != NULL)
    self->picture_reader = rem_picture_reader_new (picture_program, clock);
  self->state = look_for_box (self);

  return self;
}

/**
 * rem_context_get_state:
 * @self: a context
 *
 * Returns: whether there is a box, and whether it is open
 */
RemContextState
rem_context_get_state (RemContext *self)
{
  g_return_val_if_fail (REM_IS_CONTEXT (self), REM_CONTEXT_NO_BOX);

  return self->state;
}

/* Tells everybody of a new state. */
void
rem_context_set_state (RemContext *self, RemContextState state)
{
  if (self->state == state)
    return;

  self->state = state;
  assert_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* Takes a box, or gives up the one that there is. */
void
rem_context_set_box (RemContext *self, RemBox *box)
{
  if (self->box != NULL)
    g_clear_signal_handler (&self->box_changed_id, self->box);

  if (g_set_object (&self->box, box) && self->plan_writer != NULL)
    rem_plan_writer_follow (self->plan_writer, box);

  if (self->box != NULL)
    self->box_changed_id =
        g_signal_connect (self->box, "changed", G_CALLBACK (box_changed_cb), self);
}

/**
 * rem_context_get_clock:
 * @self: a context
 *
 * Returns: (transfer none): the clock
 */
RemClock *
rem_context_get_clock (RemContext *self)
{
  g_return_val_if_fail (REM_IS_CONTEXT (self), NULL);

  return self->clock;
}

/**
 * rem_context_get_box:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): the box while it is open, and while locking still keeps
 *   drafts; %NULL otherwise
 */
RemBox *
rem_context_get_box (RemContext *self)
{
  g_return_val_if_fail (REM_IS_CONTEXT (self), NULL);

  return self->box;
}

/**
 * rem_context_is_read_only:
 * @self: a context
 *
 * Returns: %TRUE if the box is open where nothing can be written, so that nothing can be kept
 */
gboolean
rem_context_is_read_only (RemContext *self)
{
  g_return_val_if_fail (REM_IS_CONTEXT (self), FALSE);

  return self->box != NULL && rem_box_is_read_only (self->box);
}

/**
 * rem_context_get_box_path:
 * @self: a context
 *
 * Returns: (transfer none): the folder of the box
 */
const char *
rem_context_get_box_path (RemContext *self)
{
  g_return_val_if_fail (REM_IS_CONTEXT (self), NULL);

  return self->box_path;
}

/**
 * rem_context_get_picture_reader:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): what reads pictures, or %NULL if this program has none
 */
RemPictureReader *
rem_context_get_picture_reader (RemContext *self)
{
  g_return_val_if_fail (REM_IS_CONTEXT (self), NULL);

  return self->picture_reader;
}

/**
 * rem_context_get_plan_writer:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): what writes the reminder plan, or %NULL if none is written
 */
RemPlanWriter *
rem_context_get_plan_writer (RemContext *self)
{
  g_return_val_if_fail (REM_IS_CONTEXT (self), NULL);

  return self->plan_writer;
}

/**
 * rem_context_get_help:
 * @self: a context
 *
 * Needs no box.
 *
 * Returns: (transfer none): the help lines of this computer, which may still be on their way
 */
RemHelpDirectory *
rem_context_get_help (RemContext *self)
{
  g_return_val_if_fail (REM_IS_CONTEXT (self), NULL);

  if (self->help == NULL)
    self->help = rem_help_directory_new_default ();
  return self->help;
}

/**
 * rem_context_get_safekeeper:
 * @self: a context
 *
 * Does nothing by itself before rem_safekeeper_start().
 *
 * Returns: (transfer none): what makes copies of the box and checks it
 */
RemSafekeeper *
rem_context_get_safekeeper (RemContext *self)
{
  g_return_val_if_fail (REM_IS_CONTEXT (self), NULL);

  if (self->safekeeper == NULL)
    self->safekeeper = rem_safekeeper_new (self);
  return self->safekeeper;
}

/**
 * rem_context_create_async:
 * @self: a context
 * @passphrase: (nullable): the passphrase of the new box, or %NULL for one that opens without
 * @kdf_mib: memory of the key derivation in MiB, 64 to 512, or 0 to measure this computer
 * @cancellable: (nullable): ends it, if the box was not made yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Makes a box at the context's place and opens it; off the main thread. Fails with
 * %REM_BOX_ERROR_EXISTS if there is one, with %G_IO_ERROR_PENDING while the context is busy, and
 * as rem_box_create().
 */
void
rem_context_create_async (RemContext *self,
                          RemSecret *passphrase,
                          guint kdf_mib,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (REM_IS_CONTEXT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_context_create_async);
  g_task_set_check_cancellable (task, FALSE);
  if (!begin_opening (self, task, REM_BOX_ERROR_EXISTS))
    return;

  rem_box_create_async (self->box_path, passphrase, kdf_mib, self->clock, cancellable, create_cb,
                        g_steal_pointer (&task));
}

/**
 * rem_context_create_finish:
 * @self: a context
 * @result: what the callback got
 * @recovery_code_out: (out) (transfer full) (optional): the recovery code, to be shown once
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if there is a box now and it is open
 */
gboolean
rem_context_create_finish (RemContext *self,
                           GAsyncResult *result,
                           RemSecret **recovery_code_out,
                           GError **error)
{
  g_autoptr (RemSecret) recovery_code = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, rem_context_create_async), FALSE);

  recovery_code = g_task_propagate_pointer (G_TASK (result), error);
  if (recovery_code == NULL)
    return FALSE;

  if (recovery_code_out != NULL)
    *recovery_code_out = g_steal_pointer (&recovery_code);
  return TRUE;
}

/**
 * rem_context_unlock_async:
 * @self: a context
 * @type: what @secret is
 * @secret: (nullable): the passphrase, or another way in; %NULL for %REM_SLOT_OPEN
 * @cancellable: (nullable): ends it, if the box was not opened yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Opens the box; off the main thread. Fails with %REM_BOX_ERROR_IN_USE if it is open already, with
 * %G_IO_ERROR_PENDING while the context is busy, and as rem_box_open().
 */
void
rem_context_unlock_async (RemContext *self,
                          RemSlotType type,
                          RemSecret *secret,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (REM_IS_CONTEXT (self));
  g_return_if_fail ((secret == NULL) == (type == REM_SLOT_OPEN));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_context_unlock_async);
  g_task_set_check_cancellable (task, FALSE);
  if (!begin_opening (self, task, REM_BOX_ERROR_IN_USE))
    return;

  rem_box_open_async (self->box_path, type, secret, self->clock, cancellable, open_cb,
                      g_steal_pointer (&task));
}

/**
 * rem_context_unlock_finish:
 * @self: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if the box is open
 */
gboolean
rem_context_unlock_finish (RemContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, rem_context_unlock_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
