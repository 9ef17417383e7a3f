/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-kept-page.h"

#include "rem-persons-button.h"
#include "rem-card-back.h"
#include "rem-copy-opener.h"
#include "rem-copy-saver.h"
#include "rem-day-button.h"
#include "rem-document-view.h"
#include "rem-draft-keeper.h"
#include "rem-error-text.h"
#include "rem-keepsake-remover.h"
#include "rem-keepsake-words.h"
#include "rem-keepsakes.h"
#include "rem-letter-view.h"
#include "rem-object-photos.h"
#include "rem-player-view.h"
#include "rem-tag-button.h"
#include "rem-window-private.h"
#include "rem-window-toasts.h"
#include "rem-wrap-box.h"

#include <glib/gi18n.h>

/*
 * The thing itself stands before the words, but for the photos of an object, which come after
 * them. What lies face down is not made until it is turned: a film is not even opened. Of an object
 * only the photos lie face down; where it is can be read.
 */

struct _RemKeptPage
{
  AdwBin parent_instance;

  GtkWidget *header;
  GtkLabel *heading;
  GtkStack *faces;
  AdwClamp *clamp;
  GtkWidget *under;
  AdwBin *before;
  AdwBin *after;
  GtkEntry *title_entry;
  GtkEntry *place_entry;
  RemLetterView *words;
  GtkWidget *words_hint;
  RemDayButton *day_button;
  RemPersonsButton *persons_button;
  RemTagButton *tag_button;
  GtkLabel *status;
  RemCardBack *back;

  RemContext *context;
  RemDraftKeeper *keeper;
  GPtrArray *attachments; /* of RemAttachment */
  GCancellable *cancellable;
  gboolean is_turned;
  gboolean is_filled; /* a film over the whole screen */
  gboolean is_changed;
  gboolean is_updating;
  gboolean was_focused;
};

/** How wide what is kept becomes, in a window and over the whole screen. */
#define WIDTH        640
#define WIDTH_FILLED 100000

G_DEFINE_FINAL_TYPE (RemKeptPage, rem_kept_page, ADW_TYPE_BIN)

static RemKeepsake *
get_draft (RemKeptPage *self)
{
  return rem_draft_keeper_get_draft (self->keeper);
}

static RemKeepsakeKind
get_kind (RemKeptPage *self)
{
  return rem_keepsake_get_kind (get_draft (self));
}

static RemAttachment *
get_file (RemKeptPage *self)
{
  return self->attachments->len > 0 && get_kind (self) != REM_KEEPSAKE_KIND_OBJECT
             ? g_ptr_array_index (self->attachments, 0)
             : NULL;
}

static gboolean
is_back_shown (RemKeptPage *self)
{
  return get_kind (self) != REM_KEEPSAKE_KIND_OBJECT &&
         rem_keepsake_is_face_down (get_draft (self)) && !self->is_turned;
}

static void
update_actions (RemKeptPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_face_down = rem_keepsake_is_face_down (get_draft (self));
  gboolean can_turn = get_kind (self) != REM_KEEPSAKE_KIND_OBJECT || self->attachments->len > 0;
  gboolean has_file = get_file (self) != NULL;

  gtk_widget_action_set_enabled (widget, "kept.turn-down", can_turn && !is_face_down);
  gtk_widget_action_set_enabled (widget, "kept.turn-up", can_turn && is_face_down);
  gtk_widget_action_set_enabled (widget, "kept.fill-screen",
                                 get_kind (self) == REM_KEEPSAKE_KIND_FILM && has_file &&
                                     !is_back_shown (self));
  gtk_widget_action_set_enabled (widget, "kept.open-elsewhere", has_file);
  gtk_widget_action_set_enabled (widget, "kept.save-copy", has_file);
}

