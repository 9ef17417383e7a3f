/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-known-day-row.h"

#include <glib/gi18n.h>

#define N_WISHES  3
#define YEAR_DAYS 400

struct _RemKnownDayRow
{
  AdwExpanderRow parent_instance;

  GtkCheckButton *choices[N_WISHES];
  GtkWidget *keep_button;
  RemKnownDay *day;
  gboolean is_updating;
};

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_KEEP,
  N_SIGNALS,
} RemKnownDayRowSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemKnownDayRow, rem_known_day_row, ADW_TYPE_EXPANDER_ROW)

static const char *
get_wish_title (RemDayWish wish)
{
  switch (wish)
    {
    case REM_DAY_WISH_TELL:
      return _ ("Tell me softly the week before");
    case REM_DAY_WISH_SILENT:
      return _ ("Keep everything silent that week");
    case REM_DAY_WISH_NOTHING:
    default:
      /* TRANSLATORS: what is done about a day of others. */
      return C_ ("wish", "Nothing");
    }
}

static void
toggled_cb (RemKnownDayRow *self, GtkCheckButton *button)
{
  if (!self->is_updating && gtk_check_button_get_active (button))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
keep_clicked_cb (RemKnownDayRow *self)
{
  g_signal_emit (self, signals[SIGNAL_KEEP], 0);
}

static void
add_choice (RemKnownDayRow *self, RemDayWish wish)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_check_button_new ();
  const char *title = get_wish_title (wish);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), wish > 0 ? self->choices[0] : NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  self->choices[wish] = GTK_CHECK_BUTTON (button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
}

static void
add_about (RemKnownDayRow *self)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, "title-lines", 0, "title",
                rem_known_day_get_about (self->day), NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
add_keep (RemKnownDayRow *self)
{
  GtkWidget *row = adw_preferences_row_new ();

  self->keep_button = gtk_button_new_with_label (_ ("Keep it among my dates"));
  /* At 200 % its words are wider than a window of 360 px. */
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->keep_button))), TRUE);
  gtk_widget_set_halign (self->keep_button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->keep_button, 9);
  gtk_widget_set_margin_bottom (self->keep_button, 9);
  gtk_widget_set_margin_start (self->keep_button, 12);
  gtk_widget_add_css_class (self->keep_button, "rem-small");
  g_signal_connect_object (self->keep_button, "clicked", G_CALLBACK (keep_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), self->keep_button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
rem_known_day_row_finalize (GObject *object)
{
  g_clear_pointer (&REM_KNOWN_DAY_ROW (object)->day, rem_known_day_unref);

  G_OBJECT_CLASS (rem_known_day_row_parent_class)->finalize (object);
}

static void
rem_known_day_row_class_init (RemKnownDayRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rem_known_day_row_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_KEEP] = g_signal_new ("keep", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rem_known_day_row_init (RemKnownDayRow *self)
{
}

/**
 * rem_known_day_row_new:
 * @day: a day of others
 *
 * Returns: (transfer floating): a row; call rem_known_day_row_show() before it is seen
 */
GtkWidget *
rem_known_day_row_new (RemKnownDay *day)
{
  RemKnownDayRow *self = NULL;

  g_return_val_if_fail (day != NULL, NULL);

  self = g_object_new (REM_TYPE_KNOWN_DAY_ROW, "use-markup", FALSE, "title",
                       rem_known_day_get_title (day), NULL);
  self->day = rem_known_day_ref (day);
  if (*rem_known_day_get_about (day) != '\0')
    add_about (self);
  for (int wish = 0; wish < N_WISHES; wish++)
    add_choice (self, (RemDayWish) wish);
  if (rem_known_day_get_kind (day) == REM_KNOWN_DAY_KEPT)
    add_keep (self);

  return GTK_WIDGET (self);
}

/**
 * rem_known_day_row_get_day:
 * @self: a row
 *
 * Returns: (transfer none): the day
 */
RemKnownDay *
rem_known_day_row_get_day (RemKnownDayRow *self)
{
  g_return_val_if_fail (REM_IS_KNOWN_DAY_ROW (self), NULL);

  return self->day;
}

/**
 * rem_known_day_row_get_wish:
 * @self: a row
 *
 * Returns: what the person has chosen
 */
RemDayWish
rem_known_day_row_get_wish (RemKnownDayRow *self)
{
  g_return_val_if_fail (REM_IS_KNOWN_DAY_ROW (self), REM_DAY_WISH_NOTHING);

  for (int wish = 0; wish < N_WISHES; wish++)
    if (gtk_check_button_get_active (self->choices[wish]))
      return (RemDayWish) wish;

  return REM_DAY_WISH_NOTHING;
}

static char *
build_subtitle (RemKnownDayRow *self, RemDayWish wish, const char *country, RemDate today)
{
  g_autoptr (GArray) days = rem_known_day_list_occurrences (self->day, country, today,
                                                            rem_date_add_days (today, YEAR_DAYS));
  g_autofree char *day = NULL;

  if (days->len == 0)
    return g_strdup (rem_known_day_needs_country (self->day) && country == NULL
                         ? _ ("It depends on the country.")
                         : _ ("Its day is not known here."));

  day = rem_date_format (g_array_index (days, RemDate, 0), REM_DATE_STYLE_LONG);
  if (wish == REM_DAY_WISH_NOTHING)
    return g_steal_pointer (&day);

  /* What was asked for can be seen without opening the row. */
  return g_strconcat (day, "\n", get_wish_title (wish), NULL);
}

/**
 * rem_known_day_row_show:
 * @self: a row
 * @settings: what is wished
 * @country: (nullable): where the person is, if they said so
 * @today: the day that it is
 *
 * Shows when the day comes next, and what is wished for it. Does not emit "changed".
 */
void
rem_known_day_row_show (RemKnownDayRow *self,
                        RemReminderSettings *settings,
                        const char *country,
                        RemDate today)
{
  RemDayWish wish = REM_DAY_WISH_NOTHING;
  g_autofree char *subtitle = NULL;

  g_return_if_fail (REM_IS_KNOWN_DAY_ROW (self));
  g_return_if_fail (settings != NULL);

  wish = rem_reminder_settings_get_day_wish (settings, rem_known_day_get_id (self->day));
  subtitle = build_subtitle (self, wish, country, today);
  self->is_updating = TRUE;
  gtk_check_button_set_active (self->choices[wish], TRUE);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  self->is_updating = FALSE;
}
