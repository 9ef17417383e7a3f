/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-page.h"

#include "rem-card-back.h"
#include "rem-day-button.h"
#include "rem-draft-keeper.h"
#include "rem-error-text.h"
#include "rem-keepsake-remover.h"
#include "rem-keepsake-words.h"
#include "rem-keepsakes.h"
#include "rem-letter-view.h"
#include "rem-steady-layout.h"
#include "rem-tag-button.h"

#include <glib/gi18n.h>

/*
 * One keepsake, held by its keeper; the widgets show the keeper's draft, and each change by the
 * person makes a new draft. The faces:
 *
 *   BACK ──turned──► READING ──letter.write──► WRITING ──letter.read──► READING
 *
 * A letter that is new begins in WRITING. When the page goes, what waits to be kept is kept at
 * once; the context holds the keeper for as long as that takes.
 */

/** The margins of the paper beside the text, left and right together, in pixels (pages.css). */
#define PAPER_MARGINS 128

typedef enum
{
  FACE_BACK,
  FACE_READING,
  FACE_WRITING,
} Face;

struct _RemLetterPage
{
  AdwBin parent_instance;

  GtkLabel *heading;
  GtkWidget *write_button;
  AdwClamp *clamp;
  GtkStack *faces;
  GtkWidget *fields;
  GtkEntry *addressee_entry;
  GtkEntry *title_entry;
  RemLetterView *view;
  RemDayButton *day_button;
  RemTagButton *tag_button;
  GtkLabel *day_label;
  GtkLabel *status;
  RemCardBack *back;

  RemContext *context;
  RemDraftKeeper *keeper;
  Face face;
  gboolean was_kept;
  gboolean was_focused;
  gboolean is_changed;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (RemLetterPage, rem_letter_page, ADW_TYPE_BIN)

static void
update_actions (RemLetterPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_face_down = rem_keepsake_is_face_down (rem_draft_keeper_get_draft (self->keeper));

  gtk_widget_action_set_enabled (widget, "letter.write", self->face == FACE_READING);
  gtk_widget_action_set_enabled (widget, "letter.read", self->face == FACE_WRITING);
  gtk_widget_action_set_enabled (widget, "letter.bold", self->face == FACE_WRITING);
  gtk_widget_action_set_enabled (widget, "letter.italic", self->face == FACE_WRITING);
  gtk_widget_action_set_enabled (widget, "letter.turn-down", !is_face_down);
  gtk_widget_action_set_enabled (widget, "letter.turn-up", is_face_down);
  gtk_widget_set_visible (self->write_button, self->face == FACE_READING);
}

static void
update_status (RemLetterPage *self)
{
  switch (rem_draft_keeper_get_state (self->keeper))
    {
    case REM_DRAFT_CLEAN:
      /* TRANSLATORS: what was written is safe now. */
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

static void
show_face (RemLetterPage *self, Face face)
{
  RemKeepsake *draft = rem_draft_keeper_get_draft (self->keeper);
  g_autofree char *addressee =
      rem_keepsake_words_build_addressee (rem_keepsake_get_addressee (draft));
  g_autofree char *day = rem_day_format (rem_keepsake_get_day (draft));

  self->face = face;
  switch (face)
    {
    case FACE_BACK:
      rem_card_back_set_keepsake (self->back, draft);
      break;
    case FACE_READING:
      rem_letter_view_read (self->view, draft, addressee);
      gtk_label_set_label (self->day_label, day);
      break;
    case FACE_WRITING:
    default:
      rem_letter_view_write (self->view, NULL);
      break;
    }

  gtk_widget_set_visible (self->fields, face == FACE_WRITING);
  gtk_widget_set_visible (GTK_WIDGET (self->day_button), face == FACE_WRITING);
  gtk_widget_set_visible (GTK_WIDGET (self->day_label), face == FACE_READING);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view), face == FACE_WRITING ? 12 : 42);
  gtk_stack_set_visible_child_name (self->faces, face == FACE_BACK ? "back" : "paper");
  update_actions (self);
}

static void
fill_from_draft (RemLetterPage *self)
{
  RemKeepsake *draft = rem_draft_keeper_get_draft (self->keeper);
  RemKeepsakeKind kind = rem_keepsake_get_kind (draft);

  self->is_updating = TRUE;
  gtk_label_set_label (self->heading, rem_keepsake_words_get_kind (kind));
  gtk_widget_set_visible (GTK_WIDGET (self->addressee_entry), kind == REM_KEEPSAKE_KIND_LETTER);
  gtk_editable_set_text (GTK_EDITABLE (self->addressee_entry), rem_keepsake_get_addressee (draft));
  gtk_editable_set_text (GTK_EDITABLE (self->title_entry), rem_keepsake_get_title (draft));
  rem_letter_view_write (self->view, rem_keepsake_get_text (draft));
  rem_day_button_set_day (self->day_button, rem_keepsake_get_day (draft),
                          rem_clock_get_today (rem_context_get_clock (self->context)));
  rem_tag_button_set_context (self->tag_button, self->context);
  rem_tag_button_set_tags (self->tag_button, rem_keepsake_get_tags (draft));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rem_keepsake_words_get_kind (kind), -1);
  self->is_updating = FALSE;
}

