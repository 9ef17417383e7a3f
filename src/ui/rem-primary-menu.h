/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REM_TYPE_PRIMARY_MENU (rem_primary_menu_get_type ())
G_DECLARE_FINAL_TYPE (RemPrimaryMenu, rem_primary_menu, REM, PRIMARY_MENU, AdwBin)

G_END_DECLS
