/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-window.h"

G_BEGIN_DECLS

void rem_autostart_question_ask_once (RemWindow *window);

G_END_DECLS
