/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-window.h"

#include "rem-candle-mark.h"
#include "rem-key-change-page.h"
#include "rem-lock-page.h"
#include "rem-page-stack.h"
#include "rem-places.h"
#include "rem-start-page.h"
#include "rem-window-private.h"

/* Notes: what the window shows.
 *
 *   cover_stack   "shown" or "cover", which lies over everything at once; the box stays as it is.
 *   state_stack   "closed" while there is no open box, "open" otherwise. What the two hold is made
 *                 when it is needed: nothing of an open box outlives it here.
 *   closed_navigation  like "navigation", over the page of a closed box: Help is there, too.
 *   navigation    a leaflet used as a stack of pages: the places at the bottom, then what was
 *                 pushed. A page brings its own header bar, with a button for "win.back".
 * The title never changes, and no action has a state that tells what is shown. */

/* How soon the second Esc must follow the first, in milliseconds. */
#define ESCAPE_INTERVAL_MS 600

/* From this resolution on, in 1024ths, text is so large that titles must be smaller beside it. */
#define LARGE_TEXT_DPI (130 * 96 * 1024 / 100)

struct _RemWindow
{
  AdwApplicationWindow parent_instance;

  GtkStack *cover_stack;
  AdwToastOverlay *toast_overlay;
  GtkStack *state_stack;
  AdwLeaflet *closed_navigation;
  AdwBin *closed_bin;
  AdwLeaflet *navigation;
  RemPlaces *places;
  GtkWidget *cover;
  GtkWidget *uncover_button;

  RemContext *context;
  RemCandleKeeper *candle;
  char *lock_hint;
  GtkWidget *focus_before_cover;
  guint32 last_escape_ms;
};

typedef enum
{
  PROP_CONTEXT = 1,
  N_PROPS,
} RemWindowProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RemWindow, rem_window, ADW_TYPE_APPLICATION_WINDOW)

static void
empty_places (RemWindow *self)
{
  rem_page_stack_drop_after (self->navigation, GTK_WIDGET (self->places));
  rem_places_empty (self->places);
}

static void update_state (RemWindow *self);

static void
show_start_page (RemWindow *self)
{
  GtkWidget *page;

  if (REM_IS_START_PAGE (adw_bin_get_child (self->closed_bin)))
    return;
  page = rem_start_page_new (self->context);
  g_signal_connect_object (page, "done", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->closed_bin, page);
  gtk_widget_grab_focus (page);
}

/* Over the first page, once it is there. */
static void
opened_by_code_cb (RemWindow *self, RemSecret *code)
{
  rem_window_push_page (self, rem_key_change_page_new_after_code (self->context, code));
}

static void
show_lock_page (RemWindow *self)
{
  GtkWidget *page;

  if (REM_IS_LOCK_PAGE (adw_bin_get_child (self->closed_bin)))
    return;
  page = rem_lock_page_new (self->context);
  rem_lock_page_set_hint (REM_LOCK_PAGE (page), self->lock_hint);
  g_signal_connect_object (page, "opened-by-code", G_CALLBACK (opened_by_code_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->closed_bin, page);
  gtk_widget_grab_focus (page);
}

/* The box is open as soon as it is made, but the recovery sheet comes first. */
static gboolean
is_showing_sheet (RemWindow *self)
{
  GtkWidget *page = adw_bin_get_child (self->closed_bin);

  return REM_IS_START_PAGE (page) && !rem_start_page_is_done (REM_START_PAGE (page));
}

/* Shows what belongs to the state of the box. */
static void
update_state (RemWindow *self)
{
  switch (rem_context_get_state (self->context))
    {
    case REM_CONTEXT_OPEN:
      if (is_showing_sheet (self))
        break;
      if (!rem_places_is_filled (self->places))
        rem_places_fill (self->places, self->context);
      gtk_widget_set_visible (GTK_WIDGET (self->navigation), TRUE);
      gtk_stack_set_visible_child_name (self->state_stack, "open");
      /* Before the focus, which a button whose action is off cannot have. */
      rem_window_update_actions (self);
      rem_places_focus_shown (self->places);
      break;
    case REM_CONTEXT_NO_BOX:
      empty_places (self);
      show_start_page (self);
      gtk_stack_set_visible_child_name (self->state_stack, "closed");
      gtk_widget_set_visible (GTK_WIDGET (self->navigation), FALSE);
      break;
    case REM_CONTEXT_LOCKED:
      empty_places (self);
      show_lock_page (self);
      gtk_stack_set_visible_child_name (self->state_stack, "closed");
      gtk_widget_set_visible (GTK_WIDGET (self->navigation), FALSE);
      break;
    case REM_CONTEXT_BUSY:
    default:
      break;
    }
  rem_window_update_actions (self);
}

static void
update_text_size (RemWindow *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  if (dpi >= LARGE_TEXT_DPI)
    gtk_widget_add_css_class (GTK_WIDGET (self), "large-text");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "large-text");
}

