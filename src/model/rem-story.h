/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-keepsake-item.h"
#include "rem-occasion.h"
#include "rem-ritual-held.h"

G_BEGIN_DECLS

/**
 * RemStoryPart:
 * @day: the day that it belongs to
 * @held: (nullable): a line, or %NULL
 * @item: (nullable): a keepsake, or %NULL
 *
 * One thing of a story: words or a keepsake.
 */
typedef struct
{
  RemDate day;
  RemRitualHeld *held;
  RemKeepsakeItem *item;
} RemStoryPart;

void rem_story_part_free (RemStoryPart *self);

/* What was done on a date, or with a ritual, through the years: requests to the box of an open
 * context. All of them fail with %REM_BOX_ERROR_CLOSED when the box is not open. */

void rem_story_list_async (RemContext *context,
                           RemStoryKind kind,
                           const char *id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
GPtrArray *rem_story_list_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_story_set_linked_async (RemContext *context,
                                 RemStoryKind kind,
                                 const char *id,
                                 const char *keepsake_uuid,
                                 RemDate day,
                                 gboolean linked,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean rem_story_set_linked_finish (RemContext *context, GAsyncResult *result, GError **error);

GArray *rem_story_list_days (RemOccasion *occasion, RemDate today);

G_END_DECLS
