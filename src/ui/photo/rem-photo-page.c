/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-photo-page-private.h"

#include "rem-card-back.h"
#include "rem-copy-saver.h"
#include "rem-day-button.h"
#include "rem-draft-keeper.h"
#include "rem-error-text.h"
#include "rem-keepsake-remover.h"
#include "rem-keepsake-words.h"
#include "rem-keepsakes.h"
#include "rem-letter-plain.h"
#include "rem-letter-view.h"
#include "rem-photo-view.h"
#include "rem-photo-walk.h"
#include "rem-picture-texture.h"
#include "rem-tag-button.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/*
 * One keepsake at a time, held by its keeper. Going to the next one swaps the keeper; what waited
 * to be kept in the old one is kept at once. A picture that lies face down is not even read until
 * it is turned. It is read at the size at which it is shown, and again when the page grows well
 * beyond that.
 */

/** The sizes at which pictures are read are multiples of this, in pixels. */
#define SIDE_STEP 512

/** No picture is read larger than this, in pixels: one of 4096 squared takes 64 MiB. */
#define MAX_SIDE 4096

struct _RemPhotoPage
{
  AdwBin parent_instance;

  GtkLabel *heading;
  GtkStack *faces;
  GtkWidget *header;
  GtkWidget *tools;
  RemPhotoView *picture;
  GtkLabel *words_title;
  GtkLabel *words_explanation;
  GtkWidget *save_button;
  RemCardBack *back;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  GtkWidget *partial;
  GtkWidget *under;
  RemLetterView *caption;
  GtkWidget *caption_hint;
  RemDayButton *day_button;
  RemTagButton *tag_button;
  GtkLabel *status;

  RemContext *context;
  RemDraftKeeper *keeper;
  RemAttachment *attachment;
  RemPhotoWalk *walk;
  GCancellable *reading;
  GCancellable *stepping;
  int read_side;
  gboolean is_turned;
  gboolean is_filled;
  gboolean is_changed;
  gboolean is_updating;
  gboolean was_focused;
};

G_DEFINE_FINAL_TYPE (RemPhotoPage, rem_photo_page, ADW_TYPE_BIN)

static RemKeepsake *
get_draft (RemPhotoPage *self)
{
  return rem_draft_keeper_get_draft (self->keeper);
}

static gboolean
is_back_shown (RemPhotoPage *self)
{
  return rem_keepsake_is_face_down (get_draft (self)) && !self->is_turned;
}

static void
update_actions (RemPhotoPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_face_down = rem_keepsake_is_face_down (get_draft (self));
  gboolean is_seen = rem_photo_view_has_texture (self->picture) && !is_back_shown (self);
  gboolean can_go_back = self->walk != NULL && rem_photo_walk_can_step (self->walk, -1);
  gboolean can_go_on = self->walk != NULL && rem_photo_walk_can_step (self->walk, 1);

  gtk_widget_action_set_enabled (widget, "photo.turn-down", !is_face_down);
  gtk_widget_action_set_enabled (widget, "photo.turn-up", is_face_down);
  gtk_widget_action_set_enabled (widget, "photo.save-copy", self->attachment != NULL);
  gtk_widget_action_set_enabled (widget, "photo.previous", can_go_back);
  gtk_widget_action_set_enabled (widget, "photo.next", can_go_on);
  gtk_widget_action_set_enabled (widget, "photo.zoom-in",
                                 is_seen && rem_photo_view_can_grow (self->picture));
  gtk_widget_action_set_enabled (widget, "photo.zoom-out",
                                 is_seen && !rem_photo_view_is_fit (self->picture));
  gtk_widget_action_set_enabled (widget, "photo.fit",
                                 is_seen && !rem_photo_view_is_fit (self->picture));
  gtk_widget_action_set_enabled (widget, "photo.turn-right", is_seen);
  gtk_widget_action_set_enabled (widget, "photo.turn-left", is_seen);
  gtk_widget_set_visible (self->tools, is_seen);
  gtk_widget_set_visible (self->previous_button, can_go_back);
  gtk_widget_set_visible (self->next_button, can_go_on);
}

