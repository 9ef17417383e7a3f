/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-help-directory.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *lines_path;
  char *corrections_path;
  char *country_path;
} Fixture;

static const char *const mexican[] = { "es_MX.UTF-8", NULL };

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("rem-help-XXXXXX", NULL);
  self->lines_path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "help", "help-lines.xml", NULL);
  self->corrections_path = g_build_filename (self->folder, "help-lines.xml", NULL);
  self->country_path = g_build_filename (self->folder, "help-country", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->corrections_path);
  g_unlink (self->country_path);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->lines_path);
  g_free (self->corrections_path);
  g_free (self->country_path);
}

static void
count_cb (RemHelpDirectory *directory, int *count)
{
  (*count)++;
}

static RemHelpDirectory *
load (Fixture *self)
{
  RemHelpDirectory *directory = rem_help_directory_new (self->lines_path, self->corrections_path,
                                                        self->country_path, mexican);
  int n_changes = 0;

  g_assert_false (rem_help_directory_is_ready (directory));
  g_assert_cmpstr (rem_help_directory_get_country (directory), ==, REM_HELP_ANYWHERE);
  g_signal_connect (directory, "changed", G_CALLBACK (count_cb), &n_changes);
  while (n_changes == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_func (directory, count_cb, &n_changes);
  g_assert_true (rem_help_directory_is_ready (directory));
  return directory;
}

static void
test_no_lines (Fixture *self, gconstpointer data)
{
  g_autoptr (RemHelpDirectory) directory = NULL;

  g_free (self->lines_path);
  self->lines_path = g_build_filename (self->folder, "nothing", NULL);
  directory = load (self);
  g_assert_null (rem_help_directory_get_lines (directory));
  g_assert_cmpstr (rem_help_directory_get_country (directory), ==, REM_HELP_ANYWHERE);
}

static void
test_bad_corrections (Fixture *self, gconstpointer data)
{
  g_autoptr (RemHelpDirectory) directory = NULL;

  g_assert_true (g_file_set_contents (self->corrections_path, "<oh", -1, NULL));
  directory = load (self);
  g_assert_nonnull (rem_help_directory_get_lines (directory));
  g_assert_true (rem_help_directory_has_bad_corrections (directory));
}

static void
test_corrections (Fixture *self, gconstpointer data)
{
  g_autoptr (RemHelpDirectory) directory = NULL;
  g_autoptr (GPtrArray) emergency = NULL;

  g_assert_true (g_file_set_contents (
      self->corrections_path,
      "<help-lines version='1'><country code='MX'><line id='mx-emergency' kind='emergency'"
      " crisis='yes' languages='es' checked='2027-03-01' evidence='copy'><phone>912</phone>"
      "<hours>H</hours><for>F</for></line></country></help-lines>",
      -1, NULL));
  directory = load (self);
  g_assert_false (rem_help_directory_has_bad_corrections (directory));
  emergency = rem_help_lines_list (rem_help_directory_get_lines (directory), "MX",
                                   REM_HELP_GROUP_EMERGENCY, NULL);
  g_assert_cmpuint (emergency->len, ==, 1);
  g_assert_cmpstr (((RemHelpLine *) g_ptr_array_index (emergency, 0))->phones[0], ==, "912");
}

static void
test_country (Fixture *self, gconstpointer data)
{
  g_autoptr (RemHelpDirectory) directory = load (self);
  g_autoptr (RemHelpDirectory) other = NULL;
  g_autofree char *kept = NULL;

  g_assert_cmpstr (rem_help_directory_get_country (directory), ==, "MX");
  g_assert_true (rem_help_directory_is_guess (directory));
  g_assert_false (g_file_test (self->country_path, G_FILE_TEST_EXISTS));

  rem_help_directory_choose_country (directory, "UY");
  g_assert_cmpstr (rem_help_directory_get_country (directory), ==, "UY");
  g_assert_false (rem_help_directory_is_guess (directory));
  while (!g_file_get_contents (self->country_path, &kept, NULL, NULL))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (kept, ==, "UY\n");

  other = load (self);
  g_assert_cmpstr (rem_help_directory_get_country (other), ==, "UY");
  g_assert_false (rem_help_directory_is_guess (other));
}

/* Nobody chose a country that is not there. */
static void
test_unknown_country (Fixture *self, gconstpointer data)
{
  g_autoptr (RemHelpDirectory) directory = NULL;

  g_assert_true (g_file_set_contents (self->country_path, "../..\n", -1, NULL));
  directory = load (self);
  g_assert_cmpstr (rem_help_directory_get_country (directory), ==, "MX");
  g_assert_true (rem_help_directory_is_guess (directory));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/model/help-directory/no-lines", test_no_lines);
  ADD ("/model/help-directory/bad-corrections", test_bad_corrections);
  ADD ("/model/help-directory/corrections", test_corrections);
  ADD ("/model/help-directory/country", test_country);
  ADD ("/model/help-directory/unknown-country", test_unknown_country);
#undef ADD

  return g_test_run ();
}
