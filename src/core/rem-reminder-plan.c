/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-reminder-plan.h"

#include "rem-core-error.h"
#include "rem-state-file.h"

#include <stdlib.h>
#include <string.h>

/*
 * The plan is the one text that leaves the box without being sealed: see HACKING.md, threat model.
 * As a file it is a key file,
 *
 *   [plan]
 *   version=1
 *
 *   [3f9a…]
 *   due=2026-11-25T10:00
 *   title=Remember
 *   body=There is something here for you.
 *   about=77c0…
 *
 * where `due` is the time on the wall, in whatever zone the person is by then. It is never an
 * instant: an instant would be wrong after a journey or a change of the clocks. A reader refuses
 * the whole plan when anything in it is wrong, as silence is better than half a truth; keys that it
 * does not know are left alone.
 */

#define PLAN_GROUP   "plan"
#define PLAN_VERSION 1
#define MAX_ID       64

struct _RemReminderPlan
{
  gatomicrefcount ref_count;
  GArray *entries;   /* of RemPlanEntry, by date, time and id */
  GHashTable *by_id; /* id → index in entries */
};

G_DEFINE_BOXED_TYPE (RemReminderPlan,
                     rem_reminder_plan,
                     rem_reminder_plan_ref,
                     rem_reminder_plan_unref)

static void
clear_entry (gpointer data)
{
  RemPlanEntry *entry = data;

  g_clear_pointer (&entry->id, g_free);
  g_clear_pointer (&entry->title, g_free);
  g_clear_pointer (&entry->body, g_free);
  g_clear_pointer (&entry->about, g_free);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const RemPlanEntry *entry_a = a;
  const RemPlanEntry *entry_b = b;
  int order = rem_date_compare (entry_a->date, entry_b->date);

  if (order == 0)
    order = (entry_a->hour * 60 + entry_a->minute) - (entry_b->hour * 60 + entry_b->minute);
  if (order == 0)
    order = strcmp (entry_a->id, entry_b->id);

  return order;
}

/* One line of at most @max_characters, whatever the person wrote. */
static char *
build_line (const char *text, glong max_characters)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GString) line = g_string_new (NULL);
  glong n_characters = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (++n_characters > max_characters)
        {
          const char *last = g_utf8_find_prev_char (line->str, line->str + line->len);

          g_string_truncate (line, (gsize) (last - line->str));
          g_string_append (line, "…");
          break;
        }
      g_string_append_unichar (line, g_unichar_iscntrl (character) ? ' ' : character);
    }

  return g_strdup (g_strstrip (line->str));
}

static gboolean
is_line (const char *text, glong max_characters)
{
  if (g_utf8_strlen (text, -1) > max_characters)
    return FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/* Takes @entries over, and puts them in order. */
static RemReminderPlan *
build_plan (GArray *entries)
{
  RemReminderPlan *self = g_new0 (RemReminderPlan, 1);

  g_array_sort (entries, compare_entries);
  if (entries->len > REM_REMINDER_PLAN_MAX_ENTRIES)
    g_array_set_size (entries, REM_REMINDER_PLAN_MAX_ENTRIES);

  g_atomic_ref_count_init (&self->ref_count);
  self->entries = entries;
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < entries->len; i++)
    g_hash_table_insert (self->by_id, g_array_index (entries, RemPlanEntry, i).id,
                         GUINT_TO_POINTER (i));

  return self;
}

/* "2026-11-25T10:00" */
static gboolean
parse_due (const char *text, RemPlanEntry *entry)
{
  g_autofree char *day = NULL;

  if (strlen (text) != strlen ("2026-11-25T10:00") || text[10] != 'T' || text[13] != ':' ||
      !g_ascii_isdigit (text[11]) || !g_ascii_isdigit (text[12]) || !g_ascii_isdigit (text[14]) ||
      !g_ascii_isdigit (text[15]))
    return FALSE;

  day = g_strndup (text, 10);
  entry->hour = (guint8) atoi (text + 11);
  entry->minute = (guint8) atoi (text + 14);

  return entry->hour < 24 && entry->minute < 60 && rem_date_parse (day, &entry->date, NULL);
}

/* Reads one group. The entry is the caller's to clear, also when this fails. */
static gboolean
parse_entry (GKeyFile *file, const char *group, RemPlanEntry *entry)
{
  g_autofree char *due = g_key_file_get_string (file, group, "due", NULL);

  entry->id = g_strdup (group);
  entry->title = g_key_file_get_string (file, group, "title", NULL);
  entry->body = g_key_file_get_string (file, group, "body", NULL);
  entry->about = g_key_file_get_string (file, group, "about", NULL);

  return rem_reminder_plan_is_id (group) && due != NULL && parse_due (due, entry) &&
         entry->title != NULL && is_line (entry->title, REM_REMINDER_PLAN_MAX_TITLE) &&
         entry->body != NULL && is_line (entry->body, REM_REMINDER_PLAN_MAX_BODY) &&
         (entry->about == NULL || rem_reminder_plan_is_id (entry->about));
}

