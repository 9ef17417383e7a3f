/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box-salvage.h"

G_BEGIN_DECLS

char *rem_salvage_text_build (RemBoxSalvageReport *report);

G_END_DECLS
