/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *rem_error_text_build_for_opening (const GError *error);
char *rem_error_text_build (const GError *error);

G_END_DECLS
