/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-help-line.h"

G_BEGIN_DECLS

/**
 * RemHelpGroup:
 * @REM_HELP_GROUP_EMERGENCY: the emergency number
 * @REM_HELP_GROUP_CRISIS: somebody to talk to in a crisis
 * @REM_HELP_GROUP_SUPPORT: everybody else of the country
 * @REM_HELP_GROUP_ANYWHERE: what can be reached from any country; the directory of all comes last
 *
 * In what order help lines are shown.
 */
typedef enum
{
  REM_HELP_GROUP_EMERGENCY,
  REM_HELP_GROUP_CRISIS,
  REM_HELP_GROUP_SUPPORT,
  REM_HELP_GROUP_ANYWHERE,
} RemHelpGroup;

#define REM_TYPE_HELP_LINES (rem_help_lines_get_type ())

/**
 * RemHelpLines:
 *
 * All help lines that are known. Immutable and reference counted. Any thread.
 */
typedef struct _RemHelpLines RemHelpLines;

GType rem_help_lines_get_type (void);

RemHelpLines *rem_help_lines_load (const char *path, GError **error);
RemHelpLines *rem_help_lines_parse (const char *text, gssize length, GError **error);
RemHelpLines *rem_help_lines_ref (RemHelpLines *self);
void rem_help_lines_unref (RemHelpLines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemHelpLines, rem_help_lines_unref)

RemHelpLines *rem_help_lines_with_corrections (RemHelpLines *self, RemHelpLines *corrections);

char **rem_help_lines_list_countries (RemHelpLines *self);
gboolean rem_help_lines_has_country (RemHelpLines *self, const char *country);
const char *rem_help_lines_get_country_name (RemHelpLines *self, const char *country);
const char *rem_help_lines_guess_country (RemHelpLines *self, const char *const *locales);
char **rem_help_lines_list_languages (RemHelpLines *self, const char *country);
const char *rem_help_lines_get_language_name (RemHelpLines *self, const char *language);
GPtrArray *rem_help_lines_list (RemHelpLines *self,
                                const char *country,
                                RemHelpGroup group,
                                const char *language);

G_END_DECLS
