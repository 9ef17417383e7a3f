/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "rem-database.h"

G_BEGIN_DECLS

struct _RemStatement
{
  RemDatabase *database;
  sqlite3_stmt *handle;
  int bind_code;
  gboolean on_loan;
};

G_END_DECLS
