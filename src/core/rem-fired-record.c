/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-fired-record.h"

#include "rem-core-error.h"
#include "rem-reminder-plan.h"
#include "rem-state-file.h"

/*
 * As a file it is a key file with one group a day, in the order in which the days were told:
 *
 *   [2026-11-25]
 *   ids=3f9a…;
 *   state=later
 *   later=1795690803
 *   times=1
 *
 * Days are never dropped by the calendar: a computer that wakes with a clock ten years ahead would
 * forget everything, and say it again once the clock is right. The oldest told go first instead.
 */

struct _RemFiredRecord
{
  GPtrArray *days;   /* of RemFiredDay, in the order in which they were told */
  GHashTable *by_id; /* id → RemFiredDay */
};

static const char *const state_nicks[] = {
  [REM_FIRED_STATE_SHOWN] = "shown",
  [REM_FIRED_STATE_LATER] = "later",
  [REM_FIRED_STATE_SHOWN_AGAIN] = "shown-again",
  [REM_FIRED_STATE_OVER] = "over",
};

static void
free_day (gpointer data)
{
  RemFiredDay *day = data;

  g_strfreev (day->ids);
  g_free (day);
}

static RemFiredDay *
find_day (RemFiredRecord *self, RemDate date)
{
  for (guint i = self->days->len; i > 0; i--)
    {
      RemFiredDay *day = g_ptr_array_index (self->days, i - 1);

      if (rem_date_equal (day->day, date))
        return day;
    }

  return NULL;
}

static void
forget_first (RemFiredRecord *self)
{
  RemFiredDay *day = g_ptr_array_index (self->days, 0);

  for (gsize i = 0; day->ids[i] != NULL; i++)
    if (g_hash_table_lookup (self->by_id, day->ids[i]) == day)
      g_hash_table_remove (self->by_id, day->ids[i]);

  g_ptr_array_remove_index (self->days, 0);
}

/* Takes @day over. */
static void
append_day (RemFiredRecord *self, RemFiredDay *day)
{
  while (self->days->len >= REM_FIRED_RECORD_MAX_DAYS)
    forget_first (self);

  g_ptr_array_add (self->days, day);
  for (gsize i = 0; day->ids[i] != NULL; i++)
    g_hash_table_replace (self->by_id, day->ids[i], day);
}

static gboolean
parse_state (const char *nick, RemFiredState *state_out)
{
  for (gsize i = 0; i < G_N_ELEMENTS (state_nicks); i++)
    if (g_strcmp0 (nick, state_nicks[i]) == 0)
      {
        *state_out = (RemFiredState) i;
        return TRUE;
      }

  return FALSE;
}

/* Returns %NULL if the group does not hold a day. */
static RemFiredDay *
parse_day (GKeyFile *file, const char *group)
{
  RemDate date = REM_DATE_UNKNOWN;
  RemFiredState state = REM_FIRED_STATE_OVER;
  g_auto (GStrv) ids = g_key_file_get_string_list (file, group, "ids", NULL, NULL);
  g_autofree char *nick = g_key_file_get_string (file, group, "state", NULL);
  RemFiredDay *day = NULL;

  if (ids == NULL || !rem_date_parse (group, &date, NULL) || !parse_state (nick, &state))
    return NULL;

  for (gsize i = 0; ids[i] != NULL; i++)
    if (i >= REM_REMINDER_PLAN_MAX_ENTRIES || !rem_reminder_plan_is_id (ids[i]))
      return NULL;

  day = g_new0 (RemFiredDay, 1);
  day->day = date;
  day->ids = g_steal_pointer (&ids);
  day->state = state;
  if (state == REM_FIRED_STATE_LATER)
    day->later_unix_s = g_key_file_get_int64 (file, group, "later", NULL);
  day->n_later = (guint) CLAMP (g_key_file_get_integer (file, group, "times", NULL), 0,
                                REM_FIRED_RECORD_MAX_LATER);

  return day;
}

/**
 * rem_fired_record_new:
 *
 * Returns: (transfer full): a record in which nothing was told
 */
