/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-safekeeper-private.h"

#include "rem-box-copy.h"
#include "rem-box-error.h"
#include "rem-box-restore.h"
#include "rem-box-snapshot.h"
#include "rem-box-sweep.h"
#include "rem-copy-text.h"
#include "rem-error-text.h"
#include "rem-safe-text.h"

/*
 * One work at a time: begin() makes a job, which locking cancels and waits for; each callback ends
 * with end(). What was said last stays until the next work begins.
 *
 * By itself, a minute after the box was opened and then each hour: the earlier state of the day,
 * and then the sweep of what nothing needs; then, where it is due, a copy, or the reading of
 * everything. Of that nothing is said unless a file is damaged; it does not count as work that the
 * person began, but waits its turn with it.
 */

#define FIRST_MS (60 * 1000)
#define AGAIN_MS (60 * 60 * 1000)
#define DAY_US   G_TIME_SPAN_DAY
#define WEEK_US  (7 * DAY_US)
#define MONTH_US (30 * DAY_US)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemSafekeeper, rem_safekeeper, G_TYPE_OBJECT)

void
rem_safekeeper_tell (RemSafekeeper *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gint64
get_now (RemSafekeeper *self)
{
  return rem_clock_get_unix_us (rem_context_get_clock (self->context));
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (rem_context_call_finish (REM_CONTEXT (source), result, rem_safe_settings_store_func,
                               &error) == NULL)
    g_debug ("What was chosen about copies could not be kept: %s", error->message);
}

/* Keeps what was chosen, and tells of it. */
void
rem_safekeeper_store (RemSafekeeper *self)
{
  rem_context_call_async (self->context, REM_BOX_CHANGE_SETTINGS, rem_safe_settings_store_func,
                          rem_safe_settings_copy (self->settings),
                          (GDestroyNotify) rem_safe_settings_free, NULL, NULL,
                          rem_safe_settings_store_func, stored_cb, NULL);
  rem_safekeeper_tell (self);
}

/* Begins a work; NULL if there is one, or the box is not open. */
RemBox *
rem_safekeeper_begin (RemSafekeeper *self, RemSafeWork work, gboolean is_quiet)
{
  if (self->work != REM_SAFE_NOTHING || self->job != NULL || self->settings == NULL)
    return NULL;
  self->job = rem_context_job_begin (self->context, NULL, NULL);
  if (self->job == NULL)
    return NULL;
  self->work = work;
  self->is_quiet = is_quiet;
  self->fraction = 0;
  if (!is_quiet)
    g_clear_pointer (&self->words, g_free);
  rem_safekeeper_tell (self);
  return rem_context_get_box (self->context);
}

GCancellable *
rem_safekeeper_get_cancellable (RemSafekeeper *self)
{
  return rem_context_job_get_cancellable (self->job);
}

/* Ends the work at hand. @words: (transfer full) (nullable): what is said, if anybody asked. */
void
rem_safekeeper_end (RemSafekeeper *self, char *words)
{
  if (self->is_quiet)
    g_free (words);
  else
    {
      g_free (self->words);
      self->words = words;
      self->last_work = self->work;
    }
  self->work = REM_SAFE_NOTHING;
  rem_safekeeper_tell (self);
  g_clear_pointer (&self->job, rem_context_job_end);
}

void
rem_safekeeper_note_progress (guint64 n_done, guint64 n_all, gpointer user_data)
{
  RemSafekeeper *self = user_data;

  self->fraction = n_all > 0 ? (double) n_done / (double) n_all : 0;
  rem_safekeeper_tell (self);
}

/* ---- copies ---- */

static void check_if_due (RemSafekeeper *self);

static void
copy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemSafekeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBoxCopyReport) report = rem_box_copy_finish (REM_BOX (source), result, &error);
  gboolean was_quiet;

  if (report != NULL && self->settings != NULL)
    {
      self->settings->copied_us = get_now (self);
      rem_safekeeper_store (self);
    }
  was_quiet = self->is_quiet;
  rem_safekeeper_end (self, report != NULL ? rem_copy_text_build (report)
                                           : rem_safe_text_build_copy_error (error));
  /* The folder is not there, most of the time: a stick that lies in a drawer. */
  if (was_quiet && report == NULL)
    check_if_due (self);
}

static void
copy (RemSafekeeper *self, gboolean is_quiet)
{
  RemBox *box = self->settings != NULL && self->settings->folder != NULL
                    ? rem_safekeeper_begin (self, REM_SAFE_COPY, is_quiet)
                    : NULL;

  if (box != NULL)
    rem_box_copy_async (box, self->settings->folder, rem_safekeeper_note_progress, self,
                        rem_safekeeper_get_cancellable (self), copy_cb, g_object_ref (self));
}

