/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-box-error.h"
#include "rem-keepsakes.h"
#include "rem-readable-copy.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char words[] = "This is to certify.\n";

static RemAttachment *
keep_words (ModelFixture *fixture, const char *name)
{
  g_autoptr (GInputStream) source =
      g_memory_input_stream_new_from_data (words, sizeof words - 1, NULL);
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_DOCUMENT);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RemAttachment *kept = NULL;

  rem_keepsakes_keep_file_async (fixture->context, draft, source, name, NULL, NULL, NULL,
                                 model_fixture_store_cb, &result);
  kept = rem_keepsakes_keep_file_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  return kept;
}

static GFile *
make_copy (ModelFixture *fixture, RemAttachment *attachment, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_readable_copy_make_async (fixture->context, attachment, NULL, model_fixture_store_cb,
                                &result);
  return rem_readable_copy_make_finish (fixture->context, model_fixture_wait (&result), error);
}

/* The runtime folder of the test, empty. */
static char *
use_runtime_folder (ModelFixture *fixture)
{
  char *path = g_build_filename (fixture->folder, "runtime", NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_setenv ("XDG_RUNTIME_DIR", path, TRUE);
  return path;
}

static guint
count_entries (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n_entries = 0;

  while (g_dir_read_name (dir) != NULL)
    n_entries++;
  return n_entries;
}

/* GLib would take the cache instead, on the disk. */
static void
test_no_runtime_folder (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemAttachment) kept = keep_words (fixture, "a.txt");
  g_autoptr (GError) error = NULL;

  g_unsetenv ("XDG_RUNTIME_DIR");
  g_assert_null (make_copy (fixture, kept, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  rem_readable_copy_remove_all ();
}

static void
test_nothing_stays (ModelFixture *fixture, gconstpointer data)
{
  static const guint8 sum[REM_ATTACHMENT_SUM_SIZE] = { 1 };
  g_autofree char *runtime = use_runtime_folder (fixture);
  g_autoptr (RemAttachment) unknown =
      rem_attachment_new ("none", "none", "a.txt", "text/plain", 1, sum, "none");
  g_autoptr (GError) error = NULL;

  g_assert_null (make_copy (fixture, unknown, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_entries (runtime), ==, 0);
}

static void
test_copy (ModelFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *given;
    const char *name;
  } cases[] = {
    { "Luna.pdf", "document.txt" }, /* it is a text, whatever it is called */
    { "no end", "document.txt" },
  };
  g_autofree char *runtime = use_runtime_folder (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemAttachment) kept = keep_words (fixture, cases[i].given);
      g_autoptr (GError) error = NULL;
      g_autoptr (GFile) copy = make_copy (fixture, kept, &error);
      g_autofree char *name = NULL;
      g_autofree char *contents = NULL;
      struct stat status;

      g_assert_no_error (error);
      name = g_file_get_basename (copy);
      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_true (g_str_has_prefix (g_file_peek_path (copy), runtime));
      g_assert_true (g_file_get_contents (g_file_peek_path (copy), &contents, NULL, NULL));
      g_assert_cmpstr (contents, ==, words);
      g_assert_cmpint (stat (g_file_peek_path (copy), &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    }
  g_assert_cmpuint (count_entries (runtime), ==, G_N_ELEMENTS (cases));

  model_fixture_lock (fixture);
  g_assert_cmpuint (count_entries (runtime), ==, 0);
}

/* After a crash; what belongs to others, and where a link leads, is left alone. */
static void
test_remove_all (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *runtime = use_runtime_folder (fixture);
  g_autofree char *dead = g_build_filename (runtime, "remember-readable-999999999-aaaaaa", NULL);
  g_autofree char *dead_file = g_build_filename (dead, "document.pdf", NULL);
  g_autofree char *alive = g_strdup_printf ("%s/remember-readable-%d-aaaaaa", runtime, getppid ());
  g_autofree char *other = g_build_filename (runtime, "remember-readable-notes", NULL);
  g_autofree char *outside = g_build_filename (fixture->folder, "outside", NULL);
  g_autofree char *outside_file = g_build_filename (outside, "mine", NULL);
  g_autofree char *link = g_build_filename (runtime, "remember-readable-999999998-bbbbbb", NULL);

  g_assert_cmpint (g_mkdir (dead, 0700), ==, 0);
  g_assert_true (g_file_set_contents (dead_file, "x", 1, NULL));
  g_assert_cmpint (g_mkdir (alive, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (outside, 0700), ==, 0);
  g_assert_true (g_file_set_contents (outside_file, "x", 1, NULL));
  g_assert_cmpint (symlink (outside, link), ==, 0);

  rem_readable_copy_remove_all ();
  g_assert_false (g_file_test (dead, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (alive, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (outside_file, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/readable-copy/no-runtime-folder", test_no_runtime_folder);
  MODEL_FIXTURE_ADD ("/readable-copy/nothing-stays", test_nothing_stays);
  MODEL_FIXTURE_ADD ("/readable-copy/copy", test_copy);
  MODEL_FIXTURE_ADD ("/readable-copy/remove-all", test_remove_all);

  return g_test_run ();
}
