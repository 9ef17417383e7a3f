/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-photo-page-private.h"

/* How a picture is looked at: larger and smaller, moved about, turned round, by actions and keys.
 */

/** How much larger or smaller one key makes it, and how far it moves it, in tenths of the page. */
#define ZOOM_STEP 1.25
#define MOVE_STEP 1

/* What is larger than the page is moved about; of what fits, the one before or after is shown. */
static gboolean
arrow_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RemPhotoPage *self = REM_PHOTO_PAGE (widget);
  RemPhotoView *view = rem_photo_page_get_view (self);
  int x, y;

  g_variant_get (args, "(ii)", &x, &y);
  if (gtk_widget_is_focus (GTK_WIDGET (view)) && !rem_photo_view_is_fit (view))
    {
      rem_photo_view_move (view, x * MOVE_STEP, y * MOVE_STEP);
      return TRUE;
    }
  if (y != 0)
    return FALSE;
  rem_photo_page_step (self, gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? -x : x);
  return TRUE;
}

static void
zoom_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemPhotoView *picture = rem_photo_page_get_view (REM_PHOTO_PAGE (widget));

  if (g_str_equal (action_name, "photo.fit"))
    rem_photo_view_fit (picture);
  else
    rem_photo_view_zoom (picture,
                         g_str_equal (action_name, "photo.zoom-in") ? ZOOM_STEP : 1 / ZOOM_STEP);
  gtk_widget_grab_focus (GTK_WIDGET (picture));
}

static void
turn_round_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  rem_photo_view_turn (rem_photo_page_get_view (REM_PHOTO_PAGE (widget)),
                       g_str_equal (action_name, "photo.turn-left") ? -1 : 1);
}

static void
fill_screen_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemPhotoPage *self = REM_PHOTO_PAGE (widget);

  rem_photo_page_set_filled (self, !rem_photo_page_is_filled (self));
}

static gboolean
escape_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RemPhotoPage *self = REM_PHOTO_PAGE (widget);

  if (!rem_photo_page_is_filled (self))
    return FALSE;
  rem_photo_page_set_filled (self, FALSE);
  return TRUE;
}

/* Letters and signs are for the picture only as long as nobody writes under it. */
static gboolean
picture_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (rem_photo_page_is_written_in (REM_PHOTO_PAGE (widget)))
    return FALSE;
  gtk_widget_activate_action_variant (widget, g_variant_get_string (args, NULL), NULL);
  return TRUE;
}

/* Installs the actions and the keys on the class of #RemPhotoPage. */
void
rem_photo_page_class_install_looking (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, "photo.zoom-in" },
    { GDK_KEY_KP_Add, "photo.zoom-in" },
    { GDK_KEY_equal, "photo.zoom-in" },
    { GDK_KEY_minus, "photo.zoom-out" },
    { GDK_KEY_KP_Subtract, "photo.zoom-out" },
    { GDK_KEY_0, "photo.fit" },
    { GDK_KEY_KP_0, "photo.fit" },
    { GDK_KEY_r, "photo.turn-right" },
    { GDK_KEY_l, "photo.turn-left" },
  };

  gtk_widget_class_install_action (widget_class, "photo.zoom-in", NULL, zoom_activated);
  gtk_widget_class_install_action (widget_class, "photo.zoom-out", NULL, zoom_activated);
  gtk_widget_class_install_action (widget_class, "photo.fit", NULL, zoom_activated);
  gtk_widget_class_install_action (widget_class, "photo.turn-right", NULL, turn_round_activated);
  gtk_widget_class_install_action (widget_class, "photo.turn-left", NULL, turn_round_activated);
  gtk_widget_class_install_action (widget_class, "photo.fill-screen", NULL, fill_screen_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "photo.fill-screen", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_key_cb, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, 0, picture_key_cb, "s",
                                  keys[i].action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK,
                                       "photo.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK,
                                       "photo.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK,
                                       "photo.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "photo.fit",
                                       NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, arrow_key_cb, "(ii)", -1, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, arrow_key_cb, "(ii)", 1, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, arrow_key_cb, "(ii)", 0, -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, arrow_key_cb, "(ii)", 0, 1);
}
