/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "rem-box.h"
#include "rem-cli-commands.h"
#include "rem-reminder-plan.h"
#include "rem-system-clock.h"

/* remember-box: the memory box from the command line. The contract (names, output, exit statuses)
 * is in remember-box(1). */

static const struct
{
  const char *name;
  RemCliCommand run;
} commands[] = {
  /* One a line, so that adding one changes no other. */
  /* clang-format off */
  { "create", rem_cli_create },
  { "info", rem_cli_info },
  { "add", rem_cli_add },
  { "list", rem_cli_list },
  { "show", rem_cli_show },
  { "attachment", rem_cli_attachment },
  { "search", rem_cli_search },
  { "tags", rem_cli_tags },
  { "remove", rem_cli_remove },
  { "restore", rem_cli_restore },
  { "person", rem_cli_person },
  { "date", rem_cli_date },
  { "upcoming", rem_cli_upcoming },
  { "import", rem_cli_import },
  { "export-dates", rem_cli_export_dates },
  { "check", rem_cli_check },
  { "copy", rem_cli_copy },
  { "snapshot", rem_cli_snapshot },
  { "salvage", rem_cli_salvage },
  { "merge", rem_cli_merge },
  { "passphrase", rem_cli_passphrase },
  { "recovery", rem_cli_recovery },
  /* clang-format on */
};

/* Keys and texts are in this process: no core file, no debugger of another process. */
static void
close_the_curtains (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
}

static char *
build_description (void)
{
  return g_strdup (
      _ ("Commands:\n"
         "  create                                  make a box; shows the recovery code once\n"
         "  info                                    tell of the box, not of its content\n"
         "  add note|letter                         keep the text on standard input\n"
         "  add photo|sound|film|document FILE…     keep files\n"
         "  add object --title TEXT                 keep the record of an object\n"
         "  list, search WORDS…                     find what is kept\n"
         "  tags                                    the tags in use\n"
         "  show ID, attachment ID -o FILE          see it, get a file back\n"
         "  remove ID…, restore ID…                 to the bin and back\n"
         "  person add NAME, person list            those who are remembered\n"
         "  date add, date list, date remove, date skip\n"
         "  upcoming                                which dates come\n"
         "  import FILE… [--dry-run]                take the dates of calendar files (.ics)\n"
         "  export-dates FILE.ics                   give the dates to other calendar programs\n"
         "  check                                   read everything, say whether it is whole\n"
         "  copy FOLDER                             copy the box, say what the copy holds\n"
         "  snapshot list|take|restore              the earlier states that it keeps\n"
         "  salvage FOLDER                          save what can be read of a damaged box\n"
         "  merge FOLDER                            bring in what another box holds\n"
         "  passphrase [--add]                      another passphrase, or one more\n"
         "  recovery                                another recovery code; shows it once\n"
         "\n"
         "“remember-box COMMAND --help” tells the options of a command."));
}

static RemCliExit
run_command (RemCli *cli, int argc, char **argv)
{
  g_autoptr (RemClock) clock = rem_system_clock_new ();
  g_autofree char *plan = rem_reminder_plan_build_default_path ();
  g_autofree char *path = NULL;
  const char *given;
  RemCliCommand run = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (strcmp (argv[0], commands[i].name) == 0)
        run = commands[i].run;
    }
  if (run == NULL)
    return rem_cli_usage (_ ("There is no such command."));

  /* --box may also follow the command, whose own options are parsed when the box is known. */
  given = cli->box_path;
  for (int i = 1; i < argc && strcmp (argv[i], "--") != 0; i++)
    {
      if (strcmp (argv[i], "--box") == 0 && i + 1 < argc)
        given = argv[i + 1];
      else if (g_str_has_prefix (argv[i], "--box="))
        given = argv[i] + strlen ("--box=");
    }
  path = given != NULL ? g_canonicalize_filename (given, NULL) : rem_box_build_default_path ();
  cli->context = rem_context_new (clock, path, plan, REM_PICTURE_PROGRAM);
  return run (cli, argc, argv);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = NULL;
  g_autofree char *description = NULL;
  g_autoptr (GError) error = NULL;
  RemCli cli = { .passphrase_fd = -1 };
  RemCliExit exit_status;

  close_the_curtains ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("remember-box");

  context = g_option_context_new (_ ("COMMAND …"));
  description = build_description ();
  g_option_context_set_summary (context, _ ("The memory box from the command line."));
  g_option_context_set_description (context, description);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_main_group (context, rem_cli_new_option_group (&cli));
  if (!g_option_context_parse (context, &argc, &argv, &error))
    exit_status = rem_cli_usage (error->message);
  else if (argc < 2)
    exit_status = rem_cli_usage (_ ("Say what to do."));
  else
    exit_status = run_command (&cli, argc - 1, argv + 1);

  rem_cli_clear (&cli);
  return exit_status;
}
