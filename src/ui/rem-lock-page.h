/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_LOCK_PAGE (rem_lock_page_get_type ())
G_DECLARE_FINAL_TYPE (RemLockPage, rem_lock_page, REM, LOCK_PAGE, AdwBin)

GtkWidget *rem_lock_page_new (RemContext *context);

void rem_lock_page_offer_salvage (RemLockPage *self);
void rem_lock_page_set_hint (RemLockPage *self, const char *hint);

G_END_DECLS
