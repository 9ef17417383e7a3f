/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"

G_BEGIN_DECLS

/**
 * RemRemovedKind:
 * @REM_REMOVED_LINE: a line about a ritual or a date
 * @REM_REMOVED_CHECK_IN: how somebody was on a day
 * @REM_REMOVED_RITUAL: a ritual of one's own
 * @REM_REMOVED_HELPER: somebody, or something, that helps
 * @REM_REMOVED_PERSON: somebody who is remembered
 *
 * What was removed and is words alone, without files.
 */
typedef enum
{
  REM_REMOVED_LINE,
  REM_REMOVED_CHECK_IN,
  REM_REMOVED_RITUAL,
  REM_REMOVED_HELPER,
  REM_REMOVED_PERSON,
} RemRemovedKind;

/**
 * RemRemovedWords:
 * @kind: what it is
 * @uuid: which of those
 * @day: the day it is about in ISO 8601, or ""
 * @words: what it says, in one line or several
 *
 * Words that were removed and can be put back.
 */
typedef struct
{
  RemRemovedKind kind;
  char *uuid;
  char *day;
  char *words;
} RemRemovedWords;

void rem_removed_words_free (RemRemovedWords *self);

GPtrArray *rem_removed_store_list (RemDatabase *database, GError **error);
gboolean rem_removed_store_put_back (RemDatabase *database,
                                     RemRemovedKind kind,
                                     const char *uuid,
                                     GError **error);
gboolean rem_removed_store_erase_all (RemDatabase *database, GError **error);

G_END_DECLS
