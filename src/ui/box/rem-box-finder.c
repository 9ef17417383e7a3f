/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box-finder.h"

#include "rem-drop-down-name.h"
#include "rem-find-choices.h"
#include "rem-wrap-box.h"

#include <glib/gi18n.h>

/*
 * The filter is what counts; the widgets only show it. The choices are read each time the popover
 * opens, since the box has changed by then; the first of each is "whatever". What is chosen stands
 * below the line as well, each with a way to take it away again.
 */

typedef enum
{
  PART_KIND,
  PART_PERSON,
  PART_YEAR,
  PART_TAG,
  N_PARTS,
} Part;

struct _RemBoxFinder
{
  GtkWidget parent_instance;

  GtkSearchEntry *entry;
  GtkMenuButton *button;
  GtkWidget *labels[N_PARTS];
  GtkDropDown *drop_downs[N_PARTS];
  RemWrapBox *chosen;

  RemContext *context;
  RemKeepsakeFilter *filter;
  RemFindChoices *choices;
  char *person_name;
  GCancellable *cancellable;
  gboolean is_updating;
};

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} RemBoxFinderSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemBoxFinder, rem_box_finder, GTK_TYPE_WIDGET)

static const struct
{
  RemKeepsakeKind kind;
  const char *name;
} kinds[] = {
  { 0, NC_ ("kinds of keepsakes", "All") },         { REM_KEEPSAKE_KIND_LETTER, N_ ("Letters") },
  { REM_KEEPSAKE_KIND_NOTE, N_ ("Notes") },         { REM_KEEPSAKE_KIND_PHOTO, N_ ("Photos") },
  { REM_KEEPSAKE_KIND_SOUND, N_ ("Sounds") },       { REM_KEEPSAKE_KIND_FILM, N_ ("Films") },
  { REM_KEEPSAKE_KIND_DOCUMENT, N_ ("Documents") }, { REM_KEEPSAKE_KIND_OBJECT, N_ ("Objects") },
};

static const char *
get_kind_name (guint i)
{
  return i == 0 ? g_dpgettext2 (NULL, "kinds of keepsakes", kinds[i].name) : _ (kinds[i].name);
}

static const char *
get_person_name (RemPerson *person)
{
  const char *name = rem_person_get_name (person);

  /* TRANSLATORS: in a list of those who are remembered: one who was given no name. */
  return *name != '\0' ? name : _ ("Without a name");
}

static gboolean
has_part (RemBoxFinder *self, Part part)
{
  switch (part)
    {
    case PART_KIND:
      return self->filter->kind != 0;
    case PART_PERSON:
      return self->filter->person_uuid != NULL;
    case PART_YEAR:
      return rem_date_is_valid (self->filter->from);
    case PART_TAG:
      return self->filter->tag != NULL;
    case N_PARTS:
    default:
      return FALSE;
    }
}

static char *
build_part_words (RemBoxFinder *self, Part part)
{
  switch (part)
    {
    case PART_KIND:
      for (guint i = 1; i < G_N_ELEMENTS (kinds); i++)
        if (kinds[i].kind == self->filter->kind)
          return g_strdup (get_kind_name (i));
      return g_strdup ("");
    case PART_PERSON:
      return g_strdup (self->person_name != NULL ? self->person_name : "");
    case PART_YEAR:
      return g_strdup_printf ("%d", self->filter->from.year);
    case PART_TAG:
      return g_strdup (self->filter->tag);
    case N_PARTS:
    default:
      return g_strdup ("");
    }
}

static void
clear_part (RemBoxFinder *self, Part part)
{
  switch (part)
    {
    case PART_KIND:
      self->filter->kind = 0;
      break;
    case PART_PERSON:
      g_clear_pointer (&self->filter->person_uuid, g_free);
      break;
    case PART_YEAR:
      self->filter->from = self->filter->until = REM_DATE_UNKNOWN;
      break;
    case PART_TAG:
      g_clear_pointer (&self->filter->tag, g_free);
      break;
    case N_PARTS:
    default:
      break;
    }
}

