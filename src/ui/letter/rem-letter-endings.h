/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-window.h"

G_BEGIN_DECLS

/* What is said in the window when a letter was put away or taken out again. */

void rem_letter_endings_tell_put_away (RemWindow *window, const char *uuid);
void rem_letter_endings_tell_taken_out (RemWindow *window);

G_END_DECLS
