/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-page-private.h"

#include "rem-error-text.h"
#include "rem-keepsake-words.h"
#include "rem-keepsakes.h"
#include "rem-steady-layout.h"
#include "rem-wrap-box.h"

#include <glib/gi18n.h>

/*
 * One keepsake, held by its keeper; the widgets show the keeper's draft, and each change by the
 * person makes a new draft. The faces:
 *
 *   BACK ──turned──► READING ──letter.write──► WRITING ──letter.read──► READING
 *   SEALED ──opened──► READING     READING, WRITING ──letter.seal──► SEALING ──chosen──► SEALED
 *
 * A letter that is new begins in WRITING. One that is sealed shows its seal, on its day too, until
 * the person opens it. When the page goes, what waits to be kept is kept at
 * once; the context holds the keeper for as long as that takes.
 */

/** The margins of the paper beside the text, left and right together, in pixels (pages.css). */
#define PAPER_MARGINS 128

G_DEFINE_FINAL_TYPE (RemLetterPage, rem_letter_page, ADW_TYPE_BIN)

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

/* Puts the words into the page, or takes them out of it: what lies face down or is sealed is not
 * in the window at all, where other programs could read it. */
static void
set_has_words (RemLetterPage *self, gboolean has_words)
{
  RemKeepsake *draft = rem_draft_keeper_get_draft (self->keeper);

  if (self->has_words == has_words)
    return;

  self->has_words = has_words;
  self->is_updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->title_entry),
                         has_words ? rem_keepsake_get_title (draft) : "");
  gtk_editable_set_text (GTK_EDITABLE (self->signature_entry),
                         has_words ? rem_keepsake_get_signature (draft) : "");
  rem_letter_view_write (self->view, has_words ? rem_keepsake_get_text (draft) : "");
  self->is_updating = FALSE;
}

/**
 * rem_letter_page_show_face:
 * @self: a page
 * @face: what to show
 *
 * Shows a side of the keepsake; does not move the focus.
 */
void
rem_letter_page_show_face (RemLetterPage *self, RemLetterFace face)
{
  RemKeepsake *draft = rem_draft_keeper_get_draft (self->keeper);
  g_autofree char *addressee =
      rem_keepsake_words_build_addressee (rem_keepsake_get_addressee (draft));
  g_autofree char *day = rem_day_format (rem_keepsake_get_day (draft));

  self->face = face;
  set_has_words (self, face != REM_LETTER_FACE_BACK && face != REM_LETTER_FACE_SEALED);
  switch (face)
    {
    case REM_LETTER_FACE_BACK:
      rem_card_back_set_keepsake (self->back, draft);
      break;
    case REM_LETTER_FACE_SEALED:
      rem_letter_seal_set_day (self->seal, rem_keepsake_get_opens (draft),
                               rem_context_get_clock (self->context));
      break;
    case REM_LETTER_FACE_SEALING:
      rem_letter_sealer_begin (self->sealer,
                               rem_clock_get_today (rem_context_get_clock (self->context)));
      break;
    case REM_LETTER_FACE_READING:
      rem_letter_view_read (self->view, draft, addressee);
      gtk_label_set_label (self->day_label, day);
      break;
    case REM_LETTER_FACE_WRITING:
    default:
      rem_letter_view_write (self->view, NULL);
      break;
    }

  gtk_widget_set_visible (self->fields, face == REM_LETTER_FACE_WRITING);
  gtk_widget_set_visible (GTK_WIDGET (self->signature_entry),
                          face == REM_LETTER_FACE_WRITING &&
                              rem_keepsake_get_kind (draft) == REM_KEEPSAKE_KIND_LETTER);
  gtk_widget_set_visible (GTK_WIDGET (self->day_button), face == REM_LETTER_FACE_WRITING);
  gtk_widget_set_visible (self->persons_place, face == REM_LETTER_FACE_WRITING);
  gtk_widget_set_visible (GTK_WIDGET (self->day_label), face == REM_LETTER_FACE_READING);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view),
                                face == REM_LETTER_FACE_WRITING ? 12 : 42);
  gtk_stack_set_visible_child_name (self->faces, face == REM_LETTER_FACE_BACK      ? "back"
                                                 : face == REM_LETTER_FACE_SEALED  ? "sealed"
                                                 : face == REM_LETTER_FACE_SEALING ? "sealing"
                                                                                   : "paper");
  rem_letter_page_update_actions (self);
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
  rem_persons_button_set_persons (self->persons_button, rem_keepsake_get_persons (draft));
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
  g_autoptr (RemKeepsake) with_signature = NULL;
  g_autoptr (RemKeepsake) with_day = NULL;
  g_autoptr (RemKeepsake) with_persons = NULL;
  g_autoptr (RemKeepsake) with_text = NULL;
  g_autoptr (RemKeepsake) with_tags = NULL;

  if (self->is_updating || self->keeper == NULL || !self->has_words)
    return;

  draft = rem_draft_keeper_get_draft (self->keeper);
  text = rem_letter_view_dup_text (self->view);
  with_addressee =
      rem_keepsake_with_addressee (draft,
                                   gtk_editable_get_text (GTK_EDITABLE (self->addressee_entry)));
  with_title = rem_keepsake_with_title (with_addressee,
                                        gtk_editable_get_text (GTK_EDITABLE (self->title_entry)));
  with_signature =
      rem_keepsake_with_signature (with_title,
                                   gtk_editable_get_text (GTK_EDITABLE (self->signature_entry)));
  with_day = rem_keepsake_with_day (with_signature, rem_day_button_get_day (self->day_button));
  with_persons =
      rem_keepsake_with_persons (with_day, rem_persons_button_get_persons (self->persons_button));
  with_text = rem_keepsake_with_text (with_persons, text);
  with_tags = rem_keepsake_with_tags (with_text, rem_tag_button_get_tags (self->tag_button));
  self->is_changed = TRUE;
  rem_draft_keeper_set_draft (self->keeper, with_tags);
  rem_letter_page_update_actions (self);
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
prompt_left_cb (RemLetterPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
turned_cb (RemLetterPage *self)
{
  rem_letter_page_show_face (self, REM_LETTER_FACE_READING);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
write_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemLetterPage *self = REM_LETTER_PAGE (widget);

  rem_letter_page_show_face (self, REM_LETTER_FACE_WRITING);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view),
                                      gtk_text_buffer_get_insert (
                                          gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view))));
}

