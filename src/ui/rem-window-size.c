/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-window.h"

/**
 * rem_window_dup_size:
 * @self: a window
 *
 * Returns: (transfer full): its size as text, such as "1000x720" or "maximized"
 */
char *
rem_window_dup_size (RemWindow *self)
{
  int width, height;

  g_return_val_if_fail (REM_IS_WINDOW (self), NULL);

  if (gtk_window_is_maximized (GTK_WINDOW (self)))
    return g_strdup ("maximized");
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  return g_strdup_printf ("%dx%d", width, height);
}

/**
 * rem_window_set_size:
 * @self: a window that is not shown yet
 * @size: what rem_window_dup_size() told; anything else is ignored
 *
 * Lets a locked window come back as large as it was.
 */
void
rem_window_set_size (RemWindow *self, const char *size)
{
  g_auto (GStrv) parts = NULL;
  guint64 sides[2];

  g_return_if_fail (REM_IS_WINDOW (self));
  g_return_if_fail (size != NULL);

  if (g_str_equal (size, "maximized"))
    {
      gtk_window_maximize (GTK_WINDOW (self));
      return;
    }
  parts = g_strsplit (size, "x", 3);
  if (g_strv_length (parts) != 2)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 1, 16384, &sides[i], NULL))
      return;
  gtk_window_set_default_size (GTK_WINDOW (self), (int) sides[0], (int) sides[1]);
}
