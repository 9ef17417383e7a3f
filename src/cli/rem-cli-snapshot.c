/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli-commands.h"

#include <glib/gi18n.h>

#include "rem-box-restore.h"
#include "rem-box-snapshot.h"
#include "rem-cli-copy.h"
#include "rem-cli-json.h"
#include "rem-copy-text.h"

static void
print_snapshot (RemCli *cli, JsonBuilder *builder, const RemSnapshot *snapshot)
{
  if (!cli->json)
    {
      rem_cli_print (snapshot->name);
      rem_cli_print ("\n");
      return;
    }
  json_builder_begin_object (builder);
  rem_cli_json_add_string (builder, "name", snapshot->name);
  rem_cli_json_add_string (builder, "kind", rem_snapshot_kind_to_nick (snapshot->kind));
  rem_cli_json_add_instant (builder, "created", snapshot->created_us);
  rem_cli_json_add_int (builder, "size", (gint64) snapshot->size_bytes);
  json_builder_end_object (builder);
}

/* Needs no passphrase: the names tell days, and nothing else is looked at. */
static RemCliExit
list (RemCli *cli)
{
  g_autoptr (GPtrArray) snapshots =
      rem_box_list_snapshots (rem_context_get_box_path (cli->context));
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < snapshots->len; i++)
    print_snapshot (cli, builder, g_ptr_array_index (snapshots, i));
  json_builder_end_array (builder);
  if (cli->json)
    rem_cli_json_print (builder);
  return REM_CLI_DONE;
}

static RemCliExit
take (RemCli *cli)
{
  RemCliExit exit_status = REM_CLI_DONE;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  RemBox *box;

  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;
  box = rem_context_get_box (cli->context);
  rem_box_take_snapshot_async (box, REM_SNAPSHOT_DAILY, NULL, rem_cli_result_cb, &result);
  name = rem_box_take_snapshot_finish (box, rem_cli_wait (&result), &error);
  if (name == NULL)
    return rem_cli_lock (cli, rem_cli_fail (error));
  if (cli->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      rem_cli_json_add_string (builder, "name", name);
      json_builder_end_object (builder);
      rem_cli_json_print (builder);
    }
  else
    {
      rem_cli_print (name);
      rem_cli_print ("\n");
    }
  return rem_cli_lock (cli, REM_CLI_DONE);
}

typedef struct
{
  RemCli *cli;
  const char *name;
  const char *destination;
  RemBoxCopyReport *report;
} Restoring;

static gboolean
restore_with (RemSlotType type, RemSecret *secret, gpointer user_data, GError **error)
{
  Restoring *restoring = user_data;

  restoring->report =
      rem_box_restore (rem_context_get_box_path (restoring->cli->context), restoring->name, type,
                       secret, restoring->destination, NULL, NULL, NULL, error);
  return restoring->report != NULL;
}

/* Opens neither the box nor the copy, but the new box that is made of it. */
static RemCliExit
restore (RemCli *cli, const char *name, const char *folder)
{
  g_autofree char *destination = g_canonicalize_filename (folder, NULL);
  Restoring restoring = { .cli = cli, .destination = destination };
  g_autoptr (RemBoxCopyReport) report = NULL;
  RemCliExit exit_status = REM_CLI_DONE;

  if (!g_str_equal (name, "now"))
    restoring.name = name;
  if (!rem_cli_try_ways (cli, restore_with, &restoring, &exit_status))
    return exit_status;
  report = restoring.report;
  rem_cli_print_copy_report (cli, report, rem_copy_text_build_restored (report));
  return report->missing->len == 0 ? REM_CLI_DONE : REM_CLI_IN_PART;
}

/**
 * rem_cli_snapshot:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `snapshot list|take|restore NAME FOLDER`: the earlier states that the box keeps of itself.
 *
 * Returns: how the run ends
 */
RemCliExit
rem_cli_snapshot (RemCli *cli, int argc, char **argv)
{
  if (!rem_cli_parse (cli, NULL, _ ("list|take|restore NAME FOLDER"),
                      _ ("The earlier states that the box keeps of itself."), &argc, &argv))
    return REM_CLI_USAGE;
  if (argc == 2 && g_str_equal (argv[1], "list"))
    return list (cli);
  if (argc == 2 && g_str_equal (argv[1], "take"))
    return take (cli);
  if (argc == 4 && g_str_equal (argv[1], "restore"))
    return restore (cli, argv[2], argv[3]);
  return rem_cli_usage (
      _ ("“snapshot” is followed by “list”, by “take”, or by “restore” with a name "
         "and a folder that is not there yet."));
}
