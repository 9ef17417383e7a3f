/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake-card.h"

#include "rem-found-words.h"
#include "rem-keepsake-words.h"
#include "rem-letter-plain.h"
#include "rem-play-time.h"

struct _RemKeepsakeCard
{
  GtkWidget parent_instance;

  GtkStack *faces;
  GtkLabel *overline;
  GtkLabel *title;
  GtkLabel *words;
  GtkLabel *day;
  GtkWidget *play_row;
  GtkLabel *play_length;
  GtkWidget *play_mark;
  GtkPicture *picture;
  GtkLabel *back_label;
  GtkLabel *back_day;

  RemThumbnailLoader *loader;
  RemKeepsakeItem *item;
  gulong item_handler;
  GCancellable *cancellable;
  char *shown_attachment;
};

G_DEFINE_FINAL_TYPE (RemKeepsakeCard, rem_keepsake_card, GTK_TYPE_WIDGET)

/* Marks what was searched for where it is shown. Never by markup: it is the person's own text. */
static void
mark_found (GtkLabel *label, const char *words)
{
  g_autoptr (GArray) found = rem_found_words_list (gtk_label_get_label (label), words);
  PangoAttrList *marks = NULL;

  if (found->len > 0)
    marks = pango_attr_list_new ();
  for (guint i = 0; i < found->len; i++)
    {
      RemFoundWord word = g_array_index (found, RemFoundWord, i);
      PangoAttribute *const attributes[] = { pango_attr_weight_new (PANGO_WEIGHT_BOLD),
                                             pango_attr_underline_new (PANGO_UNDERLINE_SINGLE) };

      for (gsize j = 0; j < G_N_ELEMENTS (attributes); j++)
        {
          attributes[j]->start_index = word.start;
          attributes[j]->end_index = word.end;
          pango_attr_list_insert (marks, attributes[j]);
        }
    }
  gtk_label_set_attributes (label, marks);
  g_clear_pointer (&marks, pango_attr_list_unref);
}

static void
set_line (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

/* The cell around the card is what screen readers stop at. */
static void
set_name (RemKeepsakeCard *self, const char *first, const char *second, const char *third)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autoptr (GString) name = g_string_new (first);
  const char *const more[] = { second, third };

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    if (more[i] != NULL && *more[i] != '\0')
      {
        if (name->len > 0)
          g_string_append (name, ". ");
        g_string_append (name, more[i]);
      }
  if (cell != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                    -1);
}

static void
stop_loading (RemKeepsakeCard *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->shown_attachment, g_free);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemKeepsakeCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  texture = rem_thumbnail_loader_load_finish (REM_THUMBNAIL_LOADER (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->item == NULL)
    return;

  if (texture != NULL)
    {
      gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
      gtk_stack_set_visible_child_name (self->faces, "photo");
    }
}

static void
load_thumbnail (RemKeepsakeCard *self, const char *attachment_uuid)
{
  g_autoptr (GdkTexture) texture = NULL;

  if (g_strcmp0 (self->shown_attachment, attachment_uuid) == 0)
    return;

  stop_loading (self);
  self->shown_attachment = g_strdup (attachment_uuid);
  texture = rem_thumbnail_loader_lookup (self->loader, attachment_uuid);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  if (texture != NULL)
    {
      gtk_stack_set_visible_child_name (self->faces, "photo");
      return;
    }

  self->cancellable = g_cancellable_new ();
  rem_thumbnail_loader_load_async (self->loader, attachment_uuid, GTK_WIDGET (self),
                                   self->cancellable, load_cb, g_object_ref (self));
}

/* What lies face down is not in the window at all, where other programs could read it. */
static void
clear_front (RemKeepsakeCard *self)
{
  stop_loading (self);
  gtk_picture_set_paintable (self->picture, NULL);
  gtk_label_set_label (self->overline, "");
  set_line (self->title, "");
  gtk_label_set_label (self->words, "");
  set_line (self->day, "");
}

static void
show_back (RemKeepsakeCard *self, const char *day)
{
  const char *words = rem_keepsake_words_get_face_down (rem_keepsake_item_get_kind (self->item));

  clear_front (self);
  gtk_label_set_label (self->back_label, words);
  set_line (self->back_day, day);
  gtk_stack_set_visible_child_name (self->faces, "back");
  set_name (self, words, day, NULL);
}

