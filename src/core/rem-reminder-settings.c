/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-reminder-settings.h"

#include <string.h>

/*
 * Inside the box it is one text, a key file:
 *
 *   [reminders]
 *   words=soft
 *   pause=until
 *   until=2026-12-01
 *   country=ES
 *   asked=true
 *
 *   [days]
 *   mothers-day=silent
 *
 *   [words]
 *   UUID=…
 *
 * The value keeps the key file as it is, so that what a newer program wrote into it stays. What
 * cannot be read counts as never set; only a pause whose day cannot be read lasts until the person
 * says otherwise, as silence was asked for.
 */

#define MAIN_GROUP  "reminders"
#define DAYS_GROUP  "days"
#define WORDS_GROUP "words"

struct _RemReminderSettings
{
  gatomicrefcount ref_count;
  GKeyFile *file;        /* not changed once the value is handed out */
  GHashTable *own_words; /* uuid → words, so that they can be lent */
  char *country;
};

static const char *const words_nicks[] = {
  [REM_REMINDER_WORDS_PRIVATE] = "private",
  [REM_REMINDER_WORDS_SOFT] = "soft",
  [REM_REMINDER_WORDS_NAMED] = "named",
};

static const char *const pause_nicks[] = {
  [REM_REMINDER_PAUSE_NONE] = "none",
  [REM_REMINDER_PAUSE_UNTIL] = "until",
  [REM_REMINDER_PAUSE_OPEN] = "open",
};

static const char *const wish_nicks[] = {
  [REM_DAY_WISH_NOTHING] = "nothing",
  [REM_DAY_WISH_TELL] = "tell",
  [REM_DAY_WISH_SILENT] = "silent",
};

G_DEFINE_BOXED_TYPE (RemReminderSettings,
                     rem_reminder_settings,
                     rem_reminder_settings_ref,
                     rem_reminder_settings_unref)

static guint
read_nick (
    GKeyFile *file, const char *group, const char *key, const char *const *nicks, gsize n_nicks)
{
  g_autofree char *text = g_key_file_get_string (file, group, key, NULL);

  for (guint i = 0; text != NULL && i < n_nicks; i++)
    if (g_str_equal (text, nicks[i]))
      return i;

  return 0;
}

