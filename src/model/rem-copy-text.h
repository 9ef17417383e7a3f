/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box-copy.h"

G_BEGIN_DECLS

char *rem_copy_text_list_counts (const guint64 *counts);
char *rem_copy_text_build_restored (RemBoxCopyReport *report);
char *rem_copy_text_build (RemBoxCopyReport *report);

G_END_DECLS
