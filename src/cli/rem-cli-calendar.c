/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli-commands.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rem-cli-json.h"
#include "rem-dates-text.h"
#include "rem-dates-transfer.h"

static void
add_dates (JsonBuilder *builder, RemDatesFile *file, GString *text)
{
  for (guint i = 0; i < rem_dates_file_get_n_dates (file); i++)
    {
      RemOccasion *date = rem_dates_file_get_date (file, i);
      g_autofree char *on = rem_day_to_edtf (rem_occasion_get_anchor (date));
      g_autofree char *why = rem_occasion_dup_why (date, REM_DATE_UNKNOWN);

      json_builder_begin_object (builder);
      rem_cli_json_add_string (builder, "id", rem_occasion_get_uuid (date));
      rem_cli_json_add_string (builder, "label", rem_occasion_get_label (date));
      rem_cli_json_add_string (builder, "on", on);
      rem_cli_json_add_string (builder, "why", why);
      json_builder_end_object (builder);
      g_string_append_printf (text, "%-10s  %s  %s\n", on, rem_occasion_get_label (date), why);
    }
}

static void
add_remarks (JsonBuilder *builder, RemDatesFile *file, GString *text)
{
  for (guint i = 0; i < rem_dates_file_get_n_remarks (file); i++)
    {
      RemDate day = rem_dates_file_get_remark_day (file, i);
      g_autofree char *on = rem_date_to_iso (day);
      g_autofree char *sentence = rem_dates_text_tell_remark (file, i);
      const char *label = rem_dates_file_get_remark_label (file, i);

      json_builder_begin_object (builder);
      rem_cli_json_add_string (builder, "label", label);
      rem_cli_json_add_string (builder, "on", on);
      rem_cli_json_add_string (builder, "what", sentence);
      json_builder_set_member_name (builder, "left_out");
      json_builder_add_boolean_value (builder, rem_dates_remark_is_left_out (
                                                   rem_dates_file_get_remark (file, i)));
      json_builder_end_object (builder);
      g_string_append_printf (text, "%-10s  %s%s%s\n", on, label, *label != '\0' ? "  " : "",
                              sentence);
    }
}

/* What was found in the files, and what came of it. */
static void
report (RemCli *cli, GPtrArray *files, const RemDatesKept *kept)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "dates");
  json_builder_begin_array (builder);
  for (guint i = 0; i < files->len; i++)
    add_dates (builder, g_ptr_array_index (files, i), text);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "remarks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < files->len; i++)
    add_remarks (builder, g_ptr_array_index (files, i), text);
  json_builder_end_array (builder);
  if (kept != NULL)
    {
      json_builder_set_member_name (builder, "kept");
      json_builder_add_int_value (builder, kept->n_kept);
      json_builder_set_member_name (builder, "here_already");
      json_builder_add_int_value (builder, kept->n_here);
    }
  json_builder_end_object (builder);

  if (cli->json)
    rem_cli_json_print (builder);
  else
    rem_cli_print (text->str);
}

/* Reads the files; those that cannot be read are told of. */
static GPtrArray *
read_files (RemCli *cli, char **paths, int n_paths, RemCliExit *exit_out)
{
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_dates_file_unref);

  for (int i = 0; i < n_paths; i++)
    {
      g_autoptr (GFile) source = g_file_new_for_commandline_arg (paths[i]);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      RemDatesFile *file = NULL;

      rem_dates_transfer_read_async (cli->context, source, NULL, rem_cli_result_cb, &result);
      file = rem_dates_transfer_read_finish (cli->context, rem_cli_wait (&result), &error);
      if (file == NULL)
        {
          *exit_out = rem_cli_fail (error);
          continue;
        }

      g_ptr_array_add (files, file);
    }
  if (*exit_out != REM_CLI_DONE && files->len > 0)
    *exit_out = REM_CLI_IN_PART;

  return g_steal_pointer (&files);
}

static RemCliExit
keep_files (RemCli *cli, GPtrArray *files, RemDatesKept *kept)
{
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      RemDatesKept some = { 0, 0 };

      rem_dates_transfer_keep_async (cli->context, g_ptr_array_index (files, i), NULL, NULL, NULL,
                                     rem_cli_result_cb, &result);
      if (!rem_dates_transfer_keep_finish (cli->context, rem_cli_wait (&result), &some, &error))
        return rem_cli_fail (error);

      kept->n_kept += some.n_kept;
      kept->n_here += some.n_here;
    }

  return REM_CLI_DONE;
}

