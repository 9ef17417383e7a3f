/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-cli.h"

G_BEGIN_DECLS

RemCliExit rem_cli_create (RemCli *cli, int argc, char **argv);
RemCliExit rem_cli_info (RemCli *cli, int argc, char **argv);
RemCliExit rem_cli_check (RemCli *cli, int argc, char **argv);

RemCliExit rem_cli_copy (RemCli *cli, int argc, char **argv);
RemCliExit rem_cli_merge (RemCli *cli, int argc, char **argv);
RemCliExit rem_cli_salvage (RemCli *cli, int argc, char **argv);
RemCliExit rem_cli_snapshot (RemCli *cli, int argc, char **argv);
RemCliExit rem_cli_passphrase (RemCli *cli, int argc, char **argv);
RemCliExit rem_cli_recovery (RemCli *cli, int argc, char **argv);

RemCliExit rem_cli_add (RemCli *cli, int argc, char **argv);

RemCliExit rem_cli_list (RemCli *cli, int argc, char **argv);
RemCliExit rem_cli_search (RemCli *cli, int argc, char **argv);
RemCliExit rem_cli_tags (RemCli *cli, int argc, char **argv);
RemCliExit rem_cli_show (RemCli *cli, int argc, char **argv);
RemCliExit rem_cli_attachment (RemCli *cli, int argc, char **argv);
RemCliExit rem_cli_remove (RemCli *cli, int argc, char **argv);
RemCliExit rem_cli_restore (RemCli *cli, int argc, char **argv);

RemCliExit rem_cli_person (RemCli *cli, int argc, char **argv);
RemCliExit rem_cli_date (RemCli *cli, int argc, char **argv);
RemCliExit rem_cli_upcoming (RemCli *cli, int argc, char **argv);

RemCliExit rem_cli_import (RemCli *cli, int argc, char **argv);
RemCliExit rem_cli_export_dates (RemCli *cli, int argc, char **argv);

G_END_DECLS