static void
update_status (RemKeptPage *self)
{
  switch (rem_draft_keeper_get_state (self->keeper))
    {
    case REM_DRAFT_CLEAN:
      gtk_label_set_label (self->status, self->is_changed ? _ ("Kept") : "");
      break;
    case REM_DRAFT_FAILED:
      {
        g_autofree char *text = rem_error_text_build (rem_draft_keeper_get_error (self->keeper));

        gtk_label_set_label (self->status, text);
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

static GtkWidget *
make_thing (RemKeptPage *self)
{
  RemAttachment *file = get_file (self);

  if (file == NULL)
    return NULL;
  if (get_kind (self) == REM_KEEPSAKE_KIND_DOCUMENT)
    return rem_document_view_new (file);
  return rem_player_view_new (self->context, file, get_kind (self) == REM_KEEPSAKE_KIND_FILM);
}

static void
show_face (RemKeptPage *self)
{
  if (get_kind (self) == REM_KEEPSAKE_KIND_OBJECT)
    {
      if (adw_bin_get_child (self->after) == NULL)
        adw_bin_set_child (self->after, rem_object_photos_new (self->context));
      rem_object_photos_set_photos (REM_OBJECT_PHOTOS (adw_bin_get_child (self->after)),
                                    self->attachments,
                                    rem_keepsake_is_face_down (get_draft (self)));
    }
  else if (is_back_shown (self))
    {
      adw_bin_set_child (self->before, NULL);
    }
  else if (adw_bin_get_child (self->before) == NULL)
    {
      adw_bin_set_child (self->before, make_thing (self));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->before), adw_bin_get_child (self->before) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->after), adw_bin_get_child (self->after) != NULL);
  gtk_stack_set_visible_child_name (self->faces, is_back_shown (self) ? "back" : "front");
  update_actions (self);
}

static void
fill_from_draft (RemKeptPage *self)
{
  RemKeepsake *draft = get_draft (self);
  gboolean is_object = get_kind (self) == REM_KEEPSAKE_KIND_OBJECT;

  self->is_updating = TRUE;
  gtk_label_set_label (self->heading, rem_keepsake_words_get_kind (get_kind (self)));
  gtk_editable_set_text (GTK_EDITABLE (self->title_entry), rem_keepsake_get_title (draft));
  gtk_entry_set_placeholder_text (self->title_entry,
                                  is_object ? _ ("What it is") : _ ("A title, if you like"));
  gtk_editable_set_text (GTK_EDITABLE (self->place_entry), rem_keepsake_get_place (draft));
  gtk_widget_set_visible (GTK_WIDGET (self->place_entry), is_object);
  rem_letter_view_write (self->words, rem_keepsake_get_text (draft));
  gtk_widget_set_visible (self->words_hint, *rem_keepsake_get_text (draft) == '\0');
  rem_day_button_set_day (self->day_button, rem_keepsake_get_day (draft),
                          rem_clock_get_today (rem_context_get_clock (self->context)));
  rem_persons_button_set_context (self->persons_button, self->context);
  rem_persons_button_set_persons (self->persons_button, rem_keepsake_get_persons (draft));
  rem_tag_button_set_context (self->tag_button, self->context);
  rem_tag_button_set_tags (self->tag_button, rem_keepsake_get_tags (draft));
  rem_card_back_set_keepsake (self->back, draft);
  self->is_updating = FALSE;
}

static void
draft_changed_cb (RemKeptPage *self)
{
  g_autofree char *text = NULL;
  g_autoptr (RemKeepsake) with_title = NULL;
  g_autoptr (RemKeepsake) with_place = NULL;
  g_autoptr (RemKeepsake) with_text = NULL;
  g_autoptr (RemKeepsake) with_day = NULL;
  g_autoptr (RemKeepsake) with_persons = NULL;
  g_autoptr (RemKeepsake) with_tags = NULL;

  if (self->is_updating || self->keeper == NULL)
    return;

  text = rem_letter_view_dup_text (self->words);
  gtk_widget_set_visible (self->words_hint, *text == '\0');
  with_title = rem_keepsake_with_title (get_draft (self),
                                        gtk_editable_get_text (GTK_EDITABLE (self->title_entry)));
  with_place = rem_keepsake_with_place (with_title,
                                        gtk_editable_get_text (GTK_EDITABLE (self->place_entry)));
  with_text = rem_keepsake_with_text (with_place, text);
  with_day = rem_keepsake_with_day (with_text, rem_day_button_get_day (self->day_button));
  with_persons =
      rem_keepsake_with_persons (with_day, rem_persons_button_get_persons (self->persons_button));
  with_tags = rem_keepsake_with_tags (with_persons, rem_tag_button_get_tags (self->tag_button));
  self->is_changed = TRUE;
  rem_draft_keeper_set_draft (self->keeper, with_tags);
}

static void
turned_cb (RemKeptPage *self)
{
  self->is_turned = TRUE;
  show_face (self);
  if (adw_bin_get_child (self->before) != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->before), GTK_DIR_TAB_FORWARD);
}

