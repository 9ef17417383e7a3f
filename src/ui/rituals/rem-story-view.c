/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-story-view.h"

#include "rem-drop-down-name.h"
#include "rem-held-entry.h"
#include "rem-held-row.h"
#include "rem-keepsake-chooser.h"
#include "rem-story-card.h"
#include "rem-story-linker.h"
#include "rem-story.h"
#include "rem-wrap-box.h"

#include <glib/gi18n.h>

struct _RemStoryView
{
  AdwBin parent_instance;

  GtkLabel *heading;
  GtkBox *years;
  GtkDropDown *day_choice;
  RemHeldEntry *entry;
  GtkActionable *candle_button;

  RemContext *context;
  RemStoryKind kind;
  char *id;
  GArray *days; /* of RemDate, the latest first; empty when it is always today */
  RemThumbnailLoader *loader;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RemStoryView, rem_story_view, ADW_TYPE_BIN)

static RemDate
get_day (RemStoryView *self)
{
  guint selected = gtk_drop_down_get_selected (self->day_choice);

  if (selected < self->days->len)
    return g_array_index (self->days, RemDate, selected);
  return rem_clock_get_today (rem_context_get_clock (self->context));
}

static void
day_chosen_cb (RemStoryView *self)
{
  if (self->context != NULL)
    rem_held_entry_set_day (self->entry, self->days->len > 0 ? get_day (self) : REM_DATE_UNKNOWN);
}

static GtkWidget *
create_year (int year)
{
  /* TRANSLATORS: a year, as a heading: "2026". */
  g_autofree char *text = g_strdup_printf (C_ ("year", "%d"), year);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "rem-words-title");
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_start (label, 6);
  return label;
}

static GtkWidget *
create_lines (int year)
{
  g_autofree char *text = g_strdup_printf (C_ ("year", "%d"), year);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "rem-occurrences");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return list;
}

/* The words of a year first, then its keepsakes side by side. */
static void
show_parts (RemStoryView *self, GPtrArray *parts)
{
  g_autofree char *focused = rem_held_row_dup_focused (GTK_WIDGET (self->years));
  GtkWidget *child, *lines = NULL, *cards = NULL;
  int year = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->years))) != NULL)
    gtk_box_remove (self->years, child);
  for (guint i = 0; i < parts->len; i++)
    {
      const RemStoryPart *part = g_ptr_array_index (parts, i);

      if (part->day.year != year)
        {
          year = part->day.year;
          lines = create_lines (year);
          cards = g_object_new (REM_TYPE_WRAP_BOX, NULL);
          gtk_box_append (self->years, create_year (year));
          gtk_box_append (self->years, lines);
          gtk_box_append (self->years, cards);
          gtk_widget_set_visible (lines, FALSE);
          gtk_widget_set_visible (cards, FALSE);
        }
      gtk_widget_set_visible (part->held != NULL ? lines : cards, TRUE);
      if (part->held != NULL)
        {
          child = rem_held_row_new (self->context, part->held);
          gtk_list_box_append (GTK_LIST_BOX (lines), child);
          rem_held_row_take_focus (REM_HELD_ROW (child), focused);
        }
      else
        {
          child = rem_story_card_new (self->kind, self->id, part, self->loader);
          gtk_widget_insert_before (child, cards, NULL);
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self->years), parts->len > 0);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemStoryView) self = user_data;
  g_autoptr (GPtrArray) parts = rem_story_list_finish (REM_CONTEXT (source), result, NULL);

  /* A box that is being locked has nothing to show. */
  if (parts != NULL && self->context != NULL)
    show_parts (self, parts);
}

static void
list_parts (RemStoryView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  rem_story_list_async (self->context, self->kind, self->id, self->cancellable, listed_cb,
                        g_object_ref (self));
}

static void
changed_cb (RemStoryView *self, guint changes)
{
  if (self->context != NULL && (changes & (REM_BOX_CHANGE_RITUALS | REM_BOX_CHANGE_KEEPSAKES)) != 0)
    list_parts (self);
}

static void
photo_cb (RemStoryView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->context != NULL && REM_IS_WINDOW (root))
    rem_story_linker_choose_photo (REM_WINDOW (root), self->kind, self->id, get_day (self));
}

static void
chosen_cb (RemStoryView *self, const char *keepsake_uuid)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->context != NULL && REM_IS_WINDOW (root))
    rem_story_linker_link (REM_WINDOW (root), self->kind, self->id, keepsake_uuid, get_day (self));
}

static void
from_box_cb (RemStoryView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *chooser;

  if (self->context == NULL || !REM_IS_WINDOW (root))
    return;
  chooser = rem_keepsake_chooser_new (self->context);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  rem_window_push_page (REM_WINDOW (root), chooser);
}

