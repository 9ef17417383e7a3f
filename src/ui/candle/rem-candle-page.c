/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-candle-page.h"

#include "rem-candle-settings.h"
#include "rem-candle-words.h"
#include "rem-flame.h"
#include "rem-drop-down-name.h"
#include "rem-held-entry.h"
#include "rem-persons.h"
#include "rem-ritual-held.h"
#include "rem-wrap-box.h"

#include <glib/gi18n.h>

struct _RemCandlePage
{
  AdwBin parent_instance;

  RemFlame *flame;
  GtkWidget *header_bar;
  GtkWidget *foot;
  GtkStack *states;
  GtkDropDown *person_choice;
  GtkDropDown *length_choice;
  GtkDropDown *bedtime_choice;
  GtkWidget *light_button;
  GtkLabel *name_label;
  GtkLabel *until_label;
  GtkLabel *reading_label;
  GtkButton *reading_button;
  GtkButton *put_out_button;
  RemHeldEntry *held_entry;
  GtkWidget *again_button;

  RemCandleKeeper *keeper;
  RemContext *context;
  RemCandle *candle;
  char *occasion;
  GPtrArray *names; /* of char: "", then those who are remembered */
  RemCandleLength lengths[REM_CANDLE_N_LENGTHS];
  GCancellable *cancellable;
  RemCandleState shown;
  guint next_reading;
  int bedtime_hour;
  gboolean is_updating;
  GtkWindow *filled_window;
};

G_DEFINE_FINAL_TYPE (RemCandlePage, rem_candle_page, ADW_TYPE_BIN)

/* Beside a closed box nothing is asked for, and nothing can be kept. */
static gboolean
is_open (RemCandlePage *self)
{
  return rem_context_get_state (self->context) == REM_CONTEXT_OPEN;
}

static const char *
get_name (RemCandlePage *self)
{
  guint selected = gtk_drop_down_get_selected (self->person_choice);

  return selected < self->names->len ? g_ptr_array_index (self->names, selected) : "";
}

/* Late in the evening bedtime is the next hour that is left, for this evening only. */
static void
find_bedtime (RemCandlePage *self)
{
  rem_candle_set_bedtime (self->candle, self->bedtime_hour);
  for (int hour = self->bedtime_hour;
       hour < REM_CANDLE_BEDTIME_LAST && !rem_candle_is_offered (self->candle, REM_CANDLE_BEDTIME);
       hour++)
    rem_candle_set_bedtime (self->candle, hour + 1);
}

static void
length_chosen_cb (RemCandlePage *self)
{
  guint selected = gtk_drop_down_get_selected (self->length_choice);

  gtk_widget_set_visible (GTK_WIDGET (self->bedtime_choice),
                          self->candle != NULL && selected < REM_CANDLE_N_LENGTHS &&
                              self->lengths[selected] == REM_CANDLE_BEDTIME);
}

/* The hour is kept: it is hers, and the same tomorrow. */
static void
bedtime_chosen_cb (RemCandlePage *self)
{
  int hour = REM_CANDLE_BEDTIME_FIRST + (int) gtk_drop_down_get_selected (self->bedtime_choice);

  if (self->is_updating || self->candle == NULL || hour > REM_CANDLE_BEDTIME_LAST ||
      hour == self->bedtime_hour)
    return;
  self->bedtime_hour = hour;
  find_bedtime (self);
  if (is_open (self))
    rem_candle_settings_set_bedtime (self->context, hour);
}

static void
offer_bedtimes (RemCandlePage *self)
{
  g_autoptr (GtkStringList) strings = gtk_string_list_new (NULL);

  for (int hour = REM_CANDLE_BEDTIME_FIRST; hour <= REM_CANDLE_BEDTIME_LAST; hour++)
    {
      g_autofree char *text = rem_candle_words_hour (hour);

      gtk_string_list_append (strings, text);
    }
  /* A new model begins with its first choice, which nobody made. */
  self->is_updating = TRUE;
  gtk_drop_down_set_model (self->bedtime_choice, G_LIST_MODEL (strings));
  gtk_drop_down_set_selected (self->bedtime_choice,
                              (guint) (self->bedtime_hour - REM_CANDLE_BEDTIME_FIRST));
  self->is_updating = FALSE;
  rem_drop_down_set_name (self->bedtime_choice, _ ("When bedtime is"));
}

/* The hour of light comes first on its day. */
static void
offer_lengths (RemCandlePage *self)
{
  static const RemCandleLength order[REM_CANDLE_N_LENGTHS] = {
    REM_CANDLE_HOUR_OF_LIGHT, REM_CANDLE_HOUR, REM_CANDLE_MINUTE,
    REM_CANDLE_BEDTIME,       REM_CANDLE_OPEN,
  };
  g_autoptr (GtkStringList) strings = gtk_string_list_new (NULL);
  gsize n = 0;

  find_bedtime (self);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      if (!rem_candle_is_offered (self->candle, order[i]))
        continue;
      self->lengths[n++] = order[i];
      gtk_string_list_append (strings, rem_candle_words_for_length (order[i]));
    }
  gtk_drop_down_set_model (self->length_choice, G_LIST_MODEL (strings));
}

