/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-held-row.h"

#include "rem-ritual-catalogue.h"
#include "rem-rituals.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

struct _RemHeldRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *shown;
  GtkWidget *changing;
  GtkWidget *change_button;
  GtkEntry *entry;

  RemContext *context;
  RemRitualHeld *held;
};

G_DEFINE_FINAL_TYPE (RemHeldRow, rem_held_row, GTK_TYPE_LIST_BOX_ROW)

/* A removal and its undoing; it outlives the row, which goes with the line. */
typedef struct
{
  RemContext *context;
  RemRitualHeld *held;
  gboolean removed;
  GWeakRef window;
} Removal;

static void
removal_free (Removal *self)
{
  g_object_unref (self->context);
  rem_ritual_held_unref (self->held);
  g_weak_ref_clear (&self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

static void
removal_run (RemContext *context, RemRitualHeld *held, gboolean removed, RemWindow *window);

static void
undo_clicked_cb (AdwToast *toast, Removal *done)
{
  g_autoptr (RemWindow) window = g_weak_ref_get (&done->window);

  removal_run (done->context, done->held, FALSE, window);
}

static void
removal_freed_with_toast (gpointer data, GClosure *closure)
{
  removal_free (data);
}

static void
removal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Removal) self = user_data;
  g_autoptr (RemWindow) window = g_weak_ref_get (&self->window);
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  if (!rem_rituals_set_held_removed_finish (self->context, result, &error))
    {
      if (window != NULL)
        rem_window_show_error (window, error);
      return;
    }
  if (!self->removed || window == NULL)
    return;
  toast = adw_toast_new (_ ("The line was removed."));
  adw_toast_set_timeout (toast, 20);
  /* Undo is always of the latest removal, and never of the one before. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (toast, C_ ("toast", "Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked_cb),
                         g_steal_pointer (&self), removal_freed_with_toast, 0);
  rem_window_add_toast (window, toast);
}

static void
removal_run (RemContext *context, RemRitualHeld *held, gboolean removed, RemWindow *window)
{
  Removal *self = g_new0 (Removal, 1);

  self->context = g_object_ref (context);
  self->held = rem_ritual_held_ref (held);
  self->removed = removed;
  g_weak_ref_init (&self->window, window);
  rem_rituals_set_held_removed_async (context, held, removed, NULL, removal_cb, self);
}

static void
remove_clicked_cb (RemHeldRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  removal_run (self->context, self->held, TRUE, REM_IS_WINDOW (root) ? REM_WINDOW (root) : NULL);
}

static gboolean
is_changing (RemHeldRow *self)
{
  return gtk_widget_get_visible (self->changing);
}

static void
set_changing (RemHeldRow *self, gboolean changing)
{
  gtk_widget_set_visible (self->changing, changing);
  gtk_widget_set_visible (self->shown, !changing);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_rituals_keep_held_finish (REM_CONTEXT (source), result, &error) && window != NULL)
    rem_window_show_error (window, error);
}

/* The row is made anew when the words are in the box. */
static void
keep_changed (RemHeldRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *words =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autoptr (RemRitualHeld) changed = NULL;

  if (!is_changing (self))
    return;
  set_changing (self, FALSE);
  gtk_widget_grab_focus (self->change_button);
  if (*words == '\0' || g_str_equal (words, rem_ritual_held_get_words (self->held)))
    return;
  changed = rem_ritual_held_with_words (self->held, words);
  rem_rituals_keep_held_async (self->context, changed, NULL, kept_cb,
                               REM_IS_WINDOW (root) ? g_object_ref (root) : NULL);
}

static void
change_clicked_cb (RemHeldRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), rem_ritual_held_get_words (self->held));
  set_changing (self, TRUE);
  gtk_entry_grab_focus_without_selecting (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                RemHeldRow *self)
{
  if (keyval != GDK_KEY_Escape || !is_changing (self))
    return GDK_EVENT_PROPAGATE;
  set_changing (self, FALSE);
  gtk_widget_grab_focus (self->change_button);
  return GDK_EVENT_STOP;
}

