/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-check-page.h"

#include "rem-focus-child.h"
#include "rem-keepsake-words.h"
#include "rem-safe-status.h"
#include "rem-safe-text.h"

struct _RemCheckPage
{
  AdwBin parent_instance;

  GtkLabel *last_label;
  GtkWidget *check_button;
  RemSafeStatus *status;
  GtkWidget *damage_box;
  GtkWidget *writing_label;
  GtkListBox *rows;

  RemContext *context;
  RemSafekeeper *safekeeper;
  gint64 shown_us; /* the reading that is told of */
};

G_DEFINE_FINAL_TYPE (RemCheckPage, rem_check_page, ADW_TYPE_BIN)

static void
add_row (RemCheckPage *self, RemKeepsake *keepsake)
{
  const char *kind = rem_keepsake_words_get_kind (rem_keepsake_get_kind (keepsake));
  const char *title = rem_keepsake_get_title (keepsake);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *next = gtk_image_new_from_icon_name ("go-next-symbolic");

  g_object_set (row, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, "activatable",
                TRUE, NULL);
  if (rem_keepsake_is_face_down (keepsake))
    kind = rem_keepsake_words_get_face_down (rem_keepsake_get_kind (keepsake));
  if (*title == '\0' || rem_keepsake_is_face_down (keepsake))
    g_object_set (row, "title", kind, NULL);
  else
    g_object_set (row, "title", title, "subtitle", kind, NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", rem_keepsake_get_uuid (keepsake));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-keepsake");
  gtk_widget_add_css_class (next, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
  gtk_list_box_append (self->rows, row);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemCheckPage) self = user_data;
  g_autoptr (GPtrArray) keepsakes =
      rem_safekeeper_list_damaged_finish (REM_CONTEXT (source), result, NULL);
  GtkWidget *row;

  if (self->context == NULL)
    return;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, row);
  for (guint i = 0; keepsakes != NULL && i < keepsakes->len; i++)
    add_row (self, g_ptr_array_index (keepsakes, i));
  gtk_widget_set_visible (GTK_WIDGET (self->rows), keepsakes != NULL && keepsakes->len > 0);
}

/* What the last reading found, by name; it changes only with the next one. */
static void
update_damage (RemCheckPage *self, const RemSafeSettings *settings)
{
  const char *const *damaged = settings != NULL ? (const char *const *) settings->damaged : NULL;

  if (settings == NULL || settings->checked_us == self->shown_us)
    return;
  self->shown_us = settings->checked_us;
  gtk_widget_set_visible (self->damage_box, *damaged != NULL);
  gtk_widget_set_visible (self->writing_label, g_strv_contains (damaged, "database"));
  rem_safekeeper_list_damaged_async (self->safekeeper, listed_cb, g_object_ref (self));
}

static void
update (RemCheckPage *self)
{
  const RemSafeSettings *settings = rem_safekeeper_get_settings (self->safekeeper);
  gboolean was_checked = settings != NULL && settings->checked_us != 0;
  g_autofree char *last =
      was_checked ? rem_safe_text_build_last_check (settings->checked_us, settings->checked_whole,
                                                    rem_context_get_clock (self->context))
                  : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->last_label), was_checked);
  gtk_label_set_label (self->last_label, last != NULL ? last : "");
  update_damage (self, settings);
  gtk_widget_set_sensitive (self->check_button,
                            settings != NULL &&
                                rem_safekeeper_get_work (self->safekeeper) == REM_SAFE_NOTHING);
}

static void
check_clicked_cb (RemCheckPage *self)
{
  rem_safekeeper_check (self->safekeeper);
}

static void
rem_check_page_dispose (GObject *object)
{
  RemCheckPage *self = REM_CHECK_PAGE (object);

  g_clear_object (&self->safekeeper);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_CHECK_PAGE);

  G_OBJECT_CLASS (rem_check_page_parent_class)->dispose (object);
}

static void
rem_check_page_class_init (RemCheckPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_check_page_dispose;
  widget_class->focus = rem_focus_child;

  g_type_ensure (REM_TYPE_SAFE_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-check-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemCheckPage, last_label);
  gtk_widget_class_bind_template_child (widget_class, RemCheckPage, check_button);
  gtk_widget_class_bind_template_child (widget_class, RemCheckPage, status);
  gtk_widget_class_bind_template_child (widget_class, RemCheckPage, damage_box);
  gtk_widget_class_bind_template_child (widget_class, RemCheckPage, writing_label);
  gtk_widget_class_bind_template_child (widget_class, RemCheckPage, rows);
  gtk_widget_class_bind_template_callback (widget_class, check_clicked_cb);
}

static void
rem_check_page_init (RemCheckPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_check_page_new:
 * @context: the context of an open box
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
rem_check_page_new (RemContext *context)
{
  RemCheckPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_CHECK_PAGE, NULL);
  self->context = g_object_ref (context);
  self->safekeeper = g_object_ref (rem_context_get_safekeeper (context));
  rem_safe_status_follow (self->status, self->safekeeper, 1u << REM_SAFE_CHECK);
  g_signal_connect_object (self->safekeeper, "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