static gboolean
check_version (GKeyFile *file, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  int version = g_key_file_get_integer (file, PLAN_GROUP, "version", &local_error);

  if (local_error != NULL || version < 1)
    {
      g_set_error_literal (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_PLAN,
                           "The reminder plan has no version");
      return FALSE;
    }
  if (version > PLAN_VERSION)
    {
      g_set_error (error, REM_CORE_ERROR, REM_CORE_ERROR_NEWER_PLAN,
                   "The reminder plan is of version %d; this program knows version %d", version,
                   PLAN_VERSION);
      return FALSE;
    }

  return TRUE;
}

/* The first @n_entries as a key file. */
static char *
write_entries (RemReminderPlan *self, guint n_entries, gsize *length_out)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_set_integer (file, PLAN_GROUP, "version", PLAN_VERSION);
  for (guint i = 0; i < n_entries; i++)
    {
      const RemPlanEntry *entry = &g_array_index (self->entries, RemPlanEntry, i);
      g_autofree char *day = rem_date_to_iso (entry->date);
      g_autofree char *due = g_strdup_printf ("%sT%02d:%02d", day, entry->hour, entry->minute);

      g_key_file_set_string (file, entry->id, "due", due);
      g_key_file_set_string (file, entry->id, "title", entry->title);
      g_key_file_set_string (file, entry->id, "body", entry->body);
      if (entry->about != NULL)
        g_key_file_set_string (file, entry->id, "about", entry->about);
    }

  return g_key_file_to_data (file, length_out, NULL);
}

/**
 * rem_reminder_plan_new:
 * @entries: (array length=n_entries) (nullable): things to say, in any order; copied
 * @n_entries: how many
 *
 * Makes a plan. Words are brought into the form that a plan can hold: one line each, cut at
 * %REM_REMINDER_PLAN_MAX_TITLE and %REM_REMINDER_PLAN_MAX_BODY characters. Of two entries with the
 * same id the first is kept; beyond %REM_REMINDER_PLAN_MAX_ENTRIES the latest are left out. Any
 * thread.
 *
 * Returns: (transfer full): a plan
 */
RemReminderPlan *
rem_reminder_plan_new (const RemPlanEntry *entries, gsize n_entries)
{
  g_autoptr (GArray) copies = g_array_new (FALSE, TRUE, sizeof (RemPlanEntry));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (entries != NULL || n_entries == 0, NULL);

  g_array_set_clear_func (copies, clear_entry);
  for (gsize i = 0; i < n_entries; i++)
    {
      RemPlanEntry copy = entries[i];

      g_return_val_if_fail (rem_reminder_plan_is_id (copy.id), NULL);
      g_return_val_if_fail (copy.about == NULL || rem_reminder_plan_is_id (copy.about), NULL);
      g_return_val_if_fail (rem_date_is_valid (copy.date), NULL);
      g_return_val_if_fail (copy.hour < 24 && copy.minute < 60, NULL);

      if (!g_hash_table_add (seen, entries[i].id))
        continue;

      copy.id = g_strdup (copy.id);
      copy.title = build_line (copy.title, REM_REMINDER_PLAN_MAX_TITLE);
      copy.body = build_line (copy.body, REM_REMINDER_PLAN_MAX_BODY);
      copy.about = g_strdup (copy.about);
      g_array_append_val (copies, copy);
    }

  return build_plan (g_steal_pointer (&copies));
}

/**
 * rem_reminder_plan_load:
 * @path: where a plan may lie
 * @error: return location for an error, or %NULL
 *
 * Reads a plan, and believes none of it before everything was looked at. Blocks on the disk; any
 * thread.
 *
 * Returns: (transfer full) (nullable): a plan, or %NULL with %G_FILE_ERROR_NOENT if there is none,
 *   another %G_FILE_ERROR if it cannot be read, %REM_CORE_ERROR_BAD_PLAN if it is damaged, or
 *   %REM_CORE_ERROR_NEWER_PLAN if a newer version wrote it
 */