static GtkWidget *
create_button (const char *icon_name, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

/* A line in other words: in its place, and with the keys of every entry. */
static GtkWidget *
create_changing (RemHeldRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *button = gtk_button_new_with_label (_ ("Keep"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_input_hints (self->entry, GTK_INPUT_HINT_PRIVATE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The line, in other words"), -1);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (keep_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (keep_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (box, keys);
  gtk_widget_set_margin_top (box, 15);
  gtk_widget_set_margin_bottom (box, 15);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
rem_held_row_dispose (GObject *object)
{
  RemHeldRow *self = REM_HELD_ROW (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->held, rem_ritual_held_unref);

  G_OBJECT_CLASS (rem_held_row_parent_class)->dispose (object);
}

static void
rem_held_row_class_init (RemHeldRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rem_held_row_dispose;
}

static void
rem_held_row_init (RemHeldRow *self)
{
}

/**
 * rem_held_row_new:
 * @context: a context with an open box
 * @held: a line
 *
 * Returns: (transfer floating): a row that shows @held
 */
GtkWidget *
rem_held_row_new (RemContext *context, RemRitualHeld *held)
{
  RemHeldRow *self;
  GtkWidget *box, *words, *button;
  g_autofree char *day = NULL;
  g_autofree char *about = NULL;
  RemRitual *ritual;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (held != NULL, NULL);

  self = g_object_new (REM_TYPE_HELD_ROW, "activatable", FALSE, NULL);
  self->context = g_object_ref (context);
  self->held = rem_ritual_held_ref (held);

  day = rem_date_format (rem_ritual_held_get_day (held), REM_DATE_STYLE_FULL);
  words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_margin_top (words, 15);
  gtk_widget_set_margin_bottom (words, 15);
  gtk_widget_set_margin_start (words, 18);
  ritual = rem_ritual_catalogue_find (rem_ritual_held_get_ritual (held));
  /* A candle says so itself. */
  if (ritual != NULL && !rem_ritual_has_candle (ritual))
    about = g_strconcat (day, " · ", rem_ritual_get_title (ritual), NULL);
  gtk_box_append (GTK_BOX (words), create_label (about != NULL ? about : day, "rem-quiet"));
  gtk_box_append (GTK_BOX (words), create_label (rem_ritual_held_get_words (held), "rem-words"));

  self->change_button = create_button ("document-edit-symbolic", _ ("Change the line"));
  g_signal_connect_object (self->change_button, "clicked", G_CALLBACK (change_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  button = create_button ("user-trash-symbolic", _ ("Remove the line"));
  gtk_widget_set_margin_end (button, 9);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  self->shown = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->shown), words);
  gtk_box_append (GTK_BOX (self->shown), self->change_button);
  gtk_box_append (GTK_BOX (self->shown), button);
  self->changing = create_changing (self);
  set_changing (self, FALSE);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), self->shown);
  gtk_box_append (GTK_BOX (box), self->changing);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  /* What stands there is not lost to a box that is locked meanwhile. */
  g_signal_connect_object (context, "before-lock", G_CALLBACK (keep_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rem-paper");
  gtk_widget_add_css_class (GTK_WIDGET (self), "rem-occurrence");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rem_ritual_held_get_words (held),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, day, -1);
  return GTK_WIDGET (self);
}

/**
 * rem_held_row_dup_focused:
 * @list: what is about to be filled anew
 *
 * Returns: (transfer full) (nullable): the uuid of the line in @list that the keys go to
 */
char *
rem_held_row_dup_focused (GtkWidget *list)
{
  GtkRoot *root = gtk_widget_get_root (list);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, REM_TYPE_HELD_ROW) : NULL;

  if (row == NULL || !gtk_widget_is_ancestor (row, list))
    return NULL;
  return g_strdup (rem_ritual_held_get_uuid (REM_HELD_ROW (row)->held));
}

/**
 * rem_held_row_take_focus:
 * @self: a row in a list that was filled anew
 * @uuid: (nullable): what rem_held_row_dup_focused() said before
 *
 * Gives the keys back to the line that had them.
 */
void
rem_held_row_take_focus (RemHeldRow *self, const char *uuid)
{
  g_return_if_fail (REM_IS_HELD_ROW (self));

  if (g_strcmp0 (uuid, rem_ritual_held_get_uuid (self->held)) == 0)
    gtk_widget_grab_focus (self->change_button);
}