/* The page that opened the box goes once it is out of sight. */
static void
state_settled_cb (RemWindow *self)
{
  if (!gtk_stack_get_transition_running (self->state_stack) &&
      g_strcmp0 (gtk_stack_get_visible_child_name (self->state_stack), "open") == 0)
    {
      rem_page_stack_drop_after (self->closed_navigation, GTK_WIDGET (self->closed_bin));
      adw_bin_set_child (self->closed_bin, NULL);
    }
}

/* Pages that were left, by the button, the key or a swipe, go once they are out of sight. */
static void
navigation_settled_cb (AdwLeaflet *navigation, GParamSpec *pspec, RemWindow *self)
{
  if (self->context != NULL)
    rem_window_update_actions (self);
  rem_page_stack_settle (navigation);
}

/* Esc twice, wherever the focus is, even when a popover or the page would use the key. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                RemWindow *self)
{
  guint32 now_ms = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (controller));
  gboolean is_second;

  if (keyval != GDK_KEY_Escape || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    {
      self->last_escape_ms = 0;
      return GDK_EVENT_PROPAGATE;
    }
  is_second = self->last_escape_ms != 0 && now_ms - self->last_escape_ms <= ESCAPE_INTERVAL_MS;
  self->last_escape_ms = is_second ? 0 : now_ms;
  if (!is_second)
    return GDK_EVENT_PROPAGATE;
  rem_window_cover (self);
  return GDK_EVENT_STOP;
}

static void
close_transients (RemWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (GTK_WINDOW (l->data)) == GTK_WINDOW (self))
      gtk_window_close (GTK_WINDOW (l->data));
}

static void
rem_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RemWindow *self = REM_WINDOW (object);

  switch ((RemWindowProperty) prop_id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, self->context);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RemWindow *self = REM_WINDOW (object);

  switch ((RemWindowProperty) prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_window_constructed (GObject *object)
{
  RemWindow *self = REM_WINDOW (object);

  G_OBJECT_CLASS (rem_window_parent_class)->constructed (object);

  g_signal_connect_object (self->context, "notify::state", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (update_text_size), self, G_CONNECT_SWAPPED);
  update_text_size (self);
  self->candle = rem_candle_keeper_new (self->context);
  rem_window_init_check_in (self);
  rem_window_init_candle (self);
  update_state (self);
}

static void
rem_window_dispose (GObject *object)
{
  RemWindow *self = REM_WINDOW (object);

  g_clear_weak_pointer (&self->focus_before_cover);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_WINDOW);
  g_clear_object (&self->candle);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_window_parent_class)->dispose (object);
}

static void
rem_window_finalize (GObject *object)
{
  g_free (REM_WINDOW (object)->lock_hint);

  G_OBJECT_CLASS (rem_window_parent_class)->finalize (object);
}

static void
rem_window_class_init (RemWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rem_window_constructed;
  object_class->dispose = rem_window_dispose;
  object_class->finalize = rem_window_finalize;
  object_class->get_property = rem_window_get_property;
  object_class->set_property = rem_window_set_property;

  properties[PROP_CONTEXT] =
      g_param_spec_object ("context", NULL, NULL, REM_TYPE_CONTEXT,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  rem_window_class_install_actions (widget_class);
  rem_window_class_install_page_actions (widget_class);

  g_type_ensure (REM_TYPE_PLACES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RemWindow, cover_stack);
  gtk_widget_class_bind_template_child (widget_class, RemWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, RemWindow, state_stack);
  gtk_widget_class_bind_template_child (widget_class, RemWindow, closed_navigation);
  gtk_widget_class_bind_template_child (widget_class, RemWindow, closed_bin);
  gtk_widget_class_bind_template_child (widget_class, RemWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, RemWindow, places);
  gtk_widget_class_bind_template_child (widget_class, RemWindow, cover);
  gtk_widget_class_bind_template_child (widget_class, RemWindow, uncover_button);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, navigation_settled_cb);
  gtk_widget_class_bind_template_callback (widget_class, rem_window_uncover);
  gtk_widget_class_bind_template_callback (widget_class, state_settled_cb);
}

static void
rem_window_init (RemWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rem_window_init_pages (self);
}

/**
 * rem_window_new:
 * @application: the application it belongs to
 * @context: what the pages are handed
 *
 * Returns: (transfer none): a window that shows what belongs to the state of @context
 */
