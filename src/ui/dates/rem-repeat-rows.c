/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-repeat-rows.h"

#include "rem-repeat-choice.h"

#include <glib/gi18n.h>

/*
 * The rows hold what the person chose; the draft is made of it. A rule that none of the ways makes,
 * such as one from a calendar file, is shown as a rule.
 */

#define MAX_CALENDARS 9

typedef enum
{
  CHOICE_NEVER,
  CHOICE_YEARLY,
  CHOICE_MONTHLY,
  CHOICE_FIRST_YEAR,
  CHOICE_WEEKLY,
  CHOICE_MORE,
} Choice;

struct _RemRepeatRows
{
  AdwBin parent_instance;

  AdwComboRow *repeat_row;
  AdwComboRow *way_row;
  GtkWidget *every_row;
  GtkSpinButton *every;
  GtkWidget *times_row;
  GtkSpinButton *times;
  GtkEditable *rule_row;
  AdwComboRow *leap_row;
  AdwComboRow *calendar_row;
  AdwComboRow *adar_row;
  GtkWidget *sunset_row;

  RemCalendar calendars[MAX_CALENDARS]; /* those that can be chosen */
  guint n_calendars;
  gboolean is_after_sunset; /* it was said, and the day has not moved yet */
  gboolean has_moved;       /* it was said since the draft was shown; once is enough */
  gboolean is_updating;
};

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} RemRepeatRowsSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemRepeatRows, rem_repeat_rows, ADW_TYPE_BIN)

static const RemRepeat simple_repeats[] = {
  REM_REPEAT_NEVER,  REM_REPEAT_YEARLY, REM_REPEAT_MONTHLY, REM_REPEAT_MONTHLY_FIRST_YEAR,
  REM_REPEAT_WEEKLY,
};

static const char *
get_calendar_title (RemCalendar calendar)
{
  switch (calendar)
    {
    case REM_CALENDAR_HEBREW:
      return C_ ("calendar", "Hebrew");
    case REM_CALENDAR_ISLAMIC:
      return C_ ("calendar", "Islamic (Umm al-Qura)");
    case REM_CALENDAR_PERSIAN:
      return C_ ("calendar", "Persian");
    case REM_CALENDAR_CHINESE:
      return C_ ("calendar", "Chinese");
    case REM_CALENDAR_KOREAN:
      return C_ ("calendar", "Korean");
    case REM_CALENDAR_ETHIOPIC:
      return C_ ("calendar", "Ethiopian");
    case REM_CALENDAR_COPTIC:
      return C_ ("calendar", "Coptic");
    case REM_CALENDAR_INDIAN:
      return C_ ("calendar", "Indian");
    case REM_CALENDAR_GREGORIAN:
    default:
      return C_ ("calendar", "Common (Gregorian)");
    }
}

static void
set_choices (AdwComboRow *row, const char *const *choices)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (choices);
  guint selected = adw_combo_row_get_selected (row);

  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  if (selected != GTK_INVALID_LIST_POSITION)
    adw_combo_row_set_selected (row, selected);
}

static void
fill_choices (RemRepeatRows *self)
{
  const char *ways[] = { _ ("On this weekday of each month"),
                         _ ("On this weekday of its month, each year"),
                         _ ("Every so many days"),
                         _ ("Every so many weeks"),
                         _ ("Every so many months"),
                         _ ("Every so many years"),
                         _ ("On the 40th day"),
                         _ ("On the 49th day"),
                         _ ("On the 100th day"),
                         _ ("By a rule"),
                         NULL };
  const char *adars[] = { _ ("In the first one"), _ ("In the second one"), NULL };
  set_choices (self->way_row, ways);
  set_choices (self->adar_row, adars);
}

/* Those that this machine can reckon, and the one that a date has, so that it stays. */
static void
fill_calendars (RemRepeatRows *self, RemCalendar calendar)
{
  const char *calendars[MAX_CALENDARS + 1] = { NULL };

  self->n_calendars = 0;
  for (int i = 0; i < MAX_CALENDARS; i++)
    if (i == (int) calendar || rem_calendar_is_supported ((RemCalendar) i))
      {
        calendars[self->n_calendars] = get_calendar_title ((RemCalendar) i);
        self->calendars[self->n_calendars++] = (RemCalendar) i;
      }
  set_choices (self->calendar_row, calendars);
}

/* A month or a season comes back each year or never; only a day comes back in other ways. */
static void
fill_repeats (RemRepeatRows *self, gboolean is_day)
{
  const char *repeats[] = { _ ("Never"),
                            _ ("Each year"),
                            is_day ? _ ("Each month") : NULL,
                            _ ("Each month, the first year"),
                            _ ("Each week"),
                            _ ("More ways"),
                            NULL };
  GListModel *model = adw_combo_row_get_model (self->repeat_row);
  guint n_choices = is_day ? 6 : 2;

  if (model == NULL || g_list_model_get_n_items (model) != n_choices)
    set_choices (self->repeat_row, repeats);
}

