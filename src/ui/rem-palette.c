/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-palette.h"

struct _RemPalette
{
  GObject parent_instance;

  GdkDisplay *display;
  GtkCssProvider *provider;
};

/* Keeps the program's own colours in step with light and dark. In high contrast there are none:
 * the colours of the system rule. */
G_DEFINE_FINAL_TYPE (RemPalette, rem_palette, G_TYPE_OBJECT)

static void
update_colours (RemPalette *self)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (self->display);

  if (adw_style_manager_get_high_contrast (manager))
    gtk_css_provider_load_from_data (self->provider, "", 0);
  else if (adw_style_manager_get_dark (manager))
    gtk_css_provider_load_from_resource (self->provider, "/org/example/Remember/palette-dark.css");
  else
    gtk_css_provider_load_from_resource (self->provider, "/org/example/Remember/palette-light.css");
}

static void
rem_palette_dispose (GObject *object)
{
  RemPalette *self = REM_PALETTE (object);

  if (self->provider != NULL)
    gtk_style_context_remove_provider_for_display (self->display,
                                                   GTK_STYLE_PROVIDER (self->provider));
  g_clear_object (&self->provider);
  g_clear_object (&self->display);

  G_OBJECT_CLASS (rem_palette_parent_class)->dispose (object);
}

static void
rem_palette_class_init (RemPaletteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rem_palette_dispose;
}

static void
rem_palette_init (RemPalette *self)
{
  self->provider = gtk_css_provider_new ();
}

/**
 * rem_palette_new:
 * @display: the display to colour
 *
 * Colours every window of @display for as long as the palette lives.
 *
 * Returns: (transfer full): a palette
 */
RemPalette *
rem_palette_new (GdkDisplay *display)
{
  RemPalette *self = g_object_new (REM_TYPE_PALETTE, NULL);
  AdwStyleManager *manager = adw_style_manager_get_for_display (display);

  self->display = g_object_ref (display);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (update_colours), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (update_colours), self,
                           G_CONNECT_SWAPPED);
  update_colours (self);
  return self;
}
