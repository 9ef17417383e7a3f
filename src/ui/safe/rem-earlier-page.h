/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_EARLIER_PAGE (rem_earlier_page_get_type ())

/** RemEarlierPage: the earlier states of the box, and a new box made of one. */
G_DECLARE_FINAL_TYPE (RemEarlierPage, rem_earlier_page, REM, EARLIER_PAGE, AdwBin)

GtkWidget *rem_earlier_page_new (RemContext *context);

G_END_DECLS
