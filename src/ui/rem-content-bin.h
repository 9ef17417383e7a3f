/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REM_TYPE_CONTENT_BIN (rem_content_bin_get_type ())
G_DECLARE_FINAL_TYPE (RemContentBin, rem_content_bin, REM, CONTENT_BIN, GtkWidget)

G_END_DECLS
