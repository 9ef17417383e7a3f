/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-date.h"

G_BEGIN_DECLS

RemDate rem_moving_day_easter (int year);
RemDate rem_moving_day_qingming (int year);

G_END_DECLS
