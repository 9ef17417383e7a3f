/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-occurrence-row.h"

#include "rem-occasion-changer.h"
#include "rem-occasion-words.h"

#include <glib/gi18n.h>

struct _RemOccurrenceRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *day;
  GtkLabel *label;
  GtkLabel *why;
  GtkMenuButton *menu_button;

  RemOccurrence *occurrence;
};

G_DEFINE_FINAL_TYPE (RemOccurrenceRow, rem_occurrence_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_skipped (RemOccurrenceRow *self, gboolean skipped)
{
  RemOccasion *occasion = rem_occurrence_get_occasion (self->occurrence);

  rem_occasion_changer_skip (REM_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                             rem_occasion_get_uuid (occasion),
                             rem_occurrence_get_date (self->occurrence), skipped);
}

static void
skip_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  set_skipped (REM_OCCURRENCE_ROW (widget), g_str_equal (action_name, "occurrence.skip"));
}

static void
fill_menu (RemOccurrenceRow *self, const char *name)
{
  RemOccasion *occasion = rem_occurrence_get_occasion (self->occurrence);
  g_autoptr (GMenu) menu = g_menu_new ();
  /* TRANSLATORS: for screen readers; %s is what a date is called. */
  g_autofree char *accessible_name = g_strdup_printf (_ ("More for “%s”"), name);

  if (rem_occurrence_is_skipped (self->occurrence))
    g_menu_append (menu, _ ("Let it come"), "occurrence.unskip");
  else
    g_menu_append (menu, rem_occasion_words_get_skip (rem_occasion_get_repeat (occasion)),
                   "occurrence.skip");
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (menu));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  accessible_name, -1);
}

/* Known to the month or the season only: then there is no day that could be passed over. */
static gboolean
is_vague (RemOccurrence *occurrence)
{
  return rem_occurrence_get_day (occurrence).precision != REM_PRECISION_DAY;
}

static char *
build_day (RemOccurrence *occurrence, gboolean is_resting)
{
  RemDay anchor = rem_occasion_get_anchor (rem_occurrence_get_occasion (occurrence));
  g_autofree char *day = NULL;
  g_autofree char *first = NULL;
  const char *rest;

  if (is_resting)
    day = rem_day_format (anchor);
  else if (is_vague (occurrence))
    day = rem_day_format (rem_occurrence_get_day (occurrence));
  else
    day = rem_date_format (rem_occurrence_get_date (occurrence), REM_DATE_STYLE_WEEKDAY);
  if (*day == '\0')
    return g_steal_pointer (&day);

  /* It begins the card: with a capital, also where days of the week have none. */
  rest = g_utf8_next_char (day);
  first = g_utf8_strup (day, rest - day);
  return g_strconcat (first, rest, NULL);
}

static void
fill (RemOccurrenceRow *self, gboolean is_resting, gboolean shows_day)
{
  RemOccasion *occasion = rem_occurrence_get_occasion (self->occurrence);
  gboolean is_skipped = rem_occurrence_is_skipped (self->occurrence);
  g_autofree char *day = build_day (self->occurrence, is_resting);
  g_autofree char *name = rem_occasion_words_build_name (occasion);
  g_autofree char *why = NULL;
  g_autofree char *accessible_name = NULL;

  if (is_skipped)
    why = g_strdup (rem_occasion_words_get_skip (rem_occasion_get_repeat (occasion)));
  else if (!is_resting)
    why = rem_occurrence_dup_why (self->occurrence);

  gtk_label_set_label (self->day, day);
  gtk_widget_set_visible (GTK_WIDGET (self->day), shows_day && *day != '\0');
  gtk_label_set_label (self->label, name);
  gtk_label_set_label (self->why, why != NULL ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why), why != NULL && *why != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button),
                          !is_resting && !is_vague (self->occurrence));
  if (is_skipped)
    gtk_widget_add_css_class (GTK_WIDGET (self), "rem-passed-over");
  if (!is_resting && !is_vague (self->occurrence))
    fill_menu (self, name);

  accessible_name =
      g_strjoin (". ", name, *day != '\0' ? day : why, *day != '\0' ? why : NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  accessible_name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.show-date");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", rem_occasion_get_uuid (occasion));
}

static void
rem_occurrence_row_dispose (GObject *object)
{
  RemOccurrenceRow *self = REM_OCCURRENCE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REM_TYPE_OCCURRENCE_ROW);
  g_clear_object (&self->occurrence);

  G_OBJECT_CLASS (rem_occurrence_row_parent_class)->dispose (object);
}

static void
rem_occurrence_row_class_init (RemOccurrenceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_occurrence_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-occurrence-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RemOccurrenceRow, day);
  gtk_widget_class_bind_template_child (widget_class, RemOccurrenceRow, label);
  gtk_widget_class_bind_template_child (widget_class, RemOccurrenceRow, why);
  gtk_widget_class_bind_template_child (widget_class, RemOccurrenceRow, menu_button);
  gtk_widget_class_install_action (widget_class, "occurrence.skip", NULL, skip_activated);
  gtk_widget_class_install_action (widget_class, "occurrence.unskip", NULL, skip_activated);
}

static void
rem_occurrence_row_init (RemOccurrenceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_occurrence_row_new:
 * @occurrence: a day on which a date falls
 * @is_resting: %TRUE if there is no such day to come: only the date itself is told
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
rem_occurrence_row_new (RemOccurrence *occurrence, gboolean is_resting)
{
  RemOccurrenceRow *self = NULL;

  g_return_val_if_fail (REM_IS_OCCURRENCE (occurrence), NULL);

  self = g_object_new (REM_TYPE_OCCURRENCE_ROW, NULL);
  self->occurrence = g_object_ref (occurrence);
  fill (self, is_resting, TRUE);
  return GTK_WIDGET (self);
}

/**
 * rem_occurrence_row_new_of_day:
 * @occurrence: a day on which a date falls
 *
 * Returns: (transfer floating): a row for a place that tells the day already
 */
GtkWidget *
rem_occurrence_row_new_of_day (RemOccurrence *occurrence)
{
  RemOccurrenceRow *self = NULL;

  g_return_val_if_fail (REM_IS_OCCURRENCE (occurrence), NULL);

  self = g_object_new (REM_TYPE_OCCURRENCE_ROW, NULL);
  self->occurrence = g_object_ref (occurrence);
  fill (self, FALSE, FALSE);
  return GTK_WIDGET (self);
}

/**
 * rem_occurrence_row_get_occurrence:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
RemOccurrence *
rem_occurrence_row_get_occurrence (RemOccurrenceRow *self)
{
  g_return_val_if_fail (REM_IS_OCCURRENCE_ROW (self), NULL);

  return self->occurrence;
}
