/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-tag-button.h"

#include "rem-find-choices.h"
#include "rem-focus-child.h"
#include "rem-found-words.h"
#include "rem-tags.h"

#include <glib/gi18n.h>

/* The tags in use are read each time the popover opens. While something is written, only those are
 * shown that begin like it; what is written becomes a tag with the return key. */

/** No more tags than these are offered to be ticked. */
#define MAX_OFFERED 500

struct _RemTagButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkEntry *entry;
  GtkWidget *scroller;
  GtkBox *offered;

  RemContext *context;
  GStrv tags;
  GStrv known;
  GCancellable *cancellable;
  gboolean is_updating;
};

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} RemTagButtonSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemTagButton, rem_tag_button, GTK_TYPE_WIDGET)

static void
update_label (RemTagButton *self)
{
  g_autofree char *words = g_strjoinv (", ", self->tags);
  g_autofree char *name = NULL;

  if (*words == '\0')
    {
      /* TRANSLATORS: a button: words of one's own by which something is found again. */
      gtk_label_set_label (self->label, _ ("No tags"));
      name = g_strdup (_ ("Its tags: none"));
    }
  else
    {
      gtk_label_set_label (self->label, words);
      /* TRANSLATORS: for screen readers; %s is a list of words of the person's own. */
      name = g_strdup_printf (_ ("Its tags: %s"), words);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

/* Takes @tags: (transfer full). */
static void
change_tags (RemTagButton *self, GStrv tags)
{
  gboolean is_same = g_strv_equal ((const char *const *) tags, (const char *const *) self->tags);

  g_strfreev (self->tags);
  self->tags = tags;
  update_label (self);
  if (!is_same)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
tick_cb (RemTagButton *self, GtkCheckButton *check)
{
  const char *tag = g_object_get_data (G_OBJECT (check), "tag");
  const char *const *tags = (const char *const *) self->tags;

  if (self->is_updating)
    return;
  change_tags (self, gtk_check_button_get_active (check) ? rem_tags_add (tags, tag, NULL)
                                                         : rem_tags_remove (tags, tag));
}

static void
offer (RemTagButton *self, const char *tag)
{
  GtkWidget *check = gtk_check_button_new_with_label (tag);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               g_strv_contains ((const char *const *) self->tags, tag));
  g_object_set_data_full (G_OBJECT (check), "tag", g_strdup (tag), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->offered, check);
}

static void
update_offered (RemTagButton *self)
{
  GtkWidget *child;
  g_autofree char *begin =
      rem_found_words_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  guint n_offered = 0;

  self->is_updating = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->offered))) != NULL)
    gtk_box_remove (self->offered, child);
  for (guint i = 0; self->known[i] != NULL && n_offered < MAX_OFFERED; i++)
    {
      g_autofree char *folded = rem_found_words_fold (self->known[i]);

      if (!g_str_has_prefix (folded, g_strstrip (begin)))
        continue;
      offer (self, self->known[i]);
      n_offered++;
    }
  gtk_widget_set_visible (self->scroller, n_offered > 0);
  self->is_updating = FALSE;
}

/* Those in use anywhere, and those of this one, which may not be kept yet. */
static void
take_known (RemTagButton *self, const char *const *in_use)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; self->tags[i] != NULL; i++)
    if (!g_strv_contains (in_use, self->tags[i]))
      g_strv_builder_add (builder, self->tags[i]);
  g_strv_builder_addv (builder, (const char **) (gpointer) in_use);
  g_strfreev (self->known);
  self->known = g_strv_builder_end (builder);
  rem_tags_sort (self->known);
}

static void
choices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemTagButton) self = user_data;
  g_autoptr (RemFindChoices) choices =
      rem_find_choices_read_finish (REM_CONTEXT (source), result, NULL);

  if (choices == NULL || self->context == NULL)
    return;
  take_known (self, (const char *const *) choices->tags);
  update_offered (self);
}

static void
shown_cb (RemTagButton *self)
{
  static const char *const none[] = { NULL };

  if (self->context == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  take_known (self, none);
  update_offered (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  rem_find_choices_read_async (self->context, self->cancellable, choices_cb, g_object_ref (self));
}

static void
written_cb (RemTagButton *self)
{
  g_auto (GStrv) known = g_strdupv (self->known);

  change_tags (self, rem_tags_add ((const char *const *) self->tags,
                                   gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                                   (const char *const *) self->known));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  take_known (self, (const char *const *) known);
  update_offered (self);
}

static void
writing_cb (RemTagButton *self)
{
  if (self->known != NULL)
    update_offered (self);
}

static void
rem_tag_button_dispose (GObject *object)
{
  RemTagButton *self = REM_TAG_BUTTON (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_TAG_BUTTON);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (rem_tag_button_parent_class)->dispose (object);
}

static void
rem_tag_button_finalize (GObject *object)
{
  RemTagButton *self = REM_TAG_BUTTON (object);

  g_clear_pointer (&self->tags, g_strfreev);
  g_clear_pointer (&self->known, g_strfreev);

  G_OBJECT_CLASS (rem_tag_button_parent_class)->finalize (object);
}

static void
rem_tag_button_class_init (RemTagButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_tag_button_dispose;
  object_class->finalize = rem_tag_button_finalize;
  widget_class->focus = rem_focus_child;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "tags");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-tag-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RemTagButton, button);
  gtk_widget_class_bind_template_child (widget_class, RemTagButton, label);
  gtk_widget_class_bind_template_child (widget_class, RemTagButton, entry);
  gtk_widget_class_bind_template_child (widget_class, RemTagButton, scroller);
  gtk_widget_class_bind_template_child (widget_class, RemTagButton, offered);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, written_cb);
  gtk_widget_class_bind_template_callback (widget_class, writing_cb);
}

static void
rem_tag_button_init (RemTagButton *self)
{
  self->tags = g_new0 (char *, 1);
  self->known = g_new0 (char *, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  update_label (self);
}

/**
 * rem_tag_button_set_context:
 * @self: a button
 * @context: a context whose box is open: what other tags there are
 */
void
rem_tag_button_set_context (RemTagButton *self, RemContext *context)
{
  g_return_if_fail (REM_IS_TAG_BUTTON (self));
  g_return_if_fail (REM_IS_CONTEXT (context));

  g_set_object (&self->context, context);
}

/**
 * rem_tag_button_get_tags:
 * @self: a button
 *
 * Returns: (transfer none): the tags, as the person set them
 */
const char *const *
rem_tag_button_get_tags (RemTagButton *self)
{
  g_return_val_if_fail (REM_IS_TAG_BUTTON (self), NULL);

  return (const char *const *) self->tags;
}

/**
 * rem_tag_button_set_tags:
 * @self: a button
 * @tags: the tags of a keepsake
 *
 * Shows @tags. Does not emit "changed".
 */
void
rem_tag_button_set_tags (RemTagButton *self, const char *const *tags)
{
  GStrv copy = NULL;

  g_return_if_fail (REM_IS_TAG_BUTTON (self));
  g_return_if_fail (tags != NULL);

  copy = g_strdupv ((char **) (gpointer) tags);
  g_strfreev (self->tags);
  self->tags = copy;
  update_label (self);
}
