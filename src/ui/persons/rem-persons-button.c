/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-persons-button.h"

#include "rem-focus-child.h"
#include "rem-person-words.h"
#include "rem-persons.h"

#include <glib/gi18n.h>

/* What is chosen is held as uuids, those too who are not in the list any more: taking somebody out
 * of it does not take away what is about them. */

struct _RemPersonsButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkPopover *popover;
  GtkBox *choices;

  RemContext *context;
  GCancellable *cancellable;
  GPtrArray *persons; /* everybody in the list */
  GStrv chosen;
  gboolean is_updating;
};

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} RemPersonsButtonSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemPersonsButton, rem_persons_button, GTK_TYPE_WIDGET)

static char *
build_name (RemPerson *person)
{
  g_autofree char *called = rem_person_words_build_called (person);

  return g_strdup (*called != '\0' ? called : _ ("Somebody"));
}

static void
update_label (RemPersonsButton *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *label = NULL;

  for (guint i = 0; self->persons != NULL && i < self->persons->len; i++)
    {
      RemPerson *person = g_ptr_array_index (self->persons, i);
      g_autofree char *name = build_name (person);

      if (g_strv_contains ((const char *const *) self->chosen, rem_person_get_uuid (person)))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }

  if (names->len > 0)
    /* TRANSLATORS: whom a letter or a photo is about; %s is one name, or some with commas. */
    label = g_strdup_printf (_ ("About %s"), names->str);
  else
    /* TRANSLATORS: a button: whom a letter or a photo is about is not said. */
    label = g_strdup (_ ("About…"));
  gtk_label_set_label (self->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
toggled_cb (RemPersonsButton *self, GtkCheckButton *check)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *uuid = g_object_get_data (G_OBJECT (check), "uuid");

  if (self->is_updating)
    return;
  for (gsize i = 0; self->chosen[i] != NULL; i++)
    if (!g_str_equal (self->chosen[i], uuid))
      g_strv_builder_add (builder, self->chosen[i]);
  if (gtk_check_button_get_active (check))
    g_strv_builder_add (builder, uuid);
  g_strfreev (self->chosen);
  self->chosen = g_strv_builder_end (builder);
  update_label (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
update_choices (RemPersonsButton *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_box_remove (self->choices, child);
  self->is_updating = TRUE;
  for (guint i = 0; self->persons != NULL && i < self->persons->len; i++)
    {
      RemPerson *person = g_ptr_array_index (self->persons, i);
      const char *uuid = rem_person_get_uuid (person);
      g_autofree char *name = build_name (person);
      GtkWidget *check = gtk_check_button_new_with_label (name);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   g_strv_contains ((const char *const *) self->chosen, uuid));
      g_object_set_data_full (G_OBJECT (check), "uuid", g_strdup (uuid), g_free);
      g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->choices, check);
    }
  self->is_updating = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), self->persons != NULL && self->persons->len > 0);
  update_label (self);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemPersonsButton) self = user_data;
  g_autoptr (GPtrArray) persons = rem_persons_list_finish (REM_CONTEXT (source), result, NULL);

  /* Without the list the choice is not there; what was chosen stays chosen. */
  if (self->context == NULL || persons == NULL)
    return;
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  self->persons = g_steal_pointer (&persons);
  update_choices (self);
}

static void
list_persons (RemPersonsButton *self)
{
  rem_persons_list_async (self->context, self->cancellable, listed_cb, g_object_ref (self));
}

static void
context_changed_cb (RemPersonsButton *self, guint changes)
{
  if ((changes & REM_BOX_CHANGE_PERSONS) != 0)
    list_persons (self);
}

static void
rem_persons_button_dispose (GObject *object)
{
  RemPersonsButton *self = REM_PERSONS_BUTTON (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_PERSONS_BUTTON);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (rem_persons_button_parent_class)->dispose (object);
}

static void
rem_persons_button_finalize (GObject *object)
{
  RemPersonsButton *self = REM_PERSONS_BUTTON (object);

  g_clear_pointer (&self->persons, g_ptr_array_unref);
  g_clear_pointer (&self->chosen, g_strfreev);

  G_OBJECT_CLASS (rem_persons_button_parent_class)->finalize (object);
}

static void
rem_persons_button_class_init (RemPersonsButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_persons_button_dispose;
  object_class->finalize = rem_persons_button_finalize;
  widget_class->focus = rem_focus_child;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "day");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-persons-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RemPersonsButton, button);
  gtk_widget_class_bind_template_child (widget_class, RemPersonsButton, label);
  gtk_widget_class_bind_template_child (widget_class, RemPersonsButton, popover);
  gtk_widget_class_bind_template_child (widget_class, RemPersonsButton, choices);
}

static void
rem_persons_button_init (RemPersonsButton *self)
{
  self->cancellable = g_cancellable_new ();
  self->chosen = g_new0 (char *, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_persons_button_set_context:
 * @self: a choice
 * @context: a context whose box is open
 *
 * Reads who is in the list, and follows it; does nothing when it does so already.
 */
void
rem_persons_button_set_context (RemPersonsButton *self, RemContext *context)
{
  g_return_if_fail (REM_IS_PERSONS_BUTTON (self));
  g_return_if_fail (REM_IS_CONTEXT (context));

  if (self->context != NULL)
    return;
  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (context_changed_cb), self,
                           G_CONNECT_SWAPPED);
  list_persons (self);
}

/**
 * rem_persons_button_get_persons:
 * @self: a choice
 *
 * Returns: (transfer none): the uuids of whom it is about
 */
const char *const *
rem_persons_button_get_persons (RemPersonsButton *self)
{
  g_return_val_if_fail (REM_IS_PERSONS_BUTTON (self), NULL);

  return (const char *const *) self->chosen;
}

/**
 * rem_persons_button_set_persons:
 * @self: a choice
 * @uuids: whom it is about
 *
 * Shows what is chosen; "changed" is not emitted.
 */
void
rem_persons_button_set_persons (RemPersonsButton *self, const char *const *uuids)
{
  g_return_if_fail (REM_IS_PERSONS_BUTTON (self));
  g_return_if_fail (uuids != NULL);

  g_strfreev (self->chosen);
  self->chosen = g_strdupv ((char **) uuids);
  update_choices (self);
}
