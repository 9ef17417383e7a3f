/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-occasion-store.h"

#include "rem-box-error.h"
#include "rem-database-private.h"
#include "rem-links-private.h"

#define COLUMNS                                                                                    \
  "SELECT id, uuid, label, kind, anchor, calendar, repeat, leap_day, rule, created_us,"            \
  " modified_us, removed_us, note, hour, muted, ended, uid FROM occasion"

static gboolean
write_row (RemDatabase *database, RemOccasion *occasion, gint64 *rowid_out, GError **error)
{
  g_autofree char *anchor = rem_day_to_edtf (rem_occasion_get_anchor (occasion));
  RemDate ended_on = rem_occasion_get_ended (occasion);
  g_autofree char *ended = rem_date_is_valid (ended_on) ? rem_date_to_iso (ended_on) : NULL;
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      "INSERT INTO occasion (uuid, label, kind, anchor, calendar, repeat, leap_day, rule,"
      " created_us, modified_us, removed_us, note, hour, muted, ended, uid)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
      " ON CONFLICT (uuid) DO UPDATE SET label = excluded.label, kind = excluded.kind,"
      " anchor = excluded.anchor, calendar = excluded.calendar, repeat = excluded.repeat,"
      " leap_day = excluded.leap_day, rule = excluded.rule, modified_us = excluded.modified_us,"
      " removed_us = excluded.removed_us, note = excluded.note, hour = excluded.hour,"
      " muted = excluded.muted, ended = excluded.ended, uid = excluded.uid RETURNING id",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, rem_occasion_get_uuid (occasion));
  rem_statement_bind_text (statement, 2, rem_occasion_get_label (occasion));
  rem_statement_bind_text (statement, 3,
                           rem_occasion_kind_to_nick (rem_occasion_get_kind (occasion)));
  rem_statement_bind_text (statement, 4, anchor);
  rem_statement_bind_text (statement, 5,
                           rem_calendar_to_nick (rem_occasion_get_calendar (occasion)));
  rem_statement_bind_text (statement, 6, rem_repeat_to_nick (rem_occasion_get_repeat (occasion)));
  rem_statement_bind_text (statement, 7,
                           rem_leap_day_to_nick (rem_occasion_get_leap_day (occasion)));
  rem_statement_bind_text (statement, 8, rem_occasion_get_rule (occasion));
  rem_statement_bind_int64 (statement, 9, rem_occasion_get_created_us (occasion));
  rem_statement_bind_int64 (statement, 10, rem_occasion_get_modified_us (occasion));
  rem_statement_bind_int64 (statement, 11, rem_occasion_get_removed_us (occasion));
  rem_statement_bind_text (statement, 12, rem_occasion_get_note (occasion));
  rem_statement_bind_text (statement, 13, rem_occasion_get_hour (occasion));
  rem_statement_bind_int64 (statement, 14, rem_occasion_is_muted (occasion));
  rem_statement_bind_text (statement, 15, ended != NULL ? ended : "");
  rem_statement_bind_text (statement, 16, rem_occasion_get_uid (occasion));
  if (!rem_statement_step (statement, &row, error))
    return FALSE;
  *rowid_out = rem_statement_get_int64 (statement, 0);
  return rem_statement_finish (statement, error);
}