static void
begin (RemStoryView *self, RemContext *context, RemStoryKind kind, const char *id)
{
  gboolean is_first = self->context == NULL;

  g_set_object (&self->context, context);
  self->kind = kind;
  g_free (self->id);
  self->id = g_strdup (id);
  if (is_first)
    {
      self->loader = rem_thumbnail_loader_new (context);
      g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  list_parts (self);
}

static void
rem_story_view_dispose (GObject *object)
{
  RemStoryView *self = REM_STORY_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  /* The template would take the content from the bin behind its back. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_STORY_VIEW);
  g_clear_object (&self->loader);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_story_view_parent_class)->dispose (object);
}

static void
rem_story_view_finalize (GObject *object)
{
  RemStoryView *self = REM_STORY_VIEW (object);

  g_free (self->id);
  g_array_unref (self->days);

  G_OBJECT_CLASS (rem_story_view_parent_class)->finalize (object);
}

static void
rem_story_view_class_init (RemStoryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_story_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = rem_story_view_finalize;

  g_type_ensure (REM_TYPE_HELD_ENTRY);
  g_type_ensure (REM_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-story-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RemStoryView, heading);
  gtk_widget_class_bind_template_child (widget_class, RemStoryView, years);
  gtk_widget_class_bind_template_child (widget_class, RemStoryView, day_choice);
  gtk_widget_class_bind_template_child (widget_class, RemStoryView, entry);
  gtk_widget_class_bind_template_child (widget_class, RemStoryView, candle_button);
  gtk_widget_class_bind_template_callback (widget_class, day_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, from_box_cb);
  gtk_widget_class_bind_template_callback (widget_class, photo_cb);
}

static void
rem_story_view_init (RemStoryView *self)
{
  self->days = g_array_new (FALSE, FALSE, sizeof (RemDate));
  gtk_widget_init_template (GTK_WIDGET (self));
  rem_drop_down_set_name (self->day_choice, _ ("The day that it belongs to"));
  rem_held_entry_set_stays (self->entry, TRUE);
}

/**
 * rem_story_view_show_date:
 * @self: a view
 * @context: a context with an open box
 * @occasion: a date that is kept in it
 *
 * Shows what was done on the days of a date, with room for more.
 */
void
rem_story_view_show_date (RemStoryView *self, RemContext *context, RemOccasion *occasion)
{
  g_autoptr (GtkStringList) strings = NULL;

  g_return_if_fail (REM_IS_STORY_VIEW (self));
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (occasion != NULL);

  g_array_unref (self->days);
  self->days =
      rem_story_list_days (occasion, rem_clock_get_today (rem_context_get_clock (context)));
  strings = gtk_string_list_new (NULL);
  for (guint i = 0; i < self->days->len; i++)
    {
      g_autofree char *day =
          rem_date_format (g_array_index (self->days, RemDate, i), REM_DATE_STYLE_FULL);

      gtk_string_list_append (strings, day);
    }
  gtk_drop_down_set_model (self->day_choice, G_LIST_MODEL (strings));
  gtk_widget_set_visible (GTK_WIDGET (self->day_choice), self->days->len > 1);
  gtk_label_set_label (self->heading, _ ("What was done on this day, in words and photos."));
  gtk_actionable_set_action_target (self->candle_button, "s", rem_occasion_get_uuid (occasion));
  gtk_actionable_set_action_name (self->candle_button, "win.light-candle");
  gtk_widget_set_visible (GTK_WIDGET (self->candle_button), TRUE);
  rem_held_entry_begin (self->entry, context, "", rem_occasion_get_uuid (occasion), "");
  begin (self, context, REM_STORY_OF_DATE, rem_occasion_get_uuid (occasion));
  day_chosen_cb (self);
}

/**
 * rem_story_view_show_ritual:
 * @self: a view
 * @context: a context with an open box
 * @ritual: the id of a ritual
 *
 * Shows what was written about a ritual through the years, with room for more.
 */
void
rem_story_view_show_ritual (RemStoryView *self, RemContext *context, const char *ritual)
{
  g_return_if_fail (REM_IS_STORY_VIEW (self));
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (ritual != NULL);

  gtk_label_set_label (self->heading, _ ("Through the years, in words and photos."));
  rem_held_entry_begin (self->entry, context, ritual, "", "");
  begin (self, context, REM_STORY_OF_RITUAL, ritual);
}

/**
 * rem_story_view_set_occasion:
 * @self: a view of a ritual
 * @occasion: the uuid of a date that new lines belong to as well, or ""
 *
 * What is written already stays.
 */
void
rem_story_view_set_occasion (RemStoryView *self, const char *occasion)
{
  g_return_if_fail (REM_IS_STORY_VIEW (self));

  rem_held_entry_set_occasion (self->entry, occasion);
}
