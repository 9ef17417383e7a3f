/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-rescue-page.h"

#include "rem-error-text.h"
#include "rem-focus-child.h"
#include "rem-folder-chooser.h"
#include "rem-salvage.h"

#include <glib/gi18n.h>

#define PULSE_MS 150

struct _RemRescuePage
{
  AdwBin parent_instance;

  GtkWidget *copy_group;
  AdwActionRow *copy_row;
  GtkWidget *choose_button;
  GtkWidget *save_button;
  GtkProgressBar *bar;
  GtkWidget *stop_button;
  GtkLabel *words;
  GtkWidget *settle_box;

  RemContext *context;
  RemSlotType type;
  RemSecret *secret;
  char *copy;            /* (nullable): where what is lost is looked for */
  char *place;           /* (nullable): the new box, once it is there */
  GCancellable *running; /* (nullable) */
  guint pulse_id;
};

G_DEFINE_FINAL_TYPE (RemRescuePage, rem_rescue_page, ADW_TYPE_BIN)

static void
pulse_cb (gpointer user_data)
{
  RemRescuePage *self = user_data;

  gtk_progress_bar_pulse (self->bar);
  self->pulse_id =
      rem_clock_add_timeout (rem_context_get_clock (self->context), PULSE_MS, pulse_cb, self);
}

static void
stop_pulse (RemRescuePage *self)
{
  if (self->pulse_id != 0)
    rem_clock_remove_timeout (rem_context_get_clock (self->context), self->pulse_id);
  self->pulse_id = 0;
}

static void
update (RemRescuePage *self)
{
  gboolean runs = self->running != NULL;
  g_autofree char *copy = self->copy != NULL ? g_filename_display_name (self->copy) : NULL;

  adw_action_row_set_subtitle (self->copy_row,
                               copy != NULL
                                   ? copy
                                   : _ ("If there is one, what is lost here is looked for in it"));
  gtk_widget_set_sensitive (self->choose_button, !runs);
  gtk_widget_set_visible (self->save_button, !runs && self->place == NULL);
  gtk_widget_set_visible (self->copy_group, self->place == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), runs);
  gtk_widget_set_visible (self->stop_button, runs);
  gtk_widget_set_visible (self->settle_box, self->place != NULL);
}

static void
say (RemRescuePage *self, const char *words)
{
  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), *words != '\0');
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemRescuePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *place = NULL;
  g_autofree char *words = rem_salvage_finish (REM_CONTEXT (source), result, &place, &error);

  if (self->context == NULL)
    return;
  stop_pulse (self);
  g_clear_object (&self->running);
  self->place = g_steal_pointer (&place);
  if (words == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    words = g_strdup (_ ("It was stopped. Nothing was changed, and there is no new box."));
  else if (words == NULL)
    words = rem_error_text_build (error);
  say (self, words);
  update (self);
}

static void
save_clicked_cb (RemRescuePage *self)
{
  if (self->running != NULL)
    return;
  self->running = g_cancellable_new ();
  say (self, _ ("Reading everything that can be read. With many photos this takes a while."));
  update (self);
  pulse_cb (self);
  rem_salvage_async (self->context, self->type, self->secret, self->copy, self->running, saved_cb,
                     g_object_ref (self));
}

static void
stop_clicked_cb (RemRescuePage *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
}

static void
chosen_cb (const char *path, gpointer user_data)
{
  g_autoptr (RemRescuePage) self = user_data;

  if (path == NULL || self->context == NULL)
    return;
  g_free (self->copy);
  self->copy = g_strdup (path);
  update (self);
}

static void
choose_clicked_cb (RemRescuePage *self)
{
  rem_folder_chooser_ask (GTK_WIDGET (self), self->context, _ ("The folder of the copy"), chosen_cb,
                          g_object_ref (self));
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemRescuePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = rem_salvage_settle_finish (REM_CONTEXT (source), result, &error);
  g_autofree char *words = NULL;

  if (self->context == NULL)
    return;
  if (aside != NULL)
    /* Translators: %s is the name of a folder. */
    words = g_strdup_printf (_ ("The new box is in its place and opens as always. The damaged one "
                                "was left as it is; it is beside it, as “%s”."),
                             aside);
  else
    words = rem_error_text_build (error);
  say (self, words);
  gtk_widget_set_visible (self->settle_box, aside == NULL);
}

static void
settle_clicked_cb (RemRescuePage *self)
{
  rem_salvage_settle_async (self->context, self->place, settled_cb, g_object_ref (self));
}

static void
rem_rescue_page_dispose (GObject *object)
{
  RemRescuePage *self = REM_RESCUE_PAGE (object);

  if (self->context != NULL)
    stop_pulse (self);
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_pointer (&self->secret, rem_secret_unref);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_RESCUE_PAGE);

  G_OBJECT_CLASS (rem_rescue_page_parent_class)->dispose (object);
}

static void
rem_rescue_page_finalize (GObject *object)
{
  RemRescuePage *self = REM_RESCUE_PAGE (object);

  g_free (self->copy);
  g_free (self->place);

  G_OBJECT_CLASS (rem_rescue_page_parent_class)->finalize (object);
}

static void
rem_rescue_page_class_init (RemRescuePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_rescue_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rem_rescue_page_finalize;
  widget_class->focus = rem_focus_child;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-rescue-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemRescuePage, copy_row);
  gtk_widget_class_bind_template_child (widget_class, RemRescuePage, copy_group);
  gtk_widget_class_bind_template_child (widget_class, RemRescuePage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, RemRescuePage, save_button);
  gtk_widget_class_bind_template_child (widget_class, RemRescuePage, bar);
  gtk_widget_class_bind_template_child (widget_class, RemRescuePage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, RemRescuePage, words);
  gtk_widget_class_bind_template_child (widget_class, RemRescuePage, settle_box);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, settle_clicked_cb);
}

static void
rem_rescue_page_init (RemRescuePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The row names the button after its title as well; its own words say more. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->choose_button),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/**
 * rem_rescue_page_new:
 * @context: the context of a locked box that is damaged
 * @type: which way in @secret is for
 * @secret: (nullable): its secret, or %NULL for a box that opens without one
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
rem_rescue_page_new (RemContext *context, RemSlotType type, RemSecret *secret)
{
  RemRescuePage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_RESCUE_PAGE, NULL);
  self->context = g_object_ref (context);
  self->type = type;
  self->secret = secret != NULL ? rem_secret_ref (secret) : NULL;
  update (self);
  return GTK_WIDGET (self);
}
