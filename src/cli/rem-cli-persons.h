/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-cli.h"

G_BEGIN_DECLS

GStrv rem_cli_persons_find (RemCli *cli, const char *const *names, GError **error);
GHashTable *rem_cli_persons_get_names (RemCli *cli, GError **error);

G_END_DECLS