RemFiredRecord *
rem_fired_record_new (void)
{
  RemFiredRecord *self = g_new0 (RemFiredRecord, 1);

  self->days = g_ptr_array_new_with_free_func (free_day);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

/**
 * rem_fired_record_load:
 * @path: where a record may lie
 * @error: return location for an error, or %NULL
 *
 * Blocks on the disk.
 *
 * Returns: (transfer full) (nullable): a record, or %NULL with %G_FILE_ERROR_NOENT if there is
 * none, another %G_FILE_ERROR if it cannot be read, or %REM_CORE_ERROR_BAD_PLAN if it is damaged
 */
RemFiredRecord *
rem_fired_record_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (RemFiredRecord) self = NULL;
  g_auto (GStrv) groups = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  text = rem_state_file_read (path, error);
  if (text == NULL)
    return NULL;

  /* The errors of GKeyFile quote the file, so none of them is passed on. */
  if (!g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    {
      g_set_error_literal (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_PLAN,
                           "The record of reminders is not a key file");
      return NULL;
    }

  self = rem_fired_record_new ();
  groups = g_key_file_get_groups (file, NULL);
  for (gsize i = 0; groups[i] != NULL; i++)
    {
      RemFiredDay *day = parse_day (file, groups[i]);

      if (day == NULL)
        {
          g_set_error_literal (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_PLAN,
                               "A day of the record of reminders is damaged");
          return NULL;
        }
      append_day (self, day);
    }

  return g_steal_pointer (&self);
}

/**
 * rem_fired_record_free:
 * @self: (transfer full): a record
 */
void
rem_fired_record_free (RemFiredRecord *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->days, g_ptr_array_unref);
  g_free (self);
}

/**
 * rem_fired_record_save:
 * @self: a record
 * @path: where it goes
 * @error: return location for an error, or %NULL
 *
 * Writes the record in the place of the one before, whole or not at all. Blocks on the disk.
 *
 * Returns: %TRUE on success, %FALSE with an error of %G_FILE_ERROR
 */
gboolean
rem_fired_record_save (RemFiredRecord *self, const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  gsize length = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  for (guint i = 0; i < self->days->len; i++)
    {
      const RemFiredDay *day = g_ptr_array_index (self->days, i);
      g_autofree char *group = rem_date_to_iso (day->day);

      g_key_file_set_string_list (file, group, "ids", (const char *const *) day->ids,
                                  g_strv_length (day->ids));
      g_key_file_set_string (file, group, "state", state_nicks[day->state]);
      if (day->state == REM_FIRED_STATE_LATER)
        g_key_file_set_int64 (file, group, "later", day->later_unix_s);
      if (day->n_later > 0)
        g_key_file_set_integer (file, group, "times", (int) day->n_later);
    }

  text = g_key_file_to_data (file, &length, NULL);

  return rem_state_file_write (path, text, length, error);
}

/**
 * rem_fired_record_has_id:
 * @self: a record
 * @id: the id of an entry of a plan
 *
 * Returns: %TRUE if the entry was told
 */
gboolean
rem_fired_record_has_id (RemFiredRecord *self, const char *id)
{
  return rem_fired_record_find_id (self, id) != NULL;
}

/**
 * rem_fired_record_find_day:
 * @self: a record
 * @day: a civil date
 *
 * Returns: (transfer none) (nullable): what was told on @day, valid until the record changes; or
 *   %NULL if nothing was
 */
const RemFiredDay *
rem_fired_record_find_day (RemFiredRecord *self, RemDate day)
{
  g_return_val_if_fail (self != NULL, NULL);

  return find_day (self, day);
}

/**
 * rem_fired_record_find_id:
 * @self: a record
 * @id: the id of an entry of a plan
 *
 * Returns: (transfer none) (nullable): the day on which the entry was told, valid until the record
 *   changes; or %NULL if it was not
 */
const RemFiredDay *
rem_fired_record_find_id (RemFiredRecord *self, const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, id);
}

/**
 * rem_fired_record_find_shown:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the day told last whose notice may still be on the screen,
 *   valid until the record changes; or %NULL if there is none
 */
const RemFiredDay *
rem_fired_record_find_shown (RemFiredRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = self->days->len; i > 0; i--)
    {
      const RemFiredDay *day = g_ptr_array_index (self->days, i - 1);

      if (day->state == REM_FIRED_STATE_SHOWN || day->state == REM_FIRED_STATE_SHOWN_AGAIN)
        return day;
    }

  return NULL;
}

/**
 * rem_fired_record_find_waiting:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the day told last whose notice comes once more, valid until
 *   the record changes; or %NULL if there is none
 */
const RemFiredDay *
rem_fired_record_find_waiting (RemFiredRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = self->days->len; i > 0; i--)
    {
      const RemFiredDay *day = g_ptr_array_index (self->days, i - 1);

      if (day->state == REM_FIRED_STATE_LATER)
        return day;
    }

  return NULL;
}

/**
 * rem_fired_record_add:
 * @self: a record
 * @day: the civil day of the notice; nothing was told on it yet
 * @ids: (array zero-terminated=1): the entries that it tells
 *
 * Remembers that something was told, as %REM_FIRED_STATE_SHOWN. Beyond
 * %REM_FIRED_RECORD_MAX_DAYS the day told first is forgotten.
 */
