/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"

G_BEGIN_DECLS

void rem_candle_settings_get_bedtime_async (RemContext *context,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
int rem_candle_settings_get_bedtime_finish (RemContext *context, GAsyncResult *result);
void rem_candle_settings_set_bedtime (RemContext *context, int hour);

G_END_DECLS
