/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A box on a stick that is pulled out while it is open: what was said to be kept stays kept, a
 * sentence is said, nothing crashes, and when the stick is back the same box goes on. A real file
 * system in an image: it is told to go away as if its medium were gone, and comes back as another
 * device, as a stick does. That needs root and loop devices; elsewhere it is skipped. */

#include "config.h"

#include "box-fixture.h"
#include "box-memories.h"
#include "rem-box-check.h"
#include "rem-box-error.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <unistd.h>

/* The file system refuses everything from now on, and writes nothing more: FS_IOC_SHUTDOWN. */
#define GO_AWAY         _IOR ('X', 125, guint32)
#define WITHOUT_THE_LOG 2

typedef struct
{
  BoxFixture box;
  char *image;
  char *stick;     /* where it is mounted */
  char *device[2]; /* as it was first, and as it came back */
} Fixture;

static gboolean
run (const char *command, char **out)
{
  int status = 0;

  return g_spawn_command_line_sync (command, out, NULL, &status, NULL) && status == 0;
}

static gboolean
plug_in (Fixture *self, guint nth)
{
  g_autofree char *command = g_strdup_printf ("losetup -f --show %s", self->image);
  g_autofree char *out = NULL;

  if (!run (command, &out))
    return FALSE;
  self->device[nth] = g_strdup (g_strstrip (out));
  return mount (self->device[nth], self->stick, "ext4", 0, NULL) == 0;
}

static gboolean
make_stick (Fixture *self)
{
  g_autofree char *bytes = g_malloc0 (1024 * 1024);
  g_autofree char *command = g_strdup_printf ("mkfs.ext4 -q -F %s", self->image);
  int fd = g_open (self->image, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (ftruncate (fd, 64 * 1024 * 1024), ==, 0);
  close (fd);
  return run (command, NULL) && plug_in (self, 0);
}

static void
pull_out (Fixture *self)
{
  guint32 how = WITHOUT_THE_LOG;
  int fd = g_open (self->stick, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  g_assert_cmpint (ioctl (fd, GO_AWAY, &how), ==, 0);
  close (fd);
  g_assert_cmpint (umount2 (self->stick, MNT_DETACH), ==, 0);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->box.folder = g_dir_make_tmp ("remember-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->image = g_build_filename (self->box.folder, "image", NULL);
  self->stick = g_build_filename (self->box.folder, "stick", NULL);
  g_assert_cmpint (g_mkdir (self->stick, 0700), ==, 0);
  self->box.path = g_build_filename (self->stick, "test.memorybox", NULL);
  self->box.clock = REM_CLOCK (rem_manual_clock_new ("2026-11-22T10:00:00Z", "Europe/Madrid"));
  self->box.passphrase = rem_secret_new_passphrase ("the sea in winter", -1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->box.box);
  umount2 (self->stick, MNT_DETACH);
  for (gsize i = 0; i < G_N_ELEMENTS (self->device); i++)
    {
      g_autofree char *command = g_strdup_printf ("losetup -d %s", self->device[i]);

      if (self->device[i] != NULL)
        run (command, NULL);
      g_free (self->device[i]);
    }
  box_fixture_tear_down (&self->box, data);
  g_free (self->image);
  g_free (self->stick);
}

static gboolean
make_box (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  if (!make_stick (self))
    {
      g_test_skip ("no file system in an image can be mounted here");
      return FALSE;
    }
  self->box.box = rem_box_create (self->box.path, self->box.passphrase, 64, self->box.clock,
                                  &self->box.code, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (box_memories_keep_letter (self->box.box, "letter", "The first snow.", &error));
  g_assert_true (box_memories_keep_photo (self->box.box, "photo", 1, 100000, &error));
  g_assert_no_error (error);
  return TRUE;
}

static void
assert_letter (RemBox *box, const char *uuid, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = box_memories_read_letter (box, uuid, &error);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_whole (RemBox *box)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBoxReport) report =
      rem_box_check (box, REM_BOX_CHECK_WHOLE, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (report->whole);
  g_assert_true (box_memories_photo_is_whole (box, "photo", 1, 100000, NULL));
}

static void
assert_refused (Fixture *self, const char *uuid)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (box_memories_keep_letter (self->box.box, uuid, "Not yet.", &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO);
}

static void
test_writing (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBox) other = NULL;

  if (!make_box (self))
    return;
  pull_out (self);
  assert_refused (self, "a");
  assert_refused (self, "b");
  g_assert_false (box_memories_keep_photo (self->box.box, "c", 2, 3000, NULL));

  g_assert_true (plug_in (self, 1));
  g_assert_true (box_memories_keep_letter (self->box.box, "again", "The second snow.", &error));
  g_assert_no_error (error);
  assert_letter (self->box.box, "letter", "The first snow.");
  assert_letter (self->box.box, "a", NULL);
  assert_whole (self->box.box);

  /* The lock is held on the stick that came back, too. */
  other = rem_box_open (self->box.path, REM_SLOT_PASSPHRASE, self->box.passphrase, self->box.clock,
                        NULL, &error);
  g_assert_null (other);
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IN_USE);
  box_fixture_reopen (&self->box);
  assert_letter (self->box.box, "letter", "The first snow.");
  assert_letter (self->box.box, "again", "The second snow.");
  assert_whole (self->box.box);
  g_assert_true (rem_box_close (self->box.box, NULL));
}

/* Who only reads finds everything again as well. */
static void
test_reading (Fixture *self, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (400 * 1024, 'a');
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!make_box (self))
    return;
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("%u", i);

      g_assert_true (box_memories_keep_letter (self->box.box, uuid, long_text, &error));
    }
  pull_out (self);
  /* More than the pages that are remembered: some must come from the stick. */
  for (guint i = 0; i < 60 && error == NULL; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("%u", i);
      g_autofree char *read = box_memories_read_letter (self->box.box, uuid, &error);
    }
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO);
  g_clear_error (&error);

  g_assert_true (plug_in (self, 1));
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("%u", i);

      assert_letter (self->box.box, uuid, long_text);
    }
  assert_letter (self->box.box, "letter", "The first snow.");
  g_assert_true (rem_box_close (self->box.box, &error));
  g_assert_no_error (error);
}

/* It stays away, and the window is locked: nothing of what was kept is lost. */
static void
test_locked_while_away (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!make_box (self))
    return;
  pull_out (self);
  assert_refused (self, "a");
  rem_box_close (self->box.box, NULL);
  g_clear_object (&self->box.box);
  g_assert_null (rem_box_open (self->box.path, REM_SLOT_PASSPHRASE, self->box.passphrase,
                               self->box.clock, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (plug_in (self, 1));
  box_fixture_reopen (&self->box);
  assert_letter (self->box.box, "letter", "The first snow.");
  assert_whole (self->box.box);
  g_assert_true (rem_box_close (self->box.box, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/box-stick/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("writing", test_writing);
  ADD ("reading", test_reading);
  ADD ("locked-while-away", test_locked_while_away);
  return g_test_run ();
}