static void
update_status (RemPhotoPage *self)
{
  switch (rem_draft_keeper_get_state (self->keeper))
    {
    case REM_DRAFT_CLEAN:
      gtk_label_set_label (self->status, self->is_changed ? _ ("Kept") : "");
      break;
    case REM_DRAFT_FAILED:
      {
        g_autofree char *words = rem_error_text_build (rem_draft_keeper_get_error (self->keeper));

        gtk_label_set_label (self->status, words);
        break;
      }
    case REM_DRAFT_WAITING:
      gtk_label_set_label (self->status, "");
      break;
    case REM_DRAFT_KEEPING:
    default:
      break;
    }
}

/* What a keepsake is told by when there is no picture of it. */
static void
show_words (RemPhotoPage *self, const char *explanation)
{
  RemKeepsake *draft = get_draft (self);
  g_autofree char *title = rem_letter_plain_line (rem_keepsake_get_title (draft));

  gtk_label_set_label (self->words_title, title);
  gtk_widget_set_visible (GTK_WIDGET (self->words_title), *title != '\0');
  gtk_label_set_label (self->words_explanation, explanation);
  gtk_widget_set_visible (GTK_WIDGET (self->words_explanation), *explanation != '\0');
  gtk_widget_set_visible (self->save_button, self->attachment != NULL);
  gtk_stack_set_visible_child_name (self->faces, "words");
}

static void
read_picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPhotoPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemPicture) picture = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  picture = rem_keepsakes_read_picture_finish (self->context, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->keeper == NULL)
    return;
  if (picture == NULL)
    {
      if (!rem_photo_view_has_texture (self->picture))
        show_words (self,
                    _ ("This picture cannot be shown. The file is kept just as you gave it."));
      return;
    }

  texture = rem_picture_texture_new (picture);
  rem_photo_view_set_texture (self->picture, texture, rem_picture_get_original_width (picture),
                              rem_picture_get_original_height (picture));
  gtk_widget_set_visible (self->partial, !rem_picture_is_complete (picture));
  gtk_stack_set_visible_child_name (self->faces, "picture");
  update_actions (self);
}

/* The page is as large as the window, which has its size before the page has. */
static void
read_picture (RemPhotoPage *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  int side;

  if (window == NULL || self->keeper == NULL)
    return;
  side = MAX (gtk_widget_get_width (window), gtk_widget_get_height (window)) *
         gtk_widget_get_scale_factor (window);
  if (rem_photo_view_has_texture (self->picture))
    side = MAX (side, rem_photo_view_get_side (self->picture));
  side = MIN (side, MAX_SIDE);
  side = (side + SIDE_STEP - 1) / SIDE_STEP * SIDE_STEP;
  if (side == 0 || side <= self->read_side || self->attachment == NULL || is_back_shown (self) ||
      rem_keepsake_get_kind (get_draft (self)) != REM_KEEPSAKE_KIND_PHOTO)
    return;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  self->read_side = side;
  rem_keepsakes_read_picture_async (self->context, rem_attachment_get_uuid (self->attachment), side,
                                    self->reading, read_picture_cb, g_object_ref (self));
}

