/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli-commands.h"

#include <glib/gi18n.h>

#include "rem-box-error.h"
#include "rem-box-keys.h"
#include "rem-cli-json.h"
#include "rem-cli-passphrase.h"
#include "rem-cli-recovery-sheet.h"
#include "rem-ways.h"

/* The ways into the box. What opened it is shown to it once more with the change. */

static gboolean
change_keys (RemCli *cli,
             RemBoxKeyChange change,
             RemSlotType type,
             RemSecret *secret,
             RemSecret *new_passphrase,
             guint kdf_mib,
             RemSecret **code_out,
             GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  RemBox *box = rem_context_get_box (cli->context);

  rem_box_change_keys_async (box, change, type, secret, new_passphrase, kdf_mib, rem_cli_result_cb,
                             &result);
  return rem_box_change_keys_finish (box, rem_cli_wait (&result), code_out, error);
}

/* The errors that mean something else here than when a box is opened. */
static RemCliExit
fail (const GError *error)
{
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_BAD_SECRET))
    rem_cli_say (_ ("This is the last passphrase, so it stays. Nothing was changed."));
  else if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS))
    rem_cli_say (_ ("The box has as many passphrases as it can have. Nothing was changed."));
  else if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND))
    rem_cli_say (_ ("There is nothing to remove. Nothing was changed."));
  else
    return rem_cli_fail (error);
  return REM_CLI_FAILED;
}

static void
answer (RemCli *cli)
{
  RemBox *box = rem_context_get_box (cli->context);
  guint n_passphrases = rem_box_count_ways (box, REM_SLOT_PASSPHRASE);
  gboolean has_code = rem_box_count_ways (box, REM_SLOT_RECOVERY_CODE) > 0;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *text = NULL;

  if (cli->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      rem_cli_json_add_int (builder, "passphrases", n_passphrases);
      rem_cli_json_add_bool (builder, "recovery_code", has_code);
      json_builder_end_object (builder);
      rem_cli_json_print (builder);
      return;
    }
  text = g_strdup_printf (ngettext ("Done. The box has %u passphrase now.",
                                    "Done. The box has %u passphrases now.", n_passphrases),
                          n_passphrases);
  rem_cli_say (text);
}

/* The ways in stand in front of the box for everybody to see: no secret is asked for. */
static RemCliExit
list_ways (RemCli *cli)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemWays) ways = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *text = NULL;

  rem_ways_read_async (cli->context, NULL, rem_cli_result_cb, &result);
  ways = rem_ways_read_finish (cli->context, rem_cli_wait (&result), &error);
  if (ways == NULL)
    return rem_cli_fail (error);
  if (cli->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      rem_cli_json_add_int (builder, "passphrases", ways->n_passphrases);
      rem_cli_json_add_bool (builder, "recovery_code", ways->has_recovery_code);
      rem_cli_json_add_bool (builder, "login", ways->has_keyring);
      rem_cli_json_add_bool (builder, "open", ways->is_open);
      json_builder_end_object (builder);
      rem_cli_json_print (builder);
      return REM_CLI_DONE;
    }
  text = g_strdup_printf (ngettext ("%u passphrase", "%u passphrases", ways->n_passphrases),
                          ways->n_passphrases);
  rem_cli_print (text);
  rem_cli_print ("\n");
  if (ways->has_recovery_code)
    rem_cli_print (_ ("a recovery code\n"));
  if (ways->has_keyring)
    rem_cli_print (_ ("the login of a computer\n"));
  if (ways->is_open)
    rem_cli_print (_ ("without anything\n"));
  return REM_CLI_DONE;
}

/**
 * rem_cli_passphrase:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `passphrase [--list | --add | --remove | --remove-others] [--new-passphrase-file FILE |
 * --new-passphrase-fd N] [--kdf-mib 64..512]`
 *
 * Returns: how the run ends
 */