/**
 * rem_cli_import:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `import FILE… [--dry-run]`: takes the dates of calendar files, a file at a time whole or not at
 * all. With `--dry-run` it tells what would be taken, and needs no box.
 *
 * Returns: how the run ends: %REM_CLI_IN_PART if a part was left out
 */
RemCliExit
rem_cli_import (RemCli *cli, int argc, char **argv)
{
  gboolean is_dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &is_dry_run, N_ ("Only tell what would be taken"), NULL },
    { NULL },
  };
  RemCliExit exit_status = REM_CLI_DONE;
  RemCliExit kept_status = REM_CLI_DONE;
  RemDatesKept kept = { 0, 0 };
  g_autoptr (GPtrArray) files = NULL;

  if (!rem_cli_parse (cli, entries, _ ("FILE…"), _ ("Takes the dates of calendar files (.ics)."),
                      &argc, &argv))
    return REM_CLI_USAGE;
  if (argc < 2)
    return rem_cli_usage (_ ("Say which calendar files."));
  files = read_files (cli, argv + 1, argc - 1, &exit_status);
  for (guint i = 0; i < files->len; i++)
    {
      if (rem_dates_file_count_remarks (g_ptr_array_index (files, i)) > 0)
        exit_status = REM_CLI_IN_PART;
    }
  if (files->len == 0)
    return exit_status;
  if (is_dry_run)
    {
      report (cli, files, NULL);
      return exit_status;
    }
  if (!rem_cli_unlock (cli, &kept_status))
    return kept_status;
  kept_status = keep_files (cli, files, &kept);
  if (kept_status == REM_CLI_DONE)
    report (cli, files, &kept);
  return rem_cli_lock (cli, kept_status != REM_CLI_DONE ? kept_status : exit_status);
}

static void
report_given (RemCli *cli, const RemDatesGiven *given)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "given");
  json_builder_add_int_value (builder, given->n_given);
  json_builder_set_member_name (builder, "left_out");
  json_builder_add_int_value (builder, given->n_left_out);
  json_builder_end_object (builder);
  if (cli->json)
    rem_cli_json_print (builder);
  else if (given->n_left_out > 0)
    rem_cli_say (_ ("Dates that fall on no day, or whose calendar this system cannot reckon in, "
                    "are not in the file."));
}

/**
 * rem_cli_export_dates:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `export-dates FILE.ics [--real-words] [--overwrite]`: writes the dates for other calendar
 * programs, with words that give nothing away unless asked otherwise.
 *
 * Returns: how the run ends: %REM_CLI_IN_PART if dates are not in the file
 */
RemCliExit
rem_cli_export_dates (RemCli *cli, int argc, char **argv)
{
  gboolean with_real_words = FALSE;
  gboolean may_replace = FALSE;
  const GOptionEntry entries[] = {
    { "real-words", 0, 0, G_OPTION_ARG_NONE, &with_real_words,
      N_ ("With the names and notes of the dates"), NULL },
    { "overwrite", 0, 0, G_OPTION_ARG_NONE, &may_replace, N_ ("Replace a file that is there"),
      NULL },
    { NULL },
  };
  RemCliExit exit_status = REM_CLI_DONE;
  RemDatesGiven given = { 0, 0 };
  g_autoptr (GFile) destination = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!rem_cli_parse (cli, entries, _ ("FILE.ics"),
                      _ ("Writes the dates to a file for other calendar programs."), &argc, &argv))
    return REM_CLI_USAGE;
  if (argc != 2)
    return rem_cli_usage (_ ("It is “export-dates FILE.ics”."));
  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;
  destination = g_file_new_for_commandline_arg (argv[1]);
  rem_dates_transfer_write_async (cli->context, destination, with_real_words, may_replace, NULL,
                                  NULL, rem_cli_result_cb, &result);
  if (!rem_dates_transfer_write_finish (cli->context, rem_cli_wait (&result), &given, &error))
    return rem_cli_lock (cli, rem_cli_fail (error));
  report_given (cli, &given);
  return rem_cli_lock (cli, given.n_left_out > 0 ? REM_CLI_IN_PART : REM_CLI_DONE);
}
