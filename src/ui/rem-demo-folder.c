/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-demo-folder.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>

/* A throw-away box lies in a folder of its own in the runtime folder of the login, in memory and
 * gone with the login whatever happens. It is only ever named by its last part, so that nothing
 * else can be removed by a wrong word on the command line. */

#define PREFIX    "remember-demo-"
#define N_RANDOM  6
#define MAX_DEPTH 8

/**
 * rem_demo_folder_make:
 * @error: return location for an error, or %NULL
 *
 * Makes a new empty folder that only this login can read.
 *
 * Returns: (transfer full): its name; %NULL with an error of %G_FILE_ERROR if it cannot be made
 */
char *
rem_demo_folder_make (GError **error)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), PREFIX "XXXXXX", NULL);

  g_mkdir_with_parents (g_get_user_runtime_dir (), 0700);
  if (g_mkdtemp_full (path, 0700) == NULL)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                   "making a throw-away folder: %s", g_strerror (errno));
      return NULL;
    }
  return g_path_get_basename (path);
}

/**
 * rem_demo_folder_is_name:
 * @name: what was said on the command line
 *
 * Returns: %TRUE if @name can have come from rem_demo_folder_make()
 */
gboolean
rem_demo_folder_is_name (const char *name)
{
  const char *random;

  g_return_val_if_fail (name != NULL, FALSE);

  if (!g_str_has_prefix (name, PREFIX))
    return FALSE;
  random = name + strlen (PREFIX);
  return strlen (random) == N_RANDOM && strpbrk (random, "/.") == NULL;
}

/**
 * rem_demo_folder_build_path:
 * @name: a name for which rem_demo_folder_is_name() holds
 *
 * Returns: (transfer full) (type filename): where the box of that folder lies
 */
char *
rem_demo_folder_build_path (const char *name)
{
  g_return_val_if_fail (rem_demo_folder_is_name (name), NULL);

  return g_build_filename (g_get_user_runtime_dir (), name, "memories.memorybox", NULL);
}

static void
remove_tree (GFile *file, int depth)
{
  g_autoptr (GFileEnumerator) children = NULL;
  GFile *child;

  if (depth < MAX_DEPTH)
    children = g_file_enumerate_children (file, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                          G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) &&
         child != NULL)
    {
      if (g_file_query_file_type (child, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) ==
          G_FILE_TYPE_DIRECTORY)
        remove_tree (child, depth + 1);
      else
        g_file_delete (child, NULL, NULL);
    }
  g_file_delete (file, NULL, NULL);
}

/**
 * rem_demo_folder_remove:
 * @name: a name for which rem_demo_folder_is_name() holds
 *
 * Removes the folder with all that is in it. It blocks: only while the program ends.
 */
void
rem_demo_folder_remove (const char *name)
{
  g_autoptr (GFile) folder = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (rem_demo_folder_is_name (name));

  path = g_build_filename (g_get_user_runtime_dir (), name, NULL);
  folder = g_file_new_for_path (path);
  remove_tree (folder, 0);
}