/* Of a sealed letter nothing is told but whom it is for, and until when. */
static void
show_seal (RemKeepsakeCard *self)
{
  g_autofree char *words =
      rem_keepsake_words_build_sealed (rem_keepsake_item_get_opens (self->item));
  g_autofree char *addressee =
      rem_keepsake_words_build_addressee (rem_keepsake_item_get_addressee (self->item));

  clear_front (self);
  gtk_label_set_label (self->back_label, words);
  set_line (self->back_day, addressee);
  gtk_stack_set_visible_child_name (self->faces, "back");
  set_name (self, words, addressee, NULL);
}

/* A film has one only once it was opened; nothing is decoded for a card. */
static gboolean
has_picture (RemKeepsakeCard *self)
{
  RemKeepsakeKind kind = rem_keepsake_item_get_kind (self->item);

  return kind == REM_KEEPSAKE_KIND_PHOTO ||
         (kind == REM_KEEPSAKE_KIND_FILM && rem_keepsake_item_has_thumbnail (self->item));
}

static void
show_play (RemKeepsakeCard *self)
{
  RemKeepsakeKind kind = rem_keepsake_item_get_kind (self->item);
  gint64 length_ms = rem_keepsake_item_get_length_ms (self->item);
  g_autofree char *length = length_ms > 0 ? rem_play_time_format (length_ms * 1000) : NULL;

  gtk_widget_set_visible (self->play_row,
                          kind == REM_KEEPSAKE_KIND_SOUND || kind == REM_KEEPSAKE_KIND_FILM);
  gtk_widget_set_visible (self->play_mark, kind == REM_KEEPSAKE_KIND_FILM);
  gtk_label_set_label (self->play_length, length != NULL ? length : "");
}

static void
show_front (RemKeepsakeCard *self, const char *day)
{
  RemKeepsakeKind kind = rem_keepsake_item_get_kind (self->item);
  const char *attachment_uuid = rem_keepsake_item_get_attachment_uuid (self->item);
  g_autofree char *title = rem_letter_plain_line (rem_keepsake_item_get_title (self->item));
  const char *found = rem_keepsake_item_get_words (self->item);
  g_autofree char *overline = NULL;
  g_autofree char *words = NULL;

  if (kind == REM_KEEPSAKE_KIND_LETTER)
    overline = rem_keepsake_words_build_addressee (rem_keepsake_item_get_addressee (self->item));
  else if (kind == REM_KEEPSAKE_KIND_OBJECT)
    overline = rem_letter_plain_line (rem_keepsake_item_get_place (self->item));
  if (overline == NULL || *overline == '\0')
    {
      g_free (overline);
      overline = g_strdup (rem_keepsake_words_get_kind (kind));
    }

  if (*title == '\0' && !rem_keepsake_item_is_found_beside (self->item))
    {
      g_free (title);
      rem_letter_plain_split (rem_keepsake_item_get_snippet (self->item), &title, &words);
    }
  else
    {
      words = rem_letter_plain_strip (rem_keepsake_item_get_snippet (self->item));
    }

  /* A label counts its lines anew in each paragraph. */
  g_strdelimit (words, "\n", ' ');
  gtk_label_set_label (self->overline, overline);
  set_line (self->title, title);
  gtk_label_set_label (self->words, words);
  set_line (self->day, day);
  mark_found (self->overline, found);
  mark_found (self->title, found);
  mark_found (self->words, found);
  set_name (self, overline, title, day);

  show_play (self);
  if (has_picture (self) && attachment_uuid != NULL && *attachment_uuid != '\0')
    {
      /* Until the picture is there, the paper stands for it. */
      if (g_strcmp0 (self->shown_attachment, attachment_uuid) != 0)
        gtk_stack_set_visible_child_name (self->faces, "paper");
      else if (gtk_picture_get_paintable (self->picture) != NULL)
        gtk_stack_set_visible_child_name (self->faces, "photo");
      load_thumbnail (self, attachment_uuid);
    }
  else
    {
      stop_loading (self);
      gtk_picture_set_paintable (self->picture, NULL);
      gtk_stack_set_visible_child_name (self->faces, "paper");
    }
}

static void
show_nothing (RemKeepsakeCard *self)
{
  clear_front (self);
  gtk_widget_set_visible (self->play_row, FALSE);
  gtk_stack_set_visible_child_name (self->faces, "paper");
  set_name (self, "", NULL, NULL);
}

