/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"
#include "rem-occasion.h"

G_BEGIN_DECLS

/** The setting that makes the ids in the reminder plan opaque. */
#define REM_TELLING_SALT_KEY "plan-salt"

/** The length of an id, and of what it is about, in the reminder plan. */
#define REM_TELLING_ID_LENGTH 32

/**
 * RemTelling:
 * @occasion: which date
 * @occurrence: the day on which it falls
 * @date: the day on which it is told
 * @hour: when, wall-clock time
 * @minute: when, wall-clock time
 * @id: opaque; the same whenever it is made in the same box
 * @about: opaque; the same for every reminder of this day of this date
 *
 * One reminder of one day on which a date falls.
 */
typedef struct
{
  RemOccasion *occasion;
  RemDate occurrence;
  RemDate date;
  guint8 hour;
  guint8 minute;
  char id[REM_TELLING_ID_LENGTH + 1];
  char about[REM_TELLING_ID_LENGTH + 1];
} RemTelling;

gboolean rem_telling_ensure_salt (RemDatabase *database, GError **error);
gboolean
rem_telling_skip (RemDatabase *database, const char *const *abouts, RemDate today, GError **error);
char *
rem_telling_dup_id (RemDatabase *database, const char *what, RemDate occurrence, GError **error);
GPtrArray *rem_telling_list (RemDatabase *database, RemDate from, RemDate until, GError **error);

G_END_DECLS
