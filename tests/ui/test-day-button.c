/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-day-button.h"

/* Of the resource that the templates lie in; the library does not register it by itself. */
extern void rem_ui_register_resource (void);

static const RemDate today = { 2026, 11, 22 };

static void
test_shows_what_it_is_given (gconstpointer data)
{
  const char *edtf = data;
  RemDayButton *button = g_object_ref_sink (g_object_new (REM_TYPE_DAY_BUTTON, NULL));
  RemDay day = REM_DAY_NONE;
  g_autofree char *shown = NULL;

  g_assert_true (rem_day_parse (edtf, &day, NULL));
  rem_day_button_set_day (button, day, today);
  shown = rem_day_to_edtf (rem_day_button_get_day (button));
  g_assert_cmpstr (shown, ==, edtf);
  g_assert_finalize_object (button);
}

int
main (int argc, char **argv)
{
  static const char *const days[] = { "",           "2009",      "2009-21",    "2009-24",
                                      "2009-03",    "2009-12",   "2009-03-14", "2024-02-29",
                                      "0001-01-01", "9999-12-31" };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  rem_ui_register_resource ();
  gtk_init ();

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/day-button/%u", i);

      g_test_add_data_func (path, days[i], test_shows_what_it_is_given);
    }
  return g_test_run ();
}
