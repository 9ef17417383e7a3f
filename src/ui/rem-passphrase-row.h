/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-secret.h"

G_BEGIN_DECLS

void rem_passphrase_row_prepare (AdwEntryRow *row);
RemSecret *rem_passphrase_row_read (AdwEntryRow *row);
const char *rem_passphrase_row_peek (AdwEntryRow *row);

G_END_DECLS
