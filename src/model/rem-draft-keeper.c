/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-draft-keeper.h"

#include "rem-context-private.h"
#include "rem-keepsakes.h"

/*
 * The states, and what changes them:
 *
 *   CLEAN ──set_draft──► WAITING ──1 s after the last, 10 s after the first change, flush──►
 * KEEPING KEEPING ──kept──► CLEAN, or WAITING if the draft was changed meanwhile (at once KEEPING
 * if somebody waits for a flush) KEEPING ──not kept──► FAILED ──after 30 s, or flush──► KEEPING
 *   WAITING or FAILED ──changed back to what is kept──► CLEAN
 *
 * Timers: the pause and the limit run only in WAITING, the retry only in FAILED. In every state
 * but CLEAN the context holds a reference, so the timers need none.
 */

#define PAUSE_MS 1000
#define LIMIT_MS 10000
#define RETRY_MS 30000

struct _RemDraftKeeper
{
  GObject parent_instance;

  RemContext *context;
  RemKeepsake *draft;
  RemKeepsake *keeping; /* what is being kept, in KEEPING */
  RemKeepsake *kept;    /* what is known to be kept, or the draft that it began with */
  gboolean was_kept;
  gboolean is_given_up; /* in KEEPING: no further try, however it ends */
  RemDraftState state;
  GError *error;
  GPtrArray *flush_tasks;
  guint pause_id;
  guint limit_id;
  guint retry_id;
};

