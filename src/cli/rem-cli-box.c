/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli-commands.h"

#include <glib/gi18n.h>

#include "rem-box-check.h"
#include "rem-box-error.h"
#include "rem-cli-json.h"
#include "rem-cli-passphrase.h"
#include "rem-cli-recovery-sheet.h"
#include "rem-keepsake-kind.h"

static gboolean
create_box (RemCli *cli, RemSecret *passphrase, guint kdf_mib, RemSecret **code_out, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_context_create_async (cli->context, passphrase, kdf_mib, NULL, rem_cli_result_cb, &result);
  return rem_context_create_finish (cli->context, rem_cli_wait (&result), code_out, error);
}

/**
 * rem_cli_create:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `create [--recovery-file FILE] [--kdf-mib 64..512]`
 *
 * Returns: how the run ends
 */
RemCliExit
rem_cli_create (RemCli *cli, int argc, char **argv)
{
  g_autofree char *recovery_file = NULL;
  int kdf_mib = 0;
  const GOptionEntry entries[] = {
    { "recovery-file", 0, 0, G_OPTION_ARG_FILENAME, &recovery_file,
      N_ ("Write the recovery code to this new file"), N_ ("FILE") },
    { "kdf-mib", 0, 0, G_OPTION_ARG_INT, &kdf_mib, N_ ("Memory that opening takes, 64 to 512 MiB"),
      N_ ("NUMBER") },
    { NULL },
  };
  g_autoptr (RemSecret) passphrase = NULL;
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  RemCliRecoverySheet sheet;

  if (!rem_cli_parse (cli, entries, NULL, _ ("Makes a memory box."), &argc, &argv))
    return REM_CLI_USAGE;
  if (argc > 1)
    return rem_cli_usage (_ ("“create” takes no arguments."));
  if (kdf_mib != 0 && (kdf_mib < 64 || kdf_mib > 512))
    return rem_cli_usage (_ ("--kdf-mib is a number from 64 to 512."));
  if (rem_context_get_state (cli->context) != REM_CONTEXT_NO_BOX)
    {
      g_autoptr (GError) exists =
          g_error_new_literal (REM_BOX_ERROR, REM_BOX_ERROR_EXISTS, "a box is there");

      return rem_cli_fail (exists);
    }
  passphrase = rem_cli_passphrase_read (cli, TRUE, &error);
  if (passphrase == NULL)
    {
      rem_cli_say (error->message);
      return REM_CLI_FAILED;
    }
  /* Before anything is made: a code that cannot be handed over would be lost. */
  if (!rem_cli_recovery_sheet_open (&sheet, recovery_file))
    return REM_CLI_FAILED;
  if (!create_box (cli, passphrase, (guint) kdf_mib, &code, &error))
    {
      rem_cli_recovery_sheet_drop (&sheet);
      return rem_cli_fail (error);
    }
  if (!rem_cli_recovery_sheet_write (&sheet, cli->json, code))
    rem_cli_say (_ ("The recovery code could not be written. The box was made and opens with the "
                    "passphrase."));
  return rem_cli_lock (cli, REM_CLI_DONE);
}

static RemBoxReport *
check_box (RemCli *cli, gboolean quick, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  RemBox *box = rem_context_get_box (cli->context);

  rem_box_check_async (box, quick ? REM_BOX_CHECK_QUICK : REM_BOX_CHECK_WHOLE, NULL, NULL, NULL,
                       rem_cli_result_cb, &result);
  return rem_box_check_finish (box, rem_cli_wait (&result), error);
}

static void
add_counts (JsonBuilder *builder, RemBoxReport *report)
{
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_object (builder);
  for (guint kind = REM_KEEPSAKE_KIND_NOTE; kind <= REM_KEEPSAKE_KIND_OBJECT; kind++)
    rem_cli_json_add_int (builder, rem_keepsake_kind_to_nick (kind), (gint64) report->counts[kind]);
  rem_cli_json_add_int (builder, "attachment", (gint64) report->n_attachments);
  json_builder_end_object (builder);
}

