/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-today-page.h"

#include "rem-damage-line.h"
#include "rem-known-days.h"
#include "rem-near-card.h"
#include "rem-primary-menu.h"
#include "rem-reminders.h"
#include "rem-safekeeper.h"
#include "rem-sheet-line.h"
#include "rem-upcoming-list.h"

#include <glib/gi18n.h>

/* How far ahead a day is near, in days. */
#define NEAR_DAYS 3

/* The longest time between two looks at the calendar, so that neither a clock that was set nor a
 * sleeping computer leaves yesterday on the page for long. */
#define MAX_REFRESH_MS (30 * 60 * 1000)

struct _RemTodayPage
{
  AdwBin parent_instance;

  GtkLabel *date_label;
  GtkWidget *read_only_label;
  GtkLabel *gone_by_label;
  GtkLabel *copy_label;
  GtkLabel *known_day_label;
  RemNearCard *near_card;
  RemDamageLine *damage_line;
  RemSheetLine *sheet_line;
  GtkWidget *primary_menu;

  RemContext *context;
  RemUpcomingList *upcoming;
  RemDate today;
  guint timeout_id;
  gboolean narrow;
};

typedef enum
{
  PROP_NARROW = 1,
  N_PROPS,
} RemTodayPageProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RemTodayPage, rem_today_page, ADW_TYPE_BIN)

/* "sunday, 22 november" begins a page, so it begins with a capital, and the day of the week stands
 * on a line of its own when it comes first. */
static char *
build_date_text (RemDate date)
{
  g_autofree char *text = rem_date_format (date, REM_DATE_STYLE_WEEKDAY);
  const char *rest = g_utf8_next_char (text);
  g_autofree char *first = g_utf8_strup (text, rest - text);
  g_auto (GStrv) lines = g_strsplit (rest, ", ", 2);
  g_autofree char *joined = g_strjoinv (",\n", lines);

  return g_strconcat (first, joined, NULL);
}

static void
update_near_card (RemTodayPage *self)
{
  GListModel *upcoming = G_LIST_MODEL (self->upcoming);
  guint n_items = g_list_model_get_n_items (upcoming);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (RemOccurrence) occurrence = g_list_model_get_item (upcoming, i);
      int days = rem_date_days_between (self->today, rem_occurrence_get_date (occurrence));

      if (days > NEAR_DAYS)
        break;
      if (days < 0 || rem_occurrence_is_skipped (occurrence) ||
          rem_occurrence_is_quiet (occurrence) ||
          rem_occurrence_get_day (occurrence).precision != REM_PRECISION_DAY)
        continue;
      rem_near_card_set_occurrence (self->near_card, occurrence);
      return;
    }
  rem_near_card_set_occurrence (self->near_card, NULL);
}

/* One soft line about days that could not be told of, and no word about how many. */
static void
show_gone_by (RemTodayPage *self, GPtrArray *days)
{
  g_autofree char *text = NULL;

  if (days->len == 1)
    {
      g_autofree char *day = rem_date_format (rem_occurrence_get_date (g_ptr_array_index (days, 0)),
                                              REM_DATE_STYLE_DAY_MONTH);

      /* TRANSLATORS: a day like "25 November" for which a reminder could not come. */
      text = g_strdup_printf (_ ("%s went by quietly. There is no late here."), day);
    }
  else
    {
      text = g_strdup (_ ("Some of your days went by quietly. There is no late here."));
    }
  gtk_label_set_label (self->gone_by_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->gone_by_label), days->len > 0);
}

static void
gone_by_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemTodayPage) self = user_data;
  g_autoptr (GPtrArray) days =
      rem_reminders_list_gone_by_finish (REM_CONTEXT (source), result, NULL);

  if (days != NULL && self->context != NULL)
    show_gone_by (self, days);
}

/* A day of others of which the person asked to be told. */
static void
known_day_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemTodayPage) self = user_data;
  g_autofree char *sentence = rem_known_days_find_near_finish (REM_CONTEXT (source), result, NULL);

  if (sentence == NULL || self->context == NULL)
    return;
  gtk_label_set_label (self->known_day_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->known_day_label), *sentence != '\0');
}

static void
look_for_lines (RemTodayPage *self)
{
  if (rem_context_get_state (self->context) != REM_CONTEXT_OPEN)
    return;
  rem_reminders_list_gone_by_async (self->context, NULL, gone_by_cb, g_object_ref (self));
  rem_known_days_find_near_async (self->context, NULL, known_day_cb, g_object_ref (self));
}

/* Only if she asked to be told. */
static void
update_copy_label (RemTodayPage *self)
{
  g_autofree char *text = rem_safekeeper_dup_soft_line (rem_context_get_safekeeper (self->context));

  gtk_label_set_label (self->copy_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->copy_label), text != NULL);
}

