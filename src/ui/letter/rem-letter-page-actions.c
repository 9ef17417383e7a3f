/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-page-private.h"

#include "rem-keepsake-remover.h"
#include "rem-letter-endings.h"
#include "rem-letter-print.h"

/* What can be done with a letter as a whole: words to begin it from, seal it, put it away, print
 * it, remove it. */

/**
 * rem_letter_page_update_actions:
 * @self: a page
 *
 * Offers what can be done with the face that is shown.
 */
void
rem_letter_page_update_actions (RemLetterPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  RemKeepsake *draft = rem_draft_keeper_get_draft (self->keeper);
  gboolean is_face_down = rem_keepsake_is_face_down (draft);
  gboolean is_put_away = rem_keepsake_is_put_away (draft);
  gboolean is_paper =
      self->face == REM_LETTER_FACE_READING || self->face == REM_LETTER_FACE_WRITING;
  gboolean is_empty = rem_keepsake_is_empty (draft);
  gboolean is_letter = rem_keepsake_get_kind (draft) == REM_KEEPSAKE_KIND_LETTER;

  gtk_widget_action_set_enabled (widget, "letter.write", self->face == REM_LETTER_FACE_READING);
  gtk_widget_action_set_enabled (widget, "letter.read", self->face == REM_LETTER_FACE_WRITING);
  gtk_widget_action_set_enabled (widget, "letter.prompt", self->face == REM_LETTER_FACE_WRITING);
  gtk_widget_action_set_enabled (widget, "letter.bold", self->face == REM_LETTER_FACE_WRITING);
  gtk_widget_action_set_enabled (widget, "letter.italic", self->face == REM_LETTER_FACE_WRITING);
  gtk_widget_action_set_enabled (widget, "letter.heading", self->face == REM_LETTER_FACE_WRITING);
  gtk_widget_action_set_enabled (widget, "letter.list", self->face == REM_LETTER_FACE_WRITING);
  gtk_widget_set_visible (GTK_WIDGET (self->tools_button), self->face == REM_LETTER_FACE_WRITING);
  if (self->face != REM_LETTER_FACE_WRITING)
    {
      gtk_toggle_button_set_active (self->tools_button, FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->prompt), FALSE);
    }
  gtk_widget_action_set_enabled (widget, "letter.turn-down", is_paper && !is_face_down);
  gtk_widget_action_set_enabled (widget, "letter.turn-up", is_face_down);
  gtk_widget_action_set_enabled (widget, "letter.seal", is_paper && is_letter && !is_empty);
  gtk_widget_action_set_enabled (widget, "letter.print", is_paper && !is_empty);
  gtk_widget_action_set_enabled (widget, "letter.put-away", !is_put_away && !is_empty);
  gtk_widget_action_set_enabled (widget, "letter.take-out", is_put_away);
  gtk_widget_set_visible (self->write_button, self->face == REM_LETTER_FACE_READING);
  gtk_widget_set_visible (GTK_WIDGET (self->tag_button),
                          self->face == REM_LETTER_FACE_WRITING ||
                              *rem_keepsake_get_tags (draft) != NULL);
}

static void
prompt_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemLetterPage *self = REM_LETTER_PAGE (widget);

  rem_letter_prompt_ask (self->prompt, rem_context_get_clock (self->context));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
seal_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemLetterPage *self = REM_LETTER_PAGE (widget);

  self->face_before = self->face;
  rem_letter_page_show_face (self, REM_LETTER_FACE_SEALING);
  rem_letter_page_focus_face (self);
}

static void
flush_to_put_away_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  RemKeepsake *draft = rem_draft_keeper_get_draft (REM_DRAFT_KEEPER (source));

  /* What could not be kept yet tries again by itself and is told where it was written. */
  if (rem_draft_keeper_flush_finish (REM_DRAFT_KEEPER (source), result, NULL))
    rem_letter_endings_tell_put_away (window, rem_keepsake_get_uuid (draft));
}

static void
put_away_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemLetterPage *self = REM_LETTER_PAGE (widget);
  RemWindow *window = REM_WINDOW (gtk_widget_get_root (widget));
  gboolean is_put_away = g_str_equal (action_name, "letter.put-away");
  g_autoptr (RemKeepsake) draft =
      rem_keepsake_with_put_away (rem_draft_keeper_get_draft (self->keeper), is_put_away);

  self->is_changed = TRUE;
  rem_draft_keeper_set_draft (self->keeper, draft);
  if (!is_put_away)
    {
      rem_draft_keeper_flush_async (self->keeper, NULL, NULL);
      rem_letter_page_update_actions (self);
      rem_letter_endings_tell_taken_out (window);
      return;
    }
  rem_draft_keeper_flush_async (self->keeper, flush_to_put_away_cb, g_object_ref (window));
  rem_window_pop_page (window);
}

static void
remove_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemLetterPage *self = REM_LETTER_PAGE (widget);
  RemWindow *window = REM_WINDOW (gtk_widget_get_root (widget));

  /* A letter that is only addressed was never kept. */
  if (self->was_kept ||
      (self->is_changed && !rem_keepsake_is_empty (rem_draft_keeper_get_draft (self->keeper))))
    rem_keepsake_remover_remove_draft (window, self->keeper);
  rem_window_pop_page (window);
}

static void
print_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  rem_letter_print_run (rem_draft_keeper_get_draft (REM_LETTER_PAGE (widget)->keeper),
                        REM_WINDOW (gtk_widget_get_root (widget)));
}

/**
 * rem_letter_page_get_keepsake:
 * @self: a page
 *
 * Returns: (transfer none): the letter or the note, as it is written now
 */
RemKeepsake *
rem_letter_page_get_keepsake (RemLetterPage *self)
{
  g_return_val_if_fail (REM_IS_LETTER_PAGE (self), NULL);

  return rem_draft_keeper_get_draft (self->keeper);
}

/**
 * rem_letter_page_class_install_actions:
 * @widget_class: the class of the page
 *
 * Installs what this file does.
 */
void
rem_letter_page_class_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "letter.prompt", NULL, prompt_activated);
  gtk_widget_class_install_action (widget_class, "letter.seal", NULL, seal_activated);
  gtk_widget_class_install_action (widget_class, "letter.print", NULL, print_activated);
  gtk_widget_class_install_action (widget_class, "letter.put-away", NULL, put_away_activated);
  gtk_widget_class_install_action (widget_class, "letter.take-out", NULL, put_away_activated);
  gtk_widget_class_install_action (widget_class, "letter.remove", NULL, remove_activated);
}