static void
offer_names (RemCandlePage *self)
{
  g_autoptr (GtkStringList) strings = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->names->len; i++)
    {
      g_autofree char *words = rem_candle_words_for (g_ptr_array_index (self->names, i));

      gtk_string_list_append (strings, words);
    }
  gtk_drop_down_set_model (self->person_choice, G_LIST_MODEL (strings));
  gtk_widget_set_visible (GTK_WIDGET (self->person_choice), self->names->len > 1);
}

static void
persons_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemCandlePage) self = user_data;
  g_autoptr (GPtrArray) persons = rem_persons_list_finish (REM_CONTEXT (source), result, NULL);

  /* Without names the candle is still a candle. */
  if (persons == NULL || self->context == NULL)
    return;
  for (guint i = 0; i < persons->len; i++)
    {
      RemPerson *person = g_ptr_array_index (persons, i);

      if (!rem_person_is_quiet (person) && *rem_person_get_name (person) != '\0')
        g_ptr_array_add (self->names, g_strdup (rem_person_get_name (person)));
    }
  offer_names (self);
}

static void
bedtime_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemCandlePage) self = user_data;
  int hour = rem_candle_settings_get_bedtime_finish (REM_CONTEXT (source), result);

  if (self->context == NULL || rem_candle_get_state (self->candle) != REM_CANDLE_UNLIT ||
      hour == self->bedtime_hour)
    return;
  self->bedtime_hour = hour;
  offer_bedtimes (self);
  offer_lengths (self);
}

static void
leave_full_screen (RemCandlePage *self)
{
  if (self->filled_window != NULL)
    gtk_window_unfullscreen (self->filled_window);
  g_clear_weak_pointer (&self->filled_window);
}

static void
fill_screen_cb (RemCandlePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!GTK_IS_WINDOW (root))
    return;
  if (gtk_window_is_fullscreen (GTK_WINDOW (root)))
    {
      leave_full_screen (self);
      gtk_window_unfullscreen (GTK_WINDOW (root));
      gtk_widget_set_visible (self->header_bar, TRUE);
      return;
    }
  g_set_weak_pointer (&self->filled_window, GTK_WINDOW (root));
  gtk_window_fullscreen (GTK_WINDOW (root));
  gtk_widget_set_visible (self->header_bar, rem_candle_get_state (self->candle) != REM_CANDLE_LIT);
}

/* A stack only leaves its other pages undrawn; hidden, they are not read aloud either. They stay
 * visible, so that they hold the place under the candle. */
static void
show_state (RemCandlePage *self, const char *name)
{
  GtkWidget *shown = gtk_stack_get_child_by_name (self->states, name);

  gtk_stack_set_visible_child (self->states, shown);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->states)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN,
                                 child != shown, -1);
}

/* What the page is there for in its state. */
static GtkWidget *
get_target (RemCandlePage *self)
{
  switch (self->shown)
    {
    case REM_CANDLE_UNLIT:
      return self->light_button;
    case REM_CANDLE_WAITING:
    case REM_CANDLE_LIT:
      return GTK_WIDGET (self->put_out_button);
    case REM_CANDLE_GOING_OUT:
    case REM_CANDLE_OUT:
    default:
      return is_open (self) ? GTK_WIDGET (self->held_entry) : self->again_button;
    }
}

/* Not from under another page. */
static void
take_focus (RemCandlePage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (get_target (self));
}

