/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-plan-writer.h"

#include "rem-reminder-answers.h"
#include "rem-reminder-plan.h"
#include "rem-telling-private.h"

#include <glib/gi18n.h>

/*
 * Writing the plan, step by step; a change that comes while that goes on begins it again
 * afterwards:
 *
 *   load    in a thread: each "Not this year" that the reminder service left for us
 *   prepare on the worker: the salt, made once in the life of a box; the answers are applied
 *   plan    on the worker: everything that there is to tell in two years
 *   save    in a thread: the plan, and only then the answers are forgotten
 *
 * The plan has an entry for each reminder; the service makes one notice a day of them, at the
 * earliest hour of the day, with the same words once. So each keeps its own "Not this year".
 *
 * Without a box the plan that is there stays: reminders come while the box is locked.
 *
 * An entry of today whose hour is over is written only if the old plan has it as well: then the
 * service may still have to tell it, because the computer was off. Otherwise a date that is kept
 * at three with a reminder at ten would be told there and then.
 */

#define PLAN_DAYS 731

struct _RemPlanWriter
{
  GObject parent_instance;

  RemClock *clock;
  char *plan_path;
  RemBox *box;
  gulong changed_id;
  gboolean is_writing;
  gboolean is_dirty;
  gboolean is_salted;  /* this box has its salt */
  GPtrArray *answers;  /* of RemReminderAnswer, while they are applied */
  GFileMonitor *watch; /* of the answers, while there is a box */
  GPtrArray *flush_tasks;
};

typedef struct
{
  char *path;
  RemDate today;
  guint now_minutes;
  char *title;
  char *body;
} PlanWork;

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
plan_work_free (gpointer data)
{
  PlanWork *work = data;

  g_free (work->path);
  g_free (work->title);
  g_free (work->body);
  g_free (work);
}

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

/* Whether it would be told at once, although its hour was over when it was first heard of. */
static gboolean
is_passed (RemTelling *telling, PlanWork *work, RemReminderPlan *old)
{
  return rem_date_equal (telling->date, work->today) &&
         telling->hour * 60u + telling->minute <= work->now_minutes &&
         (old == NULL || rem_reminder_plan_find_id (old, telling->id) == NULL);
}

static gpointer
plan_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  PlanWork *work = data;
  RemDate until = rem_date_add_days (work->today, PLAN_DAYS);
  g_autoptr (GPtrArray) tellings = rem_telling_list (database, work->today, until, error);
  g_autoptr (RemReminderPlan) old = NULL;
  g_autoptr (GArray) entries = NULL;

  if (tellings == NULL)
    return NULL;

  old = rem_reminder_plan_load (work->path, NULL);
  entries = g_array_new (FALSE, FALSE, sizeof (RemPlanEntry));

  for (guint i = 0; i < tellings->len; i++)
    {
      RemTelling *telling = g_ptr_array_index (tellings, i);
      RemPlanEntry entry = {
        .id = telling->id,
        .date = telling->date,
        .hour = telling->hour,
        .minute = telling->minute,
        .title = work->title,
        .body = work->body,
        .about = telling->about,
      };

      if (!is_passed (telling, work, old))
        g_array_append_val (entries, entry);
    }

  return rem_reminder_plan_new ((const RemPlanEntry *) (gpointer) entries->data, entries->len);
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
save_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPlanWriter) self = user_data;
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
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
  g_autoptr (GDateTime) now = rem_clock_dup_now (self->clock);
  PlanWork *work = g_new0 (PlanWork, 1);

  work->path = g_strdup (self->plan_path);
  work->today = rem_clock_get_today (self->clock);
  work->now_minutes = (guint) (g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now));
  work->title = g_strdup ("Remember");
  /* TRANSLATORS: the whole text of a notice. It gives nothing away: whoever looks at the screen
   * must not learn what the program is for. */
  work->body = g_strdup (_ ("There is something here for you."));

  rem_box_call_async (self->box, 0, plan_func, work, plan_work_free,
                      (GDestroyNotify) rem_reminder_plan_unref, NULL, plan_cb, g_object_ref (self));
}

static void
prepare_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPlanWriter) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_prepared = rem_box_call_finish (REM_BOX (source), result, &error) != NULL;

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

static void
box_changed_cb (RemBox *box, guint changes, RemPlanWriter *self)
{
  if ((changes & (REM_BOX_CHANGE_OCCASIONS | REM_BOX_CHANGE_PERSONS)) != 0)
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
 * @plan_path: the file of the plan
 *
 * Returns: (transfer full): a plan writer that follows no box yet
 */
RemPlanWriter *
rem_plan_writer_new (RemClock *clock, const char *plan_path)
{
  RemPlanWriter *self;

  g_return_val_if_fail (REM_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (plan_path != NULL, NULL);

  self = g_object_new (REM_TYPE_PLAN_WRITER, NULL);
  self->clock = g_object_ref (clock);
  self->plan_path = g_strdup (plan_path);

  return self;
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
