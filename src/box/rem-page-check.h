/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"

G_BEGIN_DECLS

gboolean rem_page_check (RemDatabase *database, gboolean quick, GError **error);

G_END_DECLS
