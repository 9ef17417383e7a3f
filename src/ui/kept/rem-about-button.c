/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-about-button.h"

#include "rem-focus-child.h"
#include "rem-letter-plain.h"
#include "rem-persons.h"

#include <glib/gi18n.h>

struct _RemAboutButton
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkLabel *label;
  GtkBox *choices;

  GStrv persons;    /* uuids; one that is not among those known stays as it is */
  GPtrArray *known; /* of RemPerson */
  GCancellable *cancellable;
  gboolean is_updating;
};

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} RemAboutButtonSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemAboutButton, rem_about_button, GTK_TYPE_WIDGET)

static gboolean
is_about (RemAboutButton *self, const char *uuid)
{
  return self->persons != NULL && g_strv_contains ((const char *const *) self->persons, uuid);
}

static char *
dup_name (RemPerson *person)
{
  g_autofree char *name = rem_letter_plain_line (rem_person_get_name (person));

  /* TRANSLATORS: somebody remembered who was given no name. */
  return *name != '\0' ? g_steal_pointer (&name) : g_strdup (_ ("Without a name"));
}

static void
update_label (RemAboutButton *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; self->known != NULL && i < self->known->len; i++)
    if (is_about (self, rem_person_get_uuid (g_ptr_array_index (self->known, i))))
      g_ptr_array_add (names, dup_name (g_ptr_array_index (self->known, i)));
  g_ptr_array_add (names, NULL);

  /* TRANSLATORS: between the names of several. */
  joined = g_strjoinv (C_ ("names", ", "), (char **) names->pdata);
  /* TRANSLATORS: whom a keepsake is about: "About Luna". */
  words = names->len > 1 ? g_strdup_printf (_ ("About %s"), joined) : g_strdup (_ ("About whom"));
  gtk_label_set_label (self->label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

static void
toggled_cb (GtkCheckButton *check, RemAboutButton *self)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  const char *uuid = g_object_get_data (G_OBJECT (check), "uuid");
  g_auto (GStrv) before = NULL;

  if (self->is_updating)
    return;
  builder = g_strv_builder_new ();
  before = g_steal_pointer (&self->persons);
  for (gsize i = 0; before != NULL && before[i] != NULL; i++)
    if (!g_str_equal (before[i], uuid))
      g_strv_builder_add (builder, before[i]);
  if (gtk_check_button_get_active (check))
    g_strv_builder_add (builder, uuid);
  self->persons = g_strv_builder_end (builder);
  update_label (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
add_choice (RemAboutButton *self, RemPerson *person)
{
  g_autofree char *name = dup_name (person);
  GtkWidget *check = gtk_check_button_new_with_label (name);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               is_about (self, rem_person_get_uuid (person)));
  g_object_set_data_full (G_OBJECT (check), "uuid", g_strdup (rem_person_get_uuid (person)),
                          g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_box_append (self->choices, check);
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemAboutButton) self = user_data;
  g_autoptr (GPtrArray) known = rem_persons_list_finish (REM_CONTEXT (source), result, NULL);
  GtkWidget *child = NULL;

  if (self->cancellable == NULL || known == NULL)
    return;
  g_clear_pointer (&self->known, g_ptr_array_unref);
  self->known = g_steal_pointer (&known);
  self->is_updating = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_box_remove (self->choices, child);
  for (guint i = 0; i < self->known->len; i++)
    add_choice (self, g_ptr_array_index (self->known, i));
  self->is_updating = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), self->known->len > 0);
  update_label (self);
}

static void
rem_about_button_dispose (GObject *object)
{
  RemAboutButton *self = REM_ABOUT_BUTTON (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_ABOUT_BUTTON);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_pointer (&self->persons, g_strfreev);

  G_OBJECT_CLASS (rem_about_button_parent_class)->dispose (object);
}

static void
rem_about_button_class_init (RemAboutButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_about_button_dispose;
  widget_class->focus = rem_focus_child;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "about");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-about-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RemAboutButton, button);
  gtk_widget_class_bind_template_child (widget_class, RemAboutButton, label);
  gtk_widget_class_bind_template_child (widget_class, RemAboutButton, choices);
}

static void
rem_about_button_init (RemAboutButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * rem_about_button_get_persons:
 * @self: a button
 *
 * Returns: (transfer none): the uuids of those it is about
 */
const char *const *
rem_about_button_get_persons (RemAboutButton *self)
{
  static const char *const nobody[] = { NULL };

  g_return_val_if_fail (REM_IS_ABOUT_BUTTON (self), nobody);

  return self->persons != NULL ? (const char *const *) self->persons : nobody;
}

/**
 * rem_about_button_set_persons:
 * @self: a button
 * @context: a context whose box is open
 * @person_uuids: those it is about
 *
 * Shows itself once it is known who there is to choose.
 */
void
rem_about_button_set_persons (RemAboutButton *self,
                              RemContext *context,
                              const char *const *person_uuids)
{
  g_return_if_fail (REM_IS_ABOUT_BUTTON (self));
  g_return_if_fail (REM_IS_CONTEXT (context));

  g_clear_pointer (&self->persons, g_strfreev);
  self->persons = g_strdupv ((char **) person_uuids);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  rem_persons_list_async (context, self->cancellable, list_cb, g_object_ref (self));
}
