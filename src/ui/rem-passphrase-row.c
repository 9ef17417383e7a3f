/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-passphrase-row.h"

/* What every row needs in which a passphrase is typed. */

static void
tooltip_changed_cb (GtkWidget *button)
{
  g_autofree char *tooltip = g_strdup (gtk_widget_get_tooltip_text (button));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip != NULL ? tooltip : "", -1);
}

/* The button in a row that shows what was typed has a tooltip, but no name of its own. */
static void
name_buttons (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      {
        tooltip_changed_cb (child);
        g_signal_connect (child, "notify::tooltip-text", G_CALLBACK (tooltip_changed_cb), NULL);
      }
    else
      name_buttons (child);
}

/**
 * rem_passphrase_row_prepare:
 * @row: a row of a template
 *
 * Names its buttons, and forbids undo: GtkText would keep what was typed and deleted, in memory
 * that is not locked.
 */
void
rem_passphrase_row_prepare (AdwEntryRow *row)
{
  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  gtk_editable_set_enable_undo (GTK_EDITABLE (row), FALSE);
  name_buttons (GTK_WIDGET (row));
}

/**
 * rem_passphrase_row_peek:
 * @row: a row
 *
 * Returns: (transfer none): what is typed, where it lies; never to be copied
 */
const char *
rem_passphrase_row_peek (AdwEntryRow *row)
{
  g_return_val_if_fail (ADW_IS_ENTRY_ROW (row), NULL);

  return gtk_editable_get_text (gtk_editable_get_delegate (GTK_EDITABLE (row)));
}

/**
 * rem_passphrase_row_read:
 * @row: a row
 *
 * Returns: (transfer full) (nullable): the passphrase that is typed, or %NULL if none is
 */
RemSecret *
rem_passphrase_row_read (AdwEntryRow *row)
{
  return rem_secret_new_passphrase (rem_passphrase_row_peek (row), -1);
}