static void
turn_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemKeptPage *self = REM_KEPT_PAGE (widget);
  g_autoptr (RemKeepsake) turned =
      rem_keepsake_with_face_down (get_draft (self), g_str_equal (action_name, "kept.turn-down"));

  self->is_changed = TRUE;
  self->is_turned = FALSE;
  rem_draft_keeper_set_draft (self->keeper, turned);
  show_face (self);
}

static void
save_copy_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemKeptPage *self = REM_KEPT_PAGE (widget);

  if (get_file (self) != NULL)
    rem_copy_saver_ask (REM_WINDOW (gtk_widget_get_root (widget)), get_file (self));
}

/* A film over the whole screen, with its controls and nothing else, or back. */
static void
set_filled (RemKeptPage *self, gboolean is_filled)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int width = is_filled ? WIDTH_FILLED : WIDTH;

  if (self->is_filled == is_filled || !GTK_IS_WINDOW (root))
    return;
  self->is_filled = is_filled;
  if (is_filled)
    gtk_window_fullscreen (GTK_WINDOW (root));
  else
    gtk_window_unfullscreen (GTK_WINDOW (root));
  gtk_widget_set_visible (self->header, !is_filled);
  gtk_widget_set_visible (self->under, !is_filled);
  gtk_widget_set_vexpand (GTK_WIDGET (self->before), is_filled);
  adw_clamp_set_maximum_size (self->clamp, width);
  adw_clamp_set_tightening_threshold (self->clamp, width);
  gtk_widget_child_focus (GTK_WIDGET (self->before), GTK_DIR_TAB_FORWARD);
}

static void
fill_screen_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  set_filled (REM_KEPT_PAGE (widget), !REM_KEPT_PAGE (widget)->is_filled);
}

static gboolean
escape_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RemKeptPage *self = REM_KEPT_PAGE (widget);

  if (!self->is_filled)
    return FALSE;
  set_filled (self, FALSE);
  return TRUE;
}

static void
rem_kept_page_unroot (GtkWidget *widget)
{
  set_filled (REM_KEPT_PAGE (widget), FALSE);
  GTK_WIDGET_CLASS (rem_kept_page_parent_class)->unroot (widget);
}

static void
open_elsewhere_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemKeptPage *self = REM_KEPT_PAGE (widget);

  if (get_file (self) != NULL)
    rem_copy_opener_ask (REM_WINDOW (gtk_widget_get_root (widget)), get_file (self));
}

static void
flush_to_add_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemKeptPage) self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* What cannot be kept yet tells so in the line below; a photo would not fare better. */
  if (rem_draft_keeper_flush_finish (REM_DRAFT_KEEPER (source), result, NULL) && root != NULL &&
      self->keeper != NULL)
    rem_keepsake_adder_choose_photos_of (rem_window_get_adder (REM_WINDOW (root)),
                                         get_draft (self));
}

static void
add_photos_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemKeptPage *self = REM_KEPT_PAGE (widget);

  rem_draft_keeper_flush_async (self->keeper, flush_to_add_cb, g_object_ref (self));
}

