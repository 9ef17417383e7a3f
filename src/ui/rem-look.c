/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-look.h"

#include "rem-settings.h"

struct _RemLook
{
  GObject parent_instance;

  RemContext *context;
  AdwStyleManager *manager;
};

G_DEFINE_FINAL_TYPE (RemLook, rem_look, G_TYPE_OBJECT)

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemLook) self = user_data;
  g_autofree char *value = rem_settings_get_finish (REM_CONTEXT (source), result, NULL);
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (self->manager == NULL || value == NULL)
    return;
  if (g_str_equal (value, "light"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (value, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (self->manager, scheme);
}

static void
refresh (RemLook *self)
{
  if (rem_context_get_state (self->context) == REM_CONTEXT_OPEN)
    rem_settings_get_async (self->context, REM_SETTING_LOOK, NULL, read_cb, g_object_ref (self));
}

static void
changed_cb (RemLook *self, guint changes)
{
  if ((changes & REM_BOX_CHANGE_SETTINGS) != 0)
    refresh (self);
}

static void
rem_look_dispose (GObject *object)
{
  RemLook *self = REM_LOOK (object);

  g_clear_object (&self->manager);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_look_parent_class)->dispose (object);
}

static void
rem_look_class_init (RemLookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rem_look_dispose;
}

static void
rem_look_init (RemLook *self)
{
}

/**
 * rem_look_new:
 * @context: the context
 * @manager: what makes windows light or dark
 *
 * Returns: (transfer full): what keeps the look
 */
RemLook *
rem_look_new (RemContext *context, AdwStyleManager *manager)
{
  RemLook *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ADW_IS_STYLE_MANAGER (manager), NULL);

  self = g_object_new (REM_TYPE_LOOK, NULL);
  self->context = g_object_ref (context);
  self->manager = g_object_ref (manager);
  g_signal_connect_object (context, "notify::state", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  refresh (self);
  return self;
}
