/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-cli.h"

G_BEGIN_DECLS

/** RemCliRecoverySheet: where a new recovery code will be written: a new file, or standard output.
 */
typedef struct
{
  const char *path;
  int fd;
} RemCliRecoverySheet;

gboolean rem_cli_recovery_sheet_open (RemCliRecoverySheet *self, const char *path);
gboolean rem_cli_recovery_sheet_write (RemCliRecoverySheet *self, gboolean json, RemSecret *code);
void rem_cli_recovery_sheet_drop (RemCliRecoverySheet *self);

G_END_DECLS