static void
context_changed_cb (RemTodayPage *self, guint changes)
{
  if (self->upcoming != NULL && (changes & (REM_BOX_CHANGE_OCCASIONS | REM_BOX_CHANGE_PERSONS |
                                            REM_BOX_CHANGE_SETTINGS)) != 0)
    look_for_lines (self);
}

static void
refresh (RemTodayPage *self)
{
  RemDate today = rem_clock_get_today (rem_context_get_clock (self->context));
  g_autofree char *text = NULL;

  if (self->upcoming != NULL && rem_date_equal (today, self->today))
    return;
  self->today = today;
  text = build_date_text (today);
  gtk_label_set_label (self->date_label, text);

  g_clear_object (&self->upcoming);
  self->upcoming = rem_upcoming_list_new (self->context, NEAR_DAYS + 1);
  g_signal_connect_object (self->upcoming, "items-changed", G_CALLBACK (update_near_card), self,
                           G_CONNECT_SWAPPED);
  update_near_card (self);
  look_for_lines (self);
}

static void arm_timeout (RemTodayPage *self);

static void
timeout_cb (gpointer user_data)
{
  RemTodayPage *self = user_data;

  self->timeout_id = 0;
  refresh (self);
  arm_timeout (self);
}

static void
arm_timeout (RemTodayPage *self)
{
  RemClock *clock = rem_context_get_clock (self->context);
  g_autoptr (GDateTime) now = rem_clock_dup_now (clock);
  gint64 to_midnight_ms = ((24 - g_date_time_get_hour (now)) * 60 - g_date_time_get_minute (now)) *
                          G_GINT64_CONSTANT (60000);

  self->timeout_id =
      rem_clock_add_timeout (clock, (guint) MIN (to_midnight_ms, MAX_REFRESH_MS), timeout_cb, self);
}

static void
rem_today_page_map (GtkWidget *widget)
{
  RemTodayPage *self = REM_TODAY_PAGE (widget);

  refresh (self);
  update_copy_label (self);
  GTK_WIDGET_CLASS (rem_today_page_parent_class)->map (widget);
}

static void
rem_today_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RemTodayPage *self = REM_TODAY_PAGE (object);

  switch ((RemTodayPageProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_today_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RemTodayPage *self = REM_TODAY_PAGE (object);

  switch ((RemTodayPageProperty) prop_id)
    {
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      gtk_widget_set_visible (self->primary_menu, self->narrow);
      if (self->narrow)
        gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_today_page_dispose (GObject *object)
{
  RemTodayPage *self = REM_TODAY_PAGE (object);

  if (self->timeout_id != 0)
    rem_clock_remove_timeout (rem_context_get_clock (self->context), self->timeout_id);
  self->timeout_id = 0;
  g_clear_object (&self->upcoming);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_TODAY_PAGE);

  G_OBJECT_CLASS (rem_today_page_parent_class)->dispose (object);
}

static void
rem_today_page_class_init (RemTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_today_page_dispose;
  object_class->get_property = rem_today_page_get_property;
  object_class->set_property = rem_today_page_set_property;
  widget_class->map = rem_today_page_map;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (REM_TYPE_DAMAGE_LINE);
  g_type_ensure (REM_TYPE_NEAR_CARD);
  g_type_ensure (REM_TYPE_PRIMARY_MENU);
  g_type_ensure (REM_TYPE_SHEET_LINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemTodayPage, date_label);
  gtk_widget_class_bind_template_child (widget_class, RemTodayPage, read_only_label);
  gtk_widget_class_bind_template_child (widget_class, RemTodayPage, gone_by_label);
  gtk_widget_class_bind_template_child (widget_class, RemTodayPage, copy_label);
  gtk_widget_class_bind_template_child (widget_class, RemTodayPage, known_day_label);
  gtk_widget_class_bind_template_child (widget_class, RemTodayPage, near_card);
  gtk_widget_class_bind_template_child (widget_class, RemTodayPage, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, RemTodayPage, sheet_line);
  gtk_widget_class_bind_template_child (widget_class, RemTodayPage, damage_line);
}

static void
rem_today_page_init (RemTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_today_page_new:
 * @context: a context with an open box
 *
 * Returns: (transfer floating): the first page: the date, a day that is near, three quiet ways
 */
GtkWidget *
rem_today_page_new (RemContext *context)
{
  RemTodayPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_TODAY_PAGE, NULL);
  self->context = g_object_ref (context);
  rem_near_card_set_context (self->near_card, context);
  gtk_widget_set_visible (self->read_only_label, rem_context_is_read_only (context));
  rem_sheet_line_set_context (self->sheet_line, context);
  rem_damage_line_set_safekeeper (self->damage_line, rem_context_get_safekeeper (context));
  g_signal_connect_object (context, "changed", G_CALLBACK (context_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rem_context_get_safekeeper (context), "changed",
                           G_CALLBACK (update_copy_label), self, G_CONNECT_SWAPPED);
  refresh (self);
  arm_timeout (self);
  return GTK_WIDGET (self);
}
