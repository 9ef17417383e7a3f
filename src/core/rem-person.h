/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define REM_TYPE_PERSON (rem_person_get_type ())

/**
 * RemPerson:
 *
 * Someone remembered, by a name, a nickname, another word, or none (an empty string). Immutable
 * and reference counted. Any thread.
 */
typedef struct _RemPerson RemPerson;

GType rem_person_get_type (void);

RemPerson *rem_person_new (const char *uuid, const char *name, gint64 created_us);
RemPerson *rem_person_ref (RemPerson *self);
void rem_person_unref (RemPerson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemPerson, rem_person_unref)

const char *rem_person_get_uuid (RemPerson *self);
const char *rem_person_get_name (RemPerson *self);
gint64 rem_person_get_created_us (RemPerson *self);
gboolean rem_person_is_quiet (RemPerson *self);

RemPerson *rem_person_with_name (RemPerson *self, const char *name);
RemPerson *rem_person_with_quiet (RemPerson *self, gboolean quiet);

G_END_DECLS
