/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-attachment.h"
#include "rem-database.h"

G_BEGIN_DECLS

gboolean
rem_attachment_store_put (RemDatabase *database, RemAttachment *attachment, GError **error);
RemAttachment *rem_attachment_store_get (RemDatabase *database, const char *uuid, GError **error);
GPtrArray *
rem_attachment_store_list (RemDatabase *database, const char *keepsake_uuid, GError **error);
GPtrArray *rem_attachment_store_list_all (RemDatabase *database, GError **error);
GBytes *
rem_attachment_store_get_thumbnail (RemDatabase *database, const char *uuid, GError **error);

G_END_DECLS
