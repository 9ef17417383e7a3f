/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-secret.h"

G_BEGIN_DECLS

void rem_secret_start_sodium (void);

G_END_DECLS
