/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-flame.h"

#include "rem-flame-picture.h"

#include <glib/gi18n.h>
#include <math.h>

/* Notes: what is painted when.
 *
 * The page, the wax and the wick are painted when they change and kept. A picture of the flame is
 * two small textures: the page right around the flame, a little brighter or darker, and the flame
 * itself. So a picture costs little, and little of the window is drawn anew.
 *
 * A timer runs only while something moves and can be seen: PICTURE_MS apart while the flame lives,
 * far slower where only the wax lowers (reduced motion, or a window that nobody has touched for
 * long), and none in any other case. */

/* 25 pictures a second. */
#define PICTURE_MS 40

/* A window that was not used for so long shows a still flame. */
#define REST_AFTER_US (5 * 60 * (gint64) G_USEC_PER_SEC)

#define SLOW_MS 2000

/* How long it takes to light up, and how fast the light goes, in seconds. */
#define LIGHTING_S 1.8
#define DYING_S    0.55
#define DIMMING_S  1.1

#define MIN_SIZE 160

/* Between the candle and the words under it, in pixels. */
#define FOOT_GAP 10

struct _RemFlame
{
  GtkWidget parent_instance;

  RemCandle *candle;
  RemClock *clock;
  GtkWidget *foot;

  guint timeout_id;
  gint64 base_us;
  gint64 changed_us;
  gint64 unused_us;
  GtkWindow *window;

  RemFlamePicture picture;
};

G_DEFINE_FINAL_TYPE (RemFlame, rem_flame, GTK_TYPE_WIDGET)

static double
find_seconds_since (RemFlame *self, gint64 us)
{
  return (double) (rem_clock_get_unix_us (self->clock) - us) / G_USEC_PER_SEC;
}

static RemCandleState
get_state (RemFlame *self)
{
  return self->candle != NULL ? rem_candle_get_state (self->candle) : REM_CANDLE_UNLIT;
}

static double
ease (double t)
{
  t = CLAMP (t, 0, 1);
  return t * t * (3 - 2 * t);
}

/* Where things are. A small window has a small candle; a very large one does not have a huge one.
 */
static void
update_shape (RemFlame *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double foot = self->foot != NULL ? gtk_widget_get_height (self->foot) + FOOT_GAP : 0;
  double free = MAX (height - foot, 120);
  double unit = CLAMP (MIN (width / 290, free / 530), 0.42, 1.7);
  double burned = self->candle != NULL ? rem_candle_get_burned (self->candle) : 0;
  double stick = 236 * unit * (1 - 0.72 * burned);

  self->picture.shape.x = floor (width / 2) + 0.5;
  self->picture.shape.radius = 31 * unit;
  self->picture.shape.flame_height = 132 * unit;
  self->picture.shape.foot_y = floor (free - 26 * unit);
  self->picture.shape.rim_y = floor ((self->picture.shape.foot_y - stick) * 2) / 2;
  self->picture.shape.reach = 0.5 * MAX (MAX (width, height), 460);
}

static void
update_room (RemFlame *self)
{
  AdwStyleManager *manager =
      adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA ground = { 0.1f, 0.1f, 0.1f, 1 };
  gboolean is_found;

  is_found = gtk_style_context_lookup_color (style, "rem_candle_room_color", &ground);
  if (!is_found || adw_style_manager_get_high_contrast (manager))
    gtk_style_context_lookup_color (style, "window_bg_color", &ground);
  self->picture.room = (RemRoom){
    { ground.red, ground.green, ground.blue },
    adw_style_manager_get_dark (manager),
  };
}

/* In high contrast the page is one colour, and the flame is alone with it. */
static double
find_room_light (RemFlame *self)
{
  AdwStyleManager *manager =
      adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  return adw_style_manager_get_high_contrast (manager) ? 0 : self->picture.light;
}

static gboolean
can_move (RemFlame *self)
{
  if (!adw_get_enable_animations (GTK_WIDGET (self)))
    return FALSE;
  return self->unused_us == 0 ||
         rem_clock_get_unix_us (self->clock) - self->unused_us < REST_AFTER_US;
}

