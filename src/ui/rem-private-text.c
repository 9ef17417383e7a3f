/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-private-text.h"

/* Programs that remember what was copied leave out what has this beside it, as password managers
 * mark it: KDE's Klipper, GPaste, CopyQ and others heed it. */
#define HINT_TYPE  "x-kde-passwordManagerHint"
#define HINT_VALUE "secret"

/**
 * rem_private_text_copy:
 * @widget: a widget of the window
 * @text: what the person copies
 *
 * Puts private words into the clipboard, marked so that no history of it keeps them.
 */
void
rem_private_text_copy (GtkWidget *widget, const char *text)
{
  g_autoptr (GBytes) hint = g_bytes_new_static (HINT_VALUE, sizeof HINT_VALUE - 1);
  GdkContentProvider *parts[2];
  g_autoptr (GdkContentProvider) content = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  parts[0] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  parts[1] = gdk_content_provider_new_for_bytes (HINT_TYPE, hint);
  content = gdk_content_provider_new_union (parts, G_N_ELEMENTS (parts));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content);
}
