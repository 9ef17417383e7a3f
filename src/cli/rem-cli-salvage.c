/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli-commands.h"

#include <glib/gi18n.h>

#include "rem-box-error.h"
#include "rem-box-salvage.h"
#include "rem-cli-json.h"
#include "rem-cli-passphrase.h"
#include "rem-keepsake-kind.h"
#include "rem-salvage-text.h"

static void
add_uuids (JsonBuilder *builder, const char *name, GPtrArray *uuids)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < uuids->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (uuids, i));
  json_builder_end_array (builder);
}

static void
add_steps (JsonBuilder *builder, guint steps)
{
  static const char *const nicks[] = { "keys", "log",        "whole",    "index",
                                       "rows", "first-page", "snapshot", "copy" };

  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      if ((steps & 1u << i) != 0)
        json_builder_add_string_value (builder, nicks[i]);
    }
  json_builder_end_array (builder);
}

static void
print_report (RemCli *cli, RemBoxSalvageReport *report)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      g_autofree char *text = rem_salvage_text_build (report);

      rem_cli_print (text);
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
  add_steps (builder, report->steps);
  rem_cli_json_add_string (builder, "snapshot", report->snapshot);
  rem_cli_json_add_int (builder, "lost_pages", report->n_lost_pages);
  rem_cli_json_add_int (builder, "unread_bytes", (gint64) report->n_unread_bytes);
  add_uuids (builder, "missing", report->missing);
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_object (builder);
  for (guint kind = REM_KEEPSAKE_KIND_NOTE; kind <= REM_KEEPSAKE_KIND_OBJECT; kind++)
    rem_cli_json_add_int (builder, rem_keepsake_kind_to_nick (kind), (gint64) report->counts[kind]);
  rem_cli_json_add_int (builder, "attachment", (gint64) report->n_attachments);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  rem_cli_json_print (builder);
}

typedef struct
{
  RemCli *cli;
  const char *destination;
  const char *const *copies;
  RemBoxSalvageReport *report;
} Salvaging;

static gboolean
salvage (RemSlotType type, RemSecret *secret, gpointer user_data, GError **error)
{
  Salvaging *salvaging = user_data;
  g_autoptr (GAsyncResult) result = NULL;

  rem_box_salvage_async (rem_context_get_box_path (salvaging->cli->context), type, secret,
                         salvaging->copies, salvaging->destination,
                         rem_context_get_clock (salvaging->cli->context), NULL, rem_cli_result_cb,
                         &result);
  salvaging->report = rem_box_salvage_finish (rem_cli_wait (&result), error);
  return salvaging->report != NULL;
}

/**
 * rem_cli_salvage:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `salvage DEST [--copy FOLDER]…`: saves what can be read of a damaged box into a new one.
 *
 * Returns: how the run ends; %REM_CLI_IN_PART if something was lost
 */
RemCliExit
rem_cli_salvage (RemCli *cli, int argc, char **argv)
{
  g_auto (GStrv) copies = NULL;
  const GOptionEntry entries[] = {
    { "copy", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &copies, N_ ("Look in this copy for what is lost"),
      N_ ("FOLDER") },
    { NULL },
  };
  Salvaging salvaging = { .cli = cli };
  g_autoptr (RemBoxSalvageReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *destination = NULL;
  RemCliExit exit_status = REM_CLI_DONE;

  if (!rem_cli_parse (cli, entries, _ ("FOLDER"),
                      _ ("Saves what can be read of a damaged box into a new box at FOLDER. The "
                         "damaged one is left as it is."),
                      &argc, &argv))
    return REM_CLI_USAGE;
  if (argc != 2)
    return rem_cli_usage (_ ("“salvage” takes one folder that is not there yet."));
  destination = g_canonicalize_filename (argv[1], NULL);
  salvaging.destination = destination;
  salvaging.copies = (const char *const *) copies;
  if (!rem_cli_try_ways (cli, salvage, &salvaging, &exit_status))
    return exit_status;
  report = salvaging.report;
  print_report (cli, report);
  return report->missing->len == 0 && report->n_lost_pages == 0 && report->n_unread_bytes == 0
             ? REM_CLI_DONE
             : REM_CLI_IN_PART;
}
