/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-occasion.h"
#include "rem-window.h"

G_BEGIN_DECLS

void rem_occasion_changer_keep (RemWindow *window, RemOccasion *occasion);
void rem_occasion_changer_add (RemWindow *window, RemOccasion *occasion);
void rem_occasion_changer_restore (RemWindow *window, const char *uuid);
void rem_occasion_changer_remove (RemWindow *window, const char *uuid);
void
rem_occasion_changer_skip (RemWindow *window, const char *uuid, RemDate date, gboolean skipped);

G_END_DECLS