static void
show_face (RemPhotoPage *self)
{
  RemKeepsake *draft = get_draft (self);
  g_autofree char *text = rem_letter_plain_strip (rem_keepsake_get_text (draft));
  const char *words = *text != '\0' ? text : _ ("A photo without words");
  RemKeepsakeKind kind = rem_keepsake_get_kind (draft);

  gtk_widget_set_visible (self->under, !self->is_filled && !is_back_shown (self));
  rem_photo_view_set_words (self->picture, is_back_shown (self) ? NULL : words);
  if (is_back_shown (self))
    {
      rem_card_back_set_keepsake (self->back, draft);
      gtk_stack_set_visible_child_name (self->faces, "back");
    }
  else if (kind == REM_KEEPSAKE_KIND_PHOTO && self->attachment != NULL)
    {
      gtk_stack_set_visible_child_name (self->faces, rem_photo_view_has_texture (self->picture)
                                                         ? "picture"
                                                         : "waiting");
      read_picture (self);
    }
  else if (self->attachment != NULL)
    {
      show_words (self,
                  _ ("This cannot be opened here yet. The file is kept just as you gave it."));
    }
  else
    {
      g_autofree char *place = rem_letter_plain_line (rem_keepsake_get_place (draft));

      show_words (self, place);
    }
  update_actions (self);
}

static void
fill_from_draft (RemPhotoPage *self)
{
  RemKeepsake *draft = get_draft (self);

  self->is_updating = TRUE;
  gtk_label_set_label (self->heading, rem_keepsake_words_get_kind (rem_keepsake_get_kind (draft)));
  rem_letter_view_write (self->caption, rem_keepsake_get_text (draft));
  gtk_widget_set_visible (self->caption_hint, *rem_keepsake_get_text (draft) == '\0');
  rem_day_button_set_day (self->day_button, rem_keepsake_get_day (draft),
                          rem_clock_get_today (rem_context_get_clock (self->context)));
  rem_tag_button_set_context (self->tag_button, self->context);
  rem_tag_button_set_tags (self->tag_button, rem_keepsake_get_tags (draft));
  self->is_updating = FALSE;
}

static void
draft_changed_cb (RemPhotoPage *self)
{
  g_autofree char *text = NULL;
  g_autoptr (RemKeepsake) with_text = NULL;
  g_autoptr (RemKeepsake) with_day = NULL;
  g_autoptr (RemKeepsake) with_tags = NULL;

  if (self->is_updating || self->keeper == NULL)
    return;

  text = rem_letter_view_dup_text (self->caption);
  gtk_widget_set_visible (self->caption_hint, *text == '\0');
  with_text = rem_keepsake_with_text (get_draft (self), text);
  with_day = rem_keepsake_with_day (with_text, rem_day_button_get_day (self->day_button));
  with_tags = rem_keepsake_with_tags (with_day, rem_tag_button_get_tags (self->tag_button));
  self->is_changed = TRUE;
  rem_draft_keeper_set_draft (self->keeper, with_tags);
}

static void
drop_keeper (RemPhotoPage *self)
{
  if (self->keeper != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->keeper, self);
      rem_draft_keeper_flush_async (self->keeper, NULL, NULL);
    }
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->attachment, rem_attachment_unref);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
take_keepsake (RemPhotoPage *self, RemKeepsake *keepsake, RemAttachment *attachment)
{
  drop_keeper (self);
  self->keeper = rem_draft_keeper_new (self->context, keepsake);
  self->attachment = attachment != NULL ? rem_attachment_ref (attachment) : NULL;
  self->read_side = 0;
  self->is_turned = FALSE;
  self->is_changed = FALSE;
  g_signal_connect_object (self->keeper, "notify::state", G_CALLBACK (update_status), self,
                           G_CONNECT_SWAPPED);
  rem_photo_view_reset (self->picture);
  gtk_widget_set_visible (self->partial, FALSE);
  fill_from_draft (self);
  update_status (self);
  show_face (self);
}

static void
get_keepsake_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPhotoPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (RemKeepsake) keepsake =
      rem_keepsakes_get_finish (self->context, result, &attachments, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->keeper == NULL)
    return;
  if (keepsake == NULL)
    {
      rem_window_show_error (REM_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), error);
      return;
    }
  take_keepsake (self, keepsake, attachments->len > 0 ? g_ptr_array_index (attachments, 0) : NULL);
}