static void
draft_changed_cb (RemLetterPage *self)
{
  RemKeepsake *draft = NULL;
  g_autofree char *text = NULL;
  g_autoptr (RemKeepsake) with_addressee = NULL;
  g_autoptr (RemKeepsake) with_title = NULL;
  g_autoptr (RemKeepsake) with_day = NULL;
  g_autoptr (RemKeepsake) with_text = NULL;
  g_autoptr (RemKeepsake) with_tags = NULL;

  if (self->is_updating || self->keeper == NULL)
    return;

  draft = rem_draft_keeper_get_draft (self->keeper);
  text = rem_letter_view_dup_text (self->view);
  with_addressee =
      rem_keepsake_with_addressee (draft,
                                   gtk_editable_get_text (GTK_EDITABLE (self->addressee_entry)));
  with_title = rem_keepsake_with_title (with_addressee,
                                        gtk_editable_get_text (GTK_EDITABLE (self->title_entry)));
  with_day = rem_keepsake_with_day (with_title, rem_day_button_get_day (self->day_button));
  with_text = rem_keepsake_with_text (with_day, text);
  with_tags = rem_keepsake_with_tags (with_text, rem_tag_button_get_tags (self->tag_button));
  self->is_changed = TRUE;
  rem_draft_keeper_set_draft (self->keeper, with_tags);
}

static void
keeper_state_cb (RemLetterPage *self)
{
  if (rem_draft_keeper_get_state (self->keeper) == REM_DRAFT_CLEAN && self->is_changed &&
      !rem_keepsake_is_empty (rem_draft_keeper_get_draft (self->keeper)))
    self->was_kept = TRUE;
  update_status (self);
}

static void
field_done_cb (RemLetterPage *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
turned_cb (RemLetterPage *self)
{
  show_face (self, FACE_READING);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
write_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemLetterPage *self = REM_LETTER_PAGE (widget);

  show_face (self, FACE_WRITING);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view),
                                      gtk_text_buffer_get_insert (
                                          gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view))));
}

static void
read_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemLetterPage *self = REM_LETTER_PAGE (widget);

  show_face (self, FACE_READING);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
write_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (REM_LETTER_PAGE (widget)->face != FACE_READING)
    return FALSE;
  write_activated (widget, NULL, NULL);
  return TRUE;
}

static void
mark_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemLetterPage *self = REM_LETTER_PAGE (widget);

  rem_letter_view_toggle_mark (self->view, g_str_equal (action_name, "letter.bold")
                                               ? REM_LETTER_MARK_BOLD
                                               : REM_LETTER_MARK_ITALIC);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
focus_face (RemLetterPage *self)
{
  return gtk_widget_grab_focus (self->face == FACE_BACK ? GTK_WIDGET (self->back)
                                                        : GTK_WIDGET (self->view));
}

static void
turn_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemLetterPage *self = REM_LETTER_PAGE (widget);
  gboolean is_face_down = g_str_equal (action_name, "letter.turn-down");
  g_autoptr (RemKeepsake) turned =
      rem_keepsake_with_face_down (rem_draft_keeper_get_draft (self->keeper), is_face_down);

  self->is_changed = TRUE;
  rem_draft_keeper_set_draft (self->keeper, turned);
  show_face (self, is_face_down ? FACE_BACK : self->face == FACE_BACK ? FACE_READING : self->face);
  focus_face (self);
}

static void
remove_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemLetterPage *self = REM_LETTER_PAGE (widget);
  RemWindow *window = REM_WINDOW (gtk_widget_get_root (widget));

  if (self->was_kept || !rem_keepsake_is_empty (rem_draft_keeper_get_draft (self->keeper)))
    rem_keepsake_remover_remove_draft (window, self->keeper);
  rem_window_pop_page (window);
}

