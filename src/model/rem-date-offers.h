/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-occasion.h"

G_BEGIN_DECLS

GPtrArray *rem_date_offers_list (RemContext *context, RemOccasion *occasion);

G_END_DECLS
