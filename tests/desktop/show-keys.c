/* SPDX-License-Identifier: GPL-3.0-or-later */

/* show-keys FOLDER PASSPHRASE: the keys of a box, in hexadecimal and one a line, for a test that
 * looks for them in the memory of another process. Never installed. */

#include "config.h"

#include "rem-key-region.h"

static void
show (RemSecret *key)
{
  for (gsize i = 0; i < rem_secret_get_size (key); i++)
    g_print ("%02x", rem_secret_get_bytes (key)[i]);
  g_print ("\n");
}

int
main (int argc, char *argv[])
{
  g_autoptr (RemKeyRegion) region = NULL;
  g_autoptr (RemSecret) passphrase = NULL;
  g_autoptr (RemSecret) data_key = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    return 2;
  region = rem_key_region_load (argv[1], &error);
  passphrase = rem_secret_new_passphrase (argv[2], -1);
  if (region != NULL)
    data_key = rem_key_region_unlock (region, REM_SLOT_PASSPHRASE, passphrase, &error);
  if (data_key == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  show (data_key);
  for (int i = REM_SUB_KEY_PAGES; i <= REM_SUB_KEY_KEY_REGION; i++)
    {
      g_autoptr (RemSecret) key = rem_key_region_derive_sub_key (data_key, (RemSubKey) i);

      show (key);
    }
  return 0;
}