RemCliExit
rem_cli_passphrase (RemCli *cli, int argc, char **argv)
{
  g_autofree char *new_file = NULL;
  int new_fd = -1;
  int kdf_mib = 0;
  gboolean list = FALSE;
  gboolean add = FALSE;
  gboolean remove = FALSE;
  gboolean remove_others = FALSE;
  const GOptionEntry entries[] = {
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, N_ ("List the ways into the box, and change none"),
      NULL },
    { "add", 0, 0, G_OPTION_ARG_NONE, &add, N_ ("Keep this passphrase and add one more"), NULL },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &remove, N_ ("Remove this passphrase; another one stays"),
      NULL },
    { "remove-others", 0, 0, G_OPTION_ARG_NONE, &remove_others,
      N_ ("Remove every passphrase but this one"), NULL },
    { "new-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &new_file,
      N_ ("Read the new passphrase from this file"), N_ ("FILE") },
    { "new-passphrase-fd", 0, 0, G_OPTION_ARG_INT, &new_fd,
      N_ ("Read the new passphrase from this open file descriptor"), N_ ("NUMBER") },
    { "kdf-mib", 0, 0, G_OPTION_ARG_INT, &kdf_mib, N_ ("Memory that opening takes, 64 to 512 MiB"),
      N_ ("NUMBER") },
    { NULL },
  };
  RemBoxKeyChange change = REM_BOX_KEY_CHANGE_PASSPHRASE;
  RemCliExit exit_status = REM_CLI_DONE;
  g_autoptr (RemSecret) secret = NULL;
  g_autoptr (RemSecret) new_passphrase = NULL;
  g_autoptr (GError) error = NULL;
  RemSlotType type;

  if (!rem_cli_parse (cli, entries, NULL, _ ("Changes the passphrase, adds one or removes one."),
                      &argc, &argv))
    return REM_CLI_USAGE;
  if (argc > 1)
    return rem_cli_usage (_ ("“passphrase” takes no arguments."));
  if (list + add + remove + remove_others > 1)
    return rem_cli_usage (_ ("--list, --add, --remove and --remove-others do not go together."));
  if (kdf_mib != 0 && (kdf_mib < 64 || kdf_mib > 512))
    return rem_cli_usage (_ ("--kdf-mib is a number from 64 to 512."));
  if (add)
    change = REM_BOX_KEY_ADD_PASSPHRASE;
  else if (remove)
    change = REM_BOX_KEY_REMOVE_PASSPHRASE;
  else if (remove_others)
    change = REM_BOX_KEY_REMOVE_OTHER_PASSPHRASES;

  if (list)
    return list_ways (cli);
  if (!rem_cli_unlock_with (cli, &type, &secret, &exit_status))
    return exit_status;
  if (!remove && !remove_others)
    {
      new_passphrase = rem_cli_passphrase_read_new (new_fd, new_file, &error);
      if (new_passphrase == NULL)
        {
          rem_cli_say (error->message);
          return rem_cli_lock (cli, REM_CLI_FAILED);
        }
    }
  if (change_keys (cli, change, type, secret, new_passphrase, (guint) kdf_mib, NULL, &error))
    answer (cli);
  else
    exit_status = fail (error);
  return rem_cli_lock (cli, exit_status);
}

/**
 * rem_cli_recovery:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `recovery [--recovery-file FILE | --remove]`
 *
 * Returns: how the run ends
 */
RemCliExit
rem_cli_recovery (RemCli *cli, int argc, char **argv)
{
  g_autofree char *recovery_file = NULL;
  gboolean remove = FALSE;
  const GOptionEntry entries[] = {
    { "recovery-file", 0, 0, G_OPTION_ARG_FILENAME, &recovery_file,
      N_ ("Write the recovery code to this new file"), N_ ("FILE") },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &remove, N_ ("Remove the recovery code, and make none"),
      NULL },
    { NULL },
  };
  RemCliExit exit_status = REM_CLI_DONE;
  g_autoptr (RemSecret) secret = NULL;
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  RemCliRecoverySheet sheet;
  RemSlotType type;

  if (!rem_cli_parse (cli, entries, NULL,
                      _ ("Makes a new recovery code. The old one does not open the box any more."),
                      &argc, &argv))
    return REM_CLI_USAGE;
  if (argc > 1)
    return rem_cli_usage (_ ("“recovery” takes no arguments."));
  if (remove && recovery_file != NULL)
    return rem_cli_usage (_ ("--recovery-file and --remove do not go together."));
  if (!rem_cli_unlock_with (cli, &type, &secret, &exit_status))
    return exit_status;
  if (!rem_cli_recovery_sheet_open (&sheet, recovery_file))
    return rem_cli_lock (cli, REM_CLI_FAILED);
  if (!change_keys (cli, remove ? REM_BOX_KEY_REMOVE_RECOVERY_CODE : REM_BOX_KEY_NEW_RECOVERY_CODE,
                    type, secret, NULL, 0, &code, &error))
    {
      rem_cli_recovery_sheet_drop (&sheet);
      return rem_cli_lock (cli, fail (error));
    }
  if (remove)
    answer (cli);
  else if (!rem_cli_recovery_sheet_write (&sheet, cli->json, code))
    {
      rem_cli_say (_ ("The recovery code could not be written. The box opens with the passphrase. "
                      "Make another code."));
      exit_status = REM_CLI_FAILED;
    }
  return rem_cli_lock (cli, exit_status);
}
