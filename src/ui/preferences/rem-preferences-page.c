/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-preferences-page.h"

#include "rem-focus-child.h"
#include "rem-settings.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/* A choice of one setting: what is kept, and its words. */
typedef struct
{
  const char *value;
  const char *words;
} Choice;

/* "0" is never. */
static const Choice lock_choices[] = {
  { "1", N_ ("After a minute") },
  { "5", N_ ("After five minutes") },
  { "10", N_ ("After ten minutes") },
  { "30", N_ ("After half an hour") },
  { "0", N_ ("Never") },
};

static const Choice look_choices[] = {
  { "", N_ ("As on this computer") },
  { "light", N_ ("Light") },
  { "dark", N_ ("Dark") },
};

static const Choice photos_choices[] = {
  { "", N_ ("Lie face down") },
  { REM_NEW_PHOTOS_UP, N_ ("Lie face up") },
};

struct _RemPreferencesPage
{
  AdwBin parent_instance;

  AdwComboRow *lock_row;
  AdwComboRow *look_row;
  AdwComboRow *photos_row;

  RemContext *context;
  gboolean is_showing; /* what is in the box, which is no choice of the person's */
};

G_DEFINE_FINAL_TYPE (RemPreferencesPage, rem_preferences_page, ADW_TYPE_BIN)

static void
set_model (AdwComboRow *row, const Choice *choices, gsize n_choices)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (gsize i = 0; i < n_choices; i++)
    gtk_string_list_append (list, _ (choices[i].words));
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
}

static void
show_choice (RemPreferencesPage *self,
             AdwComboRow *row,
             const Choice *choices,
             gsize n_choices,
             const char *value)
{
  self->is_showing = TRUE;
  for (guint i = 0; i < n_choices; i++)
    if (g_str_equal (choices[i].value, value))
      adw_combo_row_set_selected (row, i);
  self->is_showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (row), TRUE);
}

static void
lock_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPreferencesPage) self = user_data;
  g_autofree char *value = rem_settings_get_finish (REM_CONTEXT (source), result, NULL);

  if (self->context != NULL && value != NULL)
    show_choice (self, self->lock_row, lock_choices, G_N_ELEMENTS (lock_choices),
                 *value != '\0' ? value : G_STRINGIFY (REM_SETTING_LOCK_AFTER_MIN));
}

static void
look_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPreferencesPage) self = user_data;
  g_autofree char *value = rem_settings_get_finish (REM_CONTEXT (source), result, NULL);

  if (self->context != NULL && value != NULL)
    show_choice (self, self->look_row, look_choices, G_N_ELEMENTS (look_choices), value);
}

static void
photos_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPreferencesPage) self = user_data;
  g_autofree char *value = rem_settings_get_finish (REM_CONTEXT (source), result, NULL);

  if (self->context != NULL && value != NULL)
    show_choice (self, self->photos_row, photos_choices, G_N_ELEMENTS (photos_choices), value);
}

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPreferencesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkRoot *root;

  if (rem_settings_set_finish (REM_CONTEXT (source), result, &error) || self->context == NULL)
    return;
  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (REM_IS_WINDOW (root))
    rem_window_show_error (REM_WINDOW (root), error);
}

static void
choose (RemPreferencesPage *self, AdwComboRow *row, const char *key, const Choice *choices)
{
  guint selected = adw_combo_row_get_selected (row);

  if (!self->is_showing && self->context != NULL && selected != GTK_INVALID_LIST_POSITION)
    rem_settings_set_async (self->context, key, choices[selected].value, set_cb,
                            g_object_ref (self));
}

static void
lock_changed_cb (RemPreferencesPage *self)
{
  choose (self, self->lock_row, REM_SETTING_LOCK_AFTER, lock_choices);
}

static void
look_changed_cb (RemPreferencesPage *self)
{
  choose (self, self->look_row, REM_SETTING_LOOK, look_choices);
}

static void
photos_changed_cb (RemPreferencesPage *self)
{
  choose (self, self->photos_row, REM_SETTING_NEW_PHOTOS, photos_choices);
}

static void
rem_preferences_page_dispose (GObject *object)
{
  g_clear_object (&REM_PREFERENCES_PAGE (object)->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_PREFERENCES_PAGE);

  G_OBJECT_CLASS (rem_preferences_page_parent_class)->dispose (object);
}

static void
rem_preferences_page_class_init (RemPreferencesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_preferences_page_dispose;
  widget_class->focus = rem_focus_child;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-preferences-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemPreferencesPage, lock_row);
  gtk_widget_class_bind_template_child (widget_class, RemPreferencesPage, look_row);
  gtk_widget_class_bind_template_child (widget_class, RemPreferencesPage, photos_row);
  gtk_widget_class_bind_template_callback (widget_class, lock_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, photos_changed_cb);
}

static void
rem_preferences_page_init (RemPreferencesPage *self)
{
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  set_model (self->lock_row, lock_choices, G_N_ELEMENTS (lock_choices));
  set_model (self->look_row, look_choices, G_N_ELEMENTS (look_choices));
  set_model (self->photos_row, photos_choices, G_N_ELEMENTS (photos_choices));
  self->is_showing = FALSE;
}

/**
 * rem_preferences_page_new:
 * @context: the context of an open box
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
rem_preferences_page_new (RemContext *context)
{
  RemPreferencesPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_PREFERENCES_PAGE, NULL);
  self->context = g_object_ref (context);
  rem_settings_get_async (context, REM_SETTING_LOCK_AFTER, NULL, lock_read_cb, g_object_ref (self));
  rem_settings_get_async (context, REM_SETTING_LOOK, NULL, look_read_cb, g_object_ref (self));
  rem_settings_get_async (context, REM_SETTING_NEW_PHOTOS, NULL, photos_read_cb,
                          g_object_ref (self));
  return GTK_WIDGET (self);
}
