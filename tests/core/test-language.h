/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libintl.h>
#include <locale.h>

/*
 * Speaks English or Spanish with the catalogues of the build folder. Skips the test and returns
 * FALSE if the machine does not have the locale. Call test_language_reset() afterwards.
 */
static inline gboolean
test_language_use (const char *locale)
{
  g_autofree char *catalogues = g_test_build_filename (G_TEST_BUILT, "..", "po", NULL);

  if (setlocale (LC_ALL, locale) == NULL)
    {
      g_autofree char *reason = g_strdup_printf ("the locale %s is not installed", locale);

      g_test_skip (reason);
      return FALSE;
    }

  bindtextdomain ("remember", catalogues);
  bind_textdomain_codeset ("remember", "UTF-8");
  textdomain ("remember");

  return TRUE;
}

static inline void
test_language_reset (void)
{
  setlocale (LC_ALL, "C.UTF-8");
}
