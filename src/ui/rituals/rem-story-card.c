/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-story-card.h"

#include "rem-keepsake-card.h"
#include "rem-story-linker.h"

#include <glib/gi18n.h>

/* A keepsake in a story: its card, as in the box, the day, and a way out of the story. */

/** Two stand side by side in a page of text. */
#define CARD_WIDTH 272

typedef struct
{
  RemStoryKind kind;
  char *id;
  char *keepsake_uuid;
  RemDate day;
} Place;

static void
place_free (gpointer data, GClosure *closure)
{
  Place *place = data;

  g_free (place->id);
  g_free (place->keepsake_uuid);
  g_free (place);
}

static void
take_out_cb (GtkButton *button, Place *place)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (button));

  if (REM_IS_WINDOW (root))
    rem_story_linker_unlink (REM_WINDOW (root), place->kind, place->id, place->keepsake_uuid,
                             place->day);
}

static GtkWidget *
create_take_out_button (RemStoryKind kind, const char *id, const RemStoryPart *part)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  Place *place = g_new0 (Place, 1);

  place->kind = kind;
  place->id = g_strdup (id);
  place->keepsake_uuid = g_strdup (rem_keepsake_item_get_uuid (part->item));
  place->day = part->day;
  g_signal_connect_data (button, "clicked", G_CALLBACK (take_out_cb), place, place_free, 0);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, _ ("Take it out of here; it stays in the box"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Take it out of here; it stays in the box"), -1);
  return button;
}

/**
 * rem_story_card_new:
 * @kind: of what the story is
 * @id: the uuid of a date, or the id of a ritual
 * @part: a part of the story with a keepsake
 * @loader: hands out the small pictures
 *
 * Returns: (transfer floating): the keepsake, which opens when it is pressed
 */
GtkWidget *
rem_story_card_new (RemStoryKind kind,
                    const char *id,
                    const RemStoryPart *part,
                    RemThumbnailLoader *loader)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *card = rem_keepsake_card_new (loader);
  g_autofree char *day = rem_date_format (part->day, REM_DATE_STYLE_DAY_MONTH);
  GtkWidget *label = gtk_label_new (day);

  gtk_button_set_child (GTK_BUTTON (button), card);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    rem_keepsake_item_get_uuid (part->item));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-keepsake");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "rem-story-card");
  rem_keepsake_card_set_item (REM_KEEPSAKE_CARD (card), part->item);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_start (label, 9);
  gtk_widget_add_css_class (label, "rem-quiet");
  gtk_box_append (GTK_BOX (foot), label);
  gtk_box_append (GTK_BOX (foot), create_take_out_button (kind, id, part));
  gtk_box_append (GTK_BOX (column), button);
  gtk_box_append (GTK_BOX (column), foot);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), CARD_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), CARD_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), column);
  return clamp;
}
