/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli-commands.h"

#include <glib/gi18n.h>

#include "rem-box-error.h"
#include "rem-box-merge.h"
#include "rem-cli-json.h"
#include "rem-cli-passphrase.h"
#include "rem-keepsake-kind.h"
#include "rem-merge-text.h"
#include "rem-recovery-code.h"

static void
print_report (RemCli *cli, RemBoxMergeReport *report)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      g_autofree char *text = rem_merge_text_build (report);

      rem_cli_print (text);
      rem_cli_print ("\n");
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "new");
  json_builder_begin_object (builder);
  for (guint kind = REM_KEEPSAKE_KIND_NOTE; kind <= REM_KEEPSAKE_KIND_OBJECT; kind++)
    rem_cli_json_add_int (builder, rem_keepsake_kind_to_nick (kind), (gint64) report->counts[kind]);
  rem_cli_json_add_int (builder, "other", (gint64) report->n_others);
  json_builder_end_object (builder);
  rem_cli_json_add_int (builder, "changed", (gint64) report->n_changed);
  rem_cli_json_add_int (builder, "twice", (gint64) report->n_twice);
  rem_cli_json_add_int (builder, "mended", (gint64) report->n_mended);
  json_builder_set_member_name (builder, "missing");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->missing->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (report->missing, i));
  json_builder_end_array (builder);
  rem_cli_json_add_string (builder, "snapshot", report->snapshot);
  json_builder_end_object (builder);
  rem_cli_json_print (builder);
}

static RemBoxMergeReport *
merge_with (RemCli *cli,
            const char *path,
            RemSlotType type,
            RemSecret *secret,
            gboolean preview,
            GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  RemBox *box = rem_context_get_box (cli->context);

  rem_box_merge_async (box, path, type, secret, preview, NULL, NULL, NULL, rem_cli_result_cb,
                       &result);
  return rem_box_merge_finish (box, rem_cli_wait (&result), error);
}

/* The other box's recovery code is taken in the place of its passphrase. */
static RemBoxMergeReport *
merge (RemCli *cli, const char *path, RemSecret *passphrase, gboolean preview, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RemSecret) code = NULL;
  RemBoxMergeReport *report =
      merge_with (cli, path, REM_SLOT_PASSPHRASE, passphrase, preview, &local_error);

  if (report != NULL)
    return report;
  if (passphrase != NULL &&
      g_error_matches (local_error, REM_BOX_ERROR, REM_BOX_ERROR_WRONG_PASSPHRASE))
    code = rem_recovery_code_parse ((const char *) rem_secret_get_bytes (passphrase),
                                    (gssize) rem_secret_get_size (passphrase), NULL);
  if (code != NULL)
    return merge_with (cli, path, REM_SLOT_RECOVERY_CODE, code, preview, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/**
 * rem_cli_merge:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `merge FOLDER`: brings in what another box, or a copy that went its own way, holds.
 *
 * Returns: how the run ends; %REM_CLI_IN_PART if the other box has lost files
 */
RemCliExit
rem_cli_merge (RemCli *cli, int argc, char **argv)
{
  g_autofree char *file = NULL;
  int fd = -1;
  gboolean preview = FALSE;
  const GOptionEntry entries[] = {
    { "preview", 0, 0, G_OPTION_ARG_NONE, &preview, N_ ("Say what would come, and change nothing"),
      NULL },
    { "other-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &file,
      N_ ("Read the passphrase of the other box from this file"), N_ ("FILE") },
    { "other-passphrase-fd", 0, 0, G_OPTION_ARG_INT, &fd,
      N_ ("Read the passphrase of the other box from this open file descriptor"), N_ ("NUMBER") },
    { NULL },
  };
  RemCliExit exit_status = REM_CLI_DONE;
  g_autoptr (RemSecret) passphrase = NULL;
  g_autoptr (RemBoxMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (!rem_cli_parse (cli, entries, _ ("FOLDER"),
                      _ ("Brings in what another box holds. A copy of this box needs no passphrase "
                         "of its own."),
                      &argc, &argv))
    return REM_CLI_USAGE;
  if (argc != 2)
    return rem_cli_usage (_ ("“merge” takes the folder of one other box."));
  path = g_canonicalize_filename (argv[1], NULL);
  if (fd >= 0 || file != NULL)
    {
      passphrase = rem_cli_passphrase_read_new (fd, file, &error);
      if (passphrase == NULL)
        {
          rem_cli_say (error->message);
          return REM_CLI_FAILED;
        }
    }
  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;
  report = merge (cli, path, passphrase, preview, &error);
  if (report == NULL)
    return rem_cli_lock (cli, rem_cli_fail (error));
  print_report (cli, report);
  return rem_cli_lock (cli, report->missing->len == 0 ? REM_CLI_DONE : REM_CLI_IN_PART);
}