static void
read_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemLetterPage *self = REM_LETTER_PAGE (widget);

  rem_letter_page_show_face (self, REM_LETTER_FACE_READING);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
write_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (REM_LETTER_PAGE (widget)->face != REM_LETTER_FACE_READING)
    return FALSE;
  write_activated (widget, NULL, NULL);
  return TRUE;
}

static void
mark_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemLetterPage *self = REM_LETTER_PAGE (widget);

  rem_letter_view_toggle_mark (self->view,
                               g_str_equal (action_name, "letter.bold")     ? REM_LETTER_MARK_BOLD
                               : g_str_equal (action_name, "letter.italic") ? REM_LETTER_MARK_ITALIC
                               : g_str_equal (action_name, "letter.heading")
                                   ? REM_LETTER_MARK_HEADING
                                   : REM_LETTER_MARK_ITEM);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * rem_letter_page_focus_face:
 * @self: a page
 *
 * Returns: whether what is shown took the focus
 */
gboolean
rem_letter_page_focus_face (RemLetterPage *self)
{
  switch (self->face)
    {
    case REM_LETTER_FACE_BACK:
      return gtk_widget_grab_focus (GTK_WIDGET (self->back));
    case REM_LETTER_FACE_SEALED:
      return gtk_widget_grab_focus (GTK_WIDGET (self->seal));
    case REM_LETTER_FACE_SEALING:
      return gtk_widget_grab_focus (GTK_WIDGET (self->sealer));
    case REM_LETTER_FACE_READING:
    case REM_LETTER_FACE_WRITING:
    default:
      return gtk_widget_grab_focus (GTK_WIDGET (self->view));
    }
}

/* What is decided about the letter, as against what is written in it: kept at once. */
static void
keep_decision (RemLetterPage *self, RemKeepsake *draft)
{
  self->is_changed = TRUE;
  rem_draft_keeper_set_draft (self->keeper, draft);
  rem_draft_keeper_flush_async (self->keeper, NULL, NULL);
}

static void
seal_chosen_cb (RemLetterPage *self)
{
  g_autoptr (RemKeepsake) sealed =
      rem_keepsake_with_opens (rem_draft_keeper_get_draft (self->keeper),
                               rem_letter_sealer_get_day (self->sealer));

  keep_decision (self, sealed);
  rem_letter_page_show_face (self, REM_LETTER_FACE_SEALED);
  rem_letter_page_focus_face (self);
}

static void
seal_left_cb (RemLetterPage *self)
{
  rem_letter_page_show_face (self, self->face_before);
  rem_letter_page_focus_face (self);
}

static void
seal_opened_cb (RemLetterPage *self)
{
  g_autoptr (RemKeepsake) opened =
      rem_keepsake_with_opens (rem_draft_keeper_get_draft (self->keeper), REM_DATE_UNKNOWN);

  keep_decision (self, opened);
  rem_letter_page_show_face (self, REM_LETTER_FACE_READING);
  rem_letter_page_focus_face (self);
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
  rem_letter_page_show_face (self, is_face_down                         ? REM_LETTER_FACE_BACK
                                   : self->face == REM_LETTER_FACE_BACK ? REM_LETTER_FACE_READING
                                                                        : self->face);
  rem_letter_page_focus_face (self);
}

