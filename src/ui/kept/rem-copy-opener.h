/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-attachment.h"
#include "rem-window.h"

G_BEGIN_DECLS

void rem_copy_opener_ask (RemWindow *window, RemAttachment *attachment);

G_END_DECLS
