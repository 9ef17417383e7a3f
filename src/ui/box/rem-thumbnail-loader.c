/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-thumbnail-loader.h"

#include "rem-keepsakes.h"
#include "rem-picture-texture.h"

/** How many are read at once. */
#define MAX_RUNNING 2

/** How many entries the table may hold before those whose picture is gone are swept. */
#define SWEEP_SIZE 512

struct _RemThumbnailLoader
{
  GObject parent_instance;

  RemContext *context;
  GHashTable *textures; /* attachment uuid → GWeakRef of GdkTexture */
  GQueue waiting;       /* GTask, the newest last */
  guint n_running;
};

typedef struct
{
  char *attachment_uuid;
  GWeakRef asker;
} Request;

G_DEFINE_FINAL_TYPE (RemThumbnailLoader, rem_thumbnail_loader, G_TYPE_OBJECT)

static void
request_free (Request *request)
{
  g_free (request->attachment_uuid);
  g_weak_ref_clear (&request->asker);
  g_free (request);
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static gboolean
is_texture_gone (gpointer key, gpointer value, gpointer user_data)
{
  g_autoptr (GObject) texture = g_weak_ref_get (value);

  return texture == NULL;
}

static void
remember_texture (RemThumbnailLoader *self, const char *attachment_uuid, GdkTexture *texture)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  if (g_hash_table_size (self->textures) >= SWEEP_SIZE)
    g_hash_table_foreach_remove (self->textures, is_texture_gone, NULL);
  g_weak_ref_init (ref, texture);
  g_hash_table_replace (self->textures, g_strdup (attachment_uuid), ref);
}

static gboolean
can_be_seen (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  g_autoptr (GtkWidget) asker = g_weak_ref_get (&request->asker);
  GtkWidget *viewport;
  graphene_rect_t bounds;

  if (asker == NULL || !gtk_widget_get_mapped (asker))
    return FALSE;
  viewport = gtk_widget_get_ancestor (asker, GTK_TYPE_SCROLLED_WINDOW);
  if (viewport == NULL || !gtk_widget_compute_bounds (asker, viewport, &bounds))
    return FALSE;
  return bounds.origin.y + bounds.size.height > 0 &&
         bounds.origin.y < gtk_widget_get_height (viewport);
}

static GTask *
take_next (RemThumbnailLoader *self)
{
  for (GList *l = self->waiting.head; l != NULL; l = l->next)
    if (can_be_seen (l->data))
      {
        GTask *task = l->data;

        g_queue_delete_link (&self->waiting, l);
        return task;
      }
  return g_queue_pop_head (&self->waiting);
}

static void start_next (RemThumbnailLoader *self);

static void
read_picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemPicture) picture = NULL;
  RemThumbnailLoader *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);

  picture = rem_keepsakes_read_picture_finish (self->context, result, &error);
  self->n_running--;
  if (picture == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else
    {
      g_autoptr (GdkTexture) texture = rem_picture_texture_new (picture);

      remember_texture (self, request->attachment_uuid, texture);
      g_task_return_pointer (task, g_steal_pointer (&texture), g_object_unref);
    }
  start_next (self);
}

static void
start_next (RemThumbnailLoader *self)
{
  while (self->n_running < MAX_RUNNING && !g_queue_is_empty (&self->waiting))
    {
      g_autoptr (GTask) task = take_next (self);
      Request *request = g_task_get_task_data (task);

      if (g_task_return_error_if_cancelled (task))
        continue;
      self->n_running++;
      rem_keepsakes_read_picture_async (self->context, request->attachment_uuid, 0,
                                        g_task_get_cancellable (task), read_picture_cb,
                                        g_object_ref (task));
    }
}

static void
rem_thumbnail_loader_finalize (GObject *object)
{
  RemThumbnailLoader *self = REM_THUMBNAIL_LOADER (object);

  /* Every waiting or running task holds this object: none is left here. */
  g_assert (g_queue_is_empty (&self->waiting));
  g_clear_pointer (&self->textures, g_hash_table_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_thumbnail_loader_parent_class)->finalize (object);
}

static void
rem_thumbnail_loader_class_init (RemThumbnailLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rem_thumbnail_loader_finalize;
}

static void
rem_thumbnail_loader_init (RemThumbnailLoader *self)
{
  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, weak_ref_free);
  g_queue_init (&self->waiting);
}

/**
 * rem_thumbnail_loader_new:
 * @context: the context
 *
 * Returns: (transfer full): a loader for one list
 */
RemThumbnailLoader *
rem_thumbnail_loader_new (RemContext *context)
{
  RemThumbnailLoader *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_THUMBNAIL_LOADER, NULL);
  self->context = g_object_ref (context);
  return self;
}

/**
 * rem_thumbnail_loader_lookup:
 * @self: a loader
 * @attachment_uuid: which picture
 *
 * Returns: (transfer full) (nullable): the picture, if some card shows it now
 */
GdkTexture *
rem_thumbnail_loader_lookup (RemThumbnailLoader *self, const char *attachment_uuid)
{
  GWeakRef *ref;

  g_return_val_if_fail (REM_IS_THUMBNAIL_LOADER (self), NULL);
  g_return_val_if_fail (attachment_uuid != NULL, NULL);

  ref = g_hash_table_lookup (self->textures, attachment_uuid);
  return ref != NULL ? g_weak_ref_get (ref) : NULL;
}

/**
 * rem_thumbnail_loader_load_async:
 * @self: a loader
 * @attachment_uuid: which picture
 * @asker: the widget that will show it: those that can be seen are served first
 * @cancellable: (nullable): cancelled when the card shows something else
 * @callback: runs on the main context
 * @user_data: for @callback
 */
void
rem_thumbnail_loader_load_async (RemThumbnailLoader *self,
                                 const char *attachment_uuid,
                                 GtkWidget *asker,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = NULL;
  Request *request = NULL;

  g_return_if_fail (REM_IS_THUMBNAIL_LOADER (self));
  g_return_if_fail (attachment_uuid != NULL);

  request = g_new0 (Request, 1);
  request->attachment_uuid = g_strdup (attachment_uuid);
  g_weak_ref_init (&request->asker, asker);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_thumbnail_loader_load_async);
  g_task_set_name (task, "[remember] load thumbnail");
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_queue_push_tail (&self->waiting, task);
  start_next (self);
}

/**
 * rem_thumbnail_loader_load_finish:
 * @self: a loader
 * @result: what the callback was given
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full): the picture, or %NULL with the error of the box or of the reader
 */
GdkTexture *
rem_thumbnail_loader_load_finish (RemThumbnailLoader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
