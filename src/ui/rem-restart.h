/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean rem_restart_exec (const char *const *arguments);

G_END_DECLS
