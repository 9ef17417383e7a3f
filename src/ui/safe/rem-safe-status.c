/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-safe-status.h"

#include <glib/gi18n.h>

struct _RemSafeStatus
{
  AdwBin parent_instance;

  GtkLabel *words;
  GtkProgressBar *bar;
  GtkWidget *stop_button;

  RemSafekeeper *safekeeper;
  guint works;
};

G_DEFINE_FINAL_TYPE (RemSafeStatus, rem_safe_status, ADW_TYPE_BIN)

static const char *
get_work_words (RemSafeWork work)
{
  switch (work)
    {
    case REM_SAFE_COPY:
      return _ ("Copying. You can go on with something else.");
    case REM_SAFE_CHECK:
      return _ ("Reading everything. You can go on with something else.");
    case REM_SAFE_RESTORE:
      return _ ("Making the new box. You can go on with something else.");
    case REM_SAFE_PREVIEW:
      return _ ("Looking into the other box.");
    case REM_SAFE_MERGE:
      return _ ("Bringing it in.");
    case REM_SAFE_RETURN:
      return _ ("Putting it back.");
    case REM_SAFE_NOTHING:
    default:
      return "";
    }
}

static void
update (RemSafeStatus *self)
{
  RemSafeWork work = rem_safekeeper_get_work (self->safekeeper);
  const char *words = rem_safekeeper_get_words (self->safekeeper);
  gboolean works = work != REM_SAFE_NOTHING && (self->works & 1u << work) != 0;
  gboolean tells =
      words != NULL && (self->works & 1u << rem_safekeeper_get_last_work (self->safekeeper)) != 0;

  gtk_widget_set_visible (GTK_WIDGET (self), works || tells);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), works);
  gtk_widget_set_visible (self->stop_button, works && work != REM_SAFE_RETURN);
  gtk_label_set_label (self->words, works ? get_work_words (work) : tells ? words : "");
  gtk_progress_bar_set_fraction (self->bar, rem_safekeeper_get_fraction (self->safekeeper));
  if (works)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    get_work_words (work), -1);
}

static void
stop_clicked_cb (RemSafeStatus *self)
{
  rem_safekeeper_cancel (self->safekeeper);
}

static void
rem_safe_status_dispose (GObject *object)
{
  RemSafeStatus *self = REM_SAFE_STATUS (object);

  g_clear_object (&self->safekeeper);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_SAFE_STATUS);

  G_OBJECT_CLASS (rem_safe_status_parent_class)->dispose (object);
}

static void
rem_safe_status_class_init (RemSafeStatusClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_safe_status_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-safe-status.ui");
  gtk_widget_class_bind_template_child (widget_class, RemSafeStatus, words);
  gtk_widget_class_bind_template_child (widget_class, RemSafeStatus, bar);
  gtk_widget_class_bind_template_child (widget_class, RemSafeStatus, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
}

static void
rem_safe_status_init (RemSafeStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_safe_status_follow:
 * @self: a status that follows nothing yet
 * @safekeeper: what to follow
 * @works: which works, a bit for each #RemSafeWork
 *
 * Shows these works from now on, and nothing while there is nothing to say of them.
 */
void
rem_safe_status_follow (RemSafeStatus *self, RemSafekeeper *safekeeper, guint works)
{
  g_return_if_fail (REM_IS_SAFE_STATUS (self));
  g_return_if_fail (REM_IS_SAFEKEEPER (safekeeper));

  self->safekeeper = g_object_ref (safekeeper);
  self->works = works;
  g_signal_connect_object (safekeeper, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
