/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The most answers that wait to be applied. */
#define REM_REMINDER_ANSWERS_MAX 4096

/**
 * RemReminderAnswer:
 * @id: the entry of the plan that was answered
 * @about: (nullable): what the entry spoke of, as in #RemPlanEntry
 *
 * One "Not this year" that the window has not applied to the box yet.
 */
typedef struct
{
  char *id;
  char *about;
} RemReminderAnswer;

void rem_reminder_answer_free (RemReminderAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemReminderAnswer, rem_reminder_answer_free)

GPtrArray *rem_reminder_answers_load (const char *path, GError **error);
gboolean rem_reminder_answers_append (const char *path,
                                      const RemReminderAnswer *answers,
                                      gsize n_answers,
                                      GError **error);
gboolean rem_reminder_answers_remove (const char *path, const char *const *ids, GError **error);

char *rem_reminder_answers_build_default_path (void);

G_END_DECLS
