/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box.h"

G_BEGIN_DECLS

/**
 * RemSalvageStep:
 * @REM_SALVAGE_KEYS: a copy of the keys was damaged, and another one opened the box
 * @REM_SALVAGE_LOG: the end of the log, what was saved last, could not be read whole
 * @REM_SALVAGE_WHOLE: the pages of the database were whole
 * @REM_SALVAGE_INDEX: the search index was built anew
 * @REM_SALVAGE_ROWS: what could be read was copied, one by one, past damaged pages
 * @REM_SALVAGE_FIRST_PAGE: the page that tells where everything lies was lost
 * @REM_SALVAGE_SNAPSHOT: what was lost was looked for in an earlier state of the box
 * @REM_SALVAGE_COPY: what was lost was looked for in a copy
 *
 * The rungs of the ladder that were needed.
 */
typedef enum
{
  REM_SALVAGE_KEYS = 1 << 0,
  REM_SALVAGE_LOG = 1 << 1,
  REM_SALVAGE_WHOLE = 1 << 2,
  REM_SALVAGE_INDEX = 1 << 3,
  REM_SALVAGE_ROWS = 1 << 4,
  REM_SALVAGE_FIRST_PAGE = 1 << 5,
  REM_SALVAGE_SNAPSHOT = 1 << 6,
  REM_SALVAGE_COPY = 1 << 7,
} RemSalvageStep;

/**
 * RemBoxSalvageReport:
 * @place: the new box
 * @steps: what was done, of #RemSalvageStep
 * @snapshot: (nullable): the earlier state that was looked into
 * @n_lost_pages: how many pages of the database could not be read
 * @n_unread_bytes: how many bytes of it the disk could not read
 * @counts: how many keepsakes of each kind the new box holds, by #RemKeepsakeKind
 * @n_attachments: how many files of keepsakes it should hold
 * @missing: (element-type utf8): the uuids of those that were found nowhere
 *
 * What was saved of a damaged box.
 */
typedef struct
{
  char *place;
  guint steps;
  char *snapshot;
  guint n_lost_pages;
  guint64 n_unread_bytes;
  guint64 counts[8];
  guint64 n_attachments;
  GPtrArray *missing;
} RemBoxSalvageReport;

void rem_box_salvage_report_free (RemBoxSalvageReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemBoxSalvageReport, rem_box_salvage_report_free)

RemBoxSalvageReport *rem_box_salvage (const char *box_path,
                                      RemSlotType type,
                                      RemSecret *secret,
                                      const char *const *copies,
                                      const char *destination,
                                      RemClock *clock,
                                      GCancellable *cancellable,
                                      GError **error);
void rem_box_salvage_async (const char *box_path,
                            RemSlotType type,
                            RemSecret *secret,
                            const char *const *copies,
                            const char *destination,
                            RemClock *clock,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
RemBoxSalvageReport *rem_box_salvage_finish (GAsyncResult *result, GError **error);

G_END_DECLS