static gboolean
rem_letter_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RemLetterPage *self = REM_LETTER_PAGE (widget);

  /* Only at first: the tab key goes through everything, the header bar as well. */
  if (gtk_widget_get_focus_child (widget) != NULL || self->was_focused)
    return GTK_WIDGET_CLASS (rem_letter_page_parent_class)->focus (widget, direction);
  self->was_focused = TRUE;
  return focus_face (self);
}

static void
rem_letter_page_map (GtkWidget *widget)
{
  RemLetterPage *self = REM_LETTER_PAGE (widget);
  int width;

  GTK_WIDGET_CLASS (rem_letter_page_parent_class)->map (widget);
  width = rem_letter_view_get_measure (self->view) + PAPER_MARGINS;
  adw_clamp_set_maximum_size (self->clamp, width);
  adw_clamp_set_tightening_threshold (self->clamp, width);
}

static void
rem_letter_page_dispose (GObject *object)
{
  RemLetterPage *self = REM_LETTER_PAGE (object);

  if (self->keeper != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->keeper, self);
      rem_draft_keeper_flush_async (self->keeper, NULL, NULL);
    }
  g_clear_object (&self->keeper);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_LETTER_PAGE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_letter_page_parent_class)->dispose (object);
}

static void
rem_letter_page_class_init (RemLetterPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_letter_page_dispose;
  widget_class->focus = rem_letter_page_focus;
  widget_class->map = rem_letter_page_map;

  g_type_ensure (REM_TYPE_CARD_BACK);
  g_type_ensure (REM_TYPE_DAY_BUTTON);
  g_type_ensure (REM_TYPE_LETTER_VIEW);
  g_type_ensure (REM_TYPE_STEADY_LAYOUT);
  g_type_ensure (REM_TYPE_TAG_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-letter-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, heading);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, write_button);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, faces);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, fields);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, addressee_entry);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, title_entry);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, view);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, day_button);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, tag_button);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, day_label);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, status);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, back);
  gtk_widget_class_bind_template_callback (widget_class, draft_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, field_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, turned_cb);

  gtk_widget_class_install_action (widget_class, "letter.write", NULL, write_activated);
  gtk_widget_class_install_action (widget_class, "letter.read", NULL, read_activated);
  gtk_widget_class_install_action (widget_class, "letter.bold", NULL, mark_activated);
  gtk_widget_class_install_action (widget_class, "letter.italic", NULL, mark_activated);
  gtk_widget_class_install_action (widget_class, "letter.turn-down", NULL, turn_activated);
  gtk_widget_class_install_action (widget_class, "letter.turn-up", NULL, turn_activated);
  gtk_widget_class_install_action (widget_class, "letter.remove", NULL, remove_activated);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_e, 0, write_key_cb, NULL);
}

static void
rem_letter_page_init (RemLetterPage *self)
{
  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_updating = FALSE;
}

static GtkWidget *
create_page (RemContext *context, RemKeepsake *keepsake, Face face, gboolean was_kept)
{
  RemLetterPage *self = g_object_new (REM_TYPE_LETTER_PAGE, NULL);

  self->context = g_object_ref (context);
  self->keeper = rem_draft_keeper_new (context, keepsake);
  self->was_kept = was_kept;
  g_signal_connect_object (self->keeper, "notify::state", G_CALLBACK (keeper_state_cb), self,
                           G_CONNECT_SWAPPED);
  fill_from_draft (self);
  show_face (self, face);
  return GTK_WIDGET (self);
}

/**
 * rem_letter_page_new:
 * @context: a context whose box is open
 * @keepsake: a letter or a note that is kept
 *
 * Returns: (transfer floating): a page to read it, or its back if it lies face down
 */
GtkWidget *
rem_letter_page_new (RemContext *context, RemKeepsake *keepsake)
{
  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (keepsake != NULL, NULL);

  return create_page (context, keepsake,
                      rem_keepsake_is_face_down (keepsake) ? FACE_BACK : FACE_READING, TRUE);
}

/**
 * rem_letter_page_new_to_write:
 * @context: a context whose box is open
 * @kind: %REM_KEEPSAKE_KIND_LETTER or %REM_KEEPSAKE_KIND_NOTE
 *
 * Returns: (transfer floating): an empty page; nothing is kept until something is written
 */
GtkWidget *
rem_letter_page_new_to_write (RemContext *context, RemKeepsakeKind kind)
{
  g_autoptr (RemKeepsake) draft = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  draft = rem_keepsakes_new_draft (context, kind);
  return create_page (context, draft, FACE_WRITING, FALSE);
}
