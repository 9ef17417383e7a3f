/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-ritual.h"

G_BEGIN_DECLS

struct _RemRitual
{
  gatomicrefcount refs;
  char *id;
  RemCompany company;
  gboolean has_candle;
  gboolean is_own;
  gint64 created_us;
  char *title;
  char *time;
  char *needs;
  char *note;
  char *occasion;
  char **steps;
};

G_END_DECLS
