/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-person-row.h"

#include "rem-person-words.h"
#include "rem-persons.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/* Notes: how the words are kept.
 *
 *   Each change is handed to the box at once. While one is on its way, the next waits: when the
 *   answer comes, what stands in the fields by then is handed over, and nothing in between. Before
 *   the box is locked what still waits is handed over, too.
 */

struct _RemPersonRow
{
  AdwExpanderRow parent_instance;

  GtkEditable *name_row;
  AdwComboRow *called_row;
  GtkEditable *own_called_row;
  AdwComboRow *loss_row;
  GtkEditable *own_loss_row;
  AdwComboRow *pronoun_row;
  AdwActionRow *preview_row;
  GtkSwitch *quiet_switch;
  GtkSwitch *since_switch;
  GtkSwitch *week_switch;
  GtkEditable *note_row;
  GtkWidget *order_row;
  GtkWidget *up_button;
  GtkWidget *down_button;

  RemContext *context;
  RemPerson *person;
  gboolean is_keeping;
  gboolean is_waiting;
  gboolean is_filling;
};

enum
{
  REMOVED,
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemPersonRow, rem_person_row, ADW_TYPE_EXPANDER_ROW)

static char *
build_title (RemPerson *person)
{
  g_autofree char *called = rem_person_words_build_called (person);

  return *called != '\0' ? rem_person_words_begin (called) : g_strdup (_ ("Somebody"));
}

static void
update_widgets (RemPersonRow *self)
{
  g_autofree char *title = build_title (self->person);
  g_autofree char *day = rem_person_words_build_date (self->person, REM_OCCASION_KIND_LOSS);
  g_autofree char *letter = rem_person_words_build_write (self->person);
  /* TRANSLATORS: two pieces of what the program will say, one under the other. */
  g_autofree char *preview = g_strdup_printf (_ ("“%s”\n“%s”"), day, letter);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (self->preview_row, preview);
  gtk_widget_set_visible (GTK_WIDGET (self->own_called_row),
                          rem_person_get_called (self->person) == REM_CALLED_OWN);
  gtk_widget_set_visible (GTK_WIDGET (self->own_loss_row),
                          rem_person_get_loss_word (self->person) == REM_LOSS_WORD_OWN);
}

static void keep (RemPersonRow *self);

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPersonRow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_kept = rem_persons_keep_finish (REM_CONTEXT (source), result, &error);
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), REM_TYPE_WINDOW);

  self->is_keeping = FALSE;
  if (!is_kept && window != NULL)
    rem_window_show_error (REM_WINDOW (window), error);
  if (self->is_waiting)
    keep (self);
}

static void
keep (RemPersonRow *self)
{
  self->is_waiting = FALSE;
  if (self->context == NULL)
    return;
  self->is_keeping = TRUE;
  rem_persons_keep_async (self->context, self->person, NULL, kept_cb, g_object_ref (self));
}

static void
before_lock_cb (RemPersonRow *self)
{
  if (self->is_waiting)
    keep (self);
}

static void
changed_cb (RemPersonRow *self)
{
  g_autoptr (RemPerson) named = NULL;
  g_autoptr (RemPerson) called = NULL;
  g_autoptr (RemPerson) loss = NULL;
  g_autoptr (RemPerson) pronoun = NULL;
  g_autoptr (RemPerson) quiet = NULL;
  g_autoptr (RemPerson) since = NULL;
  g_autoptr (RemPerson) week = NULL;
  RemPerson *noted = NULL;

  if (self->is_filling || self->person == NULL)
    return;

  named = rem_person_with_name (self->person, gtk_editable_get_text (self->name_row));
  called = rem_person_with_called (named, (RemCalled) adw_combo_row_get_selected (self->called_row),
                                   gtk_editable_get_text (self->own_called_row));
  loss =
      rem_person_with_loss_word (called, (RemLossWord) adw_combo_row_get_selected (self->loss_row),
                                 gtk_editable_get_text (self->own_loss_row));
  pronoun =
      rem_person_with_pronoun (loss, (RemPronoun) adw_combo_row_get_selected (self->pronoun_row));
  quiet = rem_person_with_quiet (pronoun, gtk_switch_get_active (self->quiet_switch));
  since = rem_person_with_tells_since (quiet, gtk_switch_get_active (self->since_switch));
  week = rem_person_with_tells_week (since, gtk_switch_get_active (self->week_switch));
  noted = rem_person_with_note (week, gtk_editable_get_text (self->note_row));
  if (rem_person_equal (noted, self->person))
    {
      rem_person_unref (noted);
      return;
    }

  rem_person_unref (self->person);
  self->person = noted;
  update_widgets (self);
  self->is_waiting = TRUE;
  if (!self->is_keeping)
    keep (self);
}

