/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-auto-lock.h"

#include "rem-idle-watch.h"
#include "rem-session-watch.h"
#include "rem-settings.h"
#include "rem-window-private.h"

/* Notes: what counts as somebody being there: a key, a hand on the mouse, a finger on the screen,
 * anywhere in the window. A page with the style "rem-presence" does so by itself: a candle that
 * burns is not put out by the lock. While a file is being kept or read the box waits, too; neither
 * holds up the screen lock or the sleep. */

struct _RemAutoLock
{
  GObject parent_instance;

  RemContext *context;
  RemIdleWatch *idle;
  RemSessionWatch *session;
  RemWindow *window;
  gboolean locks_when_open;
};

enum
{
  SIGNAL_LOCK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemAutoLock, rem_auto_lock, G_TYPE_OBJECT)

static gboolean
is_somebody_there (RemAutoLock *self)
{
  return rem_context_is_working (self->context) ||
         (self->window != NULL &&
          gtk_widget_has_css_class (rem_window_get_page (self->window), "rem-presence"));
}

static void
idle_cb (RemAutoLock *self)
{
  if (rem_context_get_state (self->context) == REM_CONTEXT_OPEN && !is_somebody_there (self))
    g_signal_emit (self, signals[SIGNAL_LOCK], 0);
}

/* A box that is just being opened is locked as soon as it is open. */
static void
leaving_cb (RemAutoLock *self)
{
  RemContextState state = rem_context_get_state (self->context);

  if (state == REM_CONTEXT_OPEN)
    g_signal_emit (self, signals[SIGNAL_LOCK], 0);
  else
    self->locks_when_open = state == REM_CONTEXT_BUSY;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemAutoLock) self = user_data;
  g_autofree char *value = rem_settings_get_finish (REM_CONTEXT (source), result, NULL);
  guint64 minutes = REM_SETTING_LOCK_AFTER_MIN;

  if (self->context == NULL || value == NULL)
    return;
  /* What cannot be read is as if nothing was chosen. */
  if (!g_ascii_string_to_unsigned (value, 10, 0, 24 * 60, &minutes, NULL))
    minutes = REM_SETTING_LOCK_AFTER_MIN;
  rem_idle_watch_set_minutes (self->idle, (guint) minutes);
}

static void
read_setting (RemAutoLock *self)
{
  rem_settings_get_async (self->context, REM_SETTING_LOCK_AFTER, NULL, read_cb,
                          g_object_ref (self));
}

static void
state_changed_cb (RemAutoLock *self)
{
  gboolean is_open = rem_context_get_state (self->context) == REM_CONTEXT_OPEN;

  if (rem_context_get_state (self->context) == REM_CONTEXT_BUSY)
    return;
  rem_session_watch_set_delays_sleep (self->session, is_open);
  if (is_open)
    read_setting (self);
  else
    rem_idle_watch_set_minutes (self->idle, 0);
  if (is_open && self->locks_when_open)
    g_signal_emit (self, signals[SIGNAL_LOCK], 0);
  self->locks_when_open = FALSE;
}

static void
changed_cb (RemAutoLock *self, guint changes)
{
  if ((changes & REM_BOX_CHANGE_SETTINGS) != 0 &&
      rem_context_get_state (self->context) == REM_CONTEXT_OPEN)
    read_setting (self);
}

static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, RemAutoLock *self)
{
  switch (gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_MOTION_NOTIFY:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_TOUCHPAD_SWIPE:
    case GDK_TOUCHPAD_PINCH:
    case GDK_PAD_BUTTON_PRESS:
      rem_idle_watch_note_presence (self->idle);
      break;
    case GDK_DELETE:
    case GDK_BUTTON_RELEASE:
    case GDK_KEY_RELEASE:
    case GDK_ENTER_NOTIFY:
    case GDK_LEAVE_NOTIFY:
    case GDK_FOCUS_CHANGE:
    case GDK_PROXIMITY_IN:
    case GDK_PROXIMITY_OUT:
    case GDK_DRAG_ENTER:
    case GDK_DRAG_LEAVE:
    case GDK_DRAG_MOTION:
    case GDK_DROP_START:
    case GDK_GRAB_BROKEN:
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
    case GDK_PAD_BUTTON_RELEASE:
    case GDK_PAD_RING:
    case GDK_PAD_STRIP:
    case GDK_PAD_GROUP_MODE:
    case GDK_TOUCHPAD_HOLD:
    case GDK_EVENT_LAST:
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
rem_auto_lock_dispose (GObject *object)
{
  RemAutoLock *self = REM_AUTO_LOCK (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->idle);
  g_clear_object (&self->session);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_auto_lock_parent_class)->dispose (object);
}

static void
rem_auto_lock_class_init (RemAutoLockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rem_auto_lock_dispose;

  /**
   * RemAutoLock::lock:
   * @self: what says it
   *
   * The box is open and is to be locked now.
   */
  signals[SIGNAL_LOCK] = g_signal_new ("lock", REM_TYPE_AUTO_LOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
}

static void
rem_auto_lock_init (RemAutoLock *self)
{
}

/**
 * rem_auto_lock_new:
 * @context: the context
 *
 * Returns: (transfer full): what says when to lock
 */
RemAutoLock *
rem_auto_lock_new (RemContext *context)
{
  RemAutoLock *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_AUTO_LOCK, NULL);
  self->context = g_object_ref (context);
  self->idle = rem_idle_watch_new (rem_context_get_clock (context));
  self->session = rem_session_watch_new ();
  g_signal_connect_object (self->idle, "idle", G_CALLBACK (idle_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "leaving", G_CALLBACK (leaving_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  state_changed_cb (self);
  return self;
}

/**
 * rem_auto_lock_set_window:
 * @self: what says when to lock
 * @window: where somebody may be
 *
 * Takes what is done in @window for somebody being there.
 */
void
rem_auto_lock_set_window (RemAutoLock *self, RemWindow *window)
{
  GtkEventController *controller;

  g_return_if_fail (REM_IS_AUTO_LOCK (self));
  g_return_if_fail (REM_IS_WINDOW (window));

  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (event_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
  g_set_weak_pointer (&self->window, window);
}

/**
 * rem_auto_lock_stay:
 * @self: what says when to lock
 *
 * The box could not be locked, for something is not kept: the computer may go to sleep all the
 * same.
 */
void
rem_auto_lock_stay (RemAutoLock *self)
{
  g_return_if_fail (REM_IS_AUTO_LOCK (self));

  rem_session_watch_set_delays_sleep (self->session, FALSE);
}