/* Makes the value of a key file, which it takes over. */
static RemReminderSettings *
build_settings (GKeyFile *file)
{
  RemReminderSettings *self = g_new0 (RemReminderSettings, 1);
  g_auto (GStrv) uuids = g_key_file_get_keys (file, WORDS_GROUP, NULL, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->file = file;
  self->country = g_key_file_get_string (file, MAIN_GROUP, "country", NULL);
  self->own_words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (gsize i = 0; uuids != NULL && uuids[i] != NULL; i++)
    {
      g_autofree char *words = g_key_file_get_string (file, WORDS_GROUP, uuids[i], NULL);

      if (words != NULL && *words != '\0' && g_utf8_validate (words, -1, NULL))
        g_hash_table_insert (self->own_words, g_strdup (uuids[i]), g_steal_pointer (&words));
    }

  return self;
}

static GKeyFile *
copy_file (RemReminderSettings *self)
{
  g_autofree char *text = g_key_file_to_data (self->file, NULL, NULL);
  GKeyFile *copy = g_key_file_new ();

  g_key_file_load_from_data (copy, text, (gsize) -1, G_KEY_FILE_NONE, NULL);

  return copy;
}

static void
write_or_forget (GKeyFile *file, const char *group, const char *key, const char *value)
{
  if (value != NULL && *value != '\0')
    g_key_file_set_string (file, group, key, value);
  else
    g_key_file_remove_key (file, group, key, NULL);
}

/**
 * rem_reminder_settings_new:
 *
 * Pure; any thread.
 *
 * Returns: (transfer full): what holds when nothing was chosen: private words, no pause
 */
RemReminderSettings *
rem_reminder_settings_new (void)
{
  return build_settings (g_key_file_new ());
}

/**
 * rem_reminder_settings_parse:
 * @text: what rem_reminder_settings_to_text() wrote, or anything else
 *
 * Never fails: what cannot be read was never chosen. Pure; any thread.
 *
 * Returns: (transfer full): settings
 */
RemReminderSettings *
rem_reminder_settings_parse (const char *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return rem_reminder_settings_new ();

  return build_settings (g_steal_pointer (&file));
}

/**
 * rem_reminder_settings_to_text:
 * @self: settings
 *
 * Pure; any thread.
 *
 * Returns: (transfer full): the form in which they are kept
 */
char *
rem_reminder_settings_to_text (RemReminderSettings *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_key_file_to_data (self->file, NULL, NULL);
}

/**
 * rem_reminder_settings_ref:
 * @self: settings
 *
 * Any thread.
 *
 * Returns: (transfer full): @self
 */
RemReminderSettings *
rem_reminder_settings_ref (RemReminderSettings *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * rem_reminder_settings_unref:
 * @self: (transfer full): settings
 *
 * Any thread.
 */
void
rem_reminder_settings_unref (RemReminderSettings *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->own_words, g_hash_table_unref);
  g_clear_pointer (&self->file, g_key_file_unref);
  g_clear_pointer (&self->country, g_free);
  g_free (self);
}

/**
 * rem_reminder_settings_get_words:
 * @self: settings
 *
 * Returns: how much a reminder says
 */
RemReminderWords
rem_reminder_settings_get_words (RemReminderSettings *self)
{
  g_return_val_if_fail (self != NULL, REM_REMINDER_WORDS_PRIVATE);

  return (RemReminderWords) read_nick (self->file, MAIN_GROUP, "words", words_nicks,
                                       G_N_ELEMENTS (words_nicks));
}

/**
 * rem_reminder_settings_get_pause:
 * @self: settings
 * @until_out: (out) (optional): for %REM_REMINDER_PAUSE_UNTIL the first day on which reminders come
 *   again; else %REM_DATE_UNKNOWN
 *
 * A pause whose day is over is told like any other; see rem_reminder_settings_is_paused_on().
 *
 * Returns: whether everything is silent for now
 */
RemReminderPause
rem_reminder_settings_get_pause (RemReminderSettings *self, RemDate *until_out)
{
  RemReminderPause pause = REM_REMINDER_PAUSE_NONE;
  RemDate until = REM_DATE_UNKNOWN;

  g_return_val_if_fail (self != NULL, REM_REMINDER_PAUSE_NONE);

  pause = (RemReminderPause) read_nick (self->file, MAIN_GROUP, "pause", pause_nicks,
                                        G_N_ELEMENTS (pause_nicks));
  if (pause == REM_REMINDER_PAUSE_UNTIL)
    {
      g_autofree char *text = g_key_file_get_string (self->file, MAIN_GROUP, "until", NULL);

      if (text == NULL || !rem_date_parse (text, &until, NULL))
        pause = REM_REMINDER_PAUSE_OPEN;
    }
  if (until_out != NULL)
    *until_out = until;

  return pause;
}

/**
 * rem_reminder_settings_is_paused_on:
 * @self: settings
 * @date: a civil date
 *
 * Returns: %TRUE if nothing is said on @date
 */
gboolean
rem_reminder_settings_is_paused_on (RemReminderSettings *self, RemDate date)
{
  RemDate until = REM_DATE_UNKNOWN;

  switch (rem_reminder_settings_get_pause (self, &until))
    {
    case REM_REMINDER_PAUSE_UNTIL:
      return rem_date_compare (date, until) < 0;
    case REM_REMINDER_PAUSE_OPEN:
      return TRUE;
    case REM_REMINDER_PAUSE_NONE:
    default:
      return FALSE;
    }
}

/**
 * rem_reminder_settings_get_country:
 * @self: settings
 *
 * Returns: (transfer none) (nullable): the country whose days are meant, as two letters, or %NULL
 *   if none was chosen
 */
const char *
rem_reminder_settings_get_country (RemReminderSettings *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->country;
}

/**
 * rem_reminder_settings_get_day_wish:
 * @self: settings
 * @day: the name of a day that hurts, of [a-z-]
 *
 * Returns: what is wished for it
 */
RemDayWish
rem_reminder_settings_get_day_wish (RemReminderSettings *self, const char *day)
{
  g_return_val_if_fail (self != NULL, REM_DAY_WISH_NOTHING);
  g_return_val_if_fail (day != NULL, REM_DAY_WISH_NOTHING);

  return (RemDayWish) read_nick (self->file, DAYS_GROUP, day, wish_nicks,
                                 G_N_ELEMENTS (wish_nicks));
}

/**
 * rem_reminder_settings_get_own_words:
 * @self: settings
 * @uuid: which date
 *
 * Returns: (transfer none) (nullable): what its reminders say instead of anything else, or %NULL
 */
const char *
rem_reminder_settings_get_own_words (RemReminderSettings *self, const char *uuid)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  return g_hash_table_lookup (self->own_words, uuid);
}

/**
 * rem_reminder_settings_was_asked:
 * @self: settings
 *
 * Returns: %TRUE if it was asked once whether reminders may begin by themselves
 */