RemWindow *
rem_window_new (GtkApplication *application, RemContext *context)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  return g_object_new (REM_TYPE_WINDOW, "application", application, "context", context, NULL);
}

/**
 * rem_window_get_context:
 * @self: a window
 *
 * Returns: (transfer none): what the pages were handed
 */
RemContext *
rem_window_get_context (RemWindow *self)
{
  g_return_val_if_fail (REM_IS_WINDOW (self), NULL);

  return self->context;
}

/**
 * rem_window_is_narrow:
 * @self: a window
 *
 * Returns: %TRUE when the places are in the bar below and not in the sidebar
 */
gboolean
rem_window_is_narrow (RemWindow *self)
{
  g_return_val_if_fail (REM_IS_WINDOW (self), FALSE);

  return rem_places_is_narrow (self->places);
}

/**
 * rem_window_is_covered:
 * @self: a window
 *
 * Returns: %TRUE while the cover lies over everything
 */
gboolean
rem_window_is_covered (RemWindow *self)
{
  g_return_val_if_fail (REM_IS_WINDOW (self), FALSE);

  return gtk_stack_get_visible_child (self->cover_stack) == self->cover;
}

/**
 * rem_window_set_lock_hint:
 * @self: a window
 * @hint: (nullable): a sentence for the lock page, or %NULL
 *
 * Says on the lock page how a box that is no secret is opened.
 */
void
rem_window_set_lock_hint (RemWindow *self, const char *hint)
{
  GtkWidget *page;

  g_return_if_fail (REM_IS_WINDOW (self));

  g_free (self->lock_hint);
  self->lock_hint = g_strdup (hint);
  page = adw_bin_get_child (self->closed_bin);
  if (REM_IS_LOCK_PAGE (page))
    rem_lock_page_set_hint (REM_LOCK_PAGE (page), hint);
}

/**
 * rem_window_add_toast:
 * @self: a window
 * @toast: (transfer full): what to say
 *
 * Says something in passing at the foot of the window.
 */
void
rem_window_add_toast (RemWindow *self, AdwToast *toast)
{
  g_return_if_fail (REM_IS_WINDOW (self));
  g_return_if_fail (ADW_IS_TOAST (toast));

  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * rem_window_show_place:
 * @self: a window
 * @name: "today", "box", "dates", "rituals" or "help"; an unknown place is ignored
 *
 * Shows a place, over any page that was pushed.
 */
void
rem_window_show_place (RemWindow *self, const char *name)
{
  g_return_if_fail (REM_IS_WINDOW (self));
  g_return_if_fail (name != NULL);

  if (!rem_places_show (self->places, name))
    return;
  adw_leaflet_set_visible_child (self->navigation, GTK_WIDGET (self->places));
  rem_places_focus_shown (self->places);
}

/**
 * rem_window_push_page:
 * @self: a window
 * @page: (transfer floating): a page with its own header bar and a button for "win.back"
 *
 * Slides @page over what is shown. It is dropped once it has been left.
 */
void
rem_window_push_page (RemWindow *self, GtkWidget *page)
{
  g_return_if_fail (REM_IS_WINDOW (self));
  g_return_if_fail (GTK_IS_WIDGET (page));

  rem_candle_mark_add_to (page);
  rem_page_stack_push (rem_window_get_navigation (self), page);
}

/**
 * rem_window_get_navigation:
 * @self: a window
 *
 * Returns: (transfer none): the stack of pages that belongs to the state of the box
 */
AdwLeaflet *
rem_window_get_navigation (RemWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->state_stack), "open") == 0
             ? self->navigation
             : self->closed_navigation;
}