void
rem_fired_record_add (RemFiredRecord *self, RemDate day, const char *const *ids)
{
  RemFiredDay *fired = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (rem_date_is_valid (day) && find_day (self, day) == NULL);
  g_return_if_fail (ids != NULL);

  fired = g_new0 (RemFiredDay, 1);
  fired->day = day;
  fired->ids = g_strdupv ((GStrv) ids);
  fired->state = REM_FIRED_STATE_SHOWN;
  append_day (self, fired);
}

/**
 * rem_fired_record_set_state:
 * @self: a record
 * @day: a day on which something was told
 * @state: what became of the notice; for %REM_FIRED_STATE_LATER there is
 *   rem_fired_record_set_later()
 */
void
rem_fired_record_set_state (RemFiredRecord *self, RemDate day, RemFiredState state)
{
  RemFiredDay *fired = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (state != REM_FIRED_STATE_LATER);

  fired = find_day (self, day);
  g_return_if_fail (fired != NULL);

  fired->state = state;
  fired->later_unix_s = 0;
}

/**
 * rem_fired_record_set_later:
 * @self: a record
 * @day: a day on which something was told
 * @later_unix_s: when it comes once more, on the same day
 * @n_later: how often "Later" was chosen so far, 1 to %REM_FIRED_RECORD_MAX_LATER
 *
 * Remembers that the notice of @day comes once more.
 */
void
rem_fired_record_set_later (RemFiredRecord *self, RemDate day, gint64 later_unix_s, guint n_later)
{
  RemFiredDay *fired = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (n_later >= 1 && n_later <= REM_FIRED_RECORD_MAX_LATER);

  fired = find_day (self, day);
  g_return_if_fail (fired != NULL);

  fired->state = REM_FIRED_STATE_LATER;
  fired->later_unix_s = later_unix_s;
  fired->n_later = n_later;
}

/**
 * rem_fired_record_defer:
 * @self: a record
 * @day: a day on which something was told
 * @to: the day after it; nothing was told on it yet
 * @later_unix_s: when it comes once more on @to
 *
 * Takes what was told on @day over to @to, as the notice of that day. It is the last time.
 */
void
rem_fired_record_defer (RemFiredRecord *self, RemDate day, RemDate to, gint64 later_unix_s)
{
  RemFiredDay *fired = NULL;
  RemFiredDay *deferred = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (rem_date_is_valid (to) && find_day (self, to) == NULL);

  fired = find_day (self, day);
  g_return_if_fail (fired != NULL);

  fired->state = REM_FIRED_STATE_OVER;
  fired->later_unix_s = 0;
  deferred = g_new0 (RemFiredDay, 1);
  deferred->day = to;
  deferred->ids = g_strdupv (fired->ids);
  deferred->state = REM_FIRED_STATE_LATER;
  deferred->later_unix_s = later_unix_s;
  deferred->n_later = REM_FIRED_RECORD_MAX_LATER;
  append_day (self, deferred);
}

/**
 * rem_fired_record_add_ids:
 * @self: a record
 * @day: a day on which something was told
 * @ids: (array zero-terminated=1): entries that were told with it
 *
 * Remembers that the notice of @day told more than it did at first.
 */
void
rem_fired_record_add_ids (RemFiredRecord *self, RemDate day, const char *const *ids)
{
  RemFiredDay *fired = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_if_fail (self != NULL);
  g_return_if_fail (ids != NULL);

  fired = find_day (self, day);
  g_return_if_fail (fired != NULL);

  g_strv_builder_addv (builder, (const char **) fired->ids);
  for (gsize i = 0; ids[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) fired->ids, ids[i]))
      g_strv_builder_add (builder, ids[i]);

  /* The table of ids holds the strings of the old list: first it lets them go. */
  for (gsize i = 0; fired->ids[i] != NULL; i++)
    if (g_hash_table_lookup (self->by_id, fired->ids[i]) == fired)
      g_hash_table_remove (self->by_id, fired->ids[i]);
  g_strfreev (fired->ids);
  fired->ids = g_strv_builder_end (builder);
  for (gsize i = 0; fired->ids[i] != NULL; i++)
    g_hash_table_replace (self->by_id, fired->ids[i], fired);
}

/**
 * rem_fired_record_build_default_path:
 *
 * Tells where the record lies. Any thread.
 *
 * Returns: (transfer full): a path
 */
char *
rem_fired_record_build_default_path (void)
{
  return rem_state_file_build_path ("told");
}
