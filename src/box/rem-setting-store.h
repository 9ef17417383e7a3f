/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"

G_BEGIN_DECLS

char *rem_setting_store_get (RemDatabase *database, const char *key, GError **error);
gboolean
rem_setting_store_set (RemDatabase *database, const char *key, const char *value, GError **error);

G_END_DECLS
