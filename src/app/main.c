/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-application.h"
#include "rem-restart.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <sys/resource.h>

static char **
run (int argc, char **argv, int *status_out)
{
  g_autoptr (RemApplication) application = rem_application_new ();

  *status_out = g_application_run (G_APPLICATION (application), argc, argv);
  return rem_application_dup_restart_arguments (application);
}

int
main (int argc, char **argv)
{
  const struct rlimit no_core = { 0, 0 };
  g_auto (GStrv) arguments = NULL;
  int status = 1;

  /* A crash must not write what is open to the disk. */
  setrlimit (RLIMIT_CORE, &no_core);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Remember");

  arguments = run (argc, argv, &status);
  if (arguments != NULL && !rem_restart_exec ((const char *const *) arguments))
    return 1;
  return status;
}
