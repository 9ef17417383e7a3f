/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box-place.h"

#include <string.h>
#include <sys/vfs.h>

/* Two programs must not write to one box at once, and a connection that breaks must not tear a
 * write. Locks keep the first from happening on one computer only, and syncs the second only where
 * they are real. So a place that is shared is told of before the box is opened there; opening it
 * all the same is the person's own choice. */

/* From statfs(2). FUSE is not among them: most of what it shows lies on a disk of this computer. */
static const guint32 network_types[] = {
  0x6969,     /* NFS */
  0x517b,     /* SMB */
  0xfe534d42, /* SMB 2 */
  0xff534d42, /* CIFS */
  0x5346414f, /* AFS */
  0x00c36400, /* Ceph */
  0x73757245, /* Coda */
  0x564c,     /* NCP */
};

/* What the programs call their folders, and what they leave in them. */
static const char *const synced_names[] = {
  "Dropbox", "Nextcloud", "ownCloud",    "OneDrive",  "Google Drive", "GoogleDrive",
  "MEGA",    "MEGAsync",  "pCloudDrive", "Syncthing", "Seafile",      "Proton Drive",
};
static const char *const synced_marks[] = {
  ".stfolder",          /* Syncthing */
  ".dropbox",           /* Dropbox */
  ".dropbox.cache",     /* Dropbox */
  ".nextcloudsync.log", /* Nextcloud */
  ".owncloudsync.log",  /* ownCloud */
  ".sync-exclude.lst",  /* both */
  ".megaignore",        /* MEGA */
};

/**
 * rem_box_place_is_network:
 * @file_system_type: f_type of statfs(2)
 *
 * Returns: whether files of that type lie on another computer
 */
gboolean
rem_box_place_is_network (guint32 file_system_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (network_types); i++)
    {
      if (network_types[i] == file_system_type)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_synced (const char *folder)
{
  g_autofree char *name = g_path_get_basename (folder);

  /* "OneDrive - Somebody" */
  if (g_str_has_prefix (name, "OneDrive - "))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (synced_names); i++)
    {
      if (g_ascii_strcasecmp (name, synced_names[i]) == 0)
        return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (synced_marks); i++)
    {
      g_autofree char *mark = g_build_filename (folder, synced_marks[i], NULL);

      if (g_file_test (mark, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

/**
 * rem_box_place_look:
 * @box_path: a box, or where one will be; an absolute path
 *
 * Looks at the folders above it, and opens nothing.
 *
 * Returns: where it lies
 */
RemBoxPlace
rem_box_place_look (const char *box_path)
{
  g_autofree char *folder = g_strdup (box_path);
  gboolean is_known = FALSE;

  g_return_val_if_fail (box_path != NULL && g_path_is_absolute (box_path), REM_BOX_PLACE_HERE);

  while (TRUE)
    {
      g_autofree char *parent = g_path_get_dirname (folder);
      struct statfs system;

      /* The nearest folder that is there tells. */
      if (!is_known && statfs (folder, &system) == 0)
        {
          if (rem_box_place_is_network ((guint32) system.f_type))
            return REM_BOX_PLACE_NETWORK;
          is_known = TRUE;
        }
      if (strcmp (parent, folder) == 0)
        return REM_BOX_PLACE_HERE;
      /* A home folder that has marks of its own is no synced folder by that. */
      if (strcmp (folder, g_get_home_dir ()) == 0)
        return REM_BOX_PLACE_HERE;
      if (is_synced (folder))
        return REM_BOX_PLACE_SYNCED;
      g_free (g_steal_pointer (&folder));
      folder = g_steal_pointer (&parent);
    }
}
