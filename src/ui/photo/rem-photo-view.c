/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-photo-view.h"

#include "rem-photo-place.h"

#include <math.h>

/* The texture may have fewer pixels than the picture: the place knows the picture's own size, and
 * the texture is stretched to it. Turning is for looking: the file is not touched. */

/** How much larger or smaller one notch of the wheel makes it. */
#define WHEEL_FACTOR 1.2

struct _RemPhotoView
{
  GtkWidget parent_instance;

  GdkTexture *texture;
  int width; /* of the picture itself, before it is turned */
  int height;
  int quarters;
  RemPhotoPlace place;
  double pointer_x;
  double pointer_y;
  double last_scale; /* of the pinch */
  double last_x;     /* of the drag */
  double last_y;
};

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} RemPhotoViewSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemPhotoView, rem_photo_view, GTK_TYPE_WIDGET)

static void
tell_changed (RemPhotoView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
update_place (RemPhotoView *self)
{
  gboolean is_across = self->quarters % 2 != 0;

  self->place.width = is_across ? self->height : self->width;
  self->place.height = is_across ? self->width : self->height;
  self->place.room_width = gtk_widget_get_width (GTK_WIDGET (self));
  self->place.room_height = gtk_widget_get_height (GTK_WIDGET (self));
  rem_photo_place_settle (&self->place);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, RemPhotoView *self)
{
  if (self->texture == NULL || fabs (dy) < 0.001)
    return GDK_EVENT_PROPAGATE;
  rem_photo_place_zoom (&self->place, pow (WHEEL_FACTOR, -dy), self->pointer_x, self->pointer_y);
  tell_changed (self);
  return GDK_EVENT_STOP;
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, RemPhotoView *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
pinch_begin_cb (RemPhotoView *self)
{
  self->last_scale = 1;
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, RemPhotoView *self)
{
  double x = self->place.room_width / 2;
  double y = self->place.room_height / 2;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  rem_photo_place_zoom (&self->place, scale / self->last_scale, x, y);
  self->last_scale = scale;
  tell_changed (self);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, RemPhotoView *self)
{
  self->last_x = self->last_y = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (rem_photo_place_is_fit (&self->place))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_cb (GtkGestureDrag *gesture, double x, double y, RemPhotoView *self)
{
  rem_photo_place_move (&self->place, x - self->last_x, y - self->last_y);
  self->last_x = x;
  self->last_y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Twice: from the whole to its own size, or twice as large where that is no more; and back. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, RemPhotoView *self)
{
  double scale = rem_photo_place_get_scale (&self->place);

  if (n_press != 2 || self->texture == NULL)
    return;
  if (rem_photo_place_is_fit (&self->place))
    rem_photo_place_zoom (&self->place, scale < 0.6 ? 1 / scale : 2, x, y);
  else
    rem_photo_place_fit (&self->place);
  tell_changed (self);
}

static void
rem_photo_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  update_place (REM_PHOTO_VIEW (widget));
}

static void
rem_photo_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RemPhotoView *self = REM_PHOTO_VIEW (widget);
  double left, top, width, height;
  gboolean is_across = self->quarters % 2 != 0;

  if (self->texture == NULL)
    return;

  rem_photo_place_get_box (&self->place, &left, &top, &width, &height);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                         gtk_widget_get_height (widget)));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (left + width / 2),
                                                          (float) (top + height / 2)));
  gtk_snapshot_rotate (snapshot, (float) (self->quarters * 90));
  if (is_across)
    {
      double swapped = width;

      width = height;
      height = swapped;
    }
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT ((float) (-width / 2), (float) (-height / 2),
                                                    (float) width, (float) height));
  gtk_snapshot_pop (snapshot);
}

static void
rem_photo_view_dispose (GObject *object)
{
  g_clear_object (&REM_PHOTO_VIEW (object)->texture);

  G_OBJECT_CLASS (rem_photo_view_parent_class)->dispose (object);
}