static void
step_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPhotoPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = rem_photo_walk_step_finish (REM_PHOTO_WALK (source), result, &error);

  if (error != NULL || self->keeper == NULL)
    return;
  if (uuid != NULL)
    rem_keepsakes_get_async (self->context, uuid, self->stepping, get_keepsake_cb,
                             g_object_ref (self));
}

void
rem_photo_page_step (RemPhotoPage *self, int direction)
{
  if (self->walk == NULL || !rem_photo_walk_can_step (self->walk, direction))
    return;
  g_cancellable_cancel (self->stepping);
  g_clear_object (&self->stepping);
  self->stepping = g_cancellable_new ();
  rem_photo_walk_step_async (self->walk, direction, self->stepping, step_cb, g_object_ref (self));
}

static void
step_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  rem_photo_page_step (REM_PHOTO_PAGE (widget), g_str_equal (action_name, "photo.next") ? 1 : -1);
}

static void
view_changed_cb (RemPhotoPage *self)
{
  if (self->keeper == NULL)
    return;
  update_actions (self);
  if (rem_photo_view_has_texture (self->picture))
    read_picture (self);
}

/* Over the whole screen, with nothing around it, or back. */
void
rem_photo_page_set_filled (RemPhotoPage *self, gboolean is_filled)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->is_filled == is_filled || !GTK_IS_WINDOW (root))
    return;
  self->is_filled = is_filled;
  if (is_filled)
    gtk_window_fullscreen (GTK_WINDOW (root));
  else
    gtk_window_unfullscreen (GTK_WINDOW (root));
  gtk_widget_set_visible (self->header, !is_filled);
  gtk_widget_set_visible (self->under, !is_filled && !is_back_shown (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->picture));
}

static void
rem_photo_page_unroot (GtkWidget *widget)
{
  rem_photo_page_set_filled (REM_PHOTO_PAGE (widget), FALSE);
  GTK_WIDGET_CLASS (rem_photo_page_parent_class)->unroot (widget);
}

static void
turned_cb (RemPhotoPage *self)
{
  self->is_turned = TRUE;
  show_face (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->picture));
}

static void
turn_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemPhotoPage *self = REM_PHOTO_PAGE (widget);
  g_autoptr (RemKeepsake) turned =
      rem_keepsake_with_face_down (get_draft (self), g_str_equal (action_name, "photo.turn-down"));

  self->is_changed = TRUE;
  self->is_turned = FALSE;
  rem_draft_keeper_set_draft (self->keeper, turned);
  show_face (self);
}

static void
save_copy_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemPhotoPage *self = REM_PHOTO_PAGE (widget);

  rem_copy_saver_ask (REM_WINDOW (gtk_widget_get_root (widget)), self->attachment);
}

static void
remove_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemPhotoPage *self = REM_PHOTO_PAGE (widget);
  RemWindow *window = REM_WINDOW (gtk_widget_get_root (widget));

  rem_keepsake_remover_remove_draft (window, self->keeper);
  rem_window_pop_page (window);
}

static gboolean
rem_photo_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RemPhotoPage *self = REM_PHOTO_PAGE (widget);

  /* Only at first: the tab key goes through everything, the header bar as well. */
  if (gtk_widget_get_focus_child (widget) != NULL || self->was_focused || !is_back_shown (self))
    return GTK_WIDGET_CLASS (rem_photo_page_parent_class)->focus (widget, direction);
  self->was_focused = TRUE;
  return gtk_widget_grab_focus (GTK_WIDGET (self->back));
}

static void
rem_photo_page_root (GtkWidget *widget)
{
  static const char *const sizes[] = { "notify::default-width", "notify::default-height",
                                       "notify::maximized", "notify::fullscreened" };
  GtkRoot *root;

  GTK_WIDGET_CLASS (rem_photo_page_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    g_signal_connect_object (root, sizes[i], G_CALLBACK (read_picture), widget, G_CONNECT_SWAPPED);
}

static void
rem_photo_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rem_photo_page_parent_class)->map (widget);
  read_picture (REM_PHOTO_PAGE (widget));
}

