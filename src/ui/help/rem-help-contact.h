/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void rem_help_contact_copy (GtkWidget *widget, const char *text);
void rem_help_contact_call (GtkWidget *widget, const char *phone);
void rem_help_contact_open (GtkWidget *widget, const char *web);
GtkWidget *rem_help_contact_create_copy_button (const char *text, const char *label);
GtkWidget *rem_help_contact_create_call_button (const char *phone);
GtkWidget *rem_help_contact_create_arrow (const char *icon_name);

G_END_DECLS
