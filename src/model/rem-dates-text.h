/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-dates-file.h"

G_BEGIN_DECLS

char *rem_dates_text_tell_remark (RemDatesFile *file, guint index);

G_END_DECLS
