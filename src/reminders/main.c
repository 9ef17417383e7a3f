/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-reminder-service.h"
#include "rem-reminder-state.h"
#include "rem-system-clock.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#define EXIT_USAGE 2
#define PLAN_DAYS  (2 * 366)

typedef struct
{
  gboolean is_dry_run;
  gboolean shows_version;
  char *until;
  char *clock;
  char *plan;
} Options;

static void
clear_options (Options *options)
{
  g_clear_pointer (&options->until, g_free);
  g_clear_pointer (&options->clock, g_free);
  g_clear_pointer (&options->plan, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* What this process holds is for the person alone. */
static void
close_to_others (void)
{
  struct rlimit no_core = { 0, 0 };

  setrlimit (RLIMIT_CORE, &no_core);

  /* A portal has to look at the process that calls it, and a sandbox has nobody else in it. The
   * leak checker of the sanitizers looks too. */
#ifndef __SANITIZE_ADDRESS__
  if (!g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options->is_dry_run,
      N_ ("Print what would be said, and say nothing"), NULL },
    { "until", 0, 0, G_OPTION_ARG_STRING, &options->until,
      N_ ("The last day to print (default: two years from now)"), N_ ("DATE") },
    { "clock", 0, 0, G_OPTION_ARG_STRING, &options->clock,
      N_ ("Live from this instant on, for trying things out"), N_ ("INSTANT") },
    { "plan", 0, 0, G_OPTION_ARG_FILENAME, &options->plan,
      N_ ("Follow this plan instead of your own"), N_ ("FILE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->shows_version, N_ ("Print the version"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, _ ("Shows the reminders that you chose in Remember."));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  if (*argc > 1 || (options->until != NULL && !options->is_dry_run))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("These words do not go together. Try --help."));
      return FALSE;
    }

  return TRUE;
}

static int
print_coming (RemClock *clock, const char *plan_path, const char *until_text)
{
  g_autoptr (RemReminderState) state = NULL;
  g_autoptr (GPtrArray) coming = NULL;
  g_autoptr (GTimeZone) zone = rem_clock_dup_time_zone (clock);
  RemDate until = rem_date_add_days (rem_clock_get_today (clock), PLAN_DAYS);

  if (until_text != NULL && !rem_date_parse (until_text, &until, NULL))
    {
      g_printerr ("%s\n", _ ("The last day has the form 2026-11-25."));
      return EXIT_USAGE;
    }

  state = rem_reminder_state_new (clock, plan_path);
  coming = rem_reminder_scheduler_list_coming (rem_reminder_state_get_scheduler (state), until);
  for (guint i = 0; i < coming->len; i++)
    {
      const RemNotice *notice = g_ptr_array_index (coming, i);
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (notice->due_unix_s);
      g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
      g_autofree char *due = g_date_time_format (local, "%Y-%m-%dT%H:%M");
      g_autofree char *body = g_strdelimit (g_strdup (notice->body), "\n", ' ');

      printf ("%s\t%s\t%s\n", due, notice->title, body);
    }

  return ferror (stdout) || fflush (stdout) != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

static int
run_service (RemClock *clock, const char *plan_path, char *program)
{
  g_autofree char *folder = g_path_get_dirname (plan_path);
  g_autoptr (RemReminderService) service = NULL;
  g_autoptr (GDBusConnection) session_bus = NULL;
  g_autoptr (GError) error = NULL;
  char *arguments[] = { program, NULL };

  /* Reminders were never chosen here. */
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return EXIT_SUCCESS;

  session_bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  if (session_bus == NULL)
    {
      g_printerr ("%s\n", _ ("There is no session to show reminders in."));
      return EXIT_FAILURE;
    }

  service = rem_reminder_service_new (clock, plan_path);
  if (!g_application_register (G_APPLICATION (service), NULL, &error))
    {
      g_printerr ("%s\n", _ ("Reminders are already being looked after."));
      return EXIT_SUCCESS;
    }

  return g_application_run (G_APPLICATION (service), 1, arguments);
}

int
main (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (RemClock) clock = NULL;
  g_autofree char *plan_path = NULL;
  g_autoptr (GError) error = NULL;

  close_to_others ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname (REM_REMINDER_SERVICE_ID);
  /* Translators: what desktops show as the sender of a reminder, for everybody to see. */
  g_set_application_name (_ ("Reminders"));

  if (!parse_options (&options, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_USAGE;
    }
  if (options.shows_version)
    {
      printf ("%s\n", REM_VERSION);
      return EXIT_SUCCESS;
    }

  clock = rem_system_clock_new_from (options.clock);
  if (clock == NULL)
    {
      g_printerr ("%s\n", _ ("The instant has the form 2026-11-25T10:00:00."));
      return EXIT_USAGE;
    }

  plan_path = options.plan != NULL ? g_canonicalize_filename (options.plan, NULL)
                                   : rem_reminder_plan_build_default_path ();
  if (options.is_dry_run)
    return print_coming (clock, plan_path, options.until);

  return run_service (clock, plan_path, argv[0]);
}