static void update_widgets (RemBoxFinder *self);

static void
tell_changed (RemBoxFinder *self)
{
  update_widgets (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
part_clicked_cb (RemBoxFinder *self, GtkButton *button)
{
  clear_part (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "part")));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  tell_changed (self);
}

static GtkWidget *
create_part (RemBoxFinder *self, Part part)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = NULL;
  GtkWidget *image = gtk_image_new_from_icon_name ("window-close-symbolic");
  g_autofree char *words = build_part_words (self, part);
  /* TRANSLATORS: for screen readers: a button that takes away one thing by which the box is
   * narrowed; %s is "Photos", a name, a year or a tag. */
  g_autofree char *name = g_strdup_printf (_ ("Not only: %s"), words);

  label = gtk_label_new (words);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), image);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "rem-chosen");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "part", GINT_TO_POINTER (part));
  g_signal_connect_object (button, "clicked", G_CALLBACK (part_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

static void
fill_chosen (RemBoxFinder *self)
{
  GtkWidget *child;
  GtkWidget *all = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chosen))) != NULL)
    gtk_widget_unparent (child);
  for (Part part = 0; part < N_PARTS; part++)
    if (has_part (self, part))
      rem_wrap_box_append (self->chosen, create_part (self, part));

  gtk_widget_set_visible (GTK_WIDGET (self->chosen),
                          gtk_widget_get_first_child (GTK_WIDGET (self->chosen)) != NULL);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->chosen)))
    return;
  all = gtk_button_new_with_label (_ ("Show everything"));
  gtk_widget_add_css_class (all, "flat");
  gtk_widget_add_css_class (all, "rem-show-all");
  g_signal_connect_object (all, "clicked", G_CALLBACK (rem_box_finder_clear), self,
                           G_CONNECT_SWAPPED);
  rem_wrap_box_append (self->chosen, all);
}

/* The number of the choice that the filter says, or 0. */
static guint
get_selected (RemBoxFinder *self, Part part)
{
  switch (part)
    {
    case PART_KIND:
      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        if (kinds[i].kind == self->filter->kind)
          return i;
      return 0;
    case PART_PERSON:
      for (guint i = 0; self->choices != NULL && i < self->choices->persons->len; i++)
        if (g_strcmp0 (rem_person_get_uuid (g_ptr_array_index (self->choices->persons, i)),
                       self->filter->person_uuid) == 0)
          return i + 1;
      return 0;
    case PART_YEAR:
      for (guint i = 0; self->choices != NULL && i < self->choices->years->len; i++)
        if (g_array_index (self->choices->years, int, i) == self->filter->from.year)
          return i + 1;
      return 0;
    case PART_TAG:
      for (guint i = 0; self->choices != NULL && self->choices->tags[i] != NULL; i++)
        if (g_strcmp0 (self->choices->tags[i], self->filter->tag) == 0)
          return i + 1;
      return 0;
    case N_PARTS:
    default:
      return 0;
    }
}

static void
update_widgets (RemBoxFinder *self)
{
  self->is_updating = TRUE;
  for (Part part = 0; part < N_PARTS; part++)
    gtk_drop_down_set_selected (self->drop_downs[part], get_selected (self, part));
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->filter->words) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), self->filter->words);
  fill_chosen (self);
  self->is_updating = FALSE;
}

static void
set_model (RemBoxFinder *self, Part part, GtkStringList *names)
{
  gboolean is_useful = g_list_model_get_n_items (G_LIST_MODEL (names)) > 1;

  gtk_drop_down_set_model (self->drop_downs[part], G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->drop_downs[part]), is_useful);
  gtk_widget_set_visible (self->labels[part], is_useful);
}

