/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "rem-date.h"

G_BEGIN_DECLS

/** The longest words of her own that a date can have, in characters. */
#define REM_REMINDER_SETTINGS_MAX_WORDS 240

/**
 * RemReminderWords:
 * @REM_REMINDER_WORDS_PRIVATE: nothing that tells whoever looks at the screen what it is about
 * @REM_REMINDER_WORDS_SOFT: that it is a date, and when; not which one
 * @REM_REMINDER_WORDS_NAMED: what the date and the one remembered are called
 *
 * How much a reminder says. Stored by nick.
 */
typedef enum
{
  REM_REMINDER_WORDS_PRIVATE,
  REM_REMINDER_WORDS_SOFT,
  REM_REMINDER_WORDS_NAMED,
} RemReminderWords;

/**
 * RemReminderPause:
 * @REM_REMINDER_PAUSE_NONE: reminders come
 * @REM_REMINDER_PAUSE_UNTIL: none come before a day
 * @REM_REMINDER_PAUSE_OPEN: none come until the person says so
 *
 * Whether everything is silent for now. Stored by nick.
 */
typedef enum
{
  REM_REMINDER_PAUSE_NONE,
  REM_REMINDER_PAUSE_UNTIL,
  REM_REMINDER_PAUSE_OPEN,
} RemReminderPause;

/**
 * RemDayWish:
 * @REM_DAY_WISH_NOTHING: the day is of no concern
 * @REM_DAY_WISH_TELL: say softly, six days before, that it comes
 * @REM_DAY_WISH_SILENT: keep everything silent on it and in the six days before it
 *
 * What is wished for a day that hurts. Stored by nick.
 */
typedef enum
{
  REM_DAY_WISH_NOTHING,
  REM_DAY_WISH_TELL,
  REM_DAY_WISH_SILENT,
} RemDayWish;

#define REM_TYPE_REMINDER_SETTINGS (rem_reminder_settings_get_type ())

/**
 * RemReminderSettings:
 *
 * What the person chose for all reminders together, and the words of her own for single dates.
 * Immutable and reference counted; each `with` function returns a new value. Any thread.
 */
typedef struct _RemReminderSettings RemReminderSettings;

GType rem_reminder_settings_get_type (void);

RemReminderSettings *rem_reminder_settings_new (void);
RemReminderSettings *rem_reminder_settings_parse (const char *text);
char *rem_reminder_settings_to_text (RemReminderSettings *self);
RemReminderSettings *rem_reminder_settings_ref (RemReminderSettings *self);
void rem_reminder_settings_unref (RemReminderSettings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemReminderSettings, rem_reminder_settings_unref)

RemReminderWords rem_reminder_settings_get_words (RemReminderSettings *self);
RemReminderPause rem_reminder_settings_get_pause (RemReminderSettings *self, RemDate *until_out);
gboolean rem_reminder_settings_is_paused_on (RemReminderSettings *self, RemDate date);
const char *rem_reminder_settings_get_country (RemReminderSettings *self);
RemDayWish rem_reminder_settings_get_day_wish (RemReminderSettings *self, const char *day);
const char *rem_reminder_settings_get_own_words (RemReminderSettings *self, const char *uuid);
gboolean rem_reminder_settings_was_asked (RemReminderSettings *self);

RemReminderSettings *
rem_reminder_settings_with_words (RemReminderSettings *self, RemReminderWords words);
RemReminderSettings *
rem_reminder_settings_with_pause (RemReminderSettings *self, RemReminderPause pause, RemDate until);
RemReminderSettings *
rem_reminder_settings_with_country (RemReminderSettings *self, const char *country);
RemReminderSettings *
rem_reminder_settings_with_day_wish (RemReminderSettings *self, const char *day, RemDayWish wish);
RemReminderSettings *rem_reminder_settings_with_own_words (RemReminderSettings *self,
                                                           const char *uuid,
                                                           const char *words);
RemReminderSettings *rem_reminder_settings_with_asked (RemReminderSettings *self, gboolean asked);

G_END_DECLS
