/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box-merge.h"

G_BEGIN_DECLS

char *rem_merge_text_build (RemBoxMergeReport *report);

G_END_DECLS