static void
show_lit (RemCandlePage *self)
{
  g_autoptr (GTimeZone) zone = rem_clock_dup_time_zone (rem_context_get_clock (self->context));
  g_autofree char *until = rem_candle_words_until (self->candle, zone);
  const char *whom = rem_candle_keeper_get_name (self->keeper);
  g_autofree char *name = rem_candle_words_for (whom);
  gboolean is_lit = rem_candle_get_state (self->candle) == REM_CANDLE_LIT;

  gtk_label_set_label (self->name_label, name);
  gtk_widget_set_visible (GTK_WIDGET (self->reading_label), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->name_label), *whom != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->until_label), TRUE);
  gtk_label_set_label (self->until_label, until);
  gtk_button_set_label (self->put_out_button, is_lit ? _ ("Put it out") : _ ("Leave it unlit"));
  gtk_widget_set_visible (GTK_WIDGET (self->reading_button), is_lit);
  /* Said together with the button, which has the focus now. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->put_out_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, until, -1);
  show_state (self, "lit");
  take_focus (self);
}

static void
show_out (RemCandlePage *self)
{
  g_autofree char *line = rem_candle_words_line (rem_candle_keeper_get_name (self->keeper));

  gtk_widget_set_visible (GTK_WIDGET (self->held_entry), is_open (self));
  if (is_open (self))
    rem_held_entry_begin (self->held_entry, self->context, REM_RITUAL_CANDLE,
                          rem_candle_keeper_get_occasion (self->keeper), line);
  show_state (self, "out");
  take_focus (self);
}

static void
note_seen (RemCandlePage *self)
{
  if (self->shown >= REM_CANDLE_GOING_OUT && gtk_widget_get_mapped (GTK_WIDGET (self)))
    rem_candle_keeper_note_seen (self->keeper);
}

static void
update_state (RemCandlePage *self)
{
  RemCandleState state = rem_candle_get_state (self->candle);
  RemCandleState before = self->shown;

  self->shown = state;
  switch (state)
    {
    case REM_CANDLE_UNLIT:
      offer_lengths (self);
      show_state (self, "unlit");
      take_focus (self);
      break;
    case REM_CANDLE_WAITING:
    case REM_CANDLE_LIT:
      show_lit (self);
      break;
    case REM_CANDLE_GOING_OUT:
    case REM_CANDLE_OUT:
    default:
      /* What is being written about it stays when the smoke is gone. */
      if (before != REM_CANDLE_GOING_OUT)
        show_out (self);
      note_seen (self);
      break;
    }
  /* A burning candle is not put out because nobody moves. */
  if (rem_candle_get_state (self->candle) == REM_CANDLE_LIT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "rem-presence");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "rem-presence");
  gtk_widget_set_visible (self->header_bar,
                          self->filled_window == NULL ||
                              rem_candle_get_state (self->candle) != REM_CANDLE_LIT);
}

static void
light_cb (RemCandlePage *self)
{
  guint selected = gtk_drop_down_get_selected (self->length_choice);

  if (selected >= REM_CANDLE_N_LENGTHS || rem_candle_get_state (self->candle) != REM_CANDLE_UNLIT)
    return;
  self->next_reading = 0;
  gtk_button_set_label (self->reading_button, _ ("Words to read"));
  /* What was offered may have passed while the page was open. */
  if (!rem_candle_keeper_light (self->keeper, self->lengths[selected], get_name (self),
                                self->occasion))
    offer_lengths (self);
}

/* Words to read stand in the place of the others. */
static void
show_reading (RemCandlePage *self, gboolean shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->reading_label), shown);
  gtk_widget_set_visible (GTK_WIDGET (self->name_label),
                          !shown && *rem_candle_keeper_get_name (self->keeper) != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->until_label), !shown);
  gtk_widget_queue_draw (GTK_WIDGET (self->flame));
}

static void
put_out_cb (RemCandlePage *self)
{
  rem_candle_put_out (self->candle);
}

static void
again_cb (RemCandlePage *self)
{
  rem_candle_renew (self->candle);
}

/* One after the other, then none again. */
static void
read_cb (RemCandlePage *self)
{
  guint n = rem_candle_words_count_readings ();

  if (self->next_reading >= n)
    {
      self->next_reading = 0;
      show_reading (self, FALSE);
      gtk_button_set_label (self->reading_button, _ ("Words to read"));
      return;
    }
  gtk_label_set_label (self->reading_label, rem_candle_words_reading (self->next_reading++));
  show_reading (self, TRUE);
  gtk_button_set_label (self->reading_button,
                        self->next_reading < n ? _ ("Other words") : _ ("No more words"));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                RemCandlePage *self)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_F11)
    {
      fill_screen_cb (self);
      return GDK_EVENT_STOP;
    }
  if ((keyval == GDK_KEY_Escape || keyval == GDK_KEY_space) &&
      rem_candle_get_state (self->candle) == REM_CANDLE_LIT)
    {
      rem_candle_put_out (self->candle);
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_Escape && self->filled_window != NULL)
    {
      fill_screen_cb (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* Whoever comes to the page comes to the candle, and not to the header bar. */
static gboolean
rem_candle_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RemCandlePage *self = REM_CANDLE_PAGE (widget);

  if (gtk_widget_get_focus_child (widget) == NULL && gtk_widget_grab_focus (get_target (self)))
    return TRUE;
  return GTK_WIDGET_CLASS (rem_candle_page_parent_class)->focus (widget, direction);
}

static void
rem_candle_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rem_candle_page_parent_class)->map (widget);
  note_seen (REM_CANDLE_PAGE (widget));
}

