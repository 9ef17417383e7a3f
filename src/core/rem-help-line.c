/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-help-line.h"

#include <glib/gi18n.h>

G_DEFINE_BOXED_TYPE (RemHelpLine, rem_help_line, rem_help_line_ref, rem_help_line_unref)

/**
 * rem_help_line_ref:
 * @self: a help line
 *
 * Returns: (transfer full): @self
 */
RemHelpLine *
rem_help_line_ref (RemHelpLine *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * rem_help_line_unref:
 * @self: (transfer full): a help line
 *
 * Gives up a reference; the last one frees it.
 */
void
rem_help_line_unref (RemHelpLine *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  for (gsize i = 0; i < self->n_messages; i++)
    {
      g_free (self->messages[i].to);
      g_free (self->messages[i].word);
      g_free (self->messages[i].language);
    }
  g_free (self->messages);
  g_strfreev (self->languages);
  g_strfreev (self->phones);
  g_free (self->id);
  g_free (self->country);
  g_free (self->service);
  g_free (self->region);
  g_free (self->web);
  g_free (self->hours);
  g_free (self->what);
  g_free (self->note);
  g_free (self);
}

/**
 * rem_help_line_speaks:
 * @self: a help line
 * @language: ISO 639-1
 *
 * Returns: %TRUE if that is one of its languages
 */
gboolean
rem_help_line_speaks (const RemHelpLine *self, const char *language)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (language != NULL, FALSE);

  return g_strv_contains ((const char *const *) self->languages, language);
}

/**
 * rem_help_line_format_checked:
 * @self: a help line
 *
 * Returns: (transfer full): a sentence that says honestly when the entry was looked at, and how
 */
char *
rem_help_line_format_checked (const RemHelpLine *self)
{
  g_autofree char *when = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  when = rem_day_format (self->checked);
  switch (self->evidence)
    {
    case REM_HELP_EVIDENCE_DATED:
      /* TRANSLATORS: under a help line; %s is a day, a month or a year: "August 2026" */
      return g_strdup_printf (_ ("Last checked: %s."), when);
    case REM_HELP_EVIDENCE_COPY:
      /* TRANSLATORS: under a help line; %s is a day, a month or a year: "August 2026" */
      return g_strdup_printf (_ ("Read on a copy of their own page: %s."), when);
    case REM_HELP_EVIDENCE_UNCONFIRMED:
    default:
      /* TRANSLATORS: under a help line; %s is a day, a month or a year: "August 2026" */
      return g_strdup_printf (_ ("Noted: %s. Not confirmed yet."), when);
    }
}
