/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-bin-page.h"
#include "rem-check-in-page.h"
#include "rem-comfort-page.h"
#include "rem-date-editor-page.h"
#include "rem-date-page.h"
#include "rem-dates-pages.h"
#include "rem-help-lines-page.h"
#include "rem-help-page.h"
#include "rem-help-text-page.h"
#include "rem-help-texts.h"
#include "rem-helpers-page.h"
#include "rem-keepsake-page.h"
#include "rem-kept-page.h"
#include "rem-letter-page.h"
#include "rem-persons-page.h"
#include "rem-keepsake-adder.h"
#include "rem-places.h"
#include "rem-put-away-page.h"
#include "rem-ritual-catalogue.h"
#include "rem-ritual-page.h"
#include "rem-rituals-page.h"
#include "rem-preferences-page.h"
#include "rem-privacy-page.h"
#include "rem-reminders-page.h"
#include "rem-told-page.h"
#include "rem-safe-page.h"
#include "rem-safe-pages.h"
#include "rem-window-private.h"

#include <string.h>

/* What can be begun and opened from anywhere in the window while the box is open, and Help at any
 * time: by an action, by dropping files on it, by pasting them. */

static gboolean
can_open (RemWindow *self)
{
  return rem_context_get_state (rem_window_get_context (self)) == REM_CONTEXT_OPEN &&
         !rem_window_is_covered (self);
}

static gboolean
can_keep (RemWindow *self)
{
  return can_open (self) && !rem_context_is_read_only (rem_window_get_context (self));
}

static void
write_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);
  RemKeepsakeKind kind = g_str_equal (action_name, "win.write-note") ? REM_KEEPSAKE_KIND_NOTE
                                                                     : REM_KEEPSAKE_KIND_LETTER;

  rem_window_push_page (self, rem_letter_page_new_to_write (rem_window_get_context (self), kind));
}

static void
show_keepsake_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);

  rem_window_push_page (self,
                        rem_keepsake_page_new (rem_window_get_context (self),
                                               g_variant_get_string (parameter, NULL), NULL, 0));
}

static void
add_files_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);
  RemKeepsakeKind kind = REM_KEEPSAKE_KIND_PHOTO;

  rem_keepsake_kind_from_nick (action_name + strlen ("win.add-"), &kind);
  rem_window_show_place (self, "box");
  rem_keepsake_adder_choose (rem_window_get_adder (self), kind);
}

static void
add_object_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);

  rem_window_push_page (self, rem_kept_page_new_object (rem_window_get_context (self)));
}

static void
add_date_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);

  rem_window_push_page (self, rem_date_editor_page_new (rem_window_get_context (self), NULL));
}

static void
show_date_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);

  rem_window_push_page (self, rem_date_page_new (rem_window_get_context (self),
                                                 g_variant_get_string (parameter, NULL)));
}

static void
show_dates_page_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);
  GtkWidget *page = rem_dates_pages_create (rem_window_get_context (self),
                                            g_variant_get_string (parameter, NULL));

  if (page != NULL)
    rem_window_push_page (self, page);
}

static void
show_removed_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);

  rem_window_push_page (self, rem_bin_page_new (rem_window_get_context (self)));
}

static void
show_put_away_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);

  rem_window_push_page (self, rem_put_away_page_new (rem_window_get_context (self)));
}

static void
show_persons_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);

  rem_window_push_page (self, rem_persons_page_new (rem_window_get_context (self)));
}

static void
light_candle_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  rem_window_show_candle (REM_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
show_ritual_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);
  RemRitual *ritual = rem_ritual_catalogue_find (g_variant_get_string (parameter, NULL));

  if (ritual != NULL)
    rem_window_push_page (self, rem_ritual_page_new (rem_window_get_context (self), ritual));
}

static void
show_reminders_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);

  rem_window_push_page (self, rem_reminders_page_new (rem_window_get_context (self)));
}

static void
show_preferences_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);

  rem_window_push_page (self, rem_preferences_page_new (rem_window_get_context (self)));
}

static void
show_safe_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  rem_window_push_page (REM_WINDOW (widget), rem_safe_page_new ());
}

static void
show_safe_page_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);
  GtkWidget *page =
      rem_safe_pages_create (rem_window_get_context (self), g_variant_get_string (parameter, NULL));

  if (page != NULL)
    rem_window_push_page (self, page);
}

/* Beside a closed box; an open one has a place for them. */
static void
rituals_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);

  if (REM_IS_PLACES (rem_window_get_page (self)))
    rem_window_show_place (self, "rituals");
  else if (!REM_IS_RITUALS_PAGE (rem_window_get_page (self)))
    rem_window_push_page (self, rem_rituals_page_new_over (rem_window_get_context (self)));
}

/* Help goes over whatever is shown and leads back to it; only from a place it is a place itself. */
static void
help_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);
  GtkWidget *page = rem_window_get_page (self);

  if (REM_IS_PLACES (page))
    rem_window_show_place (self, "help");
  else if (!gtk_widget_has_css_class (page, "rem-help"))
    rem_window_push_page (self, rem_help_page_new_over (rem_window_get_context (self)));
}

