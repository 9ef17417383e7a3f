/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "box-fixture.h"

#include <glib/gstdio.h>

void
box_fixture_remove_folder (const char *path)
{
  GDir *folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        box_fixture_remove_folder (child);
      else
        g_remove (child);
    }
  if (folder != NULL)
    g_dir_close (folder);
  g_rmdir (path);
}

void
box_fixture_set_up (BoxFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("remember-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "test.memorybox", NULL);
  fixture->clock = REM_CLOCK (rem_manual_clock_new ("2026-11-22T10:00:00Z", "Europe/Madrid"));
  fixture->passphrase = rem_secret_new_passphrase ("the sea in winter", -1);
  fixture->box = rem_box_create (fixture->path, fixture->passphrase, 64, fixture->clock,
                                 &fixture->code, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (fixture->box);
}

/* Drops the box without closing it in peace, as far as one process can. */
void
box_fixture_forget (BoxFixture *fixture)
{
  g_clear_object (&fixture->box);
}

void
box_fixture_reopen (BoxFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  if (fixture->box != NULL)
    {
      rem_box_close (fixture->box, &error);
      g_assert_no_error (error);
      g_clear_object (&fixture->box);
    }
  fixture->box = rem_box_open (fixture->path, REM_SLOT_PASSPHRASE, fixture->passphrase,
                               fixture->clock, NULL, &error);
  g_assert_no_error (error);
}

void
box_fixture_tear_down (BoxFixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->box);
  g_clear_pointer (&fixture->passphrase, rem_secret_unref);
  g_clear_pointer (&fixture->code, rem_secret_unref);
  g_clear_object (&fixture->clock);
  box_fixture_remove_folder (fixture->folder);
  g_clear_pointer (&fixture->path, g_free);
  g_clear_pointer (&fixture->folder, g_free);
}
