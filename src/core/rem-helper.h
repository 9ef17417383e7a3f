/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** The longest name, way of helping and number of a helper, in characters. */
#define REM_HELPER_MAX_CHARS 500

/**
 * RemHelperKind:
 * @REM_HELPER_KIND_PERSON: somebody
 * @REM_HELPER_KIND_COMFORT: something; it has a name only
 *
 * Who or what helps. The numbers are kept in the box.
 */
typedef enum
{
  REM_HELPER_KIND_PERSON = 0,
  REM_HELPER_KIND_COMFORT = 1,
} RemHelperKind;

#define REM_TYPE_HELPER (rem_helper_get_type ())

/**
 * RemHelper:
 *
 * Somebody, or something, that helps, in the person's own words. Immutable and reference counted.
 * Any thread.
 */
typedef struct _RemHelper RemHelper;

GType rem_helper_get_type (void);

RemHelper *rem_helper_new (RemHelperKind kind, const char *uuid, gint64 created_us);
RemHelper *rem_helper_ref (RemHelper *self);
void rem_helper_unref (RemHelper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemHelper, rem_helper_unref)

RemHelperKind rem_helper_get_kind (RemHelper *self);
const char *rem_helper_get_uuid (RemHelper *self);
gint64 rem_helper_get_created_us (RemHelper *self);
const char *rem_helper_get_name (RemHelper *self);
const char *rem_helper_get_how (RemHelper *self);
const char *rem_helper_get_phone (RemHelper *self);

RemHelper *rem_helper_with (RemHelper *self, const char *name, const char *how, const char *phone);

G_END_DECLS
