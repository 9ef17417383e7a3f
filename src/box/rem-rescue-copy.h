/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean rem_rescue_copy (const char *from,
                          const char *to,
                          guint64 *n_unread_out,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