/* How bright it is and how much the wick glows, and the size of the flame. */
static double
update_light (RemFlame *self)
{
  gboolean moves = adw_get_enable_animations (GTK_WIDGET (self));
  double seconds = find_seconds_since (self, self->changed_us);
  double size = 0;

  self->picture.light = 0;
  self->picture.ember = 0;
  switch (get_state (self))
    {
    case REM_CANDLE_LIT:
      size = moves ? ease (seconds / LIGHTING_S) : 1;
      self->picture.light = size;
      self->picture.ember = 0.55 * size;
      break;
    case REM_CANDLE_GOING_OUT:
      if (!moves)
        break;
      size = 1 - ease (seconds / DYING_S);
      self->picture.light = exp (-seconds / DIMMING_S) * (1 - ease ((seconds - 4.5) / 1.5));
      self->picture.ember = exp (-seconds / 2.2) * (1 - ease ((seconds - 4.5) / 2));
      break;
    case REM_CANDLE_UNLIT:
    case REM_CANDLE_WAITING:
    case REM_CANDLE_OUT:
    default:
      break;
    }
  return size;
}

static void
rem_flame_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RemFlame *self = REM_FLAME (widget);
  double size;
  RemFlameMotion motion;

  if (self->clock == NULL || gtk_widget_get_width (widget) < 1 ||
      gtk_widget_get_height (widget) < 1)
    return;
  size = update_light (self);
  motion = can_move (self) ? rem_flame_motion_at (find_seconds_since (self, self->base_us))
                           : rem_flame_motion_still ();
  self->picture.scale = gtk_widget_get_scale_factor (widget);
  self->picture.width = gtk_widget_get_width (widget);
  self->picture.height = gtk_widget_get_height (widget);
  update_shape (self);
  update_room (self);

  rem_flame_picture_append_room (&self->picture, snapshot, find_room_light (self));
  if (size > 0 && motion.light != 1)
    rem_flame_picture_append_breath (&self->picture, snapshot, motion.light - 1);
  rem_flame_picture_append_candle (&self->picture, snapshot);
  if (size > 0)
    rem_flame_picture_append_flame (&self->picture, snapshot, &motion, size);
  if (get_state (self) == REM_CANDLE_GOING_OUT && adw_get_enable_animations (widget))
    {
      double seconds = find_seconds_since (self, self->changed_us);

      rem_flame_picture_append_smoke (&self->picture, snapshot, seconds,
                                      ease ((seconds - 3.5) / (REM_CANDLE_SMOKE_S - 3.8)));
    }
}

static void update_timeout (RemFlame *self);

static void
timeout_cb (gpointer user_data)
{
  RemFlame *self = user_data;

  self->timeout_id = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  update_timeout (self);
}

static void
clear_timeout (RemFlame *self)
{
  if (self->timeout_id != 0)
    rem_clock_remove_timeout (self->clock, self->timeout_id);
  self->timeout_id = 0;
}

static void
update_timeout (RemFlame *self)
{
  RemCandleState state = get_state (self);
  gboolean burns = state == REM_CANDLE_LIT || state == REM_CANDLE_GOING_OUT;

  if (!burns || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      clear_timeout (self);
      return;
    }
  if (self->timeout_id == 0)
    self->timeout_id = rem_clock_add_timeout (self->clock, can_move (self) ? PICTURE_MS : SLOW_MS,
                                              timeout_cb, self);
}

/* Something other than the time has changed. */
static void
refresh (RemFlame *self)
{
  if (self->clock == NULL)
    return;
  clear_timeout (self);
  update_timeout (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static const char *
describe (RemCandleState state)
{
  switch (state)
    {
    case REM_CANDLE_LIT:
      return _ ("A candle. It is lit.");
    case REM_CANDLE_GOING_OUT:
    case REM_CANDLE_OUT:
      return _ ("A candle. It is out.");
    case REM_CANDLE_UNLIT:
    case REM_CANDLE_WAITING:
    default:
      return _ ("A candle. It is not lit.");
    }
}

static void
state_cb (RemFlame *self)
{
  self->changed_us = rem_clock_get_unix_us (self->clock);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  describe (get_state (self)), -1);
  refresh (self);
}

static void
window_active_cb (RemFlame *self)
{
  gboolean active = self->window == NULL || gtk_window_is_active (self->window);

  if (self->clock != NULL)
    self->unused_us = active ? 0 : rem_clock_get_unix_us (self->clock);
  refresh (self);
}

static void
rem_flame_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rem_flame_parent_class)->map (widget);
  refresh (REM_FLAME (widget));
}

