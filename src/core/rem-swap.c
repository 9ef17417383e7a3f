/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-swap.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

/* Disks upon disks: a file system in a volume group in an encrypted partition is three. */
#define MAX_DEPTH 8

static char *
read_line (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  return g_strstrip (text);
}

static RemSwap look_at_device (const char *folder, guint depth);

/* What lies below a device of the device mapper; the worst of them counts. */
static RemSwap
look_below (const char *folder, guint depth)
{
  g_autofree char *slaves = g_build_filename (folder, "slaves", NULL);
  g_autoptr (GDir) dir = g_dir_open (slaves, 0, NULL);
  RemSwap worst = REM_SWAP_NONE;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *slave = g_build_filename (slaves, name, NULL);

      worst = MAX (worst, look_at_device (slave, depth + 1));
    }
  return worst;
}

/* @folder: of a block device under /sys, or a link to it. */
static RemSwap
look_at_device (const char *folder, guint depth)
{
  g_autofree char *uuid = read_line (folder, "dm/uuid");
  g_autofree char *backing = read_line (folder, "backing_dev");
  g_autofree char *compressor = read_line (folder, "comp_algorithm");
  RemSwap below;

  if (depth > MAX_DEPTH || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    return REM_SWAP_UNKNOWN;
  if (uuid != NULL && g_str_has_prefix (uuid, "CRYPT-"))
    return REM_SWAP_SEALED;
  /* zram: memory itself, unless it may write back to a disk. */
  if (compressor != NULL)
    return backing == NULL || g_str_equal (backing, "none") ? REM_SWAP_SEALED : REM_SWAP_UNKNOWN;
  below = look_below (folder, depth);
  return below != REM_SWAP_NONE ? below : REM_SWAP_PLAIN;
}

static RemSwap
look_at_file (const char *root, const char *path)
{
  g_autofree char *folder = NULL;
  g_autofree char *whole = g_strconcat (root, path, NULL);
  struct stat status;

  if (stat (whole, &status) != 0)
    return REM_SWAP_UNKNOWN;
  folder = g_strdup_printf ("%s/sys/dev/block/%u:%u", root, major (status.st_dev),
                            minor (status.st_dev));
  /* A file system over many disks has a number of its own. */
  return look_at_device (folder, 0);
}

static RemSwap
look_at_line (const char *root, const char *line)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t", -1);
  g_autofree char *path = g_strcompress (words[0] != NULL ? words[0] : "");
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_build_filename (root, "/sys/class/block", name, NULL);

  if (!g_str_has_prefix (path, "/"))
    return REM_SWAP_UNKNOWN;
  if (g_str_has_prefix (path, "/dev/"))
    return look_at_device (folder, 0);
  return look_at_file (root, path);
}

/**
 * rem_swap_look:
 * @root: "" for this computer, or a folder with a proc and a sys in it
 *
 * Looks where memory goes for which there is no room. Only what the kernel tells is known: a disk
 * may be encrypted below what it sees. Reads a few small files that are not on a disk.
 *
 * Returns: the worst of the places
 */
RemSwap
rem_swap_look (const char *root)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  RemSwap worst = REM_SWAP_NONE;

  g_return_val_if_fail (root != NULL, REM_SWAP_UNKNOWN);

  path = g_strconcat (root, "/proc/swaps", NULL);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return REM_SWAP_UNKNOWN;
  lines = g_strsplit (text, "\n", -1);
  /* The first line says what the columns are. */
  for (gsize i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      worst = MAX (worst, look_at_line (root, lines[i]));
  return worst;
}