static void
rem_photo_page_dispose (GObject *object)
{
  RemPhotoPage *self = REM_PHOTO_PAGE (object);

  g_cancellable_cancel (self->stepping);
  g_clear_object (&self->stepping);
  drop_keeper (self);
  g_clear_object (&self->walk);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_PHOTO_PAGE);

  G_OBJECT_CLASS (rem_photo_page_parent_class)->dispose (object);
}

static void
rem_photo_page_finalize (GObject *object)
{
  /* Until here: answers of the box may come after the page was left. */
  g_clear_object (&REM_PHOTO_PAGE (object)->context);

  G_OBJECT_CLASS (rem_photo_page_parent_class)->finalize (object);
}

static void
rem_photo_page_class_init (RemPhotoPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_photo_page_dispose;
  object_class->finalize = rem_photo_page_finalize;
  widget_class->focus = rem_photo_page_focus;
  widget_class->map = rem_photo_page_map;
  widget_class->root = rem_photo_page_root;
  widget_class->unroot = rem_photo_page_unroot;

  g_type_ensure (REM_TYPE_CARD_BACK);
  g_type_ensure (REM_TYPE_DAY_BUTTON);
  g_type_ensure (REM_TYPE_LETTER_VIEW);
  g_type_ensure (REM_TYPE_PHOTO_VIEW);
  g_type_ensure (REM_TYPE_TAG_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-photo-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, heading);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, faces);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, header);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, tools);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, picture);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, words_title);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, words_explanation);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, back);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, previous_button);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, partial);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, under);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, caption);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, caption_hint);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, day_button);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, tag_button);
  gtk_widget_class_bind_template_child (widget_class, RemPhotoPage, status);
  gtk_widget_class_bind_template_callback (widget_class, draft_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, turned_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);

  gtk_widget_class_install_action (widget_class, "photo.previous", NULL, step_activated);
  gtk_widget_class_install_action (widget_class, "photo.next", NULL, step_activated);
  gtk_widget_class_install_action (widget_class, "photo.turn-down", NULL, turn_activated);
  gtk_widget_class_install_action (widget_class, "photo.turn-up", NULL, turn_activated);
  gtk_widget_class_install_action (widget_class, "photo.save-copy", NULL, save_copy_activated);
  gtk_widget_class_install_action (widget_class, "photo.remove", NULL, remove_activated);
  rem_photo_page_class_install_looking (widget_class);
}

static void
rem_photo_page_init (RemPhotoPage *self)
{
  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_updating = FALSE;
}

/**
 * rem_photo_page_new:
 * @context: a context whose box is open
 * @keepsake: what to show
 * @attachment: (nullable): its file
 * @list: (nullable): the list it was opened from
 * @position: where it is in @list
 *
 * Returns: (transfer floating): a page for @keepsake; its back if it lies face down
 */
GtkWidget *
rem_photo_page_new (RemContext *context,
                    RemKeepsake *keepsake,
                    RemAttachment *attachment,
                    RemKeepsakeList *list,
                    guint position)
{
  RemPhotoPage *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (keepsake != NULL, NULL);

  self = g_object_new (REM_TYPE_PHOTO_PAGE, NULL);
  self->context = g_object_ref (context);
  if (list != NULL && position < g_list_model_get_n_items (G_LIST_MODEL (list)))
    self->walk = rem_photo_walk_new (list, position);
  take_keepsake (self, keepsake, attachment);
  return GTK_WIDGET (self);
}

RemPhotoView *
rem_photo_page_get_view (RemPhotoPage *self)
{
  return self->picture;
}

/* Whether somebody writes under the picture, who needs the letters for that. */
gboolean
rem_photo_page_is_written_in (RemPhotoPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && gtk_widget_is_ancestor (focus, self->under);
}

gboolean
rem_photo_page_is_filled (RemPhotoPage *self)
{
  return self->is_filled;
}