static void
flush_to_remove_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  RemKeepsake *draft = rem_draft_keeper_get_draft (REM_DRAFT_KEEPER (source));

  rem_draft_keeper_flush_finish (REM_DRAFT_KEEPER (source), result, NULL);
  rem_keepsake_remover_remove (window, rem_keepsake_get_uuid (draft),
                               rem_keepsake_get_kind (draft));
}

static void
remove_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemKeptPage *self = REM_KEPT_PAGE (widget);
  RemWindow *window = REM_WINDOW (gtk_widget_get_root (widget));

  /* Nothing was written and nothing kept: there is nothing to remove either. */
  if (!rem_keepsake_is_empty (get_draft (self)) || self->attachments->len > 0)
    rem_draft_keeper_flush_async (self->keeper, flush_to_remove_cb, g_object_ref (window));
  rem_window_pop_page (window);
}

static void
reread_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemKeptPage) self = user_data;
  GPtrArray *attachments = NULL;
  g_autoptr (RemKeepsake) keepsake =
      rem_keepsakes_get_finish (REM_CONTEXT (source), result, &attachments, NULL);

  if (keepsake == NULL || self->keeper == NULL)
    {
      g_clear_pointer (&attachments, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  self->attachments = attachments;
  show_face (self);
}

/* Photos come and go elsewhere: through the adder, by undoing. */
static void
box_changed_cb (RemKeptPage *self, guint changes)
{
  if ((changes & REM_BOX_CHANGE_KEEPSAKES) != 0 && get_kind (self) == REM_KEEPSAKE_KIND_OBJECT)
    rem_keepsakes_get_async (self->context, rem_keepsake_get_uuid (get_draft (self)),
                             self->cancellable, reread_cb, g_object_ref (self));
}

/* Only what the words and buttons did not want for themselves comes here. */
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        RemKeptPage *self)
{
  GtkWidget *thing = adw_bin_get_child (self->before);

  return (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) == 0 &&
         REM_IS_PLAYER_VIEW (thing) && rem_player_view_press (REM_PLAYER_VIEW (thing), keyval);
}

static gboolean
rem_kept_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RemKeptPage *self = REM_KEPT_PAGE (widget);
  GtkWidget *thing = adw_bin_get_child (self->before);

  /* Only at first: the tab key goes through everything, the header bar as well. */
  if (gtk_widget_get_focus_child (widget) != NULL || self->was_focused)
    return GTK_WIDGET_CLASS (rem_kept_page_parent_class)->focus (widget, direction);
  self->was_focused = TRUE;
  if (is_back_shown (self))
    return gtk_widget_grab_focus (GTK_WIDGET (self->back));
  if (thing != NULL)
    return gtk_widget_child_focus (thing, GTK_DIR_TAB_FORWARD);
  return gtk_entry_grab_focus_without_selecting (self->title_entry);
}

static void
rem_kept_page_dispose (GObject *object)
{
  RemKeptPage *self = REM_KEPT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->keeper != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->keeper, self);
      rem_draft_keeper_flush_async (self->keeper, NULL, NULL);
    }
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_KEPT_PAGE);

  G_OBJECT_CLASS (rem_kept_page_parent_class)->dispose (object);
}

static void
rem_kept_page_finalize (GObject *object)
{
  /* Until here: answers of the box may come after the page was left. */
  g_clear_object (&REM_KEPT_PAGE (object)->context);

  G_OBJECT_CLASS (rem_kept_page_parent_class)->finalize (object);
}

