/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"
#include "rem-keepsake.h"

G_BEGIN_DECLS

/**
 * RemKeepsakeOrder:
 * @REM_KEEPSAKE_ORDER_NEWEST: by the day it belongs to (where none is given, the day it was made),
 *   newest first
 * @REM_KEEPSAKE_ORDER_RELEVANCE: best match of the words first
 */
typedef enum
{
  REM_KEEPSAKE_ORDER_NEWEST,
  REM_KEEPSAKE_ORDER_RELEVANCE,
} RemKeepsakeOrder;

/**
 * RemKeepsakeQuery:
 * @words: (nullable): what to search for; each word matches by its beginning, accents folded
 * @kind: a kind, or 0 for all
 * @person_uuid: (nullable): about this one
 * @tag: (nullable): with this tag
 * @from: earliest day, or %REM_DATE_UNKNOWN
 * @until: latest day, or %REM_DATE_UNKNOWN
 * @removed: %TRUE for the bin, %FALSE for what is kept
 * @put_away: %TRUE for letters that were put away instead of the others
 * @limit: at most that many, or 0 for all
 * @order: the order
 *
 * Which keepsakes are wanted. All zero means everything that is kept, newest first.
 */
typedef struct
{
  const char *words;
  RemKeepsakeKind kind;
  const char *person_uuid;
  const char *tag;
  RemDate from;
  RemDate until;
  gboolean removed;
  gboolean put_away;
  guint limit;
  RemKeepsakeOrder order;
} RemKeepsakeQuery;

/**
 * RemKeepsakePart:
 * @REM_KEEPSAKE_PART_TEXT: the text
 * @REM_KEEPSAKE_PART_TAGS: its tags
 * @REM_KEEPSAKE_PART_NAMES: the names of those it is about
 * @REM_KEEPSAKE_PART_PLACE: where an object is
 * @REM_KEEPSAKE_PART_SIGNATURE: from whom a letter is
 *
 * Where the words that were searched for were found.
 */
typedef enum
{
  REM_KEEPSAKE_PART_TEXT,
  REM_KEEPSAKE_PART_TAGS,
  REM_KEEPSAKE_PART_NAMES,
  REM_KEEPSAKE_PART_PLACE,
  REM_KEEPSAKE_PART_SIGNATURE,
} RemKeepsakePart;

/**
 * RemKeepsakeRow:
 * @snippet: the first words of the text, or the place found; plain text, at most 240 characters
 * @part: what @snippet is from
 * @words: (nullable): what was searched for
 * @attachment_uuid: (nullable): the first attachment
 * @length_ms: how long that one plays, or 0
 * @has_thumbnail: whether there is a small picture of that one
 *
 * What a list shows of a keepsake, without its whole text and without its thumbnail.
 */
typedef struct
{
  gint64 rowid;
  char *uuid;
  RemKeepsakeKind kind;
  char *title;
  char *addressee;
  char *place;
  char *snippet;
  RemKeepsakePart part;
  char *words;
  RemDay day;
  gint64 created_us;
  gboolean face_down;
  RemDate opens;
  gint64 removed_us;
  char *attachment_uuid;
  gint64 length_ms;
  gboolean has_thumbnail;
} RemKeepsakeRow;

void rem_keepsake_row_free (RemKeepsakeRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemKeepsakeRow, rem_keepsake_row_free)

gboolean rem_keepsake_store_put (RemDatabase *database, RemKeepsake *keepsake, GError **error);
RemKeepsake *rem_keepsake_store_get (RemDatabase *database, const char *uuid, GError **error);
gboolean rem_keepsake_store_set_removed (RemDatabase *database,
                                         const char *uuid,
                                         gint64 removed_us,
                                         GError **error);
gboolean rem_keepsake_store_erase (RemDatabase *database, const char *uuid, GError **error);
GArray *rem_keepsake_store_query (RemDatabase *database,
                                  const RemKeepsakeQuery *query,
                                  GArray **days_out,
                                  GError **error);
GArray *rem_keepsake_store_look (RemDatabase *database,
                                 const RemKeepsakeQuery *query,
                                 GArray **days_out,
                                 GError **error);
GStrv rem_keepsake_store_list_tags (RemDatabase *database, GError **error);
GArray *rem_keepsake_store_list_years (RemDatabase *database, GError **error);
GPtrArray *rem_keepsake_store_get_rows (
    RemDatabase *database, const gint64 *rowids, gsize n_rowids, const char *words, GError **error);
gboolean rem_keepsake_store_count (RemDatabase *database,
                                   RemKeepsakeKind kind,
                                   guint64 *count_out,
                                   GError **error);

G_END_DECLS
