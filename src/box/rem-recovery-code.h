/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-secret.h"

G_BEGIN_DECLS

RemSecret *rem_recovery_code_new_random (void);
RemSecret *rem_recovery_code_parse (const char *text, gssize size, GError **error);
RemSecret *rem_recovery_code_format (RemSecret *code);

G_END_DECLS
