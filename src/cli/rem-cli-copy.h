/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box-copy.h"
#include "rem-cli.h"

G_BEGIN_DECLS

void rem_cli_print_copy_report (RemCli *cli, RemBoxCopyReport *report, char *text);

G_END_DECLS
