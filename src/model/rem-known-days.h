/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-known-day.h"
#include "rem-occasion.h"

G_BEGIN_DECLS

void rem_known_days_find_near_async (RemContext *context,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
char *rem_known_days_find_near_finish (RemContext *context, GAsyncResult *result, GError **error);
RemOccasion *rem_known_days_new_date (RemContext *context, RemKnownDay *day, const char *country);

G_END_DECLS