static gboolean
is_more (RemRepeatRows *self)
{
  return adw_combo_row_get_selected (self->repeat_row) == CHOICE_MORE;
}

static void
show_leap_row (RemRepeatRows *self, RemDateDraft *draft)
{
  gboolean is_yearly = rem_date_draft_get_repeat (draft) == REM_REPEAT_YEARLY;
  const char *yearly[] = { _ ("On 28 February"), _ ("On 1 March"), _ ("Only in years that have it"),
                           NULL };
  const char *monthly[] = { _ ("On its last day"), _ ("On the first of the next"),
                            _ ("Not in that month"), NULL };

  gtk_widget_set_visible (GTK_WIDGET (self->leap_row),
                          rem_date_draft_needs_leap_day_choice (draft));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->leap_row),
                                 is_yearly ? _ ("In years without 29 February")
                                           : _ ("In months without that day"));
  set_choices (self->leap_row, is_yearly ? yearly : monthly);
  adw_combo_row_set_selected (self->leap_row, rem_date_draft_get_leap_day (draft));
}

/* What matters for this draft only. */
static void
update_rows (RemRepeatRows *self, RemDateDraft *draft)
{
  RemRepeat repeat = rem_date_draft_get_repeat (draft);
  gboolean is_day = rem_date_draft_can_come_back (draft);
  RemRepeatWay way = (RemRepeatWay) adw_combo_row_get_selected (self->way_row);
  gboolean counts = is_more (self) && rem_repeat_way_counts (way);
  gboolean has_calendar = is_day && (repeat == REM_REPEAT_YEARLY || repeat == REM_REPEAT_MONTHLY ||
                                     repeat == REM_REPEAT_MONTHLY_FIRST_YEAR);

  fill_repeats (self, is_day);
  gtk_widget_set_visible (GTK_WIDGET (self), rem_date_draft_can_repeat (draft, REM_REPEAT_YEARLY));
  gtk_widget_set_visible (GTK_WIDGET (self->way_row), is_more (self));
  gtk_widget_set_visible (self->every_row, counts);
  gtk_widget_set_visible (self->times_row,
                          (is_more (self) && rem_repeat_way_can_end (way)) ||
                              adw_combo_row_get_selected (self->repeat_row) == CHOICE_WEEKLY);
  gtk_widget_set_visible (GTK_WIDGET (self->rule_row),
                          is_more (self) && way == REM_REPEAT_WAY_RULE);
  show_leap_row (self, draft);
  gtk_widget_set_visible (GTK_WIDGET (self->calendar_row), has_calendar && self->n_calendars > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->adar_row), rem_date_draft_needs_adar_choice (draft));
  adw_combo_row_set_selected (self->adar_row,
                              rem_date_draft_get_leap_day (draft) == REM_LEAP_DAY_BEFORE ? 0 : 1);
  gtk_widget_set_visible (self->sunset_row,
                          has_calendar && !self->has_moved &&
                              rem_date_draft_get_calendar (draft) == REM_CALENDAR_HEBREW);
}

static void
row_changed_cb (RemRepeatRows *self)
{
  if (!self->is_updating)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
sunset_cb (RemRepeatRows *self)
{
  self->is_after_sunset = TRUE;
  self->has_moved = TRUE;
  row_changed_cb (self);
}

static void
rem_repeat_rows_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_REPEAT_ROWS);

  G_OBJECT_CLASS (rem_repeat_rows_parent_class)->dispose (object);
}

static void
rem_repeat_rows_class_init (RemRepeatRowsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_repeat_rows_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-repeat-rows.ui");
  gtk_widget_class_bind_template_child (widget_class, RemRepeatRows, repeat_row);
  gtk_widget_class_bind_template_child (widget_class, RemRepeatRows, way_row);
  gtk_widget_class_bind_template_child (widget_class, RemRepeatRows, every_row);
  gtk_widget_class_bind_template_child (widget_class, RemRepeatRows, every);
  gtk_widget_class_bind_template_child (widget_class, RemRepeatRows, times_row);
  gtk_widget_class_bind_template_child (widget_class, RemRepeatRows, times);
  gtk_widget_class_bind_template_child (widget_class, RemRepeatRows, rule_row);
  gtk_widget_class_bind_template_child (widget_class, RemRepeatRows, leap_row);
  gtk_widget_class_bind_template_child (widget_class, RemRepeatRows, calendar_row);
  gtk_widget_class_bind_template_child (widget_class, RemRepeatRows, adar_row);
  gtk_widget_class_bind_template_child (widget_class, RemRepeatRows, sunset_row);
  gtk_widget_class_bind_template_callback (widget_class, row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sunset_cb);
}

static void
rem_repeat_rows_init (RemRepeatRows *self)
{
  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_choices (self);
  fill_calendars (self, REM_CALENDAR_GREGORIAN);
  fill_repeats (self, TRUE);
  self->is_updating = FALSE;
}

/**
 * rem_repeat_rows_show:
 * @self: rows
 * @draft: a date
 *
 * Shows how @draft comes back. Does not emit "changed".
 */
