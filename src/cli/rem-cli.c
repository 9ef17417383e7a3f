/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "rem-box-error.h"
#include "rem-cli-passphrase.h"
#include "rem-core-error.h"
#include "rem-error-text.h"
#include "rem-recovery-code.h"
#include "rem-ways.h"
#include "rem-reminder-plan.h"
#include "rem-safe-text.h"
#include "rem-system-clock.h"

/**
 * rem_cli_clear:
 * @self: a run
 *
 * Frees what @self holds.
 */
void
rem_cli_clear (RemCli *self)
{
  g_clear_object (&self->context);
  g_clear_pointer (&self->box_path, g_free);
  g_clear_pointer (&self->passphrase_file, g_free);
}

/**
 * rem_cli_new_option_group:
 * @self: a run
 *
 * The options that every command takes, before its name or after it.
 *
 * Returns: (transfer full): the options
 */
GOptionGroup *
rem_cli_new_option_group (RemCli *self)
{
  GOptionEntry entries[] = {
    { "box", 0, 0, G_OPTION_ARG_FILENAME, &self->box_path, N_ ("The folder of the box"),
      N_ ("FOLDER") },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &self->passphrase_file,
      N_ ("Read the passphrase from this file"), N_ ("FILE") },
    { "passphrase-fd", 0, 0, G_OPTION_ARG_INT, &self->passphrase_fd,
      N_ ("Read the passphrase from this open file descriptor"), N_ ("NUMBER") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_ ("Answer with one JSON value"), NULL },
    { NULL },
  };
  GOptionGroup *group =
      g_option_group_new ("box", _ ("Options for every command"), _ ("Show them"), NULL, NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  return group;
}

/**
 * rem_cli_parse:
 * @self: a run
 * @entries: the command's own options
 * @arguments: (nullable): how its arguments are called in the help
 * @summary: one sentence of help
 * @argc: (inout): number of arguments
 * @argv: (inout): the arguments; only those that are no options stay
 *
 * Parses the options of one command; tells on standard error what is wrong with them.
 *
 * Returns: %FALSE if they are wrong: the command ends with %REM_CLI_USAGE
 */
gboolean
rem_cli_parse (RemCli *self,
               const GOptionEntry *entries,
               const char *arguments,
               const char *summary,
               int *argc,
               char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);
  g_autoptr (GError) error = NULL;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, summary);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_group (context, rem_cli_new_option_group (self));
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      rem_cli_usage (error->message);
      return FALSE;
    }
  return TRUE;
}

/**
 * rem_cli_result_cb:
 * @source: unused
 * @result: the result
 * @user_data: where rem_cli_wait() waits for it
 *
 * A #GAsyncReadyCallback.
 */
void
rem_cli_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

/**
 * rem_cli_wait:
 * @result: where rem_cli_result_cb() puts the result
 *
 * Runs the main context until the answer is there.
 *
 * Returns: (transfer none): the result, owned by *@result
 */
GAsyncResult *
rem_cli_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/**
 * rem_cli_say:
 * @sentence: UTF-8, without a newline
 *
 * Says something to the person, on standard error.
 */
void
rem_cli_say (const char *sentence)
{
  g_printerr ("%s\n", sentence);
}

/**
 * rem_cli_print:
 * @text: UTF-8
 *
 * Writes @text to standard output as it is.
 */
void
rem_cli_print (const char *text)
{
  fputs (text, stdout);
}

/**
 * rem_cli_usage:
 * @sentence: what is wrong with the command line
 *
 * Returns: %REM_CLI_USAGE, having said @sentence and where help is
 */
RemCliExit
rem_cli_usage (const char *sentence)
{
  rem_cli_say (sentence);
  rem_cli_say (_ ("“remember-box --help” lists the commands."));
  return REM_CLI_USAGE;
}

static RemCliExit
fail_with (const GError *error, const char *text)
{
  rem_cli_say (text);
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_WRONG_PASSPHRASE))
    return REM_CLI_WRONG_PASSPHRASE;
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_IN_USE))
    return REM_CLI_IN_USE;
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_A_BOX) ||
      g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_TRUNCATED) ||
      g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED) ||
      g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_HOSTILE) ||
      g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_MISSING) ||
      g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_DAMAGED))
    return REM_CLI_DAMAGED;
  return REM_CLI_FAILED;
}

/**
 * rem_cli_fail:
 * @error: what a command failed with
 *
 * Returns: the exit status that the contract names for @error, having said it in a sentence
 */
RemCliExit
rem_cli_fail (const GError *error)
{
  g_autofree char *text = rem_error_text_build (error);

  return fail_with (error, text);
}

