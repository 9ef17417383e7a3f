/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-seal.h"
#include "rem-manual-clock.h"

/* Of the resource that the templates lie in; the library does not register it by itself. */
extern void rem_ui_register_resource (void);

static const RemDate opens = { 2026, 11, 23 };

static void
count_cb (RemLetterSeal *seal, guint *n_opened)
{
  (*n_opened)++;
}

/* The words of a button: one that wraps them has a label of its own. */
static gboolean
has_words (GtkButton *button, const char *words)
{
  GtkWidget *child = gtk_button_get_child (button);

  return GTK_IS_LABEL (child) && g_str_equal (gtk_label_get_label (GTK_LABEL (child)), words);
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && has_words (GTK_BUTTON (widget), label))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
press (RemLetterSeal *seal, const char *label)
{
  GtkWidget *button = find_button (GTK_WIDGET (seal), label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
offers (RemLetterSeal *seal, const char *label)
{
  GtkWidget *button = find_button (GTK_WIDGET (seal), label);

  return gtk_widget_get_visible (button) && gtk_widget_get_sensitive (button);
}

static void
test_pause (void)
{
  g_autoptr (RemManualClock) clock = rem_manual_clock_new ("2026-11-22T10:00:00Z", "Europe/Madrid");
  RemLetterSeal *seal = g_object_ref_sink (g_object_new (REM_TYPE_LETTER_SEAL, NULL));
  guint n_opened = 0;

  g_test_summary ("Before its day a letter is opened by the person alone, after a pause");
  g_signal_connect (seal, "opened", G_CALLBACK (count_cb), &n_opened);
  rem_letter_seal_set_day (seal, opens, REM_CLOCK (clock));
  g_assert_false (offers (seal, "Open the letter"));

  press (seal, "Open it before that day");
  g_assert_false (offers (seal, "Open the letter"));
  rem_manual_clock_advance (clock, 29);
  g_assert_false (offers (seal, "Open the letter"));
  rem_manual_clock_advance (clock, 2);
  g_assert_true (offers (seal, "Open the letter"));
  g_assert_cmpuint (n_opened, ==, 0);

  press (seal, "Leave it sealed");
  g_assert_false (offers (seal, "Open the letter"));
  rem_manual_clock_advance (clock, 60);
  g_assert_false (offers (seal, "Open the letter"));

  press (seal, "Open it before that day");
  rem_manual_clock_advance (clock, 31);
  press (seal, "Open the letter");
  g_assert_cmpuint (n_opened, ==, 1);
  g_assert_finalize_object (seal);
}

static void
test_day (void)
{
  g_autoptr (RemManualClock) clock = rem_manual_clock_new ("2026-11-22T10:00:00Z", "Europe/Madrid");
  RemLetterSeal *seal = g_object_ref_sink (g_object_new (REM_TYPE_LETTER_SEAL, NULL));
  guint n_opened = 0;

  g_test_summary ("From its day on the opening is offered, and never done by itself");
  g_signal_connect (seal, "opened", G_CALLBACK (count_cb), &n_opened);
  rem_letter_seal_set_day (seal, opens, REM_CLOCK (clock));
  rem_manual_clock_advance (clock, 24 * 3600);
  rem_letter_seal_set_day (seal, opens, REM_CLOCK (clock));
  g_assert_true (offers (seal, "Open the letter"));
  g_assert_false (offers (seal, "Open it before that day"));
  g_assert_cmpuint (n_opened, ==, 0);
  press (seal, "Open the letter");
  g_assert_cmpuint (n_opened, ==, 1);
  g_assert_finalize_object (seal);
}

static void
test_left_in_the_pause (void)
{
  g_autoptr (RemManualClock) clock = rem_manual_clock_new ("2026-11-22T10:00:00Z", "Europe/Madrid");
  RemLetterSeal *seal = g_object_ref_sink (g_object_new (REM_TYPE_LETTER_SEAL, NULL));

  rem_letter_seal_set_day (seal, opens, REM_CLOCK (clock));
  press (seal, "Open it before that day");
  g_assert_finalize_object (seal);
  rem_manual_clock_advance (clock, 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  rem_ui_register_resource ();
  gtk_init ();

  g_test_add_func ("/ui/letter-seal/left-in-the-pause", test_left_in_the_pause);
  g_test_add_func ("/ui/letter-seal/pause", test_pause);
  g_test_add_func ("/ui/letter-seal/day", test_day);
  return g_test_run ();
}