void
rem_repeat_rows_show (RemRepeatRows *self, RemDateDraft *draft)
{
  RemRepeatChoice choice;

  g_return_if_fail (REM_IS_REPEAT_ROWS (self));
  g_return_if_fail (draft != NULL);

  choice = rem_repeat_choice_of_draft (draft);
  self->has_moved = FALSE;
  self->is_updating = TRUE;
  fill_repeats (self, rem_date_draft_can_come_back (draft));
  if (choice.repeat == REM_REPEAT_RULE)
    {
      adw_combo_row_set_selected (self->repeat_row, CHOICE_MORE);
      adw_combo_row_set_selected (self->way_row, choice.way);
    }
  for (guint i = 0; i < G_N_ELEMENTS (simple_repeats); i++)
    if (simple_repeats[i] == choice.repeat)
      adw_combo_row_set_selected (self->repeat_row, i);
  gtk_spin_button_set_value (self->every, choice.every);
  gtk_spin_button_set_value (self->times, choice.times);
  gtk_editable_set_text (self->rule_row,
                         choice.repeat == REM_REPEAT_RULE && choice.way == REM_REPEAT_WAY_RULE
                             ? rem_date_draft_get_rule (draft)
                             : "");
  fill_calendars (self, rem_date_draft_get_calendar (draft));
  for (guint i = 0; i < self->n_calendars; i++)
    if (self->calendars[i] == rem_date_draft_get_calendar (draft))
      adw_combo_row_set_selected (self->calendar_row, i);
  update_rows (self, draft);
  self->is_updating = FALSE;
}

/**
 * rem_repeat_rows_update:
 * @self: rows
 * @draft: what rem_repeat_rows_apply() gave
 *
 * Shows the rows that matter for @draft, and leaves alone what the person has chosen. Does not emit
 * "changed".
 */
void
rem_repeat_rows_update (RemRepeatRows *self, RemDateDraft *draft)
{
  g_return_if_fail (REM_IS_REPEAT_ROWS (self));
  g_return_if_fail (draft != NULL);

  self->is_updating = TRUE;
  update_rows (self, draft);
  self->is_updating = FALSE;
}

static RemRepeatChoice
read_choice (RemRepeatRows *self)
{
  guint choice = adw_combo_row_get_selected (self->repeat_row);
  RemRepeat repeat = REM_REPEAT_NEVER;

  if (choice == CHOICE_MORE)
    repeat = REM_REPEAT_RULE;
  else if (choice < G_N_ELEMENTS (simple_repeats))
    repeat = simple_repeats[choice];

  return (RemRepeatChoice){
    .repeat = repeat,
    .way = (RemRepeatWay) adw_combo_row_get_selected (self->way_row),
    .every = (guint) gtk_spin_button_get_value_as_int (self->every),
    .times = (guint) gtk_spin_button_get_value_as_int (self->times),
  };
}

/**
 * rem_repeat_rows_apply:
 * @self: rows
 * @draft: a date
 *
 * Call it after the day of @draft is known, and show the rows again from what it gives.
 *
 * Returns: (transfer full): @draft, coming back as the rows say
 */
RemDateDraft *
rem_repeat_rows_apply (RemRepeatRows *self, RemDateDraft *draft)
{
  g_autoptr (RemDateDraft) repeated = NULL;
  g_autoptr (RemDateDraft) placed = NULL;
  g_autoptr (RemDateDraft) moved = NULL;
  guint calendar = 0;
  guint leap_day = 0;

  g_return_val_if_fail (REM_IS_REPEAT_ROWS (self), NULL);
  g_return_val_if_fail (draft != NULL, NULL);

  repeated =
      rem_repeat_choice_apply (read_choice (self), draft, gtk_editable_get_text (self->rule_row));
  calendar = adw_combo_row_get_selected (self->calendar_row);
  placed = rem_date_draft_with_calendar (repeated, calendar < self->n_calendars
                                                       ? self->calendars[calendar]
                                                       : REM_CALENDAR_GREGORIAN);
  moved = rem_date_draft_ref (placed);
  if (self->is_after_sunset)
    {
      RemDay day = rem_date_draft_get_day (placed);

      rem_date_draft_unref (moved);
      moved = rem_date_draft_with_day (placed, rem_day_from_date (rem_date_add_days (day.date, 1)));
      self->is_after_sunset = FALSE;
    }

  if (rem_date_draft_needs_adar_choice (moved))
    return rem_date_draft_with_leap_day (moved, adw_combo_row_get_selected (self->adar_row) == 0
                                                    ? REM_LEAP_DAY_BEFORE
                                                    : REM_LEAP_DAY_AFTER);
  if (!rem_date_draft_needs_leap_day_choice (moved))
    return g_steal_pointer (&moved);

  leap_day = adw_combo_row_get_selected (self->leap_row);
  return rem_date_draft_with_leap_day (moved, leap_day <= REM_LEAP_DAY_LEAP_YEARS
                                                  ? (RemLeapDay) leap_day
                                                  : REM_LEAP_DAY_BEFORE);
}