/* A box that needs no secret: nobody is asked for one. */
static gboolean
opens_without (RemCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RemWays) ways = NULL;

  rem_ways_read_async (self->context, NULL, rem_cli_result_cb, &result);
  ways = rem_ways_read_finish (self->context, rem_cli_wait (&result), NULL);
  return ways != NULL && ways->is_open;
}

/**
 * rem_cli_try_ways:
 * @self: a run
 * @func: tries one way into a box
 * @user_data: for @func
 * @exit_out: (out): how the run ends, if none leads in
 *
 * Asks for the passphrase where it was said to be, or on the terminal, unless the box needs none.
 * The recovery code is taken in its place.
 *
 * Returns: %TRUE if @func succeeded
 */
gboolean
rem_cli_try_ways (RemCli *self, RemCliWayFunc func, gpointer user_data, RemCliExit *exit_out)
{
  g_autoptr (RemSecret) passphrase = NULL;
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (opens_without (self) && func (REM_SLOT_OPEN, NULL, user_data, NULL))
    return TRUE;
  passphrase = rem_cli_passphrase_read (self, FALSE, &error);
  if (passphrase == NULL)
    {
      rem_cli_say (error->message);
      *exit_out = REM_CLI_FAILED;
      return FALSE;
    }
  if (func (REM_SLOT_PASSPHRASE, passphrase, user_data, &error))
    return TRUE;
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_WRONG_PASSPHRASE))
    code = rem_recovery_code_parse ((const char *) rem_secret_get_bytes (passphrase),
                                    (gssize) rem_secret_get_size (passphrase), NULL);
  if (code != NULL && func (REM_SLOT_RECOVERY_CODE, code, user_data, NULL))
    return TRUE;
  text = rem_error_text_build_for_opening (error);
  *exit_out = fail_with (error, text);
  return FALSE;
}

typedef struct
{
  RemCli *cli;
  RemSlotType type;
  RemSecret *secret;
} Unlocking;

static gboolean
try_to_unlock (RemSlotType type, RemSecret *secret, gpointer user_data, GError **error)
{
  Unlocking *unlocking = user_data;
  RemContext *context = unlocking->cli->context;
  g_autoptr (GAsyncResult) result = NULL;

  rem_context_unlock_async (context, type, secret, NULL, rem_cli_result_cb, &result);
  if (!rem_context_unlock_finish (context, rem_cli_wait (&result), error))
    return FALSE;
  unlocking->type = type;
  unlocking->secret = secret != NULL ? rem_secret_ref (secret) : NULL;
  return TRUE;
}

/**
 * rem_cli_unlock_with:
 * @self: a run
 * @type_out: (out): which way in it was
 * @secret_out: (out) (nullable): the passphrase, or the recovery code; %NULL if there is none
 * @exit_out: (out): how the run ends, if it cannot
 *
 * Asks for the passphrase as rem_cli_try_ways() does and opens the box.
 *
 * Returns: %TRUE if the box is open
 */
gboolean
rem_cli_unlock_with (RemCli *self,
                     RemSlotType *type_out,
                     RemSecret **secret_out,
                     RemCliExit *exit_out)
{
  Unlocking unlocking = { .cli = self };
  const char *place;

  if (rem_context_get_state (self->context) == REM_CONTEXT_NO_BOX)
    {
      rem_cli_say (_ ("There is no memory box in this place. “remember-box create” makes one."));
      *exit_out = REM_CLI_FAILED;
      return FALSE;
    }
  place = rem_safe_text_get_place (rem_box_place_look (rem_context_get_box_path (self->context)));
  if (place != NULL)
    rem_cli_say (place);
  if (!rem_cli_try_ways (self, try_to_unlock, &unlocking, exit_out))
    return FALSE;
  *type_out = unlocking.type;
  *secret_out = unlocking.secret;
  return TRUE;
}

/**
 * rem_cli_unlock:
 * @self: a run
 * @exit_out: (out): how the run ends, if it cannot
 *
 * As rem_cli_unlock_with(), for commands that need the secret no more.
 *
 * Returns: %TRUE if the box is open
 */
gboolean
rem_cli_unlock (RemCli *self, RemCliExit *exit_out)
{
  g_autoptr (RemSecret) secret = NULL;
  RemSlotType type;

  return rem_cli_unlock_with (self, &type, &secret, exit_out);
}

/**
 * rem_cli_lock:
 * @self: a run
 * @so_far: how the run ends if this goes well
 *
 * Writes everything back, brings the reminder plan up to date and closes the box.
 *
 * Returns: how the run ends
 */
RemCliExit
rem_cli_lock (RemCli *self, RemCliExit so_far)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rem_context_lock_async (self->context, rem_cli_result_cb, &result);
  if (rem_context_lock_finish (self->context, rem_cli_wait (&result), &error))
    return so_far;
  return so_far == REM_CLI_DONE ? rem_cli_fail (error) : so_far;
}