static void
remove_clicked_cb (RemPersonRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
up_clicked_cb (RemPersonRow *self)
{
  g_signal_emit (self, signals[MOVED], 0, -1);
}

static void
down_clicked_cb (RemPersonRow *self)
{
  g_signal_emit (self, signals[MOVED], 0, 1);
}

static gboolean
rem_person_row_grab_focus (GtkWidget *widget)
{
  RemPersonRow *self = REM_PERSON_ROW (widget);

  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  return GTK_WIDGET_CLASS (rem_person_row_parent_class)->grab_focus (widget);
}

static void
rem_person_row_dispose (GObject *object)
{
  RemPersonRow *self = REM_PERSON_ROW (object);

  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_PERSON_ROW);

  G_OBJECT_CLASS (rem_person_row_parent_class)->dispose (object);
}

static void
rem_person_row_finalize (GObject *object)
{
  g_clear_pointer (&REM_PERSON_ROW (object)->person, rem_person_unref);

  G_OBJECT_CLASS (rem_person_row_parent_class)->finalize (object);
}

static void
rem_person_row_class_init (RemPersonRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_person_row_dispose;
  object_class->finalize = rem_person_row_finalize;
  widget_class->grab_focus = rem_person_row_grab_focus;

  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-person-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RemPersonRow, name_row);
  gtk_widget_class_bind_template_child (widget_class, RemPersonRow, called_row);
  gtk_widget_class_bind_template_child (widget_class, RemPersonRow, own_called_row);
  gtk_widget_class_bind_template_child (widget_class, RemPersonRow, loss_row);
  gtk_widget_class_bind_template_child (widget_class, RemPersonRow, own_loss_row);
  gtk_widget_class_bind_template_child (widget_class, RemPersonRow, pronoun_row);
  gtk_widget_class_bind_template_child (widget_class, RemPersonRow, preview_row);
  gtk_widget_class_bind_template_child (widget_class, RemPersonRow, quiet_switch);
  gtk_widget_class_bind_template_child (widget_class, RemPersonRow, since_switch);
  gtk_widget_class_bind_template_child (widget_class, RemPersonRow, week_switch);
  gtk_widget_class_bind_template_child (widget_class, RemPersonRow, note_row);
  gtk_widget_class_bind_template_child (widget_class, RemPersonRow, order_row);
  gtk_widget_class_bind_template_child (widget_class, RemPersonRow, up_button);
  gtk_widget_class_bind_template_child (widget_class, RemPersonRow, down_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, up_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, down_clicked_cb);
}

static void
rem_person_row_init (RemPersonRow *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
}

/**
 * rem_person_row_new:
 * @context: a context whose box is open
 * @person: somebody
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
rem_person_row_new (RemContext *context, RemPerson *person)
{
  RemPersonRow *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (person != NULL, NULL);

  self = g_object_new (REM_TYPE_PERSON_ROW, NULL);
  self->context = g_object_ref (context);
  self->person = rem_person_ref (person);
  self->is_filling = TRUE;
  gtk_editable_set_text (self->name_row, rem_person_get_name (person));
  adw_combo_row_set_selected (self->called_row, rem_person_get_called (person));
  gtk_editable_set_text (self->own_called_row, rem_person_get_own_called (person));
  adw_combo_row_set_selected (self->loss_row, rem_person_get_loss_word (person));
  gtk_editable_set_text (self->own_loss_row, rem_person_get_own_loss (person));
  adw_combo_row_set_selected (self->pronoun_row, rem_person_get_pronoun (person));
  gtk_switch_set_active (self->quiet_switch, rem_person_is_quiet (person));
  gtk_switch_set_active (self->since_switch, rem_person_tells_since (person));
  gtk_switch_set_active (self->week_switch, rem_person_tells_week (person));
  gtk_editable_set_text (self->note_row, rem_person_get_note (person));
  self->is_filling = FALSE;
  g_signal_connect_object (context, "before-lock", G_CALLBACK (before_lock_cb), self,
                           G_CONNECT_SWAPPED);
  update_widgets (self);
  return GTK_WIDGET (self);
}

/**
 * rem_person_row_get_person:
 * @self: a row
 *
 * Returns: (transfer none): somebody, in the words that stand in the fields
 */
RemPerson *
rem_person_row_get_person (RemPersonRow *self)
{
  g_return_val_if_fail (REM_IS_PERSON_ROW (self), NULL);

  return self->person;
}

/**
 * rem_person_row_set_place:
 * @self: a row
 * @is_first: whether nobody stands before them
 * @is_last: whether nobody stands after them
 *
 * Offers the moves that are possible; none to the only one.
 */
void
rem_person_row_set_place (RemPersonRow *self, gboolean is_first, gboolean is_last)
{
  g_return_if_fail (REM_IS_PERSON_ROW (self));

  gtk_widget_set_visible (self->order_row, !is_first || !is_last);
  gtk_widget_set_sensitive (self->up_button, !is_first);
  gtk_widget_set_sensitive (self->down_button, !is_last);
}
