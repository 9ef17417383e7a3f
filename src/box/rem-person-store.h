/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"
#include "rem-person.h"

G_BEGIN_DECLS

gboolean rem_person_store_put (RemDatabase *database, RemPerson *person, GError **error);
gboolean rem_person_store_erase_removed (RemDatabase *database, GError **error);
gboolean rem_person_store_set_removed (RemDatabase *database,
                                       const char *uuid,
                                       gint64 removed_us,
                                       GError **error);
gboolean
rem_person_store_set_order (RemDatabase *database, const char *const *uuids, GError **error);
RemPerson *rem_person_store_get (RemDatabase *database, const char *uuid, GError **error);
RemPerson *rem_person_store_find (RemDatabase *database, const char *name, GError **error);
GPtrArray *rem_person_store_list (RemDatabase *database, GError **error);

G_END_DECLS
