/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-date.h"
#include "rem-keepsake-kind.h"

G_BEGIN_DECLS

/**
 * RemKeepsakeFilter:
 * @words: what to search for, or ""
 * @kind: the only kind that is wanted, or 0 for all
 * @person_uuid: (nullable): only what is about this one
 * @tag: (nullable): only what has this tag
 * @from: the earliest day, or %REM_DATE_UNKNOWN
 * @until: the latest day, or %REM_DATE_UNKNOWN
 * @put_away: %TRUE for what was put away instead of what lies in the box
 *
 * What of everything that is kept a list shows; everything that is set must be true of it.
 */
typedef struct
{
  char *words;
  RemKeepsakeKind kind;
  char *person_uuid;
  char *tag;
  RemDate from;
  RemDate until;
  gboolean put_away;
} RemKeepsakeFilter;

RemKeepsakeFilter *rem_keepsake_filter_new (void);
RemKeepsakeFilter *rem_keepsake_filter_copy (const RemKeepsakeFilter *self);
void rem_keepsake_filter_free (RemKeepsakeFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemKeepsakeFilter, rem_keepsake_filter_free)

gboolean rem_keepsake_filter_equal (const RemKeepsakeFilter *a, const RemKeepsakeFilter *b);
gboolean rem_keepsake_filter_is_narrowed (const RemKeepsakeFilter *self);

G_END_DECLS
