/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-cli.h"
#include "rem-secret.h"

G_BEGIN_DECLS

RemSecret *rem_cli_passphrase_read (RemCli *cli, gboolean twice, GError **error);
RemSecret *rem_cli_passphrase_read_new (int fd, const char *path, GError **error);

G_END_DECLS