static gboolean
write_reminders (RemDatabase *database, RemOccasion *occasion, gint64 rowid, GError **error)
{
  gsize n_reminders;
  const RemReminder *reminders = rem_occasion_get_reminders (occasion, &n_reminders);

  if (!rem_links_clear (database, "DELETE FROM reminder WHERE occasion = ?1", rowid, error))
    return FALSE;
  for (gsize i = 0; i < n_reminders; i++)
    {
      g_autoptr (RemStatement) statement =
          rem_database_prepare (database,
                                "INSERT OR IGNORE INTO reminder (occasion, lead_days, hour, minute)"
                                " VALUES (?1, ?2, ?3, ?4)",
                                error);

      if (statement == NULL)
        return FALSE;
      rem_statement_bind_int64 (statement, 1, rowid);
      rem_statement_bind_int64 (statement, 2, reminders[i].lead_days);
      rem_statement_bind_int64 (statement, 3, reminders[i].hour);
      rem_statement_bind_int64 (statement, 4, reminders[i].minute);
      if (!rem_statement_finish (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_days (RemDatabase *database, RemOccasion *occasion, gint64 rowid, GError **error)
{
  gsize n_days;
  const RemDate *days = rem_occasion_get_days (occasion, &n_days);

  if (!rem_links_clear (database, "DELETE FROM occasion_day WHERE occasion = ?1", rowid, error))
    return FALSE;
  for (gsize i = 0; i < n_days; i++)
    {
      g_autofree char *date = rem_date_to_iso (days[i]);
      g_autoptr (RemStatement) statement =
          rem_database_prepare (database,
                                "INSERT OR IGNORE INTO occasion_day (occasion, date)"
                                " VALUES (?1, ?2)",
                                error);

      if (statement == NULL)
        return FALSE;
      rem_statement_bind_int64 (statement, 1, rowid);
      rem_statement_bind_text (statement, 2, date);
      if (!rem_statement_finish (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rem_occasion_store_put:
 * @database: the connection
 * @occasion: a date
 * @error: return location for an error
 *
 * Inserts @occasion with its reminders and its single days, or replaces the one with its uuid; what
 * was said of single years stays. Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_NOT_FOUND if a person it is about is not in
 *   the box, else as rem_database_set_error() says
 */
gboolean
rem_occasion_store_put (RemDatabase *database, RemOccasion *occasion, GError **error)
{
  gint64 rowid = 0;

  return write_row (database, occasion, &rowid, error) &&
         rem_links_set_persons (database, "DELETE FROM occasion_person WHERE occasion = ?1",
                                "INSERT OR IGNORE INTO occasion_person (occasion, person)"
                                " SELECT ?1, id FROM person WHERE uuid = ?2",
                                rowid, rem_occasion_get_persons (occasion), error) &&
         write_reminders (database, occasion, rowid, error) &&
         write_days (database, occasion, rowid, error);
}

static GArray *
list_reminders (RemDatabase *database, gint64 rowid, GError **error)
{
  g_autoptr (GArray) reminders = g_array_new (FALSE, FALSE, sizeof (RemReminder));
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database,
                            "SELECT lead_days, hour, minute FROM reminder WHERE occasion = ?1"
                            " ORDER BY lead_days DESC, hour, minute",
                            error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  rem_statement_bind_int64 (statement, 1, rowid);
  while (TRUE)
    {
      RemReminder reminder;
      gint64 lead_days;
      gint64 hour;
      gint64 minute;

      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&reminders);
      lead_days = rem_statement_get_int64 (statement, 0);
      hour = rem_statement_get_int64 (statement, 1);
      minute = rem_statement_get_int64 (statement, 2);
      if (lead_days < 0 || lead_days > REM_REMINDER_MAX_LEAD_DAYS || hour < 0 || hour > 23 ||
          minute < 0 || minute > 59)
        continue;
      reminder.lead_days = (guint16) lead_days;
      reminder.hour = (guint8) hour;
      reminder.minute = (guint8) minute;
      g_array_append_val (reminders, reminder);
    }
}

static GArray *
list_days (RemDatabase *database, gint64 rowid, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (RemDate));
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database, "SELECT date FROM occasion_day WHERE occasion = ?1", error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  rem_statement_bind_int64 (statement, 1, rowid);
  while (TRUE)
    {
      RemDate day;

      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&days);
      if (rem_date_parse (rem_statement_get_text (statement, 0), &day, NULL))
        g_array_append_val (days, day);
    }
}

static RemOccasion *
read_occasion (RemDatabase *database, RemStatement *row, GError **error)
{
  RemOccasion *occasion;
  g_auto (GStrv) persons = NULL;
  g_autoptr (GArray) reminders = NULL;
  g_autoptr (GArray) days = NULL;
  RemDate ended = REM_DATE_UNKNOWN;
  RemDay anchor = REM_DAY_NONE;
  RemOccasionKind kind = REM_OCCASION_KIND_OWN;
  RemCalendar calendar = REM_CALENDAR_GREGORIAN;
  RemRepeat repeat = REM_REPEAT_NEVER;
  RemLeapDay leap_day = REM_LEAP_DAY_BEFORE;
  gint64 rowid = rem_statement_get_int64 (row, 0);

  /* What a newer program may have written and this one does not know is told in its plainest
   * form rather than losing the date. */
  if (!rem_day_parse (rem_statement_get_text (row, 4), &anchor, NULL))
    anchor = REM_DAY_NONE;
  rem_occasion_kind_from_nick (rem_statement_get_text (row, 3), &kind);
  rem_calendar_from_nick (rem_statement_get_text (row, 5), &calendar);
  rem_repeat_from_nick (rem_statement_get_text (row, 6), &repeat);
  rem_leap_day_from_nick (rem_statement_get_text (row, 7), &leap_day);

  persons = rem_links_list (database,
                            "SELECT uuid FROM occasion_person JOIN person ON person.id = person"
                            " WHERE occasion = ?1 ORDER BY position, person.id",
                            rowid, error);
  if (persons == NULL)
    return NULL;
  reminders = list_reminders (database, rowid, error);
  if (reminders == NULL)
    return NULL;
  days = list_days (database, rowid, error);
  if (days == NULL)
    return NULL;
  if (!rem_date_parse (rem_statement_get_text (row, 15), &ended, NULL))
    ended = REM_DATE_UNKNOWN;

  occasion = rem_occasion_new (rem_statement_get_text (row, 1), rem_statement_get_text (row, 2),
                               anchor, rem_statement_get_int64 (row, 9));

#define WITH(property, ...)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    RemOccasion *next = rem_occasion_with_##property (occasion, __VA_ARGS__);                      \
                                                                                                   \
    rem_occasion_unref (occasion);                                                                 \
    occasion = next;                                                                               \
  }                                                                                                \
  G_STMT_END

  WITH (kind, kind);
  WITH (calendar, calendar);
  WITH (repeat, repeat);
  WITH (leap_day, leap_day);
  WITH (rule, rem_statement_get_text (row, 8));
  WITH (modified_us, rem_statement_get_int64 (row, 10));
  WITH (removed_us, rem_statement_get_int64 (row, 11));
  WITH (persons, (const char *const *) persons);
  WITH (reminders, (const RemReminder *) (void *) reminders->data, reminders->len);
  WITH (note, rem_statement_get_text (row, 12));
  WITH (hour, rem_statement_get_text (row, 13));
  WITH (muted, rem_statement_get_int64 (row, 14) != 0);
  WITH (ended, ended);
  WITH (uid, rem_statement_get_text (row, 16));
  WITH (days, (const RemDate *) (void *) days->data, days->len);
  return occasion;
}

/**
 * rem_occasion_store_get:
 * @database: the connection
 * @uuid: whose
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full): the date, a removed one too; fails with %REM_BOX_ERROR_NOT_FOUND if
 *   there is none, else as rem_database_set_error() says
 */
RemOccasion *
rem_occasion_store_get (RemDatabase *database, const char *uuid, GError **error)
{
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database, COLUMNS " WHERE uuid = ?1", error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  rem_statement_bind_text (statement, 1, uuid);
  if (!rem_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "no such date");
      return NULL;
    }
  return read_occasion (database, statement, error);
}

/**
 * rem_occasion_store_has:
 * @database: the connection
 * @uuid: an identity
 * @uid: a UID of a calendar file; empty for none
 * @has_out: (out): whether there is a date, not in the bin, with the one or the other
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_occasion_store_has (
    RemDatabase *database, const char *uuid, const char *uid, gboolean *has_out, GError **error)
{
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database,
                            "SELECT 1 FROM occasion WHERE removed_us = 0"
                            " AND (uuid = ?1 OR (uid = ?2 AND ?2 != '')) LIMIT 1",
                            error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, uuid);
  rem_statement_bind_text (statement, 2, uid);
  if (!rem_statement_step (statement, &row, error))
    return FALSE;
  *has_out = row;
  return TRUE;
}

static GPtrArray *
list_occasions (RemDatabase *database, const char *query, GError **error)
{
  g_autoptr (GPtrArray) occasions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_occasion_unref);
  g_autoptr (RemStatement) statement = rem_database_prepare (database, query, error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  while (TRUE)
    {
      RemOccasion *occasion;

      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&occasions);
      occasion = read_occasion (database, statement, error);
      if (occasion == NULL)
        return NULL;
      g_ptr_array_add (occasions, occasion);
    }
}

/**
 * rem_occasion_store_list:
 * @database: the connection
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full) (element-type RemOccasion): every date that is not removed, in order of
 *   its anchor; fails as rem_database_set_error() says
 */
GPtrArray *
rem_occasion_store_list (RemDatabase *database, GError **error)
{
  return list_occasions (database, COLUMNS " WHERE removed_us = 0 ORDER BY anchor, id", error);
}

/**
 * rem_occasion_store_list_removed:
 * @database: the connection
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full) (element-type RemOccasion): every date that was removed, the latest
 *   first; fails as rem_database_set_error() says
 */
GPtrArray *
rem_occasion_store_list_removed (RemDatabase *database, GError **error)
{
  return list_occasions (database, COLUMNS " WHERE removed_us != 0 ORDER BY removed_us DESC, id",
                         error);
}

/**
 * rem_occasion_store_set_removed:
 * @database: the connection
 * @uuid: whose
 * @removed_us: when it was removed, microseconds since 1970 UTC, or 0 to bring it back
 * @error: return location for an error
 *
 * Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_NOT_FOUND if there is none, else as
 *   rem_database_set_error() says
 */
gboolean
rem_occasion_store_set_removed (RemDatabase *database,
                                const char *uuid,
                                gint64 removed_us,
                                GError **error)
{
  return rem_links_change (database, "UPDATE occasion SET removed_us = ?2 WHERE uuid = ?1", uuid,
                           removed_us, "no such date", error);
}

/**
 * rem_occasion_store_set_skipped:
 * @database: the connection
 * @uuid: whose
 * @occurrence: on which day
 * @skipped: %TRUE for "not this year"
 * @error: return location for an error
 *
 * Kept beside the rule instead of an EXDATE, so that undoing it is trivial and changing the rule
 * loses nothing. Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_NOT_FOUND if there is no such date, else as
 *   rem_database_set_error() says
 */
gboolean
rem_occasion_store_set_skipped (
    RemDatabase *database, const char *uuid, RemDate occurrence, gboolean skipped, GError **error)
{
  g_autofree char *date = rem_date_to_iso (occurrence);
  g_autoptr (RemStatement) statement = NULL;
  gint64 rowid = 0;
  gboolean found;

  if (!rem_links_find (database, "SELECT id FROM occasion WHERE uuid = ?1", uuid, &rowid, &found,
                       error))
    return FALSE;
  if (!found)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "no such date");
      return FALSE;
    }
  statement = rem_database_prepare (
      database,
      "INSERT INTO occurrence (occasion, date, skipped) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (occasion, date) DO UPDATE SET skipped = excluded.skipped",
      error);
  if (statement == NULL)
    return FALSE;
  rem_statement_bind_int64 (statement, 1, rowid);
  rem_statement_bind_text (statement, 2, date);
  rem_statement_bind_int64 (statement, 3, skipped);
  return rem_statement_finish (statement, error);
}

/**
 * rem_occasion_store_list_skipped:
 * @database: the connection
 * @uuid: whose
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full) (element-type RemDate): the days that are left out; fails as
 *   rem_database_set_error() says
 */
GArray *
rem_occasion_store_list_skipped (RemDatabase *database, const char *uuid, GError **error)
{
  g_autoptr (GArray) dates = g_array_new (FALSE, FALSE, sizeof (RemDate));
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database,
                            "SELECT date FROM occurrence JOIN occasion ON id = occasion"
                            " WHERE uuid = ?1 AND skipped != 0 ORDER BY date",
                            error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  rem_statement_bind_text (statement, 1, uuid);
  while (TRUE)
    {
      RemDate date;

      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&dates);
      if (rem_date_parse (rem_statement_get_text (statement, 0), &date, NULL))
        g_array_append_val (dates, date);
    }
}
