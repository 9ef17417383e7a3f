/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-photo-walk.h"

/** How far around its old place an item is looked for after the list has changed. */
#define SEARCH_DISTANCE 64

/** How many keepsakes that are no photos one step may pass. */
#define MAX_PASSED 2000

struct _RemPhotoWalk
{
  GObject parent_instance;

  RemKeepsakeList *list;
  RemKeepsakeItem *item;
  guint position;
};

/* One step on its way: it waits at an item that is not read yet. */
typedef struct
{
  RemKeepsakeItem *waiting_for;
  gulong handler;
  guint position;
  guint n_passed;
  int direction;
} Step;

G_DEFINE_FINAL_TYPE (RemPhotoWalk, rem_photo_walk, G_TYPE_OBJECT)

static void
step_free (Step *step)
{
  if (step->waiting_for != NULL)
    g_clear_signal_handler (&step->handler, step->waiting_for);
  g_clear_object (&step->waiting_for);
  g_free (step);
}

static gboolean
is_item_at (RemPhotoWalk *self, gint64 position)
{
  g_autoptr (RemKeepsakeItem) item = NULL;

  if (position < 0 || position >= g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    return FALSE;
  item = g_list_model_get_item (G_LIST_MODEL (self->list), (guint) position);
  return item == self->item;
}

static void
items_changed_cb (RemPhotoWalk *self)
{
  for (gint64 distance = 0; distance <= SEARCH_DISTANCE; distance++)
    {
      if (is_item_at (self, (gint64) self->position + distance))
        {
          self->position += (guint) distance;
          return;
        }
      if (is_item_at (self, (gint64) self->position - distance))
        {
          self->position -= (guint) distance;
          return;
        }
    }
}

static void go_on (GTask *task);

static void
item_loaded_cb (GTask *task)
{
  g_autoptr (GTask) held = g_object_ref (task);
  Step *step = g_task_get_task_data (task);

  if (!rem_keepsake_item_is_loaded (step->waiting_for))
    return;
  g_clear_signal_handler (&step->handler, step->waiting_for);
  g_clear_object (&step->waiting_for);
  go_on (held);
}

static void
go_on (GTask *task)
{
  RemPhotoWalk *self = g_task_get_source_object (task);
  Step *step = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;

  while (step->n_passed < MAX_PASSED)
    {
      gint64 next = (gint64) step->position + step->direction;
      g_autoptr (RemKeepsakeItem) item = NULL;

      if (next < 0 || next >= g_list_model_get_n_items (G_LIST_MODEL (self->list)))
        break;
      item = g_list_model_get_item (G_LIST_MODEL (self->list), (guint) next);
      if (!rem_keepsake_item_is_loaded (item))
        {
          step->waiting_for = g_steal_pointer (&item);
          step->handler = g_signal_connect_data (step->waiting_for, "notify::loaded",
                                                 G_CALLBACK (item_loaded_cb), g_object_ref (task),
                                                 (GClosureNotify) (GCallback) g_object_unref,
                                                 G_CONNECT_SWAPPED);
          return;
        }

      step->position = (guint) next;
      step->n_passed++;
      if (rem_keepsake_item_get_kind (item) == REM_KEEPSAKE_KIND_PHOTO)
        {
          self->position = step->position;
          g_set_object (&self->item, item);
          g_task_return_pointer (task, g_strdup (rem_keepsake_item_get_uuid (item)), g_free);
          return;
        }
    }
  g_task_return_pointer (task, NULL, NULL);
}

static void
rem_photo_walk_dispose (GObject *object)
{
  RemPhotoWalk *self = REM_PHOTO_WALK (object);

  g_clear_object (&self->list);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (rem_photo_walk_parent_class)->dispose (object);
}

static void
rem_photo_walk_class_init (RemPhotoWalkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rem_photo_walk_dispose;
}

static void
rem_photo_walk_init (RemPhotoWalk *self)
{
}

/**
 * rem_photo_walk_new:
 * @list: a list
 * @position: where to begin in it
 *
 * Returns: (transfer full): a place in @list
 */
RemPhotoWalk *
rem_photo_walk_new (RemKeepsakeList *list, guint position)
{
  RemPhotoWalk *self = NULL;

  g_return_val_if_fail (REM_IS_KEEPSAKE_LIST (list), NULL);

  self = g_object_new (REM_TYPE_PHOTO_WALK, NULL);
  self->list = g_object_ref (list);
  self->position = position;
  self->item = g_list_model_get_item (G_LIST_MODEL (list), position);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * rem_photo_walk_can_step:
 * @self: a place
 * @direction: -1 back, 1 on
 *
 * Returns: %FALSE at the end of the list; %TRUE does not promise that there is a photo
 */
gboolean
rem_photo_walk_can_step (RemPhotoWalk *self, int direction)
{
  gint64 next;

  g_return_val_if_fail (REM_IS_PHOTO_WALK (self), FALSE);

  next = (gint64) self->position + direction;
  return next >= 0 && next < g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

/**
 * rem_photo_walk_step_async:
 * @self: a place
 * @direction: -1 back, 1 on
 * @cancellable: (nullable): a cancellable
 * @callback: runs on the main context
 * @user_data: for @callback
 *
 * Goes to the nearest photo in a direction. The place stays where it is if there is none.
 */
void
rem_photo_walk_step_async (RemPhotoWalk *self,
                           int direction,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Step *step = NULL;

  g_return_if_fail (REM_IS_PHOTO_WALK (self));
  g_return_if_fail (direction == -1 || direction == 1);

  step = g_new0 (Step, 1);
  step->position = self->position;
  step->direction = direction;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_photo_walk_step_async);
  g_task_set_name (task, "[remember] step to photo");
  g_task_set_task_data (task, step, (GDestroyNotify) step_free);
  go_on (task);
}

/**
 * rem_photo_walk_step_finish:
 * @self: a place
 * @result: what the callback was given
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (nullable): the uuid of the photo, or %NULL without an error if there
 *   is none. Fails with %G_IO_ERROR_CANCELLED.
 */
char *
rem_photo_walk_step_finish (RemPhotoWalk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
