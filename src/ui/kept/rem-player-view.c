/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-player-view.h"

#include "rem-error-text.h"
#include "rem-focus-child.h"
#include "rem-keepsakes.h"
#include "rem-play-time.h"
#include "rem-player.h"

#include <glib/gi18n.h>

/*
 * Mapped, it opens the file and the player; unmapped, it lets go of both, so that nothing plays on
 * behind another page or a covered window. What was learned of the file (how long it is, the first
 * picture of a film) is kept with it once, for its card in the box.
 */

/** So far the arrows go, in microseconds. */
#define STEP_US (5 * G_USEC_PER_SEC)

struct _RemPlayerView
{
  GtkWidget parent_instance;

  GtkWidget *whole;
  GtkPicture *picture;
  GtkWidget *controls;
  GtkButton *play_button;
  GtkScale *scale;
  GtkAdjustment *place;
  GtkAdjustment *loudness;
  GtkLabel *position_label;
  GtkLabel *length_label;
  GtkMenuButton *volume_button;
  GtkLabel *trouble;
  GtkWidget *lack;

  RemContext *context;
  RemAttachment *attachment;
  gboolean is_film;
  GCancellable *opening;
  RemAttachmentStream *stream;
  RemPlayer *player;
  gint64 left_at_us;
  gboolean is_learned;
};

G_DEFINE_FINAL_TYPE (RemPlayerView, rem_player_view, GTK_TYPE_WIDGET)

static RemPlayerState
get_state (RemPlayerView *self)
{
  return self->player != NULL ? rem_player_get_state (self->player) : REM_PLAYER_LOADING;
}

static void
show_trouble (RemPlayerView *self, const GError *error)
{
  g_autofree char *words = rem_error_text_build (error);

  gtk_label_set_label (self->trouble, words);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
  gtk_widget_set_visible (self->controls, FALSE);
  gtk_widget_set_visible (self->lack, FALSE);
}

static void
update_place (RemPlayerView *self)
{
  gint64 position_us = self->player != NULL ? rem_player_get_position_us (self->player) : 0;
  gint64 known_us = rem_attachment_get_length_ms (self->attachment) * 1000;
  gint64 length_us = self->player != NULL ? rem_player_get_length_us (self->player) : 0;
  g_autofree char *position = NULL;
  g_autofree char *length = NULL;
  g_autofree char *spoken = NULL;

  if (length_us == 0)
    length_us = known_us;
  position = rem_play_time_format (position_us);
  length = length_us > 0 ? rem_play_time_format (length_us) : g_strdup ("");
  gtk_adjustment_set_upper (self->place,
                            MAX ((double) MAX (length_us, position_us) / G_USEC_PER_SEC, 0.001));
  gtk_adjustment_set_value (self->place, (double) position_us / G_USEC_PER_SEC);
  gtk_label_set_label (self->position_label, position);
  gtk_label_set_label (self->length_label, length);

  /* TRANSLATORS: the place in a sound or film and its length, as "0:03 of 0:10". */
  spoken = length_us > 0 ? g_strdup_printf (_ ("%s of %s"), position, length) : g_strdup (position);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  spoken, -1);
}

static void
update_button (RemPlayerView *self)
{
  gboolean is_playing = get_state (self) == REM_PLAYER_PLAYING;
  const char *words = is_playing ? _ ("Pause") : _ ("Play");

  gtk_button_set_icon_name (self->play_button, is_playing ? "media-playback-pause-symbolic"
                                                          : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play_button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!rem_keepsakes_change_attachment_finish (REM_CONTEXT (source), result, &error))
    g_debug ("What was learned of a file is not kept: %s", error->message);
}

static void
keep_still_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!rem_keepsakes_keep_still_finish (REM_CONTEXT (source), result, &error))
    g_debug ("What was learned of a film is not kept: %s", error->message);
}

static void
encode_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, gdk_texture_save_to_png_bytes (task_data),
                         (GDestroyNotify) g_bytes_unref);
}

static void
encode_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RemPlayerView *self = REM_PLAYER_VIEW (source);
  g_autoptr (GBytes) picture = g_task_propagate_pointer (G_TASK (result), NULL);

  if (picture != NULL && self->context != NULL)
    rem_keepsakes_keep_still_async (self->context, self->attachment, picture, NULL, keep_still_cb,
                                    NULL);
}

static void
keep_still (RemPlayerView *self, GdkTexture *texture)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, encode_cb, NULL);

  g_task_set_source_tag (task, keep_still);
  g_task_set_name (task, "[remember] encode a still");
  g_task_set_task_data (task, g_object_ref (texture), g_object_unref);
  g_task_run_in_thread (task, encode_thread);
}

