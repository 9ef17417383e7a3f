/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-autostart.h"

#include <glib/gstdio.h>

static gboolean
is_on (void)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_autostart_get_async (model_fixture_store_cb, &result);
  return rem_autostart_get_finish (model_fixture_wait (&result));
}

static gboolean
set (gboolean on, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_autostart_set_async (on, model_fixture_store_cb, &result);
  return rem_autostart_set_finish (model_fixture_wait (&result), error);
}

static void
test_cannot_be_written (void)
{
  g_autofree char *place = g_build_filename (g_get_user_config_dir (), "autostart", NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_config_dir (), 0700);
  g_assert_true (g_file_set_contents (place, "x", 1, NULL));
  g_assert_false (set (TRUE, &error));
  g_assert_true (error->domain == G_FILE_ERROR);
  g_assert_false (is_on ());
}

static void
test_on_and_off (void)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "autostart",
                                            "org.example.Remember.Reminders.desktop", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *try_exec = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (is_on ());
  g_assert_true (set (FALSE, &error));
  g_assert_no_error (error);
  g_assert_true (set (TRUE, &error));
  g_assert_no_error (error);
  g_assert_true (is_on ());
  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  try_exec = g_key_file_get_string (file, "Desktop Entry", "TryExec", NULL);
  g_assert_true (g_str_has_suffix (try_exec, "/remember-reminders"));
  g_assert_true (g_key_file_get_boolean (file, "Desktop Entry", "NoDisplay", NULL));
  g_assert_true (set (FALSE, &error));
  g_assert_false (is_on ());
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/autostart/cannot-be-written", test_cannot_be_written);
  g_test_add_func ("/autostart/on-and-off", test_on_and_off);

  return g_test_run ();
}
