/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-upcoming-list.h"

#include "rem-context-private.h"
#include "rem-occurrences-private.h"

/*
 * The days are computed on the worker and arrive whole; what did not change keeps its place, so
 * that a list view does not jump. A timer looks at least once an hour whether the day has changed,
 * which also notices a journey and a clock that was set.
 */

#define MAX_TIMER_MS (60 * 60 * 1000)

struct _RemUpcomingList
{
  GObject parent_instance;

  RemContext *context;
  int n_days;
  GPtrArray *items;
  GListStore *resting;
  RemDate today;
  gboolean is_busy;
  gboolean is_asking;
  gboolean is_dirty;
  guint timer_id;
};

typedef enum
{
  PROP_BUSY = 1,
  N_PROPS,
} RemUpcomingListProperty;

typedef struct
{
  GPtrArray *upcoming;
  GPtrArray *resting;
} Answer;

static GParamSpec *properties[N_PROPS];

static void rem_upcoming_list_list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RemUpcomingList,
                               rem_upcoming_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      rem_upcoming_list_list_model_init))

static void ask (RemUpcomingList *self);

static void
answer_free (Answer *answer)
{
  g_ptr_array_unref (answer->upcoming);
  g_ptr_array_unref (answer->resting);
  g_free (answer);
}

static gpointer
list_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->upcoming = g_ptr_array_new_with_free_func (g_object_unref);
  answer->resting = g_ptr_array_new_with_free_func (g_object_unref);
  if (!rem_occurrences_find (database, data, answer->upcoming, answer->resting, error))
    {
      answer_free (answer);
      return NULL;
    }

  return answer;
}

static gboolean
is_same (RemOccurrence *a, RemOccurrence *b)
{
  return rem_day_equal (rem_occurrence_get_day (a), rem_occurrence_get_day (b)) &&
         rem_occurrence_is_skipped (a) == rem_occurrence_is_skipped (b) &&
         rem_occurrence_is_quiet (a) == rem_occurrence_is_quiet (b) &&
         rem_occasion_equal (rem_occurrence_get_occasion (a), rem_occurrence_get_occasion (b));
}

/* Takes new items; those at the beginning and at the end that are the same stay as they are. */
static void
take_items (RemUpcomingList *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) old = self->items;
  guint prefix = 0;
  guint suffix = 0;

  while (prefix < old->len && prefix < items->len &&
         is_same (g_ptr_array_index (old, prefix), g_ptr_array_index (items, prefix)))
    prefix++;
  while (suffix < old->len - prefix && suffix < items->len - prefix &&
         is_same (g_ptr_array_index (old, old->len - suffix - 1),
                  g_ptr_array_index (items, items->len - suffix - 1)))
    suffix++;

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < items->len; i++)
    {
      GPtrArray *from = items;
      guint place = i;

      if (i < prefix)
        from = old;
      else if (i >= items->len - suffix)
        {
          from = old;
          place = old->len - (items->len - i);
        }
      g_ptr_array_add (self->items, g_object_ref (g_ptr_array_index (from, place)));
    }

  if (old->len != prefix + suffix || items->len != prefix + suffix)
    g_list_model_items_changed (G_LIST_MODEL (self), prefix, old->len - prefix - suffix,
                                items->len - prefix - suffix);
}

static void
take_resting (RemUpcomingList *self, GPtrArray *items)
{
  GListModel *model = G_LIST_MODEL (self->resting);
  gboolean is_equal = g_list_model_get_n_items (model) == items->len;

  for (guint i = 0; is_equal && i < items->len; i++)
    {
      g_autoptr (RemOccurrence) item = g_list_model_get_item (model, i);

      is_equal = is_same (item, g_ptr_array_index (items, i));
    }

  if (!is_equal)
    g_list_store_splice (self->resting, 0, g_list_model_get_n_items (model), items->pdata,
                         items->len);
}

static void
set_busy (RemUpcomingList *self, gboolean is_busy)
{
  if (self->is_busy == is_busy)
    return;

  self->is_busy = is_busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
clear_items (RemUpcomingList *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  take_items (self, none);
  take_resting (self, none);
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemUpcomingList) self = user_data;
  g_autoptr (GError) error = NULL;
  Answer *answer = rem_context_call_finish (REM_CONTEXT (source), result, list_func, &error);

  self->is_asking = FALSE;
  if (self->context == NULL || rem_context_get_box (self->context) == NULL)
    {
      g_clear_pointer (&answer, answer_free);
      return;
    }

  if (answer != NULL)
    {
      take_items (self, answer->upcoming);
      take_resting (self, answer->resting);
      answer_free (answer);
    }
  else
    {
      g_debug ("The dates could not be read: %s", error->message);
    }

  if (self->is_dirty)
    ask (self);
  else
    set_busy (self, FALSE);
}

/* Computes the days anew; while that goes on already, once more afterwards. */
static void
ask (RemUpcomingList *self)
{
  RemOccurrencesSearch *search = NULL;

  self->is_dirty = self->is_asking;
  if (self->is_asking)
    return;

  self->today = rem_clock_get_today (rem_context_get_clock (self->context));
  self->is_asking = TRUE;
  search = g_new0 (RemOccurrencesSearch, 1);
  search->from = self->today;
  search->until = rem_date_add_days (self->today, self->n_days);
  search->folds_series = TRUE;
  rem_context_call_async (self->context, 0, list_func, search, g_free, (GDestroyNotify) answer_free,
                          NULL, list_func, list_cb, g_object_ref (self));
}

