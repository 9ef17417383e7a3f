/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box-copy.h"

G_BEGIN_DECLS

char *rem_copy_text_build (RemBoxCopyReport *report);

G_END_DECLS