static void
print_info (RemCli *cli, RemBoxReport *report)
{
  RemBoxSummary summary = rem_box_get_summary (rem_context_get_box (cli->context));
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!cli->json)
    {
      g_autofree char *database = g_format_size (summary.database_bytes);
      g_autofree char *objects = g_format_size (summary.object_bytes);
      g_autofree char *text =
          g_strdup_printf (_ ("Format %u, pages of %u bytes with %u for the seal.\n"
                              "Opening takes %u MiB of memory, %u passes.\n"
                              "Database %s, files %s.\n"),
                           summary.format, summary.page_size, summary.reserve,
                           summary.cost.mem_kib / 1024, summary.cost.ops, database, objects);

      rem_cli_print (text);
      return;
    }
  json_builder_begin_object (builder);
  rem_cli_json_add_int (builder, "format", summary.format);
  rem_cli_json_add_int (builder, "page_size", summary.page_size);
  rem_cli_json_add_int (builder, "reserve", summary.reserve);
  rem_cli_json_add_int (builder, "slots", summary.n_slots);
  json_builder_set_member_name (builder, "kdf");
  json_builder_begin_object (builder);
  rem_cli_json_add_string (builder, "name", "argon2id13");
  rem_cli_json_add_int (builder, "mem_kib", summary.cost.mem_kib);
  rem_cli_json_add_int (builder, "ops", summary.cost.ops);
  json_builder_end_object (builder);
  add_counts (builder, report);
  json_builder_set_member_name (builder, "sizes");
  json_builder_begin_object (builder);
  rem_cli_json_add_int (builder, "database", (gint64) summary.database_bytes);
  rem_cli_json_add_int (builder, "objects", (gint64) summary.object_bytes);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  rem_cli_json_print (builder);
}

/**
 * rem_cli_info:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `info`: what is known of the box without its content.
 *
 * Returns: how the run ends
 */
RemCliExit
rem_cli_info (RemCli *cli, int argc, char **argv)
{
  RemCliExit exit_status = REM_CLI_DONE;
  g_autoptr (RemBoxReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (!rem_cli_parse (cli, NULL, NULL, _ ("Tells of the box, and nothing of its content."), &argc,
                      &argv))
    return REM_CLI_USAGE;
  if (argc > 1)
    return rem_cli_usage (_ ("“info” takes no arguments."));
  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;
  report = check_box (cli, TRUE, &error);
  if (report == NULL)
    exit_status = rem_cli_fail (error);
  else
    print_info (cli, report);
  return rem_cli_lock (cli, exit_status);
}

static void
print_report (RemCli *cli, RemBoxReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!cli->json)
    {
      rem_cli_print (report->whole
                         ? _ ("Everything in the box is whole.\n")
                         : _ ("A part of the box cannot be read. Nothing was changed. If you have "
                              "a copy of the box, keep it safe.\n"));
      for (guint i = 0; i < report->damaged->len; i++)
        {
          rem_cli_print (g_ptr_array_index (report->damaged, i));
          rem_cli_print ("\n");
        }
      return;
    }
  json_builder_begin_object (builder);
  rem_cli_json_add_bool (builder, "whole", report->whole);
  json_builder_set_member_name (builder, "damaged");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->damaged->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (report->damaged, i));
  json_builder_end_array (builder);
  add_counts (builder, report);
  rem_cli_json_add_int (builder, "pages", (gint64) report->n_pages);
  json_builder_end_object (builder);
  rem_cli_json_print (builder);
}

/**
 * rem_cli_check:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `check [--quick]`: reads everything and says whether it is whole.
 *
 * Returns: how the run ends; %REM_CLI_DAMAGED if a part cannot be read
 */
RemCliExit
rem_cli_check (RemCli *cli, int argc, char **argv)
{
  gboolean quick = FALSE;
  const GOptionEntry entries[] = {
    { "quick", 0, 0, G_OPTION_ARG_NONE, &quick, N_ ("Leave out photos and other files"), NULL },
    { NULL },
  };
  RemCliExit exit_status = REM_CLI_DONE;
  g_autoptr (RemBoxReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (!rem_cli_parse (cli, entries, NULL, _ ("Reads everything and says whether it is whole."),
                      &argc, &argv))
    return REM_CLI_USAGE;
  if (argc > 1)
    return rem_cli_usage (_ ("“check” takes no arguments."));
  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;
  report = check_box (cli, quick, &error);
  if (report == NULL)
    return rem_cli_lock (cli, rem_cli_fail (error));
  print_report (cli, report);
  return rem_cli_lock (cli, report->whole ? REM_CLI_DONE : REM_CLI_DAMAGED);
}
