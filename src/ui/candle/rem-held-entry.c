/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-held-entry.h"

#include "rem-rituals.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

struct _RemHeldEntry
{
  AdwBin parent_instance;

  GtkStack *states;
  GtkEntry *entry;
  GtkWidget *keep_button;
  GtkLabel *kept_label;

  RemContext *context;
  char *ritual;
  char *occasion;
  RemDate day;
  gboolean stays;
};

G_DEFINE_FINAL_TYPE (RemHeldEntry, rem_held_entry, ADW_TYPE_BIN)

static char *
dup_words (RemHeldEntry *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
changed_cb (RemHeldEntry *self)
{
  g_autofree char *words = dup_words (self);

  gtk_widget_set_sensitive (self->keep_button, *words != '\0');
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemHeldEntry) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->context == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), TRUE);
  if (rem_rituals_keep_held_finish (self->context, result, &error))
    {
      if (self->stays)
        {
          gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
          return;
        }
      gtk_label_set_label (self->kept_label, _ ("Kept, with today’s date."));
      gtk_stack_set_visible_child_name (self->states, "kept");
      return;
    }
  changed_cb (self);
  if (REM_IS_WINDOW (root))
    rem_window_show_error (REM_WINDOW (root), error);
}

static void
keep_cb (RemHeldEntry *self)
{
  g_autofree char *words = dup_words (self);
  g_autoptr (RemRitualHeld) today = NULL;
  g_autoptr (RemRitualHeld) held = NULL;

  if (*words == '\0' || self->context == NULL)
    return;
  today = rem_rituals_new_held (self->context, self->ritual, self->occasion, words);
  held = rem_date_is_valid (self->day) ? rem_ritual_held_with_day (today, self->day)
                                       : rem_ritual_held_ref (today);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), FALSE);
  gtk_widget_set_sensitive (self->keep_button, FALSE);
  rem_rituals_keep_held_async (self->context, held, NULL, kept_cb, g_object_ref (self));
}

/* The words and not the button, so that a key that is still held down keeps nothing. */
static gboolean
rem_held_entry_grab_focus (GtkWidget *widget)
{
  return gtk_entry_grab_focus_without_selecting (REM_HELD_ENTRY (widget)->entry);
}

static void
rem_held_entry_dispose (GObject *object)
{
  RemHeldEntry *self = REM_HELD_ENTRY (object);

  g_clear_object (&self->context);
  /* The template would take the stack from the bin behind its back. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_HELD_ENTRY);

  G_OBJECT_CLASS (rem_held_entry_parent_class)->dispose (object);
}

static void
rem_held_entry_finalize (GObject *object)
{
  RemHeldEntry *self = REM_HELD_ENTRY (object);

  g_free (self->ritual);
  g_free (self->occasion);

  G_OBJECT_CLASS (rem_held_entry_parent_class)->finalize (object);
}

static void
rem_held_entry_class_init (RemHeldEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_held_entry_dispose;
  G_OBJECT_CLASS (klass)->finalize = rem_held_entry_finalize;
  widget_class->grab_focus = rem_held_entry_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-held-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, RemHeldEntry, states);
  gtk_widget_class_bind_template_child (widget_class, RemHeldEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, RemHeldEntry, keep_button);
  gtk_widget_class_bind_template_child (widget_class, RemHeldEntry, kept_label);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
}

static void
rem_held_entry_init (RemHeldEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_held_entry_begin:
 * @self: an entry
 * @context: a context with an open box
 * @ritual: the id of the ritual that the line is about
 * @occasion: the uuid of a date that it belongs to, or ""
 * @words: what it says to begin with, or ""
 *
 * Makes room for a new line, which is about today.
 */
void
rem_held_entry_begin (RemHeldEntry *self,
                      RemContext *context,
                      const char *ritual,
                      const char *occasion,
                      const char *words)
{
  g_return_if_fail (REM_IS_HELD_ENTRY (self));
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (ritual != NULL && occasion != NULL && words != NULL);

  g_set_object (&self->context, context);
  g_free (self->ritual);
  self->ritual = g_strdup (ritual);
  g_free (self->occasion);
  self->occasion = g_strdup (occasion);
  gtk_stack_set_visible_child_name (self->states, "entry");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), words);
  changed_cb (self);
}

/**
 * rem_held_entry_set_occasion:
 * @self: an entry
 * @occasion: the uuid of a date that the line belongs to, or ""
 *
 * What is written already stays.
 */
void
rem_held_entry_set_occasion (RemHeldEntry *self, const char *occasion)
{
  g_return_if_fail (REM_IS_HELD_ENTRY (self));
  g_return_if_fail (occasion != NULL);

  g_free (self->occasion);
  self->occasion = g_strdup (occasion);
}

/**
 * rem_held_entry_set_day:
 * @self: an entry
 * @day: the day that the line is about, or %REM_DATE_UNKNOWN for the day on which it is kept
 *
 * What is written already stays.
 */
void
rem_held_entry_set_day (RemHeldEntry *self, RemDate day)
{
  g_return_if_fail (REM_IS_HELD_ENTRY (self));

  self->day = day;
}

/**
 * rem_held_entry_set_stays:
 * @self: an entry
 * @stays: whether there is room for another line once one is kept
 *
 * Where the lines are shown beside the entry, it needs not say that one is kept.
 */
void
rem_held_entry_set_stays (RemHeldEntry *self, gboolean stays)
{
  g_return_if_fail (REM_IS_HELD_ENTRY (self));

  self->stays = stays;
}