/**
 * rem_safekeeper_copy:
 * @self: a safekeeper
 *
 * Makes a copy in the folder that was chosen, or brings it up to date.
 */
void
rem_safekeeper_copy (RemSafekeeper *self)
{
  g_return_if_fail (REM_IS_SAFEKEEPER (self));

  copy (self, FALSE);
}

/* ---- the check ---- */

static void
check_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemSafekeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBoxReport) report = rem_box_check_finish (REM_BOX (source), result, &error);

  gboolean is_damaged = report != NULL
                            ? !report->whole
                            : g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED);

  if ((report != NULL || is_damaged) && self->settings != NULL)
    rem_safekeeper_note_check (self, report, get_now (self));
  /* A damage that is found by itself is said. */
  if (is_damaged)
    self->is_quiet = FALSE;
  rem_safekeeper_end (self, report != NULL ? rem_safe_text_build_check (report)
                                           : rem_error_text_build (error));
}

static void
check (RemSafekeeper *self, gboolean is_quiet)
{
  RemBox *box = rem_safekeeper_begin (self, REM_SAFE_CHECK, is_quiet);

  if (box != NULL)
    rem_box_check_async (box, is_quiet ? REM_BOX_CHECK_GENTLY : REM_BOX_CHECK_WHOLE,
                         rem_safekeeper_note_progress, self, rem_safekeeper_get_cancellable (self),
                         check_cb, g_object_ref (self));
}

/* Reads everything once more, quietly, after what was damaged may be whole. */
void
rem_safekeeper_check_again (RemSafekeeper *self)
{
  if (self->settings != NULL && *self->settings->damaged != NULL)
    check (self, TRUE);
}

/**
 * rem_safekeeper_check:
 * @self: a safekeeper
 *
 * Reads everything in the box.
 */
void
rem_safekeeper_check (RemSafekeeper *self)
{
  g_return_if_fail (REM_IS_SAFEKEEPER (self));

  check (self, FALSE);
}

/* ---- earlier states ---- */

static void
restore_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemSafekeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBoxCopyReport) report = rem_box_restore_finish (REM_BOX (source), result, &error);

  rem_safekeeper_end (self, report != NULL ? rem_safe_text_build_restored (report)
                                           : rem_safe_text_build_restore_error (error));
}

/**
 * rem_safekeeper_restore:
 * @self: a safekeeper
 * @snapshot: the name of an earlier state
 * @destination: where nothing is yet: the new box
 *
 * Makes a new box of an earlier state, beside.
 */
void
rem_safekeeper_restore (RemSafekeeper *self, const char *snapshot, const char *destination)
{
  RemBox *box;

  g_return_if_fail (REM_IS_SAFEKEEPER (self));
  g_return_if_fail (snapshot != NULL && destination != NULL);

  box = rem_safekeeper_begin (self, REM_SAFE_RESTORE, FALSE);
  if (box != NULL)
    rem_box_restore_async (box, snapshot, destination, rem_safekeeper_note_progress, self,
                           rem_safekeeper_get_cancellable (self), restore_cb, g_object_ref (self));
}

/**
 * rem_safekeeper_cancel:
 * @self: a safekeeper
 *
 * Ends what is under way. What was there before is as it was.
 */
void
rem_safekeeper_cancel (RemSafekeeper *self)
{
  g_return_if_fail (REM_IS_SAFEKEEPER (self));

  if (self->job != NULL)
    g_cancellable_cancel (rem_safekeeper_get_cancellable (self));
}

/* ---- by itself ---- */

static void arm (RemSafekeeper *self, guint milliseconds);

static gboolean
is_due (RemSafekeeper *self, gint64 last_us, gint64 every_us)
{
  return last_us + every_us <= get_now (self) || last_us > get_now (self) + DAY_US;
}

static void
check_if_due (RemSafekeeper *self)
{
  if (self->settings != NULL && is_due (self, self->settings->checked_us, MONTH_US))
    check (self, TRUE);
}

static void
do_what_is_due (RemSafekeeper *self)
{
  const RemSafeSettings *settings = self->settings;

  if (settings == NULL)
    return;
  if (settings->weekly && settings->folder != NULL && is_due (self, settings->copied_us, WEEK_US))
    copy (self, TRUE);
  else
    check_if_due (self);
}

static void
sweep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemSafekeeper) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_box_sweep_finish (REM_BOX (source), result, &error))
    g_debug ("Nothing was swept: %s", error->message);
  g_clear_pointer (&self->job, rem_context_job_end);
  do_what_is_due (self);
}

