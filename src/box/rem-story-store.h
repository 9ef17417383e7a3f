/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"
#include "rem-ritual-held.h"

G_BEGIN_DECLS

/** RemStoryLink: a keepsake, by its row, and the day of the story that it belongs to. */
typedef struct
{
  gint64 keepsake;
  RemDate day;
} RemStoryLink;

gboolean rem_story_store_link (RemDatabase *database,
                               RemStoryKind kind,
                               const char *id,
                               const char *keepsake_uuid,
                               RemDate day,
                               GError **error);
gboolean rem_story_store_unlink (RemDatabase *database,
                                 RemStoryKind kind,
                                 const char *id,
                                 const char *keepsake_uuid,
                                 GError **error);
GArray *rem_story_store_list (
    RemDatabase *database, RemStoryKind kind, const char *id, guint limit, GError **error);

G_END_DECLS