static void
update_widgets (RemKeepsakeCard *self)
{
  g_autofree char *day = NULL;

  if (self->item == NULL || !rem_keepsake_item_is_loaded (self->item))
    {
      show_nothing (self);
      return;
    }

  day = rem_day_format (rem_keepsake_item_get_day (self->item));
  if (rem_date_is_valid (rem_keepsake_item_get_opens (self->item)))
    show_seal (self);
  /* Of an object only the photos lie face down, and they are not here. */
  else if (rem_keepsake_item_is_face_down (self->item) &&
           rem_keepsake_item_get_kind (self->item) != REM_KEEPSAKE_KIND_OBJECT)
    show_back (self, day);
  else
    show_front (self, day);
}

static void
item_changed_cb (RemKeepsakeCard *self)
{
  update_widgets (self);
}

static void
rem_keepsake_card_dispose (GObject *object)
{
  RemKeepsakeCard *self = REM_KEEPSAKE_CARD (object);

  if (self->item != NULL)
    g_clear_signal_handler (&self->item_handler, self->item);
  g_clear_object (&self->item);
  stop_loading (self);
  g_clear_object (&self->loader);
  gtk_widget_dispose_template (GTK_WIDGET (self), REM_TYPE_KEEPSAKE_CARD);

  G_OBJECT_CLASS (rem_keepsake_card_parent_class)->dispose (object);
}

static void
rem_keepsake_card_class_init (RemKeepsakeCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_keepsake_card_dispose;

  gtk_widget_class_set_css_name (widget_class, "keepsake");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-keepsake-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RemKeepsakeCard, faces);
  gtk_widget_class_bind_template_child (widget_class, RemKeepsakeCard, overline);
  gtk_widget_class_bind_template_child (widget_class, RemKeepsakeCard, title);
  gtk_widget_class_bind_template_child (widget_class, RemKeepsakeCard, words);
  gtk_widget_class_bind_template_child (widget_class, RemKeepsakeCard, day);
  gtk_widget_class_bind_template_child (widget_class, RemKeepsakeCard, play_row);
  gtk_widget_class_bind_template_child (widget_class, RemKeepsakeCard, play_length);
  gtk_widget_class_bind_template_child (widget_class, RemKeepsakeCard, play_mark);
  gtk_widget_class_bind_template_child (widget_class, RemKeepsakeCard, picture);
  gtk_widget_class_bind_template_child (widget_class, RemKeepsakeCard, back_label);
  gtk_widget_class_bind_template_child (widget_class, RemKeepsakeCard, back_day);
}

static void
rem_keepsake_card_init (RemKeepsakeCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_keepsake_card_new:
 * @loader: hands out the small pictures
 *
 * Returns: (transfer floating): an empty card
 */
GtkWidget *
rem_keepsake_card_new (RemThumbnailLoader *loader)
{
  RemKeepsakeCard *self = NULL;

  g_return_val_if_fail (REM_IS_THUMBNAIL_LOADER (loader), NULL);

  self = g_object_new (REM_TYPE_KEEPSAKE_CARD, NULL);
  self->loader = g_object_ref (loader);
  return GTK_WIDGET (self);
}

/**
 * rem_keepsake_card_get_item:
 * @self: a card
 *
 * Returns: (transfer none) (nullable): what it shows
 */
RemKeepsakeItem *
rem_keepsake_card_get_item (RemKeepsakeCard *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_CARD (self), NULL);

  return self->item;
}

/**
 * rem_keepsake_card_set_item:
 * @self: a card
 * @item: (nullable): what to show and to follow, or %NULL to let go
 *
 * What is still being read for the item before is given up.
 */
void
rem_keepsake_card_set_item (RemKeepsakeCard *self, RemKeepsakeItem *item)
{
  g_return_if_fail (REM_IS_KEEPSAKE_CARD (self));
  g_return_if_fail (item == NULL || REM_IS_KEEPSAKE_ITEM (item));

  if (self->item == item)
    return;

  if (self->item != NULL)
    g_clear_signal_handler (&self->item_handler, self->item);
  g_set_object (&self->item, item);
  if (item != NULL)
    self->item_handler =
        g_signal_connect_swapped (item, "notify", G_CALLBACK (item_changed_cb), self);

  /* What is shown now has nothing to do with what was: it does not fade. */
  gtk_stack_set_transition_type (self->faces, GTK_STACK_TRANSITION_TYPE_NONE);
  update_widgets (self);
  gtk_stack_set_transition_type (self->faces, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
}
