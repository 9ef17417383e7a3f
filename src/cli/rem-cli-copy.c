/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli-copy.h"

#include <glib/gi18n.h>

#include "rem-box-error.h"
#include "rem-cli-commands.h"
#include "rem-cli-json.h"
#include "rem-copy-text.h"
#include "rem-keepsake-kind.h"
#include "rem-safe-text.h"

static RemBoxCopyReport *
copy_box (RemCli *cli, const char *destination, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  RemBox *box = rem_context_get_box (cli->context);

  rem_box_copy_async (box, destination, NULL, NULL, NULL, rem_cli_result_cb, &result);
  return rem_box_copy_finish (box, rem_cli_wait (&result), error);
}

/**
 * rem_cli_print_copy_report:
 * @cli: the run
 * @report: what a copy, or a box that was made of one, holds
 * @text: (transfer full): the same in words
 *
 * Prints it, with the ids of files that are missing.
 */
void
rem_cli_print_copy_report (RemCli *cli, RemBoxCopyReport *report, char *text)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *words = text;

  if (!cli->json)
    {
      rem_cli_print (words);
      rem_cli_print ("\n");
      for (guint i = 0; i < report->missing->len; i++)
        {
          rem_cli_print (g_ptr_array_index (report->missing, i));
          rem_cli_print ("\n");
        }
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rem_cli_json_add_string (builder, "place", report->place);
  rem_cli_json_add_bool (builder, "whole", report->missing->len == 0);
  json_builder_set_member_name (builder, "missing");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->missing->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (report->missing, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_object (builder);
  for (guint kind = REM_KEEPSAKE_KIND_NOTE; kind <= REM_KEEPSAKE_KIND_OBJECT; kind++)
    rem_cli_json_add_int (builder, rem_keepsake_kind_to_nick (kind), (gint64) report->counts[kind]);
  rem_cli_json_add_int (builder, "attachment", (gint64) report->n_attachments);
  json_builder_end_object (builder);
  rem_cli_json_add_int (builder, "new_files", (gint64) report->n_new_objects);
  rem_cli_json_add_int (builder, "generations", report->n_generations);
  json_builder_end_object (builder);
  rem_cli_json_print (builder);
}

/* The errors that mean something else here than when a box is opened. */
static RemCliExit
fail (const GError *error)
{
  g_autofree char *text = rem_safe_text_build_copy_error (error);

  rem_cli_say (text);
  return g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_IN_USE) ? REM_CLI_IN_USE
                                                                      : REM_CLI_FAILED;
}

/**
 * rem_cli_copy:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `copy DEST`: brings the copy in a folder up to date and says what it holds.
 *
 * Returns: how the run ends; %REM_CLI_IN_PART if the box has lost files
 */
RemCliExit
rem_cli_copy (RemCli *cli, int argc, char **argv)
{
  RemCliExit exit_status = REM_CLI_DONE;
  g_autoptr (RemBoxCopyReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (!rem_cli_parse (cli, NULL, _ ("FOLDER"),
                      _ ("Copies the box to a folder or a stick, reads the copy back and says what "
                         "it holds."),
                      &argc, &argv))
    return REM_CLI_USAGE;
  if (argc != 2)
    return rem_cli_usage (_ ("“copy” takes one folder."));
  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;
  report = copy_box (cli, argv[1], &error);
  if (report == NULL)
    return rem_cli_lock (cli, fail (error));
  rem_cli_print_copy_report (cli, report, rem_copy_text_build (report));
  return rem_cli_lock (cli, report->missing->len == 0 ? REM_CLI_DONE : REM_CLI_IN_PART);
}