static void
show_help_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);
  RemContext *context = rem_window_get_context (self);
  const char *name = g_variant_get_string (parameter, NULL);
  g_autoptr (RemHelpText) text = NULL;

  if (g_str_equal (name, "lines"))
    rem_window_push_page (self, rem_help_lines_page_new (context));
  else if (g_str_equal (name, "people") && can_open (self))
    rem_window_push_page (self, rem_helpers_page_new (context));
  else if (g_str_equal (name, "check-in") && can_open (self))
    rem_window_push_page (self, rem_check_in_page_new (context));
  else if (g_str_equal (name, "tell-doctor") && can_open (self))
    rem_window_push_page (self, rem_told_page_new (context, REM_TOLD_DOCTOR));
  else if (g_str_equal (name, "tell-close") && can_open (self))
    rem_window_push_page (self, rem_told_page_new (context, REM_TOLD_CLOSE));
  else if (g_str_equal (name, "comfort"))
    rem_window_push_page (self, rem_comfort_page_new (context));
  else if (g_str_equal (name, "privacy"))
    rem_window_push_page (self, rem_privacy_page_new ());
  else if ((text = rem_help_texts_find (name)) != NULL)
    rem_window_push_page (self, rem_help_text_page_new (text));
}

static void
check_in_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWindow *self = REM_WINDOW (widget);

  if (can_open (self))
    rem_window_push_page (self, rem_check_in_page_new (rem_window_get_context (self)));
}

/* Takes files and pictures that came from another program. Beside a letter that is written they do
 * not lead away from it. */
static gboolean
take_value (RemWindow *self, const GValue *value, RemKeepsake *beside)
{
  RemKeepsakeAdder *adder = rem_window_get_adder (self);

  if (!can_keep (self))
    return FALSE;

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

      for (GSList *l = files; l != NULL; l = l->next)
        rem_keepsake_adder_add_file (adder, l->data, beside);
    }
  else if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      rem_keepsake_adder_add_texture (adder, g_value_get_object (value), beside);
    }
  else
    {
      return FALSE;
    }
  if (beside == NULL)
    rem_window_show_place (self, "box");
  return TRUE;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, RemWindow *self)
{
  return take_value (self, value, NULL);
}

static void
paste_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *letter = focus != NULL ? gtk_widget_get_ancestor (focus, REM_TYPE_LETTER_PAGE) : NULL;

  if (value != NULL)
    take_value (self, value,
                letter != NULL ? rem_letter_page_get_keepsake (REM_LETTER_PAGE (letter)) : NULL);
}

static gboolean
paste (GtkWidget *widget)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  GType type = GDK_TYPE_TEXTURE;

  if (!can_keep (REM_WINDOW (widget)))
    return FALSE;

  /* A file is better than the pixels that a program shows of it. */
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
      gdk_content_formats_contain_mime_type (formats, "text/uri-list"))
    type = GDK_TYPE_FILE_LIST;
  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, NULL, paste_cb,
                                  g_object_ref (widget));
  return TRUE;
}

static gboolean
paste_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return paste (widget);
}

static void
paste_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  paste (widget);
}

/**
 * rem_window_class_install_page_actions:
 * @widget_class: the class of #RemWindow
 *
 * Installs what opens the pages of the box, and Help.
 */
void
rem_window_class_install_page_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.write-letter", NULL, write_activated);
  gtk_widget_class_install_action (widget_class, "win.write-note", NULL, write_activated);
  gtk_widget_class_install_action (widget_class, "win.add-photo", NULL, add_files_activated);
  gtk_widget_class_install_action (widget_class, "win.add-sound", NULL, add_files_activated);
  gtk_widget_class_install_action (widget_class, "win.add-film", NULL, add_files_activated);
  gtk_widget_class_install_action (widget_class, "win.add-document", NULL, add_files_activated);
  gtk_widget_class_install_action (widget_class, "win.add-object", NULL, add_object_activated);
  gtk_widget_class_install_action (widget_class, "win.add-date", NULL, add_date_activated);
  gtk_widget_class_install_action (widget_class, "win.show-keepsake", "s", show_keepsake_activated);
  gtk_widget_class_install_action (widget_class, "win.show-date", "s", show_date_activated);
  gtk_widget_class_install_action (widget_class, "win.show-dates-page", "s",
                                   show_dates_page_activated);
  gtk_widget_class_install_action (widget_class, "win.show-removed", NULL, show_removed_activated);
  gtk_widget_class_install_action (widget_class, "win.light-candle", "s", light_candle_activated);
  gtk_widget_class_install_action (widget_class, "win.show-ritual", "s", show_ritual_activated);
  gtk_widget_class_install_action (widget_class, "win.show-persons", NULL, show_persons_activated);
  gtk_widget_class_install_action (widget_class, "win.show-put-away", NULL,
                                   show_put_away_activated);
  gtk_widget_class_install_action (widget_class, "win.show-reminders", NULL,
                                   show_reminders_activated);
  gtk_widget_class_install_action (widget_class, "win.show-preferences", NULL,
                                   show_preferences_activated);
  gtk_widget_class_install_action (widget_class, "win.show-safe", NULL, show_safe_activated);
  gtk_widget_class_install_action (widget_class, "win.show-safe-page", "s",
                                   show_safe_page_activated);
  gtk_widget_class_install_action (widget_class, "win.check-in", NULL, check_in_activated);
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, paste_activated);
  gtk_widget_class_install_action (widget_class, "win.rituals", NULL, rituals_activated);
  gtk_widget_class_install_action (widget_class, "win.help", NULL, help_activated);
  gtk_widget_class_install_action (widget_class, "win.show-help", "s", show_help_activated);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, paste_key_cb, NULL);
}

/**
 * rem_window_init_pages:
 * @self: a window
 *
 * Lets files and pictures be dropped anywhere in the window.
 */
void
rem_window_init_pages (RemWindow *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
