/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rem-context.h"

G_BEGIN_DECLS

/** RemCliExit: what the command line answers with (the contract in remember-box(1)). */
typedef enum
{
  REM_CLI_DONE = 0,
  REM_CLI_FAILED = 1,
  REM_CLI_USAGE = 2,
  REM_CLI_WRONG_PASSPHRASE = 3,
  REM_CLI_DAMAGED = 4,
  REM_CLI_IN_USE = 5,
  REM_CLI_IN_PART = 6,
} RemCliExit;

/**
 * RemCli:
 * @context: what the commands work with
 * @box_path: (nullable): --box
 * @passphrase_file: (nullable): --passphrase-file
 * @passphrase_fd: --passphrase-fd, or -1
 * @json: whether answers are JSON
 *
 * One run of remember-box.
 */
typedef struct
{
  RemContext *context;
  char *box_path;
  char *passphrase_file;
  int passphrase_fd;
  gboolean json;
} RemCli;

/** RemCliCommand: runs a command; @argv[0] is its name. */
typedef RemCliExit (*RemCliCommand) (RemCli *cli, int argc, char **argv);

void rem_cli_clear (RemCli *self);
GOptionGroup *rem_cli_new_option_group (RemCli *self);
gboolean rem_cli_parse (RemCli *self,
                        const GOptionEntry *entries,
                        const char *arguments,
                        const char *summary,
                        int *argc,
                        char ***argv);

gboolean rem_cli_unlock (RemCli *self, RemCliExit *exit_out);
gboolean rem_cli_unlock_with (RemCli *self,
                              RemSlotType *type_out,
                              RemSecret **secret_out,
                              RemCliExit *exit_out);

/** RemCliWayFunc: tries one way into a box; @secret is the passphrase, the recovery code or %NULL.
 */
typedef gboolean (*RemCliWayFunc) (RemSlotType type,
                                   RemSecret *secret,
                                   gpointer user_data,
                                   GError **error);

gboolean
rem_cli_try_ways (RemCli *self, RemCliWayFunc func, gpointer user_data, RemCliExit *exit_out);
RemCliExit rem_cli_lock (RemCli *self, RemCliExit so_far);

RemCliExit rem_cli_fail (const GError *error);
RemCliExit rem_cli_usage (const char *sentence);
void rem_cli_say (const char *sentence);
void rem_cli_print (const char *text);

void rem_cli_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *rem_cli_wait (GAsyncResult **result);

G_END_DECLS