RemReminderPlan *
rem_reminder_plan_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GArray) entries = NULL;
  g_auto (GStrv) groups = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  text = rem_state_file_read (path, error);
  if (text == NULL)
    return NULL;

  /* The errors of GKeyFile quote the file, so none of them is passed on. */
  if (!g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    {
      g_set_error_literal (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_PLAN,
                           "The reminder plan is not a key file");
      return NULL;
    }
  if (!check_version (file, error))
    return NULL;

  entries = g_array_new (FALSE, TRUE, sizeof (RemPlanEntry));
  g_array_set_clear_func (entries, clear_entry);
  groups = g_key_file_get_groups (file, NULL);
  for (gsize i = 0; groups[i] != NULL; i++)
    {
      RemPlanEntry entry = { 0 };
      gboolean is_good = FALSE;

      if (g_strcmp0 (groups[i], PLAN_GROUP) == 0)
        continue;

      is_good =
          entries->len < REM_REMINDER_PLAN_MAX_ENTRIES && parse_entry (file, groups[i], &entry);
      g_array_append_val (entries, entry);
      if (!is_good)
        {
          g_set_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_PLAN,
                       "Entry %u of the reminder plan is damaged, or there are too many",
                       entries->len);
          return NULL;
        }
    }

  return build_plan (g_steal_pointer (&entries));
}

/**
 * rem_reminder_plan_ref:
 * @self: a plan
 *
 * Any thread.
 *
 * Returns: (transfer full): @self
 */
RemReminderPlan *
rem_reminder_plan_ref (RemReminderPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * rem_reminder_plan_unref:
 * @self: (transfer full): a plan
 *
 * Any thread.
 */
void
rem_reminder_plan_unref (RemReminderPlan *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_array_unref);
  g_free (self);
}

/**
 * rem_reminder_plan_save:
 * @self: a plan
 * @path: where it goes
 * @error: return location for an error, or %NULL
 *
 * Writes the plan in the place of the one before, whole or not at all. Only the person may read it.
 * If there are so many words that the file would be too large to be read again, the latest entries
 * are left out. Blocks on the disk; any thread.
 *
 * Returns: %TRUE on success, %FALSE with an error of %G_FILE_ERROR
 */
gboolean
rem_reminder_plan_save (RemReminderPlan *self, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  guint n_entries = 0;
  gsize length = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  n_entries = self->entries->len;
  text = write_entries (self, n_entries, &length);
  while (length > REM_STATE_FILE_MAX_BYTES)
    {
      n_entries -= n_entries / 8 + 1;
      g_free (text);
      text = write_entries (self, n_entries, &length);
    }

  return rem_state_file_write (path, text, length, error);
}

/**
 * rem_reminder_plan_get_n_entries:
 * @self: a plan
 *
 * Any thread.
 *
 * Returns: how many things it says, 0 to %REM_REMINDER_PLAN_MAX_ENTRIES
 */
gsize
rem_reminder_plan_get_n_entries (RemReminderPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->entries->len;
}

/**
 * rem_reminder_plan_get_entry:
 * @self: a plan
 * @index: less than rem_reminder_plan_get_n_entries()
 *
 * Entries are in order of date and time. Any thread.
 *
 * Returns: (transfer none): an entry of the plan, which lives as long as the plan
 */
const RemPlanEntry *
rem_reminder_plan_get_entry (RemReminderPlan *self, gsize index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->entries->len, NULL);

  return &g_array_index (self->entries, RemPlanEntry, index);
}

/**
 * rem_reminder_plan_find_first_on:
 * @self: a plan
 * @date: a civil date
 *
 * Any thread.
 *
 * Returns: the index of the first entry on @date or after it, or the number of entries if there is
 *   none
 */
gsize
rem_reminder_plan_find_first_on (RemReminderPlan *self, RemDate date)
{
  gsize low = 0;
  gsize high = 0;

  g_return_val_if_fail (self != NULL, 0);

  high = self->entries->len;
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (rem_date_compare (rem_reminder_plan_get_entry (self, middle)->date, date) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * rem_reminder_plan_find_id:
 * @self: a plan
 * @id: the id of an entry
 *
 * Any thread.
 *
 * Returns: (transfer none) (nullable): the entry, or %NULL if the plan has none of that id
 */
const RemPlanEntry *
rem_reminder_plan_find_id (RemReminderPlan *self, const char *id)
{
  gpointer index = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (!g_hash_table_lookup_extended (self->by_id, id, NULL, &index))
    return NULL;

  return rem_reminder_plan_get_entry (self, GPOINTER_TO_UINT (index));
}

/**
 * rem_reminder_plan_is_id:
 * @text: (nullable): any text
 *
 * Tells whether @text has the form of the id of an entry. Any thread.
 *
 * Returns: %TRUE if it is made of 1 to 64 characters of [0-9a-f]
 */
gboolean
rem_reminder_plan_is_id (const char *text)
{
  gsize length = text != NULL ? strspn (text, "0123456789abcdef") : 0;

  return length > 0 && length <= MAX_ID && text[length] == '\0';
}

/**
 * rem_reminder_plan_build_default_path:
 *
 * Tells where the window leaves the plan and the service finds it. Any thread.
 *
 * Returns: (transfer full): a path
 */
char *
rem_reminder_plan_build_default_path (void)
{
  return rem_state_file_build_path ("plan");
}
