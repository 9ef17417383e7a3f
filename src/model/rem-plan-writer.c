/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-plan-writer.h"

#include "rem-plan-private.h"
#include "rem-reminder-answers.h"
#include "rem-reminder-plan.h"
#include "rem-service-waker.h"
#include "rem-telling-private.h"

/*
 * Writing the plan, step by step; a change that comes while that goes on begins it again
 * afterwards:
 *
 *   load    in a thread: each "Not this year" that the reminder service left for us
 *   prepare on the worker: the salt, made once in the life of a box; the answers are applied
 *   plan    on the worker: everything that there is to tell in two years
 *   save    in a thread: the plan, and only then the answers are forgotten
 *   wake    the reminder service, if there is something to say
 *
 * The plan has an entry for each reminder; the service makes one notice a day of them, at the
 * earliest hour of the day, with the same words once. So each keeps its own "Not this year".
 *
 * Without a box the plan that is there stays: reminders come while the box is locked.
 */

struct _RemPlanWriter
{
  GObject parent_instance;

  RemClock *clock;
  char *plan_path;
  RemBox *box;
  gulong changed_id;
  gboolean is_writing;
  gboolean is_dirty;
  gboolean is_preparing;
  gboolean is_salted;     /* this box has its salt */
  gboolean wakes_service; /* it follows this plan and no other */
  gboolean has_entries;   /* the plan that was written last says something */
  GPtrArray *answers;     /* of RemReminderAnswer, while they are applied */
  GFileMonitor *watch;    /* of the answers, while there is a box */
  GPtrArray *flush_tasks;
};

typedef struct
{
  char *path;
  char *answers_path;
  RemReminderPlan *plan;
  GStrv answered_ids;
} SaveWork;

typedef struct
{
  RemDate today;
  GStrv abouts;
} PrepareWork;

G_DEFINE_FINAL_TYPE (RemPlanWriter, rem_plan_writer, G_TYPE_OBJECT)

static void write_plan (RemPlanWriter *self);

static void
save_work_free (gpointer data)
{
  SaveWork *work = data;

  g_free (work->path);
  g_free (work->answers_path);
  g_clear_pointer (&work->plan, rem_reminder_plan_unref);
  g_strfreev (work->answered_ids);
  g_free (work);
}

static void
prepare_work_free (gpointer data)
{
  PrepareWork *work = data;

  g_strfreev (work->abouts);
  g_free (work);
}

/* The ids of the answers, or what they are about. */
static GStrv
list_answers (GPtrArray *answers, gboolean abouts)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < answers->len; i++)
    {
      RemReminderAnswer *answer = g_ptr_array_index (answers, i);
      const char *text = abouts ? answer->about : answer->id;

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

/* The service leaves them beside the plan. */
static char *
build_answers_path (RemPlanWriter *self)
{
  g_autofree char *folder = g_path_get_dirname (self->plan_path);

  return g_build_filename (folder, "answers", NULL);
}

static gpointer
prepare_func (RemDatabase *database,
              RemObjectStore *objects,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  PrepareWork *work = data;

  if (!rem_telling_ensure_salt (database, error))
    return NULL;
  if (*work->abouts != NULL &&
      !rem_telling_skip (database, (const char *const *) work->abouts, work->today, error))
    return NULL;

  return GINT_TO_POINTER (TRUE);
}

static gpointer
plan_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  return rem_plan_build (database, data, error);
}

static void
save_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  SaveWork *work = task_data;
  GError *error = NULL;

  if (rem_reminder_plan_save (work->plan, work->path, &error) &&
      (*work->answered_ids == NULL ||
       rem_reminder_answers_remove (work->answers_path, (const char *const *) work->answered_ids,
                                    &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
finish_writing (RemPlanWriter *self, const GError *error)
{
  g_autoptr (GPtrArray) tasks = NULL;

  if (error != NULL)
    g_debug ("The reminder plan was not written: %s", error->message);

  self->is_writing = FALSE;
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  if (self->is_dirty && self->box != NULL)
    {
      write_plan (self);
      return;
    }

  tasks = g_steal_pointer (&self->flush_tasks);
  self->flush_tasks = g_ptr_array_new_with_free_func (g_object_unref);
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
woken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPlanWriter) self = user_data;

  rem_service_waker_wake_finish (result);
  finish_writing (self, NULL);
}

static void
save_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPlanWriter) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) && self->wakes_service &&
      self->has_entries)
    rem_service_waker_wake_async (woken_cb, g_object_ref (self));
  else
    finish_writing (self, error);
}

