/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-helper.h"
#include "rem-window.h"

G_BEGIN_DECLS

void rem_helper_remover_remove (RemWindow *window, RemHelper *helper);

G_END_DECLS