static void
disarm_timer (RemUpcomingList *self)
{
  if (self->timer_id != 0)
    rem_clock_remove_timeout (rem_context_get_clock (self->context), self->timer_id);
  self->timer_id = 0;
}

static void arm_timer (RemUpcomingList *self);

static void
timer_cb (gpointer user_data)
{
  RemUpcomingList *self = user_data;
  RemDate today = rem_clock_get_today (rem_context_get_clock (self->context));

  self->timer_id = 0;
  arm_timer (self);
  if (!rem_date_equal (today, self->today))
    ask (self);
}

/* To the end of the day where the person is, but not longer than an hour. */
static void
arm_timer (RemUpcomingList *self)
{
  RemClock *clock = rem_context_get_clock (self->context);
  g_autoptr (GDateTime) now = rem_clock_dup_now (clock);
  int seconds = 24 * 60 * 60 - g_date_time_get_hour (now) * 60 * 60 -
                g_date_time_get_minute (now) * 60 - g_date_time_get_second (now);

  self->timer_id =
      rem_clock_add_timeout (clock, MIN ((guint) seconds * 1000, MAX_TIMER_MS), timer_cb, self);
}

static void
context_changed_cb (RemContext *context, guint changes, RemUpcomingList *self)
{
  if ((changes & (REM_BOX_CHANGE_OCCASIONS | REM_BOX_CHANGE_PERSONS)) != 0)
    ask (self);
}

static void
state_changed_cb (RemContext *context, GParamSpec *pspec, RemUpcomingList *self)
{
  if (rem_context_get_state (context) == REM_CONTEXT_OPEN && self->timer_id == 0)
    {
      set_busy (self, TRUE);
      arm_timer (self);
      ask (self);
    }
  else if (rem_context_get_box (context) == NULL)
    {
      disarm_timer (self);
      clear_items (self);
      set_busy (self, FALSE);
    }
}

static GType
rem_upcoming_list_get_item_type (GListModel *model)
{
  return REM_TYPE_OCCURRENCE;
}

static guint
rem_upcoming_list_get_n_items (GListModel *model)
{
  return REM_UPCOMING_LIST (model)->items->len;
}

static gpointer
rem_upcoming_list_get_item (GListModel *model, guint position)
{
  RemUpcomingList *self = REM_UPCOMING_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
rem_upcoming_list_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = rem_upcoming_list_get_item_type;
  interface->get_n_items = rem_upcoming_list_get_n_items;
  interface->get_item = rem_upcoming_list_get_item;
}

static void
rem_upcoming_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RemUpcomingList *self = REM_UPCOMING_LIST (object);

  switch ((RemUpcomingListProperty) prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->is_busy);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_upcoming_list_dispose (GObject *object)
{
  RemUpcomingList *self = REM_UPCOMING_LIST (object);

  if (self->context != NULL)
    disarm_timer (self);
  g_clear_object (&self->context);
  g_clear_object (&self->resting);

  G_OBJECT_CLASS (rem_upcoming_list_parent_class)->dispose (object);
}

static void
rem_upcoming_list_finalize (GObject *object)
{
  RemUpcomingList *self = REM_UPCOMING_LIST (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (rem_upcoming_list_parent_class)->finalize (object);
}

static void
rem_upcoming_list_class_init (RemUpcomingListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rem_upcoming_list_get_property;
  object_class->dispose = rem_upcoming_list_dispose;
  object_class->finalize = rem_upcoming_list_finalize;

  /**
   * RemUpcomingList:busy:
   *
   * %TRUE until the first answer of an open box is there.
   */
  properties[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rem_upcoming_list_init (RemUpcomingList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->resting = g_list_store_new (REM_TYPE_OCCURRENCE);
}

/**
 * rem_upcoming_list_new:
 * @context: a context
 * @n_days: how far from today on, 1 to 36525
 *
 * Empty while the box is locked; follows the box and the day.
 *
 * Returns: (transfer full): a list
 */
RemUpcomingList *
rem_upcoming_list_new (RemContext *context, int n_days)
{
  RemUpcomingList *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (n_days >= 1 && n_days <= 36525, NULL);

  self = g_object_new (REM_TYPE_UPCOMING_LIST, NULL);
  self->context = g_object_ref (context);
  self->n_days = n_days;
  self->today = rem_clock_get_today (rem_context_get_clock (context));
  g_signal_connect_object (context, "changed", G_CALLBACK (context_changed_cb), self, 0);
  g_signal_connect_object (context, "notify::state", G_CALLBACK (state_changed_cb), self, 0);
  state_changed_cb (context, NULL, self);

  return self;
}

/**
 * rem_upcoming_list_is_busy:
 * @self: a list
 *
 * Returns: %TRUE until the first answer of an open box is there
 */
gboolean
rem_upcoming_list_is_busy (RemUpcomingList *self)
{
  g_return_val_if_fail (REM_IS_UPCOMING_LIST (self), FALSE);

  return self->is_busy;
}

/**
 * rem_upcoming_list_get_resting:
 * @self: a list
 *
 * The dates that do not fall on any day of the list: those that were and do not come back, those
 * that are only vaguely known, and those that come back later than the list looks (a 29 February
 * that is kept in leap years). Each has the next day on which it falls, or its anchor's first day.
 *
 * Returns: (transfer none): a #GListModel of #RemOccurrence
 */
GListModel *
rem_upcoming_list_get_resting (RemUpcomingList *self)
{
  g_return_val_if_fail (REM_IS_UPCOMING_LIST (self), NULL);

  return G_LIST_MODEL (self->resting);
}