static void
plan_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPlanWriter) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  SaveWork *work = NULL;
  RemReminderPlan *plan = rem_box_call_finish (REM_BOX (source), result, &error);

  if (plan == NULL)
    {
      finish_writing (self, error);
      return;
    }

  work = g_new0 (SaveWork, 1);
  work->path = g_strdup (self->plan_path);
  work->answers_path = build_answers_path (self);
  work->plan = plan;
  self->has_entries = rem_reminder_plan_get_n_entries (plan) > 0;
  work->answered_ids = list_answers (self->answers, FALSE);

  task = g_task_new (NULL, NULL, save_cb, g_object_ref (self));
  g_task_set_source_tag (task, save_cb);
  g_task_set_name (task, "write the reminder plan");
  g_task_set_task_data (task, work, save_work_free);
  g_task_run_in_thread (task, save_thread);
}

static void
build_plan (RemPlanWriter *self)
{
  rem_box_call_async (self->box, 0, plan_func, rem_plan_request_new (self->plan_path, self->clock),
                      rem_plan_request_free, (GDestroyNotify) rem_reminder_plan_unref, NULL,
                      plan_cb, g_object_ref (self));
}

static void
prepare_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPlanWriter) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_prepared = rem_box_call_finish (REM_BOX (source), result, &error) != NULL;

  self->is_preparing = FALSE;

  if (!is_prepared || REM_BOX (source) != self->box)
    {
      finish_writing (self, error);
      return;
    }

  self->is_salted = TRUE;
  build_plan (self);
}

static void
prepare (RemPlanWriter *self)
{
  RemBoxChange changes = REM_BOX_CHANGE_SETTINGS;
  PrepareWork *work = NULL;

  if (self->answers->len > 0)
    changes |= REM_BOX_CHANGE_OCCASIONS;
  else if (self->is_salted)
    {
      build_plan (self);
      return;
    }

  self->is_preparing = TRUE;
  work = g_new0 (PrepareWork, 1);
  work->today = rem_clock_get_today (self->clock);
  work->abouts = list_answers (self->answers, TRUE);
  rem_box_call_async (self->box, changes, prepare_func, work, prepare_work_free, NULL, NULL,
                      prepare_cb, g_object_ref (self));
}

static void
load_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GPtrArray *answers = rem_reminder_answers_load (task_data, NULL);

  if (answers == NULL)
    answers = g_ptr_array_new ();
  g_task_return_pointer (task, answers, (GDestroyNotify) g_ptr_array_unref);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPlanWriter) self = user_data;

  self->answers = g_task_propagate_pointer (G_TASK (result), NULL);
  if (self->box == NULL)
    finish_writing (self, NULL);
  else
    prepare (self);
}

static void
write_plan (RemPlanWriter *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, load_cb, g_object_ref (self));

  self->is_dirty = FALSE;
  self->is_writing = TRUE;
  g_task_set_source_tag (task, load_cb);
  g_task_set_name (task, "load answers");
  g_task_set_task_data (task, build_answers_path (self), g_free);
  g_task_run_in_thread (task, load_thread);
}

static void
request_plan (RemPlanWriter *self)
{
  self->is_dirty = TRUE;
  if (!self->is_writing)
    write_plan (self);
}

/* What changes while answers are applied is in the plan that is built after it; to begin again for
 * that would never end while the plan cannot be written. */
static void
box_changed_cb (RemBox *box, guint changes, RemPlanWriter *self)
{
  if (self->is_preparing)
    return;
  if ((changes & (REM_BOX_CHANGE_OCCASIONS | REM_BOX_CHANGE_PERSONS | REM_BOX_CHANGE_SETTINGS)) !=
      0)
    request_plan (self);
}

static void
answered_cb (GFileMonitor *watch,
             GFile *file,
             GFile *other_file,
             GFileMonitorEvent event,
             RemPlanWriter *self)
{
  if (event == G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT || event == G_FILE_MONITOR_EVENT_RENAMED)
    request_plan (self);
}

