/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"
#include "rem-occurrence.h"

G_BEGIN_DECLS

/**
 * RemOccurrencesSearch:
 * @from: the first day to look at
 * @until: the last one
 * @uuid: (nullable): the only date to look at
 * @folds_series: %TRUE to leave out what a series that comes more often than each month brings
 * after its next day
 *
 * Which days to look for.
 */
typedef struct
{
  RemDate from;
  RemDate until;
  char *uuid;
  gboolean folds_series;
} RemOccurrencesSearch;

gboolean rem_occurrences_find (RemDatabase *database,
                               const RemOccurrencesSearch *search,
                               GPtrArray *found,
                               GPtrArray *resting,
                               GError **error);

void rem_occurrence_mark_quiet (RemOccurrence *self);

G_END_DECLS
