/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of help lines that somebody put into their data folder. */

#include "config.h"

#include "fuzz-target.h"
#include "rem-help-lines.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (RemHelpLines) lines = NULL;
  g_autoptr (GError) error = NULL;

  lines = rem_help_lines_parse (text, (gssize) strlen (text), &error);
  g_assert_true ((lines == NULL) == (error != NULL));
  if (lines != NULL)
    fuzz_target_note_accepted ();
  return 0;
}