/* Once the length is known, and the first picture of a film has come. */
static void
learn (RemPlayerView *self)
{
  gint64 length_ms = rem_player_get_length_us (self->player) / 1000;
  GdkPaintable *paintable = gtk_picture_get_paintable (self->picture);
  gboolean is_known = rem_attachment_get_length_ms (self->attachment) > 0;
  g_autoptr (RemAttachment) before = NULL;

  if (self->is_learned || length_ms == 0 || (self->is_film && paintable == NULL))
    return;
  self->is_learned = TRUE;
  if (is_known && (!self->is_film || rem_attachment_get_width (self->attachment) > 0))
    return;
  before = self->attachment;
  self->attachment = rem_attachment_with_length_ms (before, length_ms);
  if (self->is_film)
    keep_still (self, GDK_TEXTURE (paintable));
  else
    rem_keepsakes_change_attachment_async (self->context, self->attachment, NULL, keep_cb, NULL);
}

static void
player_changed_cb (RemPlayerView *self)
{
  RemPlayerState state = get_state (self);

  if (self->stream != NULL)
    rem_attachment_stream_set_playing (self->stream, state == REM_PLAYER_PLAYING);
  if (state == REM_PLAYER_FAILED)
    {
      show_trouble (self, rem_player_get_error (self->player));
      return;
    }
  if (state != REM_PLAYER_LOADING && self->left_at_us > 0)
    {
      gint64 left_at_us = self->left_at_us;

      self->left_at_us = 0;
      rem_player_seek (self->player, left_at_us);
    }
  update_place (self);
  update_button (self);
  gtk_widget_set_visible (self->lack, rem_player_lacks_codec (self->player));
  if (state != REM_PLAYER_LOADING)
    learn (self);
}

static void
frame_cb (RemPlayerView *self)
{
  const RemPlayerFrame *frame = rem_player_get_frame (self->player);
  g_autoptr (GdkTexture) texture =
      gdk_memory_texture_new (frame->width, frame->height, GDK_MEMORY_B8G8R8A8, frame->pixels,
                              frame->stride);

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), TRUE);
  learn (self);
}

static void
open_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPlayerView) self = user_data;
  g_autoptr (GError) error = NULL;
  RemAttachmentStream *stream =
      rem_keepsakes_open_attachment_finish (REM_CONTEXT (source), result, &error);

  /* It may have gone out of view and come back meanwhile. */
  if (g_task_get_cancellable (G_TASK (result)) != self->opening ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_object (&stream);
      return;
    }
  if (stream == NULL)
    {
      show_trouble (self, error);
      return;
    }
  self->stream = stream;
  self->player = rem_player_new (rem_context_get_clock (self->context), NULL);
  g_signal_connect_object (self->player, "changed", G_CALLBACK (player_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "frame", G_CALLBACK (frame_cb), self, G_CONNECT_SWAPPED);
  rem_player_set_volume (self->player, gtk_adjustment_get_value (self->loudness));
  rem_player_open (self->player, G_INPUT_STREAM (stream));
}

static void
open_file (RemPlayerView *self)
{
  if (self->opening != NULL || self->attachment == NULL)
    return;
  self->opening = g_cancellable_new ();
  rem_keepsakes_open_attachment_async (self->context, rem_attachment_get_uuid (self->attachment),
                                       self->opening, open_cb, g_object_ref (self));
}

static void
let_go (RemPlayerView *self)
{
  if (self->player != NULL)
    {
      self->left_at_us = rem_player_get_position_us (self->player);
      g_signal_handlers_disconnect_by_data (self->player, self);
      rem_player_close (self->player);
    }
  g_clear_object (&self->player);
  if (self->stream != NULL)
    rem_attachment_stream_set_playing (self->stream, FALSE);
  g_clear_object (&self->stream);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
}

static void
toggle_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemPlayerView *self = REM_PLAYER_VIEW (widget);

  if (self->player == NULL)
    return;
  if (get_state (self) == REM_PLAYER_PLAYING)
    rem_player_pause (self->player);
  else
    rem_player_play (self->player);
}

static gboolean
place_changed_cb (RemPlayerView *self, GtkScrollType scroll, double value)
{
  if (self->player != NULL)
    rem_player_seek (self->player,
                     (gint64) (CLAMP (value, 0, gtk_adjustment_get_upper (self->place)) *
                               G_USEC_PER_SEC));
  return TRUE;
}

static void
volume_changed_cb (RemPlayerView *self)
{
  double volume = gtk_adjustment_get_value (self->loudness);

  if (self->player != NULL)
    rem_player_set_volume (self->player, volume);
  gtk_menu_button_set_icon_name (self->volume_button, volume <= 0 ? "audio-volume-muted-symbolic"
                                                      : volume < 0.5
                                                          ? "audio-volume-low-symbolic"
                                                          : "audio-volume-high-symbolic");
}