/**
 * rem_window_get_candle:
 * @self: a window
 *
 * Returns: (transfer none): what keeps the candle
 */
RemCandleKeeper *
rem_window_get_candle (RemWindow *self)
{
  return self->candle;
}

/**
 * rem_window_pop_page:
 * @self: a window
 *
 * Goes back to what was shown before the page on top was pushed.
 */
void
rem_window_pop_page (RemWindow *self)
{
  g_return_if_fail (REM_IS_WINDOW (self));

  adw_leaflet_navigate (rem_window_get_navigation (self), ADW_NAVIGATION_DIRECTION_BACK);
}

/**
 * rem_window_can_pop_page:
 * @self: a window
 *
 * Returns: %TRUE when a page lies over the places, or over the page of a closed box
 */
gboolean
rem_window_can_pop_page (RemWindow *self)
{
  return adw_leaflet_get_adjacent_child (rem_window_get_navigation (self),
                                         ADW_NAVIGATION_DIRECTION_BACK) != NULL;
}

/**
 * rem_window_get_page:
 * @self: a window
 *
 * Returns: (transfer none): what is shown: a page that was pushed, the places, or the page of a
 *   closed box
 */
GtkWidget *
rem_window_get_page (RemWindow *self)
{
  return adw_leaflet_get_visible_child (rem_window_get_navigation (self));
}

/**
 * rem_window_get_adder:
 * @self: a window
 *
 * Returns: (transfer none): what brings pictures into the box
 */
RemKeepsakeAdder *
rem_window_get_adder (RemWindow *self)
{
  g_return_val_if_fail (REM_IS_WINDOW (self), NULL);

  return rem_places_get_adder (self->places);
}

/**
 * rem_window_cover:
 * @self: a window
 *
 * Hides everything behind a plain page, at once and without a fade. The box stays open.
 */
void
rem_window_cover (RemWindow *self)
{
  g_return_if_fail (REM_IS_WINDOW (self));

  if (rem_window_is_covered (self))
    return;
  close_transients (self);
  g_set_weak_pointer (&self->focus_before_cover, gtk_window_get_focus (GTK_WINDOW (self)));
  gtk_widget_set_visible (self->cover, TRUE);
  gtk_stack_set_visible_child (self->cover_stack, self->cover);
  /* A stack only leaves its other pages undrawn; hidden, they are not read aloud either. */
  gtk_widget_set_visible (GTK_WIDGET (self->toast_overlay), FALSE);
  gtk_widget_grab_focus (self->uncover_button);
  rem_window_update_actions (self);
}

/**
 * rem_window_uncover:
 * @self: a window
 *
 * Shows again what was covered, with the focus where it was.
 */
void
rem_window_uncover (RemWindow *self)
{
  g_return_if_fail (REM_IS_WINDOW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->toast_overlay), TRUE);
  gtk_stack_set_visible_child (self->cover_stack, GTK_WIDGET (self->toast_overlay));
  gtk_widget_set_visible (self->cover, FALSE);
  if (self->focus_before_cover != NULL)
    gtk_widget_grab_focus (self->focus_before_cover);
  g_clear_weak_pointer (&self->focus_before_cover);
  rem_window_update_actions (self);
}

/**
 * rem_window_offer_salvage:
 * @self: a window
 *
 * Shows on the lock page the way to save what can be read.
 */
void
rem_window_offer_salvage (RemWindow *self)
{
  GtkWidget *page = adw_bin_get_child (self->closed_bin);

  if (REM_IS_LOCK_PAGE (page))
    rem_lock_page_offer_salvage (REM_LOCK_PAGE (page));
}