static void
rem_flame_unmap (GtkWidget *widget)
{
  clear_timeout (REM_FLAME (widget));
  GTK_WIDGET_CLASS (rem_flame_parent_class)->unmap (widget);
}

static void
rem_flame_root (GtkWidget *widget)
{
  RemFlame *self = REM_FLAME (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (rem_flame_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (!GTK_IS_WINDOW (root))
    return;
  self->window = GTK_WINDOW (root);
  g_signal_connect_object (root, "notify::is-active", G_CALLBACK (window_active_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (widget), "notify::gtk-enable-animations",
                           G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  window_active_cb (self);
}

static void
rem_flame_unroot (GtkWidget *widget)
{
  RemFlame *self = REM_FLAME (widget);

  if (self->window != NULL)
    g_signal_handlers_disconnect_by_func (self->window, window_active_cb, self);
  g_signal_handlers_disconnect_by_func (gtk_widget_get_settings (widget), refresh, self);
  self->window = NULL;
  GTK_WIDGET_CLASS (rem_flame_parent_class)->unroot (widget);
}

static void
rem_flame_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  *minimum = MIN_SIZE;
  *natural = 2 * MIN_SIZE;
}

static void
rem_flame_dispose (GObject *object)
{
  RemFlame *self = REM_FLAME (object);

  if (self->clock != NULL)
    clear_timeout (self);
  if (self->candle != NULL)
    g_signal_handlers_disconnect_by_func (self->candle, state_cb, self);
  g_clear_weak_pointer (&self->foot);
  g_clear_object (&self->candle);
  g_clear_object (&self->clock);
  rem_flame_picture_clear (&self->picture);

  G_OBJECT_CLASS (rem_flame_parent_class)->dispose (object);
}

static void
rem_flame_class_init (RemFlameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_flame_dispose;
  widget_class->map = rem_flame_map;
  widget_class->unmap = rem_flame_unmap;
  widget_class->root = rem_flame_root;
  widget_class->unroot = rem_flame_unroot;
  widget_class->measure = rem_flame_measure;
  widget_class->snapshot = rem_flame_snapshot;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "flame");
}

static void
rem_flame_init (RemFlame *self)
{
}

/**
 * rem_flame_set_candle:
 * @self: a flame
 * @candle: what to show
 * @clock: tells the time and makes the timer
 *
 * Must be called once.
 */
void
rem_flame_set_candle (RemFlame *self, RemCandle *candle, RemClock *clock)
{
  g_return_if_fail (REM_IS_FLAME (self));
  g_return_if_fail (REM_IS_CANDLE (candle));
  g_return_if_fail (REM_IS_CLOCK (clock));
  g_return_if_fail (self->candle == NULL);

  self->candle = g_object_ref (candle);
  self->clock = g_object_ref (clock);
  self->base_us = rem_clock_get_unix_us (clock);
  g_signal_connect_object (candle, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  state_cb (self);
}

/**
 * rem_flame_set_foot:
 * @self: a flame
 * @foot: what lies over the lower edge of it, such as words
 *
 * Lets the candle stand above @foot. Queue a draw when @foot changes its height.
 */
void
rem_flame_set_foot (RemFlame *self, GtkWidget *foot)
{
  g_return_if_fail (REM_IS_FLAME (self));
  g_return_if_fail (GTK_IS_WIDGET (foot));

  g_set_weak_pointer (&self->foot, foot);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * rem_flame_is_moving:
 * @self: a flame
 *
 * Returns: %TRUE while a timer runs for it
 */
gboolean
rem_flame_is_moving (RemFlame *self)
{
  g_return_val_if_fail (REM_IS_FLAME (self), FALSE);

  return self->timeout_id != 0;
}