static void
rem_kept_page_class_init (RemKeptPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_kept_page_dispose;
  object_class->finalize = rem_kept_page_finalize;
  widget_class->focus = rem_kept_page_focus;
  widget_class->unroot = rem_kept_page_unroot;

  g_type_ensure (REM_TYPE_WRAP_BOX);
  g_type_ensure (REM_TYPE_PERSONS_BUTTON);
  g_type_ensure (REM_TYPE_CARD_BACK);
  g_type_ensure (REM_TYPE_DAY_BUTTON);
  g_type_ensure (REM_TYPE_LETTER_VIEW);
  g_type_ensure (REM_TYPE_TAG_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-kept-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemKeptPage, header);
  gtk_widget_class_bind_template_child (widget_class, RemKeptPage, heading);
  gtk_widget_class_bind_template_child (widget_class, RemKeptPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, RemKeptPage, under);
  gtk_widget_class_bind_template_child (widget_class, RemKeptPage, faces);
  gtk_widget_class_bind_template_child (widget_class, RemKeptPage, before);
  gtk_widget_class_bind_template_child (widget_class, RemKeptPage, after);
  gtk_widget_class_bind_template_child (widget_class, RemKeptPage, title_entry);
  gtk_widget_class_bind_template_child (widget_class, RemKeptPage, place_entry);
  gtk_widget_class_bind_template_child (widget_class, RemKeptPage, words);
  gtk_widget_class_bind_template_child (widget_class, RemKeptPage, words_hint);
  gtk_widget_class_bind_template_child (widget_class, RemKeptPage, day_button);
  gtk_widget_class_bind_template_child (widget_class, RemKeptPage, persons_button);
  gtk_widget_class_bind_template_child (widget_class, RemKeptPage, tag_button);
  gtk_widget_class_bind_template_child (widget_class, RemKeptPage, status);
  gtk_widget_class_bind_template_child (widget_class, RemKeptPage, back);
  gtk_widget_class_bind_template_callback (widget_class, draft_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, turned_cb);

  gtk_widget_class_install_action (widget_class, "kept.turn-down", NULL, turn_activated);
  gtk_widget_class_install_action (widget_class, "kept.turn-up", NULL, turn_activated);
  gtk_widget_class_install_action (widget_class, "kept.fill-screen", NULL, fill_screen_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "kept.fill-screen", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_key_cb, NULL);
  gtk_widget_class_install_action (widget_class, "kept.open-elsewhere", NULL,
                                   open_elsewhere_activated);
  gtk_widget_class_install_action (widget_class, "kept.save-copy", NULL, save_copy_activated);
  gtk_widget_class_install_action (widget_class, "kept.add-photos", NULL, add_photos_activated);
  gtk_widget_class_install_action (widget_class, "kept.remove", NULL, remove_activated);
}

static void
rem_kept_page_init (RemKeptPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_updating = FALSE;
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * rem_kept_page_new:
 * @context: a context whose box is open
 * @keepsake: a sound, film, document or object
 * @attachments: (element-type RemAttachment): its files
 *
 * Returns: (transfer floating): a page for it; its back if it lies face down
 */
GtkWidget *
rem_kept_page_new (RemContext *context, RemKeepsake *keepsake, GPtrArray *attachments)
{
  RemKeptPage *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (keepsake != NULL && attachments != NULL, NULL);

  self = g_object_new (REM_TYPE_KEPT_PAGE, NULL);
  self->context = g_object_ref (context);
  self->keeper = rem_draft_keeper_new (context, keepsake);
  self->attachments = g_ptr_array_ref (attachments);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->keeper, "notify::state", G_CALLBACK (update_status), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "changed", G_CALLBACK (box_changed_cb), self,
                           G_CONNECT_SWAPPED);
  fill_from_draft (self);
  update_status (self);
  show_face (self);
  return GTK_WIDGET (self);
}

/**
 * rem_kept_page_new_object:
 * @context: a context whose box is open
 *
 * Returns: (transfer floating): a page on which an object is described that is kept elsewhere
 */
GtkWidget *
rem_kept_page_new_object (RemContext *context)
{
  g_autoptr (RemKeepsake) draft = NULL;
  g_autoptr (GPtrArray) none = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  draft = rem_keepsakes_new_draft (context, REM_KEEPSAKE_KIND_OBJECT);
  none = g_ptr_array_new_with_free_func ((GDestroyNotify) rem_attachment_unref);
  return rem_kept_page_new (context, draft, none);
}