static void
rem_player_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rem_player_view_parent_class)->map (widget);
  open_file (REM_PLAYER_VIEW (widget));
}

static void
rem_player_view_unmap (GtkWidget *widget)
{
  let_go (REM_PLAYER_VIEW (widget));
  update_button (REM_PLAYER_VIEW (widget));
  GTK_WIDGET_CLASS (rem_player_view_parent_class)->unmap (widget);
}

static void
rem_player_view_dispose (GObject *object)
{
  RemPlayerView *self = REM_PLAYER_VIEW (object);

  let_go (self);
  g_clear_pointer (&self->whole, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_PLAYER_VIEW);

  G_OBJECT_CLASS (rem_player_view_parent_class)->dispose (object);
}

static void
rem_player_view_finalize (GObject *object)
{
  RemPlayerView *self = REM_PLAYER_VIEW (object);

  /* Until here: answers of the box may come after the view was left. */
  g_clear_object (&self->context);
  g_clear_pointer (&self->attachment, rem_attachment_unref);

  G_OBJECT_CLASS (rem_player_view_parent_class)->finalize (object);
}

static void
rem_player_view_class_init (RemPlayerViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_player_view_dispose;
  object_class->finalize = rem_player_view_finalize;
  widget_class->focus = rem_focus_child;
  widget_class->map = rem_player_view_map;
  widget_class->unmap = rem_player_view_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-player-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RemPlayerView, whole);
  gtk_widget_class_bind_template_child (widget_class, RemPlayerView, picture);
  gtk_widget_class_bind_template_child (widget_class, RemPlayerView, controls);
  gtk_widget_class_bind_template_child (widget_class, RemPlayerView, play_button);
  gtk_widget_class_bind_template_child (widget_class, RemPlayerView, scale);
  gtk_widget_class_bind_template_child (widget_class, RemPlayerView, place);
  gtk_widget_class_bind_template_child (widget_class, RemPlayerView, loudness);
  gtk_widget_class_bind_template_child (widget_class, RemPlayerView, position_label);
  gtk_widget_class_bind_template_child (widget_class, RemPlayerView, length_label);
  gtk_widget_class_bind_template_child (widget_class, RemPlayerView, volume_button);
  gtk_widget_class_bind_template_child (widget_class, RemPlayerView, trouble);
  gtk_widget_class_bind_template_child (widget_class, RemPlayerView, lack);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, volume_changed_cb);
  gtk_widget_class_install_action (widget_class, "player.toggle", NULL, toggle_activated);
}

static void
rem_player_view_init (RemPlayerView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_player_view_new:
 * @context: a context whose box is open
 * @attachment: the file
 * @is_film: whether there is something to see
 *
 * Returns: (transfer floating): a view that opens the file once it is shown
 */
GtkWidget *
rem_player_view_new (RemContext *context, RemAttachment *attachment, gboolean is_film)
{
  RemPlayerView *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (attachment != NULL, NULL);

  self = g_object_new (REM_TYPE_PLAYER_VIEW, NULL);
  self->context = g_object_ref (context);
  self->attachment = rem_attachment_ref (attachment);
  self->is_film = is_film;
  update_place (self);
  update_button (self);
  return GTK_WIDGET (self);
}

/**
 * rem_player_view_press:
 * @self: a view
 * @keyval: a key that nothing else on the page wanted
 *
 * Space plays and pauses, the arrows left and right go a few seconds back and on, up and down are
 * louder and softer, Home is the beginning.
 *
 * Returns: %TRUE if the key was one of these
 */
gboolean
rem_player_view_press (RemPlayerView *self, guint keyval)
{
  gboolean is_rtl;
  double volume;

  g_return_val_if_fail (REM_IS_PLAYER_VIEW (self), FALSE);

  if (self->player == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  volume = gtk_adjustment_get_value (self->loudness);
  if (keyval == GDK_KEY_space)
    gtk_widget_activate_action (GTK_WIDGET (self), "player.toggle", NULL);
  else if (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right)
    rem_player_seek (self->player, rem_player_get_position_us (self->player) +
                                       ((keyval == GDK_KEY_Right) != is_rtl ? STEP_US : -STEP_US));
  else if (keyval == GDK_KEY_Home)
    rem_player_seek (self->player, 0);
  else if (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down)
    gtk_adjustment_set_value (self->loudness, volume + (keyval == GDK_KEY_Up ? 0.1 : -0.1));
  else
    return FALSE;
  return TRUE;
}
