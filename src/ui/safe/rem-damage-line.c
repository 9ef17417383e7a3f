/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-damage-line.h"

struct _RemDamageLine
{
  AdwBin parent_instance;

  RemSafekeeper *safekeeper;
};

G_DEFINE_FINAL_TYPE (RemDamageLine, rem_damage_line, ADW_TYPE_BIN)

static void
update (RemDamageLine *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), rem_safekeeper_has_damage (self->safekeeper));
}

static void
leave_clicked_cb (RemDamageLine *self)
{
  rem_safekeeper_leave_damage (self->safekeeper);
}

static void
rem_damage_line_dispose (GObject *object)
{
  g_clear_object (&REM_DAMAGE_LINE (object)->safekeeper);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_DAMAGE_LINE);

  G_OBJECT_CLASS (rem_damage_line_parent_class)->dispose (object);
}

static void
rem_damage_line_class_init (RemDamageLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_damage_line_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-damage-line.ui");
  gtk_widget_class_bind_template_callback (widget_class, leave_clicked_cb);
}

static void
rem_damage_line_init (RemDamageLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_damage_line_set_safekeeper:
 * @self: a line
 * @safekeeper: what knows of damage
 *
 * Lets it look whether there is something to tell.
 */
void
rem_damage_line_set_safekeeper (RemDamageLine *self, RemSafekeeper *safekeeper)
{
  g_return_if_fail (REM_IS_DAMAGE_LINE (self));
  g_return_if_fail (self->safekeeper == NULL);

  self->safekeeper = g_object_ref (safekeeper);
  g_signal_connect_object (safekeeper, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