static void
fill_choices (RemBoxFinder *self)
{
  g_autoptr (GtkStringList) all_kinds = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) persons = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) years = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) tags = gtk_string_list_new (NULL);

  self->is_updating = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (all_kinds, get_kind_name (i));
  /* TRANSLATORS: the first of a list of those who are remembered: whoever it is about. */
  gtk_string_list_append (persons, C_ ("about whom", "All"));
  /* TRANSLATORS: the first of a list of years. */
  gtk_string_list_append (years, C_ ("when", "All"));
  /* TRANSLATORS: the first of a list of tags: with any tag, or with none. */
  gtk_string_list_append (tags, C_ ("tags", "All"));

  for (guint i = 0; self->choices != NULL && i < self->choices->persons->len; i++)
    gtk_string_list_append (persons,
                            get_person_name (g_ptr_array_index (self->choices->persons, i)));
  for (guint i = 0; self->choices != NULL && i < self->choices->years->len; i++)
    gtk_string_list_take (years,
                          g_strdup_printf ("%d", g_array_index (self->choices->years, int, i)));
  for (guint i = 0; self->choices != NULL && self->choices->tags[i] != NULL; i++)
    gtk_string_list_append (tags, self->choices->tags[i]);

  set_model (self, PART_KIND, all_kinds);
  set_model (self, PART_PERSON, persons);
  set_model (self, PART_YEAR, years);
  set_model (self, PART_TAG, tags);
  self->is_updating = FALSE;
  update_widgets (self);
}

static void
choices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemBoxFinder) self = user_data;
  g_autoptr (RemFindChoices) choices =
      rem_find_choices_read_finish (REM_CONTEXT (source), result, NULL);

  if (choices == NULL || self->context == NULL)
    return;
  g_clear_pointer (&self->choices, rem_find_choices_free);
  self->choices = g_steal_pointer (&choices);
  fill_choices (self);
}

static void
shown_cb (RemBoxFinder *self)
{
  if (self->context == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  rem_find_choices_read_async (self->context, self->cancellable, choices_cb, g_object_ref (self));
}

static void
chosen_cb (RemBoxFinder *self)
{
  guint person = gtk_drop_down_get_selected (self->drop_downs[PART_PERSON]);
  guint kind = gtk_drop_down_get_selected (self->drop_downs[PART_KIND]);
  guint year = gtk_drop_down_get_selected (self->drop_downs[PART_YEAR]);
  guint tag = gtk_drop_down_get_selected (self->drop_downs[PART_TAG]);

  if (self->is_updating || self->choices == NULL)
    return;

  for (Part part = 0; part < N_PARTS; part++)
    clear_part (self, part);
  if (kind < G_N_ELEMENTS (kinds))
    self->filter->kind = kinds[kind].kind;
  if (person > 0 && person <= self->choices->persons->len)
    {
      RemPerson *who = g_ptr_array_index (self->choices->persons, person - 1);

      self->filter->person_uuid = g_strdup (rem_person_get_uuid (who));
      g_free (self->person_name);
      self->person_name = g_strdup (get_person_name (who));
    }
  if (year > 0 && year <= self->choices->years->len)
    {
      int number = g_array_index (self->choices->years, int, year - 1);

      self->filter->from = (RemDate){ (gint16) number, 1, 1 };
      self->filter->until = (RemDate){ (gint16) number, 12, 31 };
    }
  if (tag > 0 && tag <= g_strv_length (self->choices->tags))
    self->filter->tag = g_strdup (self->choices->tags[tag - 1]);
  tell_changed (self);
}

static void
words_changed_cb (RemBoxFinder *self)
{
  if (self->is_updating)
    return;
  g_free (self->filter->words);
  self->filter->words = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
stop_search_cb (RemBoxFinder *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static gboolean
rem_box_finder_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (REM_BOX_FINDER (widget)->entry));
}

static gboolean
rem_box_finder_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return child != NULL && gtk_widget_child_focus (child, direction);
}