static gboolean
rem_letter_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RemLetterPage *self = REM_LETTER_PAGE (widget);

  /* Only at first: the tab key goes through everything, the header bar as well. */
  if (gtk_widget_get_focus_child (widget) != NULL || self->was_focused)
    return GTK_WIDGET_CLASS (rem_letter_page_parent_class)->focus (widget, direction);
  self->was_focused = TRUE;
  return rem_letter_page_focus_face (self);
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
  g_type_ensure (REM_TYPE_LETTER_PROMPT);
  g_type_ensure (REM_TYPE_LETTER_SEAL);
  g_type_ensure (REM_TYPE_LETTER_SEALER);
  g_type_ensure (REM_TYPE_LETTER_VIEW);
  g_type_ensure (REM_TYPE_PERSONS_BUTTON);
  g_type_ensure (REM_TYPE_STEADY_LAYOUT);
  g_type_ensure (REM_TYPE_TAG_BUTTON);
  g_type_ensure (REM_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-letter-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, heading);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, write_button);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, tools_button);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, faces);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, fields);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, addressee_entry);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, title_entry);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, signature_entry);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, prompt);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, view);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, day_button);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, persons_button);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, persons_place);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, tag_button);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, day_label);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, status);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, back);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, seal);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPage, sealer);
  gtk_widget_class_bind_template_callback (widget_class, draft_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, seal_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, seal_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, seal_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, field_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, prompt_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, turned_cb);

  gtk_widget_class_install_action (widget_class, "letter.write", NULL, write_activated);
  gtk_widget_class_install_action (widget_class, "letter.read", NULL, read_activated);
  gtk_widget_class_install_action (widget_class, "letter.bold", NULL, mark_activated);
  gtk_widget_class_install_action (widget_class, "letter.italic", NULL, mark_activated);
  gtk_widget_class_install_action (widget_class, "letter.heading", NULL, mark_activated);
  gtk_widget_class_install_action (widget_class, "letter.list", NULL, mark_activated);
  rem_letter_page_class_install_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "letter.turn-down", NULL, turn_activated);
  gtk_widget_class_install_action (widget_class, "letter.turn-up", NULL, turn_activated);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_e, 0, write_key_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "letter.print",
                                       NULL);
}

static void
rem_letter_page_init (RemLetterPage *self)
{
  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_updating = FALSE;
}

static GtkWidget *
create_page (RemContext *context, RemKeepsake *keepsake, RemLetterFace face, gboolean was_kept)
{
  RemLetterPage *self = g_object_new (REM_TYPE_LETTER_PAGE, NULL);

  self->context = g_object_ref (context);
  self->keeper = rem_draft_keeper_new (context, keepsake);
  self->was_kept = was_kept;
  g_signal_connect_object (self->keeper, "notify::state", G_CALLBACK (keeper_state_cb), self,
                           G_CONNECT_SWAPPED);
  fill_from_draft (self);
  rem_persons_button_set_context (self->persons_button, context);
  rem_letter_page_show_face (self, face);
  return GTK_WIDGET (self);
}

/**
 * rem_letter_page_new:
 * @context: a context whose box is open
 * @keepsake: a letter or a note that is kept
 *
 * Returns: (transfer floating): a page to read it; its seal if it is sealed, or its back if it lies
 *   face down
 */
GtkWidget *
rem_letter_page_new (RemContext *context, RemKeepsake *keepsake)
{
  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (keepsake != NULL, NULL);

  return create_page (context, keepsake,
                      rem_date_is_valid (rem_keepsake_get_opens (keepsake)) ? REM_LETTER_FACE_SEALED
                      : rem_keepsake_is_face_down (keepsake)                ? REM_LETTER_FACE_BACK
                                                             : REM_LETTER_FACE_READING,
                      TRUE);
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
  return create_page (context, draft, REM_LETTER_FACE_WRITING, FALSE);
}

/**
 * rem_letter_page_new_to_write_to:
 * @context: a context whose box is open
 * @person: one of those who are remembered
 *
 * Returns: (transfer floating): an empty letter to @person, and about them; nothing is kept until
 *   something is written
 */
GtkWidget *
rem_letter_page_new_to_write_to (RemContext *context, RemPerson *person)
{
  g_autoptr (RemKeepsake) draft = NULL;
  g_autoptr (RemKeepsake) about = NULL;
  g_autoptr (RemKeepsake) addressed = NULL;
  const char *persons[] = { NULL, NULL };

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (person != NULL, NULL);

  persons[0] = rem_person_get_uuid (person);
  draft = rem_keepsakes_new_draft (context, REM_KEEPSAKE_KIND_LETTER);
  about = rem_keepsake_with_persons (draft, persons);
  addressed = rem_keepsake_with_addressee (about, rem_person_get_name (person));
  return create_page (context, addressed, REM_LETTER_FACE_WRITING, FALSE);
}