/* Whoever leaves the page of a candle that is out finds a new one the next time. */
static void
rem_candle_page_unroot (GtkWidget *widget)
{
  RemCandlePage *self = REM_CANDLE_PAGE (widget);

  leave_full_screen (self);
  if (self->shown >= REM_CANDLE_GOING_OUT)
    rem_candle_renew (self->candle);
  GTK_WIDGET_CLASS (rem_candle_page_parent_class)->unroot (widget);
}

static void
rem_candle_page_dispose (GObject *object)
{
  RemCandlePage *self = REM_CANDLE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->candle != NULL)
    g_signal_handlers_disconnect_by_func (self->candle, update_state, self);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_CANDLE_PAGE);
  g_clear_object (&self->candle);
  g_clear_object (&self->keeper);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_candle_page_parent_class)->dispose (object);
}

static void
rem_candle_page_finalize (GObject *object)
{
  RemCandlePage *self = REM_CANDLE_PAGE (object);

  g_clear_weak_pointer (&self->filled_window);
  g_ptr_array_unref (self->names);
  g_free (self->occasion);

  G_OBJECT_CLASS (rem_candle_page_parent_class)->finalize (object);
}

static void
rem_candle_page_class_init (RemCandlePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_candle_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rem_candle_page_finalize;
  widget_class->focus = rem_candle_page_focus;
  widget_class->map = rem_candle_page_map;
  widget_class->unroot = rem_candle_page_unroot;

  g_type_ensure (REM_TYPE_FLAME);
  g_type_ensure (REM_TYPE_HELD_ENTRY);
  g_type_ensure (REM_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-candle-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemCandlePage, flame);
  gtk_widget_class_bind_template_child (widget_class, RemCandlePage, header_bar);
  gtk_widget_class_bind_template_child (widget_class, RemCandlePage, foot);
  gtk_widget_class_bind_template_child (widget_class, RemCandlePage, states);
  gtk_widget_class_bind_template_child (widget_class, RemCandlePage, person_choice);
  gtk_widget_class_bind_template_child (widget_class, RemCandlePage, length_choice);
  gtk_widget_class_bind_template_child (widget_class, RemCandlePage, bedtime_choice);
  gtk_widget_class_bind_template_callback (widget_class, bedtime_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, length_chosen_cb);
  gtk_widget_class_bind_template_child (widget_class, RemCandlePage, light_button);
  gtk_widget_class_bind_template_child (widget_class, RemCandlePage, name_label);
  gtk_widget_class_bind_template_child (widget_class, RemCandlePage, until_label);
  gtk_widget_class_bind_template_child (widget_class, RemCandlePage, reading_label);
  gtk_widget_class_bind_template_child (widget_class, RemCandlePage, reading_button);
  gtk_widget_class_bind_template_child (widget_class, RemCandlePage, put_out_button);
  gtk_widget_class_bind_template_child (widget_class, RemCandlePage, held_entry);
  gtk_widget_class_bind_template_child (widget_class, RemCandlePage, again_button);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, fill_screen_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, light_cb);
  gtk_widget_class_bind_template_callback (widget_class, put_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_cb);
}

static void
rem_candle_page_init (RemCandlePage *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->names, g_strdup (""));
  self->cancellable = g_cancellable_new ();
  self->bedtime_hour = REM_CANDLE_BEDTIME_HOUR;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_candle_page_new:
 * @keeper: keeps the candle
 * @occasion: the uuid of the date for which the candle will be lit, or ""
 *
 * Returns: (transfer floating): a page with the candle, whatever it does. Beside a closed box it is
 *   one for nobody by name, and no line about it is kept.
 */
GtkWidget *
rem_candle_page_new (RemCandleKeeper *keeper, const char *occasion)
{
  RemCandlePage *self;
  RemContext *context;

  g_return_val_if_fail (REM_IS_CANDLE_KEEPER (keeper), NULL);
  g_return_val_if_fail (occasion != NULL, NULL);

  self = g_object_new (REM_TYPE_CANDLE_PAGE, NULL);
  self->keeper = g_object_ref (keeper);
  context = rem_candle_keeper_get_context (keeper);
  self->context = g_object_ref (context);
  self->occasion = g_strdup (occasion);
  self->candle = g_object_ref (rem_candle_keeper_get_candle (keeper));
  rem_candle_keeper_clear_past (keeper);
  rem_flame_set_foot (self->flame, self->foot);
  rem_flame_set_candle (self->flame, self->candle, rem_context_get_clock (context));
  g_signal_connect_object (self->candle, "notify::state", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  offer_names (self);
  offer_bedtimes (self);
  update_state (self);
  if (is_open (self))
    {
      rem_candle_settings_get_bedtime_async (context, self->cancellable, bedtime_cb,
                                             g_object_ref (self));
      rem_persons_list_async (context, self->cancellable, persons_cb, g_object_ref (self));
    }
  return GTK_WIDGET (self);
}
