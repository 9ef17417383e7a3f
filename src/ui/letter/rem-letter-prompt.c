/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-prompt.h"

#include "rem-phrases.h"
#include "rem-wrap-box.h"

struct _RemLetterPrompt
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *words;

  gboolean was_asked;
  guint index;
};

enum
{
  SIGNAL_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemLetterPrompt, rem_letter_prompt, GTK_TYPE_WIDGET)

/* Goes on to the next one. Those about a date are for the page of a date, not for any letter. */
static void
show_next (RemLetterPrompt *self)
{
  GPtrArray *prompts = rem_phrases_get_prompts ();

  for (guint i = 0; i < prompts->len; i++)
    {
      RemPhrase *prompt = NULL;

      self->index = (self->index + 1) % prompts->len;
      prompt = g_ptr_array_index (prompts, self->index);
      if (rem_phrase_get_kind (prompt) == REM_PHRASE_DATE)
        continue;
      gtk_label_set_label (self->words, rem_phrase_get_text (prompt));
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
      return;
    }
}

static void
another_cb (RemLetterPrompt *self)
{
  show_next (self);
}

static void
none_cb (RemLetterPrompt *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
rem_letter_prompt_dispose (GObject *object)
{
  RemLetterPrompt *self = REM_LETTER_PROMPT (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_LETTER_PROMPT);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (rem_letter_prompt_parent_class)->dispose (object);
}

static void
rem_letter_prompt_class_init (RemLetterPromptClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_letter_prompt_dispose;

  signals[SIGNAL_LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (REM_TYPE_WRAP_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-letter-prompt.ui");
  gtk_widget_class_bind_template_child (widget_class, RemLetterPrompt, box);
  gtk_widget_class_bind_template_child (widget_class, RemLetterPrompt, words);
  gtk_widget_class_bind_template_callback (widget_class, another_cb);
  gtk_widget_class_bind_template_callback (widget_class, none_cb);
}

static void
rem_letter_prompt_init (RemLetterPrompt *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_letter_prompt_ask:
 * @self: a prompt
 * @clock: tells the day: the first one is not the same every day
 *
 * Shows words to write from, and the next ones when some are shown already.
 */
void
rem_letter_prompt_ask (RemLetterPrompt *self, RemClock *clock)
{
  g_return_if_fail (REM_IS_LETTER_PROMPT (self));
  g_return_if_fail (REM_IS_CLOCK (clock));

  if (!self->was_asked)
    self->index =
        (guint) rem_date_days_between ((RemDate){ 1, 1, 1 }, rem_clock_get_today (clock)) %
        MAX (rem_phrases_get_prompts ()->len, 1);
  self->was_asked = TRUE;
  show_next (self);
}
