/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-recovery-page.h"

#include "rem-focus-child.h"
#include "rem-recovery-code.h"
#include "rem-recovery-print.h"

#include <glib/gi18n.h>
#include <string.h>

/* Groups of the code on one line. */
#define GROUPS_A_LINE 4

struct _RemRecoveryPage
{
  AdwBin parent_instance;

  GtkLabel *code_label;
  GtkLabel *message_label;
  GtkWidget *print_button;

  RemClock *clock;
  char *code_text;
};

enum
{
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The recovery code, shown once. A label copies what it shows, so that the code is in plain memory
 * from here on until the box is locked, which replaces the process. */
G_DEFINE_FINAL_TYPE (RemRecoveryPage, rem_recovery_page, ADW_TYPE_BIN)

/* "0123-4567-…" as lines of four groups. */
static char *
build_code_text (RemSecret *formatted)
{
  const char *bytes = (const char *) rem_secret_get_bytes (formatted);
  gsize size = rem_secret_get_size (formatted);
  char *text = g_malloc0 (size + 1);
  guint n_groups = 0;

  for (gsize i = 0; i < size && bytes[i] != '\0'; i++)
    text[i] = bytes[i] != '-' && bytes[i] != ' ' ? bytes[i]
              : ++n_groups % GROUPS_A_LINE == 0  ? '\n'
                                                 : ' ';
  return text;
}

static void
forget_code (RemRecoveryPage *self)
{
  g_clear_pointer (&self->code_text, rem_secret_wipe_string);
  if (self->code_label != NULL)
    gtk_label_set_label (self->code_label, "");
}

static void
finish (RemRecoveryPage *self, gboolean is_answered)
{
  forget_code (self);
  g_signal_emit (self, signals[SIGNAL_DONE], 0, is_answered);
}

static void
done_clicked_cb (RemRecoveryPage *self)
{
  finish (self, TRUE);
}

static void
later_clicked_cb (RemRecoveryPage *self)
{
  finish (self, FALSE);
}

static void
printed_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, RemRecoveryPage *self)
{
  gboolean failed = result == GTK_PRINT_OPERATION_RESULT_ERROR;

  gtk_widget_set_visible (GTK_WIDGET (self->message_label), failed);
  if (failed)
    gtk_label_set_label (
        self->message_label,
        _ ("It could not be printed. The code is still here, to be written down."));
  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    done_clicked_cb (self);
}

static void
print_clicked_cb (RemRecoveryPage *self)
{
  g_autoptr (GtkPrintOperation) operation = NULL;

  if (self->code_text == NULL)
    return;
  operation = rem_recovery_print_new (self->code_text, rem_clock_get_today (self->clock));
  g_signal_connect_object (operation, "done", G_CALLBACK (printed_cb), self, 0);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL);
}

static gboolean
rem_recovery_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (REM_RECOVERY_PAGE (widget)->print_button);
}

static void
rem_recovery_page_dispose (GObject *object)
{
  RemRecoveryPage *self = REM_RECOVERY_PAGE (object);

  forget_code (self);
  g_clear_object (&self->clock);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_RECOVERY_PAGE);

  G_OBJECT_CLASS (rem_recovery_page_parent_class)->dispose (object);
}

static void
rem_recovery_page_class_init (RemRecoveryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_recovery_page_dispose;
  widget_class->focus = rem_focus_child;
  widget_class->grab_focus = rem_recovery_page_grab_focus;

  /**
   * RemRecoveryPage::done:
   * @self: a recovery page
   * @is_answered: whether the code is on paper now, and need not be asked for again
   *
   * The code is not shown any more.
   */
  signals[SIGNAL_DONE] = g_signal_new ("done", REM_TYPE_RECOVERY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-recovery-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemRecoveryPage, code_label);
  gtk_widget_class_bind_template_child (widget_class, RemRecoveryPage, message_label);
  gtk_widget_class_bind_template_child (widget_class, RemRecoveryPage, print_button);
  gtk_widget_class_bind_template_callback (widget_class, done_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked_cb);
}

static void
rem_recovery_page_init (RemRecoveryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_recovery_page_set_clock:
 * @self: a recovery page
 * @clock: tells the day that stands on the printed sheet
 */
void
rem_recovery_page_set_clock (RemRecoveryPage *self, RemClock *clock)
{
  g_return_if_fail (REM_IS_RECOVERY_PAGE (self));
  g_return_if_fail (REM_IS_CLOCK (clock));

  g_set_object (&self->clock, clock);
}

/**
 * rem_recovery_page_set_code:
 * @self: a recovery page
 * @code: the recovery code of a new box
 *
 * Shows @code until the person answers.
 */
void
rem_recovery_page_set_code (RemRecoveryPage *self, RemSecret *code)
{
  g_autoptr (RemSecret) formatted = NULL;

  g_return_if_fail (REM_IS_RECOVERY_PAGE (self));
  g_return_if_fail (code != NULL);

  forget_code (self);
  formatted = rem_recovery_code_format (code);
  self->code_text = build_code_text (formatted);
  gtk_label_set_label (self->code_label, self->code_text);
}

/**
 * rem_recovery_page_set_note:
 * @self: a recovery page
 * @note: (nullable): a sentence below the code, or %NULL
 *
 * For what the person should know before going on.
 */
void
rem_recovery_page_set_note (RemRecoveryPage *self, const char *note)
{
  g_return_if_fail (REM_IS_RECOVERY_PAGE (self));

  gtk_label_set_label (self->message_label, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), note != NULL);
}
