/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A picture of which a copy without place and camera data is made. What is clean stays as it is. */

#include "config.h"

#include "fuzz-target.h"
#include "rem-picture-cleaner.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) picture = g_bytes_new_static (data, size);
  g_autoptr (GBytes) cleaned = rem_picture_cleaner_clean (picture, NULL);
  g_autoptr (GBytes) twice = NULL;

  if (cleaned == NULL)
    return 0;
  fuzz_target_note_accepted ();
  g_assert_cmpuint (g_bytes_get_size (cleaned), <=, size + 64);
  twice = rem_picture_cleaner_clean (cleaned, NULL);
  g_assert_true (twice != NULL && g_bytes_equal (cleaned, twice));
  return 0;
}