static void
rem_photo_view_class_init (RemPhotoViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_photo_view_dispose;
  widget_class->size_allocate = rem_photo_view_size_allocate;
  widget_class->snapshot = rem_photo_view_snapshot;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "photo");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rem_photo_view_init (RemPhotoView *self)
{
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->place.zoom = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * rem_photo_view_set_texture:
 * @self: a view
 * @texture: (nullable): what to show; it may have fewer pixels than the picture
 * @width: the width of the picture itself
 * @height: its height
 *
 * Shows a picture in the place in which the one before it was: see rem_photo_view_reset().
 */
void
rem_photo_view_set_texture (RemPhotoView *self, GdkTexture *texture, int width, int height)
{
  g_return_if_fail (REM_IS_PHOTO_VIEW (self));

  g_set_object (&self->texture, texture);
  self->width = MAX (width, 1);
  self->height = MAX (height, 1);
  update_place (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * rem_photo_view_has_texture:
 * @self: a view
 *
 * Returns: whether there is a picture
 */
gboolean
rem_photo_view_has_texture (RemPhotoView *self)
{
  g_return_val_if_fail (REM_IS_PHOTO_VIEW (self), FALSE);

  return self->texture != NULL;
}

/**
 * rem_photo_view_reset:
 * @self: a view
 *
 * Shows nothing, ready for another picture: as a whole and not turned.
 */
void
rem_photo_view_reset (RemPhotoView *self)
{
  g_return_if_fail (REM_IS_PHOTO_VIEW (self));

  g_clear_object (&self->texture);
  self->quarters = 0;
  self->place.zoom = 1;
  tell_changed (self);
}

/**
 * rem_photo_view_zoom:
 * @self: a view
 * @factor: above 1 larger, below 1 smaller
 */
void
rem_photo_view_zoom (RemPhotoView *self, double factor)
{
  g_return_if_fail (REM_IS_PHOTO_VIEW (self));

  rem_photo_place_zoom (&self->place, factor, self->place.room_width / 2,
                        self->place.room_height / 2);
  tell_changed (self);
}

/**
 * rem_photo_view_fit:
 * @self: a view
 *
 * Shows all of the picture.
 */
void
rem_photo_view_fit (RemPhotoView *self)
{
  g_return_if_fail (REM_IS_PHOTO_VIEW (self));

  rem_photo_place_fit (&self->place);
  tell_changed (self);
}

/**
 * rem_photo_view_turn:
 * @self: a view
 * @quarters: by how many quarters to the right; negative to the left
 *
 * Turns what is seen. What is kept is not touched.
 */
void
rem_photo_view_turn (RemPhotoView *self, int quarters)
{
  g_return_if_fail (REM_IS_PHOTO_VIEW (self));

  self->quarters = ((self->quarters + quarters) % 4 + 4) % 4;
  update_place (self);
  rem_photo_view_fit (self);
}

/**
 * rem_photo_view_move:
 * @self: a view
 * @by_x: how far to look to the right, in tenths of the room
 * @by_y: how far to look down
 */
void
rem_photo_view_move (RemPhotoView *self, int by_x, int by_y)
{
  g_return_if_fail (REM_IS_PHOTO_VIEW (self));

  rem_photo_place_move (&self->place, -by_x * self->place.room_width / 10,
                        -by_y * self->place.room_height / 10);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * rem_photo_view_is_fit:
 * @self: a view
 *
 * Returns: whether all of the picture is shown
 */
gboolean
rem_photo_view_is_fit (RemPhotoView *self)
{
  g_return_val_if_fail (REM_IS_PHOTO_VIEW (self), TRUE);

  return rem_photo_place_is_fit (&self->place);
}

/**
 * rem_photo_view_can_grow:
 * @self: a view
 *
 * Returns: whether it can be made larger still
 */
gboolean
rem_photo_view_can_grow (RemPhotoView *self)
{
  g_return_val_if_fail (REM_IS_PHOTO_VIEW (self), FALSE);

  return self->texture != NULL && rem_photo_place_can_grow (&self->place);
}

/**
 * rem_photo_view_get_side:
 * @self: a view
 *
 * Returns: how many pixels the longer side of the picture has where it is shown: more than those of
 *   the room when it is zoomed
 */
int
rem_photo_view_get_side (RemPhotoView *self)
{
  double scale;

  g_return_val_if_fail (REM_IS_PHOTO_VIEW (self), 0);

  scale =
      rem_photo_place_get_scale (&self->place) * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  return (int) MIN (G_MAXINT / 2, ceil (MAX (self->width, self->height) * MIN (scale, 1)));
}

/**
 * rem_photo_view_set_words:
 * @self: a view
 * @words: (nullable): what a screen reader calls the picture; %NULL while its back is shown: even a
 *   page of a stack that is not drawn can be read by another program
 */
void
rem_photo_view_set_words (RemPhotoView *self, const char *words)
{
  g_return_if_fail (REM_IS_PHOTO_VIEW (self));

  if (words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                    -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
}