typedef enum
{
  PROP_STATE = 1,
  N_PROPS,
} RemDraftKeeperProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (RemDraftState,
                    rem_draft_state,
                    G_DEFINE_ENUM_VALUE (REM_DRAFT_CLEAN, "clean"),
                    G_DEFINE_ENUM_VALUE (REM_DRAFT_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (REM_DRAFT_KEEPING, "keeping"),
                    G_DEFINE_ENUM_VALUE (REM_DRAFT_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (RemDraftKeeper, rem_draft_keeper, G_TYPE_OBJECT)

static void keep_now (RemDraftKeeper *self);

static void
assert_state (RemDraftKeeper *self)
{
  g_assert ((self->state == REM_DRAFT_KEEPING) == (self->keeping != NULL));
  g_assert ((self->state == REM_DRAFT_FAILED) == (self->retry_id != 0));
  g_assert ((self->state == REM_DRAFT_WAITING) == (self->pause_id != 0));
  g_assert ((self->state == REM_DRAFT_WAITING) == (self->limit_id != 0));
  g_assert ((self->state == REM_DRAFT_FAILED) == (self->error != NULL));
  g_assert (self->state != REM_DRAFT_CLEAN || self->flush_tasks->len == 0);
}

static void
clear_timer (RemDraftKeeper *self, guint *id)
{
  if (*id != 0)
    rem_clock_remove_timeout (rem_context_get_clock (self->context), *id);
  *id = 0;
}

static void
clear_timers (RemDraftKeeper *self)
{
  clear_timer (self, &self->pause_id);
  clear_timer (self, &self->limit_id);
  clear_timer (self, &self->retry_id);
}

static void
pause_cb (gpointer user_data)
{
  RemDraftKeeper *self = user_data;

  self->pause_id = 0;
  keep_now (self);
}

static void
limit_cb (gpointer user_data)
{
  RemDraftKeeper *self = user_data;

  self->limit_id = 0;
  keep_now (self);
}

static void
retry_cb (gpointer user_data)
{
  RemDraftKeeper *self = user_data;

  self->retry_id = 0;
  keep_now (self);
}

/* Arms and disarms what belongs to @state, then tells of it. */
static void
set_state (RemDraftKeeper *self, RemDraftState state)
{
  RemClock *clock = rem_context_get_clock (self->context);
  gboolean is_new = self->state != state;

  if (state != REM_DRAFT_FAILED)
    {
      clear_timer (self, &self->retry_id);
      g_clear_error (&self->error);
    }
  if (state != REM_DRAFT_WAITING)
    clear_timer (self, &self->limit_id);
  clear_timer (self, &self->pause_id);

  if (state == REM_DRAFT_WAITING)
    {
      self->pause_id = rem_clock_add_timeout (clock, PAUSE_MS, pause_cb, self);
      if (self->limit_id == 0)
        self->limit_id = rem_clock_add_timeout (clock, LIMIT_MS, limit_cb, self);
    }
  if (state == REM_DRAFT_FAILED && self->retry_id == 0)
    self->retry_id = rem_clock_add_timeout (clock, RETRY_MS, retry_cb, self);

  self->state = state;
  assert_state (self);

  if (state == REM_DRAFT_CLEAN)
    rem_context_release_keeper (self->context, self);
  else
    rem_context_hold_keeper (self->context, self);

  if (is_new)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gboolean
is_changed (RemDraftKeeper *self)
{
  if (!self->was_kept && rem_keepsake_is_empty (self->draft))
    return FALSE;

  return !rem_keepsake_equal (self->draft, self->kept);
}

static GPtrArray *
steal_flush_tasks (RemDraftKeeper *self)
{
  GPtrArray *tasks = g_steal_pointer (&self->flush_tasks);

  self->flush_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  return tasks;
}

/* Last of all: a callback may change the draft there and then. */
/* Whether it is in the box already, as far as it tells itself. What has a file is kept with it, and
 * need not have a word. */
static gboolean
is_from_box (RemKeepsake *keepsake)
{
  switch (rem_keepsake_get_kind (keepsake))
    {
    case REM_KEEPSAKE_KIND_PHOTO:
    case REM_KEEPSAKE_KIND_SOUND:
    case REM_KEEPSAKE_KIND_FILM:
    case REM_KEEPSAKE_KIND_DOCUMENT:
      return TRUE;
    case REM_KEEPSAKE_KIND_NOTE:
    case REM_KEEPSAKE_KIND_LETTER:
    case REM_KEEPSAKE_KIND_OBJECT:
    default:
      return !rem_keepsake_is_empty (keepsake) ||
             rem_keepsake_get_modified_us (keepsake) > rem_keepsake_get_created_us (keepsake);
    }
}

static void
return_flush_tasks (GPtrArray *tasks, const GError *error)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemDraftKeeper) self = user_data;
  g_autoptr (RemKeepsake) keeping = g_steal_pointer (&self->keeping);
  g_autoptr (GError) error = NULL;
  g_autoptr (RemKeepsake) kept = rem_keepsakes_keep_finish (self->context, result, &error);
  g_autoptr (GPtrArray) tasks = NULL;
  gboolean is_given_up = self->is_given_up;

  self->is_given_up = FALSE;
  if (kept == NULL && !is_given_up)
    {
      tasks = steal_flush_tasks (self);
      self->error = g_error_copy (error);
      set_state (self, REM_DRAFT_FAILED);
      return_flush_tasks (tasks, error);
      return;
    }

  g_clear_pointer (&self->kept, rem_keepsake_unref);
  self->kept = is_given_up ? rem_keepsake_ref (self->draft) : g_steal_pointer (&keeping);
  self->was_kept = TRUE;

  if (is_changed (self) && self->flush_tasks->len > 0)
    {
      keep_now (self);
    }
  else
    {
      tasks = steal_flush_tasks (self);
      set_state (self, is_changed (self) ? REM_DRAFT_WAITING : REM_DRAFT_CLEAN);
      return_flush_tasks (tasks, NULL);
    }
}

static void
keep_now (RemDraftKeeper *self)
{
  self->keeping = rem_keepsake_ref (self->draft);
  set_state (self, REM_DRAFT_KEEPING);
  rem_keepsakes_keep_async (self->context, self->keeping, NULL, keep_cb, g_object_ref (self));
}

static void
rem_draft_keeper_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RemDraftKeeper *self = REM_DRAFT_KEEPER (object);

  switch ((RemDraftKeeperProperty) prop_id)
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
rem_draft_keeper_dispose (GObject *object)
{
  RemDraftKeeper *self = REM_DRAFT_KEEPER (object);

  if (self->context != NULL)
    clear_timers (self);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_draft_keeper_parent_class)->dispose (object);
}

static void
rem_draft_keeper_finalize (GObject *object)
{
  RemDraftKeeper *self = REM_DRAFT_KEEPER (object);

  g_clear_pointer (&self->draft, rem_keepsake_unref);
  g_clear_pointer (&self->keeping, rem_keepsake_unref);
  g_clear_pointer (&self->kept, rem_keepsake_unref);
  g_clear_pointer (&self->flush_tasks, g_ptr_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (rem_draft_keeper_parent_class)->finalize (object);
}

static void
rem_draft_keeper_class_init (RemDraftKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rem_draft_keeper_get_property;
  object_class->dispose = rem_draft_keeper_dispose;
  object_class->finalize = rem_draft_keeper_finalize;

  /**
   * RemDraftKeeper:state:
   *
   * Whether what is shown is kept.
   */
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, REM_TYPE_DRAFT_STATE, REM_DRAFT_CLEAN,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rem_draft_keeper_init (RemDraftKeeper *self)
{
  self->flush_tasks = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * rem_draft_keeper_new:
 * @context: a context
 * @keepsake: a new draft, or what the box holds already; taken to be kept as it is
 *
 * Returns: (transfer full): a keeper in %REM_DRAFT_CLEAN
 */
RemDraftKeeper *
rem_draft_keeper_new (RemContext *context, RemKeepsake *keepsake)
{
  RemDraftKeeper *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (keepsake != NULL, NULL);

  self = g_object_new (REM_TYPE_DRAFT_KEEPER, NULL);
  self->context = g_object_ref (context);
  self->draft = rem_keepsake_ref (keepsake);
  self->kept = rem_keepsake_ref (keepsake);
  self->was_kept = is_from_box (keepsake);

  return self;
}

/**
 * rem_draft_keeper_get_draft:
 * @self: a draft keeper
 *
 * Returns: (transfer none): what was set last
 */
RemKeepsake *
rem_draft_keeper_get_draft (RemDraftKeeper *self)
{
  g_return_val_if_fail (REM_IS_DRAFT_KEEPER (self), NULL);

  return self->draft;
}

/**
 * rem_draft_keeper_set_draft:
 * @self: a draft keeper
 * @draft: the draft as it is shown now, with the same uuid
 *
 * Takes a change and sees to it that it is kept. A draft that was kept and is now empty is kept as
 * an empty one: it stays in the box. After a failure the next try comes 30 seconds after it, with
 * what is the draft then.
 */
void
rem_draft_keeper_set_draft (RemDraftKeeper *self, RemKeepsake *draft)
{
  g_autoptr (RemDraftKeeper) guard = NULL;

  g_return_if_fail (REM_IS_DRAFT_KEEPER (self));
  g_return_if_fail (draft != NULL);
  g_return_if_fail (
      g_str_equal (rem_keepsake_get_uuid (draft), rem_keepsake_get_uuid (self->draft)));

  if (rem_keepsake_equal (draft, self->draft))
    return;

  guard = g_object_ref (self);
  rem_keepsake_ref (draft);
  rem_keepsake_unref (self->draft);
  self->draft = draft;

  switch (self->state)
    {
    case REM_DRAFT_CLEAN:
    case REM_DRAFT_WAITING:
      set_state (self, is_changed (self) ? REM_DRAFT_WAITING : REM_DRAFT_CLEAN);
      break;
    case REM_DRAFT_FAILED:
      if (!is_changed (self))
        set_state (self, REM_DRAFT_CLEAN);
      break;
    case REM_DRAFT_KEEPING:
    default:
      break;
    }
}

/**
 * rem_draft_keeper_get_state:
 * @self: a draft keeper
 *
 * Returns: whether what is shown is kept
 */
RemDraftState
rem_draft_keeper_get_state (RemDraftKeeper *self)
{
  g_return_val_if_fail (REM_IS_DRAFT_KEEPER (self), REM_DRAFT_CLEAN);

  return self->state;
}

/**
 * rem_draft_keeper_get_error:
 * @self: a draft keeper
 *
 * Returns: (transfer none) (nullable): why the draft is not kept, in %REM_DRAFT_FAILED
 */
const GError *
rem_draft_keeper_get_error (RemDraftKeeper *self)
{
  g_return_val_if_fail (REM_IS_DRAFT_KEEPER (self), NULL);

  return self->error;
}

/**
 * rem_draft_keeper_flush_async:
 * @self: a draft keeper
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Keeps now what is not kept yet, also what is set until that is done. Fails as
 * rem_keepsakes_keep_async(); then nothing is lost, and it will be tried again.
 */
void
rem_draft_keeper_flush_async (RemDraftKeeper *self,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (REM_IS_DRAFT_KEEPER (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, rem_draft_keeper_flush_async);

  if (self->state == REM_DRAFT_CLEAN)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  g_ptr_array_add (self->flush_tasks, task);
  if (self->state != REM_DRAFT_KEEPING)
    keep_now (self);
}

/**
 * rem_draft_keeper_flush_finish:
 * @self: a draft keeper
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if all that was written is kept
 */
gboolean
rem_draft_keeper_flush_finish (RemDraftKeeper *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* For a lock that the person wants although drafts cannot be kept: no further try. */
void
rem_draft_keeper_give_up (RemDraftKeeper *self)
{
  g_autoptr (RemDraftKeeper) guard = g_object_ref (self);
  g_autoptr (GPtrArray) tasks = NULL;

  if (self->state == REM_DRAFT_KEEPING)
    {
      self->is_given_up = TRUE;
      rem_context_release_keeper (self->context, self);
      return;
    }

  tasks = steal_flush_tasks (self);
  rem_keepsake_ref (self->draft);
  rem_keepsake_unref (self->kept);
  self->kept = self->draft;
  set_state (self, REM_DRAFT_CLEAN);
  return_flush_tasks (tasks, NULL);
}