static void
rem_box_finder_dispose (GObject *object)
{
  RemBoxFinder *self = REM_BOX_FINDER (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  self->is_updating = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_BOX_FINDER);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (rem_box_finder_parent_class)->dispose (object);
}

static void
rem_box_finder_finalize (GObject *object)
{
  RemBoxFinder *self = REM_BOX_FINDER (object);

  g_clear_pointer (&self->filter, rem_keepsake_filter_free);
  g_clear_pointer (&self->choices, rem_find_choices_free);
  g_clear_pointer (&self->person_name, g_free);

  G_OBJECT_CLASS (rem_box_finder_parent_class)->finalize (object);
}

static void
rem_box_finder_class_init (RemBoxFinderClass *klass)
{
  static const char *const drop_downs[] = { "kind_choice", "person_choice", "year_choice",
                                            "tag_choice" };
  static const char *const labels[] = { "kind_label", "person_label", "year_label", "tag_label" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_box_finder_dispose;
  object_class->finalize = rem_box_finder_finalize;
  widget_class->focus = rem_box_finder_focus;
  widget_class->grab_focus = rem_box_finder_grab_focus;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (REM_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-box-finder.ui");
  gtk_widget_class_bind_template_child (widget_class, RemBoxFinder, entry);
  gtk_widget_class_bind_template_child (widget_class, RemBoxFinder, button);
  gtk_widget_class_bind_template_child (widget_class, RemBoxFinder, chosen);
  for (Part part = 0; part < N_PARTS; part++)
    {
      gtk_widget_class_bind_template_child_full (widget_class, drop_downs[part], FALSE,
                                                 (gssize) (G_STRUCT_OFFSET (RemBoxFinder,
                                                                            drop_downs) +
                                                           part * sizeof (GtkDropDown *)));
      gtk_widget_class_bind_template_child_full (widget_class, labels[part], FALSE,
                                                 (gssize) (G_STRUCT_OFFSET (RemBoxFinder, labels) +
                                                           part * sizeof (GtkWidget *)));
    }
  gtk_widget_class_bind_template_callback (widget_class, words_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
rem_box_finder_init (RemBoxFinder *self)
{
  GtkEditable *text = NULL;

  self->filter = rem_keepsake_filter_new ();
  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  rem_drop_down_set_name (self->drop_downs[PART_KIND], _ ("Which keepsakes to show"));
  rem_drop_down_set_name (self->drop_downs[PART_PERSON], _ ("About whom"));
  rem_drop_down_set_name (self->drop_downs[PART_YEAR], _ ("From which year"));
  rem_drop_down_set_name (self->drop_downs[PART_TAG], _ ("With which tag"));
  text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  if (GTK_IS_TEXT (text))
    gtk_text_set_input_hints (GTK_TEXT (text), GTK_INPUT_HINT_PRIVATE);
  fill_choices (self);
}

/**
 * rem_box_finder_set_context:
 * @self: a finder
 * @context: a context whose box is open
 */
void
rem_box_finder_set_context (RemBoxFinder *self, RemContext *context)
{
  g_return_if_fail (REM_IS_BOX_FINDER (self));
  g_return_if_fail (REM_IS_CONTEXT (context));

  g_set_object (&self->context, context);
}

/**
 * rem_box_finder_get_filter:
 * @self: a finder
 *
 * Returns: (transfer none): what is looked for
 */
const RemKeepsakeFilter *
rem_box_finder_get_filter (RemBoxFinder *self)
{
  g_return_val_if_fail (REM_IS_BOX_FINDER (self), NULL);

  return self->filter;
}

/**
 * rem_box_finder_clear:
 * @self: a finder
 *
 * Looks for nothing any more: everything is shown.
 */
void
rem_box_finder_clear (RemBoxFinder *self)
{
  g_return_if_fail (REM_IS_BOX_FINDER (self));

  rem_keepsake_filter_free (self->filter);
  self->filter = rem_keepsake_filter_new ();
  gtk_menu_button_popdown (self->button);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  tell_changed (self);
}
