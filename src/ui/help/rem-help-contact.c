/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-help-contact.h"

#include "rem-window-toasts.h"

#include <glib/gi18n.h>
#include <string.h>

/* What can be done with a number, a sentence or a page. Nothing leaves the program but by a click:
 * a number goes to the program for calls, an address to the browser. */

static RemWindow *
find_window (GtkWidget *widget)
{
  return REM_WINDOW (gtk_widget_get_ancestor (widget, REM_TYPE_WINDOW));
}

/**
 * rem_help_contact_copy:
 * @widget: a widget in a window
 * @text: what to copy
 *
 * Puts @text into the clipboard, and says so.
 */
void
rem_help_contact_copy (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  rem_window_show_words (find_window (widget), _ ("Copied."));
}

/**
 * rem_help_contact_call:
 * @widget: a widget in a window
 * @phone: a number as it is printed
 *
 * Hands @phone to the program for calls.
 */
void
rem_help_contact_call (GtkWidget *widget, const char *phone)
{
  g_autoptr (GString) uri = g_string_new ("tel:");

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (phone != NULL);

  for (const char *c = phone; *c != '\0'; c++)
    {
      if (*c == '#')
        g_string_append (uri, "%23");
      else if (g_ascii_isdigit (*c) || *c == '+' || *c == '*')
        g_string_append_c (uri, *c);
    }
  gtk_show_uri (GTK_WINDOW (find_window (widget)), uri->str, GDK_CURRENT_TIME);
}

/**
 * rem_help_contact_open:
 * @widget: a widget in a window
 * @web: a page, https
 *
 * Hands @web to the browser.
 */
void
rem_help_contact_open (GtkWidget *widget, const char *web)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (g_str_has_prefix (web, "https://"));

  gtk_show_uri (GTK_WINDOW (find_window (widget)), web, GDK_CURRENT_TIME);
}

static void
copy_clicked_cb (GtkButton *button, const char *text)
{
  rem_help_contact_copy (GTK_WIDGET (button), text);
}

static void
call_clicked_cb (GtkButton *button, const char *phone)
{
  rem_help_contact_call (GTK_WIDGET (button), phone);
}

static void
free_text (gpointer data, GClosure *closure)
{
  g_free (data);
}

static GtkWidget *
create_button (const char *icon_name, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

/**
 * rem_help_contact_create_copy_button:
 * @text: what it copies
 * @label: what it is called
 *
 * Returns: (transfer floating): a button
 */
GtkWidget *
rem_help_contact_create_copy_button (const char *text, const char *label)
{
  GtkWidget *button = create_button ("edit-copy-symbolic", label);

  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_clicked_cb), g_strdup (text),
                         free_text, 0);
  return button;
}

/**
 * rem_help_contact_create_call_button:
 * @phone: a number as it is printed
 *
 * Returns: (transfer floating) (nullable): a button, or %NULL if no program on this computer makes
 *   calls
 */
GtkWidget *
rem_help_contact_create_call_button (const char *phone)
{
  g_autoptr (GAppInfo) handler = g_app_info_get_default_for_uri_scheme ("tel");
  g_autofree char *label = NULL;
  GtkWidget *button;

  if (handler == NULL)
    return NULL;
  /* TRANSLATORS: %s is a telephone number */
  label = g_strdup_printf (_ ("Call %s"), phone);
  button = create_button ("call-start-symbolic", label);
  g_signal_connect_data (button, "clicked", G_CALLBACK (call_clicked_cb), g_strdup (phone),
                         free_text, 0);
  return button;
}

/**
 * rem_help_contact_create_arrow:
 * @icon_name: where a row leads
 *
 * Returns: (transfer floating): a quiet picture for the end of a row, that is not read aloud
 */
GtkWidget *
rem_help_contact_create_arrow (const char *icon_name)
{
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (image, "dim-label");
  return image;
}