gboolean
rem_reminder_settings_was_asked (RemReminderSettings *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_key_file_get_boolean (self->file, MAIN_GROUP, "asked", NULL);
}

/**
 * rem_reminder_settings_with_words:
 * @self: settings
 * @words: how much a reminder says
 *
 * Returns: (transfer full): the changed settings
 */
RemReminderSettings *
rem_reminder_settings_with_words (RemReminderSettings *self, RemReminderWords words)
{
  GKeyFile *file = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (words < G_N_ELEMENTS (words_nicks), NULL);

  file = copy_file (self);
  g_key_file_set_string (file, MAIN_GROUP, "words", words_nicks[words]);

  return build_settings (file);
}

/**
 * rem_reminder_settings_with_pause:
 * @self: settings
 * @pause: whether everything is silent for now
 * @until: for %REM_REMINDER_PAUSE_UNTIL the first day on which reminders come again
 *
 * Returns: (transfer full): the changed settings
 */
RemReminderSettings *
rem_reminder_settings_with_pause (RemReminderSettings *self, RemReminderPause pause, RemDate until)
{
  g_autofree char *iso = NULL;
  GKeyFile *file = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (pause < G_N_ELEMENTS (pause_nicks), NULL);
  g_return_val_if_fail (pause != REM_REMINDER_PAUSE_UNTIL || rem_date_is_valid (until), NULL);

  file = copy_file (self);
  if (pause == REM_REMINDER_PAUSE_UNTIL)
    iso = rem_date_to_iso (until);
  g_key_file_set_string (file, MAIN_GROUP, "pause", pause_nicks[pause]);
  write_or_forget (file, MAIN_GROUP, "until", iso);

  return build_settings (file);
}

/**
 * rem_reminder_settings_with_country:
 * @self: settings
 * @country: (nullable): two letters, or %NULL for none
 *
 * Returns: (transfer full): the changed settings
 */
RemReminderSettings *
rem_reminder_settings_with_country (RemReminderSettings *self, const char *country)
{
  GKeyFile *file = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  file = copy_file (self);
  write_or_forget (file, MAIN_GROUP, "country", country);

  return build_settings (file);
}

/**
 * rem_reminder_settings_with_day_wish:
 * @self: settings
 * @day: the name of a day that hurts, of [a-z-]
 * @wish: what is wished for it
 *
 * Returns: (transfer full): the changed settings
 */
RemReminderSettings *
rem_reminder_settings_with_day_wish (RemReminderSettings *self, const char *day, RemDayWish wish)
{
  GKeyFile *file = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (day != NULL && *day != '\0', NULL);
  g_return_val_if_fail (wish < G_N_ELEMENTS (wish_nicks), NULL);

  file = copy_file (self);
  write_or_forget (file, DAYS_GROUP, day, wish == REM_DAY_WISH_NOTHING ? NULL : wish_nicks[wish]);

  return build_settings (file);
}

/**
 * rem_reminder_settings_with_own_words:
 * @self: settings
 * @uuid: which date
 * @words: (nullable): what its reminders say; %NULL or nothing but blanks for what all others say
 *
 * Longer words are cut at %REM_REMINDER_SETTINGS_MAX_WORDS characters.
 *
 * Returns: (transfer full): the changed settings
 */
RemReminderSettings *
rem_reminder_settings_with_own_words (RemReminderSettings *self,
                                      const char *uuid,
                                      const char *words)
{
  g_autofree char *valid = NULL;
  GKeyFile *file = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (uuid != NULL && *uuid != '\0', NULL);

  valid = g_strstrip (g_utf8_make_valid (words != NULL ? words : "", -1));
  if (g_utf8_strlen (valid, -1) > REM_REMINDER_SETTINGS_MAX_WORDS)
    *g_utf8_offset_to_pointer (valid, REM_REMINDER_SETTINGS_MAX_WORDS) = '\0';

  file = copy_file (self);
  write_or_forget (file, WORDS_GROUP, uuid, valid);

  return build_settings (file);
}

/**
 * rem_reminder_settings_with_asked:
 * @self: settings
 * @asked: whether it was asked if reminders may begin by themselves
 *
 * Returns: (transfer full): the changed settings
 */
RemReminderSettings *
rem_reminder_settings_with_asked (RemReminderSettings *self, gboolean asked)
{
  GKeyFile *file = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  file = copy_file (self);
  g_key_file_set_boolean (file, MAIN_GROUP, "asked", asked);

  return build_settings (file);
}
