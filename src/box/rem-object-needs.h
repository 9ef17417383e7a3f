/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-copy-private.h"

G_BEGIN_DECLS

gboolean rem_object_needs_add_database (GHashTable *needed,
                                        const char *path,
                                        RemCopySource *source,
                                        GError **error);
gboolean rem_object_needs_add_snapshots (GHashTable *needed,
                                         const char *box_path,
                                         RemCopySource *source,
                                         GError **error);

/** RemObjectVisitFunc: told of each object; @path is where it lies. */
typedef void (*RemObjectVisitFunc) (const char *name, const char *path, gpointer user_data);

void rem_object_needs_visit (const char *box_path, RemObjectVisitFunc func, gpointer user_data);
void
rem_object_needs_visit_trash (const char *box_path, RemObjectVisitFunc func, gpointer user_data);

G_END_DECLS
