/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-help-number-row.h"

#include "rem-help-contact.h"

#include <glib/gi18n.h>

/* A number, large and plain, with what can be done with it beside. */

static GtkWidget *
create_row (const char *text, const char *style)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (row), label);
  return row;
}

/**
 * rem_help_number_row_new_phone:
 * @phone: a number as it is printed
 *
 * Returns: (transfer floating): the number, with a button to copy it and one to call
 */
GtkWidget *
rem_help_number_row_new_phone (const char *phone)
{
  GtkWidget *row = create_row (phone, "rem-number");
  GtkWidget *call = rem_help_contact_create_call_button (phone);
  /* TRANSLATORS: %s is a telephone number */
  g_autofree char *label = g_strdup_printf (_ ("Copy %s"), phone);

  if (call != NULL)
    gtk_box_append (GTK_BOX (row), call);
  gtk_box_append (GTK_BOX (row), rem_help_contact_create_copy_button (phone, label));
  return row;
}

/**
 * rem_help_number_row_new_message:
 * @message: where to send a message
 * @language: the name of the language it is answered in, or ""
 *
 * Returns: (transfer floating): what to send where, with a button to copy the number
 */
GtkWidget *
rem_help_number_row_new_message (const RemHelpMessage *message, const char *language)
{
  /* TRANSLATORS: %1$s is a word such as HOME, %2$s a number */
  g_autofree char *words =
      *message->word != '\0' ? g_strdup_printf (_ ("Text %1$s to %2$s"), message->word, message->to)
                             /* TRANSLATORS: %s is a number */
                             : g_strdup_printf (_ ("Text %s"), message->to);
  /* TRANSLATORS: how to send a message, then the language in which it is answered */
  g_autofree char *whole =
      *language != '\0' ? g_strdup_printf (C_ ("message", "%1$s (%2$s)"), words, language) : NULL;
  g_autofree char *label = g_strdup_printf (_ ("Copy %s"), message->to);
  GtkWidget *row = create_row (whole != NULL ? whole : words, "rem-reading");

  gtk_box_append (GTK_BOX (row), rem_help_contact_create_copy_button (message->to, label));
  return row;
}
