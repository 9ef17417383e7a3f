/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-word-chips.h"

#include "rem-phrases.h"
#include "rem-wrap-box.h"

#include <glib/gi18n.h>
#include <string.h>

/** The longest word of one's own, in characters. */
#define MAX_CHARS 80

struct _RemWordChips
{
  AdwBin parent_instance;

  GtkLabel *label;
  GtkWidget *chips;
  GtkEntry *entry;
};

typedef enum
{
  PROP_TITLE = 1,
  N_PROPS,
} RemWordChipsProperty;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemWordChips, rem_word_chips, ADW_TYPE_BIN)

static void
changed_cb (RemWordChips *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GtkWidget *
add_chip (RemWordChips *self, const char *word)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (word);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (chip));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (chip, "rem-small");
  gtk_widget_add_css_class (chip, "rem-chip");
  g_signal_connect_object (chip, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_insert_before (chip, self->chips, NULL);
  return chip;
}

static GtkWidget *
find_chip (RemWordChips *self, const char *word)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    if (g_utf8_collate (gtk_button_get_label (GTK_BUTTON (chip)), word) == 0)
      return chip;
  return NULL;
}

/* A word of one's own becomes one among the others. */
static void
choose (RemWordChips *self, const char *word)
{
  GtkWidget *chip = find_chip (self, word);

  if (chip == NULL)
    chip = add_chip (self, word);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
}

static void
own_cb (RemWordChips *self)
{
  g_autofree char *word =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*word == '\0')
    return;
  choose (self, word);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
rem_word_chips_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RemWordChips *self = REM_WORD_CHIPS (object);

  switch ((RemWordChipsProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->label));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_word_chips_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RemWordChips *self = REM_WORD_CHIPS (object);

  switch ((RemWordChipsProperty) prop_id)
    {
    case PROP_TITLE:
      gtk_label_set_label (self->label, g_value_get_string (value));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_word_chips_class_init (RemWordChipsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rem_word_chips_get_property;
  object_class->set_property = rem_word_chips_set_property;

  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rem_word_chips_init (RemWordChips *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->label = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "rem-quiet");
  self->chips = g_object_new (REM_TYPE_WRAP_BOX, NULL);
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_max_length (self->entry, MAX_CHARS);
  gtk_entry_set_input_hints (self->entry, GTK_INPUT_HINT_PRIVATE);
  gtk_entry_set_placeholder_text (self->entry, _ ("A word of your own"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("A word of your own"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "rem-field");
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (own_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (column), self->chips);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->entry));
  adw_bin_set_child (ADW_BIN (self), column);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (rem_phrase_get_text (*(RemPhrase *const *) a),
                         rem_phrase_get_text (*(RemPhrase *const *) b));
}

/**
 * rem_word_chips_offer:
 * @self: chips
 * @kind: which words
 *
 * Offers the words of that kind.
 */
void
rem_word_chips_offer (RemWordChips *self, RemPhraseKind kind)
{
  GPtrArray *all = rem_phrases_get_check_in_words ();
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  g_return_if_fail (REM_IS_WORD_CHIPS (self));

  for (guint i = 0; i < all->len; i++)
    if (rem_phrase_get_kind (g_ptr_array_index (all, i)) == kind)
      g_ptr_array_add (words, g_ptr_array_index (all, i));
  g_ptr_array_sort (words, compare_words);
  for (guint i = 0; i < words->len; i++)
    add_chip (self, rem_phrase_get_text (g_ptr_array_index (words, i)));
}

/**
 * rem_word_chips_dup_chosen:
 * @self: chips
 *
 * Returns: (transfer full): the words that are chosen, one a line, with what stands in the entry
 */
char *
rem_word_chips_dup_chosen (RemWordChips *self)
{
  g_autoptr (GString) chosen = g_string_new (NULL);

  g_return_val_if_fail (REM_IS_WORD_CHIPS (self), NULL);

  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)))
      g_string_append_printf (chosen, "%s\n", gtk_button_get_label (GTK_BUTTON (chip)));
  g_string_append (chosen, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  return g_strstrip (g_string_free (g_steal_pointer (&chosen), FALSE));
}

/**
 * rem_word_chips_choose:
 * @self: chips
 * @words: words, one a line
 *
 * Chooses @words, and no others.
 */
void
rem_word_chips_choose (RemWordChips *self, const char *words)
{
  g_auto (GStrv) lines = NULL;

  g_return_if_fail (REM_IS_WORD_CHIPS (self));
  g_return_if_fail (words != NULL);

  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  lines = g_strsplit (words, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      choose (self, *line);
}
