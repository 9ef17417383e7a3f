/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "rem-cli.h"
#include "rem-keepsake.h"

G_BEGIN_DECLS

GStrv rem_cli_persons_find (RemCli *cli, const char *const *names, GError **error);
GHashTable *rem_cli_persons_get_names (RemCli *cli, GError **error);
void rem_cli_persons_add_about (JsonBuilder *builder, RemKeepsake *keepsake, GHashTable *names);

G_END_DECLS
