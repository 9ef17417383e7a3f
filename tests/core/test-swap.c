/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-swap.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#define HEAD "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"

typedef struct
{
  char *root;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->root = g_dir_make_tmp ("swap-XXXXXX", NULL);
  g_assert_nonnull (fixture->root);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", fixture->root);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (fixture->root);
}

static void
put (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->root, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
test_cannot_be_read (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (rem_swap_look (fixture->root), ==, REM_SWAP_UNKNOWN);
}

static void
test_nonsense (Fixture *fixture, gconstpointer data)
{
  put (fixture, "proc/swaps", "");
  g_assert_cmpint (rem_swap_look (fixture->root), ==, REM_SWAP_NONE);
  put (fixture, "proc/swaps", HEAD "what is this\n");
  g_assert_cmpint (rem_swap_look (fixture->root), ==, REM_SWAP_UNKNOWN);
  put (fixture, "proc/swaps", HEAD "/dev/not-there partition 1 0 -2\n");
  g_assert_cmpint (rem_swap_look (fixture->root), ==, REM_SWAP_UNKNOWN);
}

static void
test_none (Fixture *fixture, gconstpointer data)
{
  put (fixture, "proc/swaps", HEAD);
  g_assert_cmpint (rem_swap_look (fixture->root), ==, REM_SWAP_NONE);
}

static void
test_partition (Fixture *fixture, gconstpointer data)
{
  put (fixture, "sys/class/block/sda5/size", "1\n");
  put (fixture, "proc/swaps", HEAD "/dev/sda5 partition 999420 0 -2\n");
  g_assert_cmpint (rem_swap_look (fixture->root), ==, REM_SWAP_PLAIN);
}

static void
test_zram (Fixture *fixture, gconstpointer data)
{
  put (fixture, "sys/class/block/zram0/comp_algorithm", "[lzo] zstd\n");
  put (fixture, "sys/class/block/zram0/backing_dev", "none\n");
  put (fixture, "proc/swaps", HEAD "/dev/zram0 partition 999420 0 100\n");
  g_assert_cmpint (rem_swap_look (fixture->root), ==, REM_SWAP_SEALED);

  put (fixture, "sys/class/block/zram0/backing_dev", "/dev/sda6\n");
  g_assert_cmpint (rem_swap_look (fixture->root), ==, REM_SWAP_UNKNOWN);

  /* The worst counts. */
  put (fixture, "sys/class/block/sda5/size", "1\n");
  put (fixture, "proc/swaps", HEAD "/dev/sda5 partition 9 0 -2\n/dev/zram0 partition 9 0 100\n");
  g_assert_cmpint (rem_swap_look (fixture->root), ==, REM_SWAP_PLAIN);
}

static void
test_encrypted (Fixture *fixture, gconstpointer data)
{
  put (fixture, "sys/class/block/dm-0/dm/uuid", "CRYPT-LUKS2-0123-sda5_crypt\n");
  put (fixture, "proc/swaps", HEAD "/dev/dm-0 partition 9 0 -2\n");
  g_assert_cmpint (rem_swap_look (fixture->root), ==, REM_SWAP_SEALED);

  /* A volume on an encrypted disk, and one on a plain one. */
  put (fixture, "sys/class/block/dm-1/dm/uuid", "LVM-abc\n");
  put (fixture, "sys/class/block/dm-1/slaves/dm-0/dm/uuid", "CRYPT-LUKS2-0123-sda5_crypt\n");
  put (fixture, "proc/swaps", HEAD "/dev/dm-1 partition 9 0 -2\n");
  g_assert_cmpint (rem_swap_look (fixture->root), ==, REM_SWAP_SEALED);
  put (fixture, "sys/class/block/dm-1/slaves/sdb1/size", "1\n");
  g_assert_cmpint (rem_swap_look (fixture->root), ==, REM_SWAP_PLAIN);
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->root, "swap file", NULL);
  g_autofree char *device = NULL;
  g_autofree char *uuid = NULL;
  struct stat status;

  put (fixture, "proc/swaps", HEAD "/swap\\040file file 9 0 -2\n");
  g_assert_cmpint (rem_swap_look (fixture->root), ==, REM_SWAP_UNKNOWN);

  /* The file is there, and its disk is not known to the kernel by that number. */
  put (fixture, "swap file", "");
  g_assert_cmpint (rem_swap_look (fixture->root), ==, REM_SWAP_UNKNOWN);

  g_assert_cmpint (stat (path, &status), ==, 0);
  device =
      g_strdup_printf ("sys/dev/block/%u:%u/size", major (status.st_dev), minor (status.st_dev));
  put (fixture, device, "1\n");
  g_assert_cmpint (rem_swap_look (fixture->root), ==, REM_SWAP_PLAIN);

  uuid =
      g_strdup_printf ("sys/dev/block/%u:%u/dm/uuid", major (status.st_dev), minor (status.st_dev));
  put (fixture, uuid, "CRYPT-PLAIN-swap\n");
  g_assert_cmpint (rem_swap_look (fixture->root), ==, REM_SWAP_SEALED);
}

/* Whatever there is here, it ends with an answer. */
static void
test_this_computer (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (rem_swap_look (""), <=, REM_SWAP_PLAIN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/swap/cannot-be-read", test_cannot_be_read);
  ADD ("/swap/nonsense", test_nonsense);
  ADD ("/swap/none", test_none);
  ADD ("/swap/partition", test_partition);
  ADD ("/swap/zram", test_zram);
  ADD ("/swap/encrypted", test_encrypted);
  ADD ("/swap/file", test_file);
  ADD ("/swap/this-computer", test_this_computer);
#undef ADD

  return g_test_run ();
}