static void
snapshot_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemSafekeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = rem_box_take_snapshot_finish (REM_BOX (source), result, &error);

  if (name == NULL)
    g_debug ("No earlier state was kept today: %s", error->message);
  rem_box_sweep_async (REM_BOX (source), self->settings != NULL ? self->settings->copied_us : 0,
                       rem_safekeeper_get_cancellable (self), sweep_cb, g_object_ref (self));
}

static void
timer_cb (gpointer user_data)
{
  RemSafekeeper *self = user_data;

  self->timer_id = 0;
  arm (self, AGAIN_MS);
  /* Where nothing can be written there is neither a state of the day nor anything to sweep. */
  if (self->work != REM_SAFE_NOTHING || self->job != NULL ||
      rem_context_is_read_only (self->context))
    return;
  self->job = rem_context_job_begin (self->context, NULL, NULL);
  if (self->job != NULL)
    rem_box_take_snapshot_async (rem_context_get_box (self->context), REM_SNAPSHOT_DAILY,
                                 rem_safekeeper_get_cancellable (self), snapshot_cb,
                                 g_object_ref (self));
}

static void
arm (RemSafekeeper *self, guint milliseconds)
{
  if (self->timer_id == 0)
    self->timer_id =
        rem_clock_add_timeout (rem_context_get_clock (self->context), milliseconds, timer_cb, self);
}

static void
disarm (RemSafekeeper *self)
{
  if (self->timer_id != 0)
    rem_clock_remove_timeout (rem_context_get_clock (self->context), self->timer_id);
  self->timer_id = 0;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemSafekeeper) self = user_data;
  RemSafeSettings *settings =
      rem_context_call_finish (REM_CONTEXT (source), result, rem_safe_settings_load_func, NULL);

  if (settings == NULL)
    return;
  g_clear_pointer (&self->settings, rem_safe_settings_free);
  self->settings = settings;
  rem_safekeeper_look_for_damage (self);
  rem_safekeeper_tell (self);
}

static void
state_changed_cb (RemSafekeeper *self)
{
  if (rem_context_get_state (self->context) == REM_CONTEXT_OPEN)
    {
      if (self->settings == NULL)
        rem_context_call_async (self->context, 0, rem_safe_settings_load_func, NULL, NULL,
                                (GDestroyNotify) rem_safe_settings_free, NULL,
                                rem_safe_settings_load_func, loaded_cb, g_object_ref (self));
      arm (self, FIRST_MS);
      return;
    }
  disarm (self);
  if (rem_context_get_state (self->context) == REM_CONTEXT_BUSY)
    return;
  g_clear_pointer (&self->settings, rem_safe_settings_free);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->undo, g_free);
  rem_safekeeper_forget_other (self);
  rem_safekeeper_tell (self);
}

static void
rem_safekeeper_dispose (GObject *object)
{
  RemSafekeeper *self = REM_SAFEKEEPER (object);

  if (self->context != NULL)
    {
      disarm (self);
      g_clear_signal_handler (&self->state_id, self->context);
    }
  self->context = NULL;

  G_OBJECT_CLASS (rem_safekeeper_parent_class)->dispose (object);
}

static void
rem_safekeeper_finalize (GObject *object)
{
  RemSafekeeper *self = REM_SAFEKEEPER (object);

  rem_safekeeper_forget_other (self);
  g_clear_pointer (&self->settings, rem_safe_settings_free);
  g_free (self->words);
  g_free (self->undo);

  G_OBJECT_CLASS (rem_safekeeper_parent_class)->finalize (object);
}

static void
rem_safekeeper_class_init (RemSafekeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rem_safekeeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = rem_safekeeper_finalize;

  /**
   * RemSafekeeper::changed:
   * @self: a safekeeper
   *
   * What the getters tell is different.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rem_safekeeper_init (RemSafekeeper *self)
{
}

/**
 * rem_safekeeper_new:
 * @context: a context, which outlives it
 *
 * Nothing is done by itself before rem_safekeeper_start().
 *
 * Returns: (transfer full): a safekeeper
 */
RemSafekeeper *
rem_safekeeper_new (RemContext *context)
{
  RemSafekeeper *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_SAFEKEEPER, NULL);
  self->context = context;
  return self;
}

/**
 * rem_safekeeper_start:
 * @self: a safekeeper
 *
 * Follows the state of the box, and does what is due while it is open. A second call does nothing.
 */
void
rem_safekeeper_start (RemSafekeeper *self)
{
  g_return_if_fail (REM_IS_SAFEKEEPER (self));

  if (self->state_id != 0)
    return;
  self->state_id = g_signal_connect_object (self->context, "notify::state",
                                            G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  state_changed_cb (self);
}