/* An answer that comes while the box is open is applied at once. */
static void
watch_answers (RemPlanWriter *self)
{
  g_autofree char *path = build_answers_path (self);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  self->watch = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->watch != NULL)
    g_signal_connect_object (self->watch, "changed", G_CALLBACK (answered_cb), self, 0);
}

static void
rem_plan_writer_dispose (GObject *object)
{
  RemPlanWriter *self = REM_PLAN_WRITER (object);

  if (self->box != NULL)
    g_clear_signal_handler (&self->changed_id, self->box);
  g_clear_object (&self->watch);
  g_clear_object (&self->box);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (rem_plan_writer_parent_class)->dispose (object);
}

static void
rem_plan_writer_finalize (GObject *object)
{
  RemPlanWriter *self = REM_PLAN_WRITER (object);

  g_clear_pointer (&self->plan_path, g_free);
  g_clear_pointer (&self->flush_tasks, g_ptr_array_unref);
  g_clear_pointer (&self->answers, g_ptr_array_unref);

  G_OBJECT_CLASS (rem_plan_writer_parent_class)->finalize (object);
}

static void
rem_plan_writer_class_init (RemPlanWriterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rem_plan_writer_dispose;
  object_class->finalize = rem_plan_writer_finalize;
}

static void
rem_plan_writer_init (RemPlanWriter *self)
{
  self->flush_tasks = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * rem_plan_writer_new:
 * @clock: the clock
 * @plan_path: the file of the plan; the reminder service is started only for the person's own one
 *
 * Returns: (transfer full): a plan writer that follows no box yet
 */
RemPlanWriter *
rem_plan_writer_new (RemClock *clock, const char *plan_path)
{
  g_autofree char *own_path = rem_reminder_plan_build_default_path ();
  RemPlanWriter *self;

  g_return_val_if_fail (REM_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (plan_path != NULL, NULL);

  self = g_object_new (REM_TYPE_PLAN_WRITER, NULL);
  self->clock = g_object_ref (clock);
  self->plan_path = g_strdup (plan_path);
  self->wakes_service = g_str_equal (plan_path, own_path);

  return self;
}

/**
 * rem_plan_writer_get_path:
 * @self: a plan writer
 *
 * Returns: (transfer none): the file of the plan; what was told and answered lies beside it
 */
const char *
rem_plan_writer_get_path (RemPlanWriter *self)
{
  g_return_val_if_fail (REM_IS_PLAN_WRITER (self), NULL);

  return self->plan_path;
}

/**
 * rem_plan_writer_follow:
 * @self: a plan writer
 * @box: (nullable): an open box, or %NULL when it is about to be closed
 *
 * Writes the plan of @box now and whenever its dates or persons change. With %NULL the plan that
 * was written stays.
 */
void
rem_plan_writer_follow (RemPlanWriter *self, RemBox *box)
{
  g_return_if_fail (REM_IS_PLAN_WRITER (self));
  g_return_if_fail (box == NULL || REM_IS_BOX (box));

  if (self->box == box)
    return;

  if (self->box != NULL)
    g_clear_signal_handler (&self->changed_id, self->box);
  g_set_object (&self->box, box);
  self->is_salted = FALSE;
  g_clear_object (&self->watch);
  if (box == NULL)
    return;

  watch_answers (self);

  self->changed_id = g_signal_connect (box, "changed", G_CALLBACK (box_changed_cb), self);
  request_plan (self);
}

/**
 * rem_plan_writer_flush_async:
 * @self: a plan writer
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Waits until the plan says what the box says now.
 */
void
rem_plan_writer_flush_async (RemPlanWriter *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (REM_IS_PLAN_WRITER (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, rem_plan_writer_flush_async);

  if (self->box == NULL && !self->is_writing)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  g_ptr_array_add (self->flush_tasks, task);
  request_plan (self);
}

/**
 * rem_plan_writer_flush_finish:
 * @self: a plan writer
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if the plan is on the disk. Fails as rem_reminder_plan_save(); then the plan that
 *   was there is as it was.
 */
gboolean
rem_plan_writer_flush_finish (RemPlanWriter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
