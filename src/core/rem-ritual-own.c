/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ritual-private.h"

#include <string.h>

/* Rituals that somebody made up: every part is as long as it may be, and none is needed. */

#define MAX_TITLE_CHARS 200
#define MAX_NEEDS_CHARS 400
#define MAX_STEPS_CHARS 12000
#define MAX_NOTE_CHARS  4000

static char *
cut (const char *text, glong max_chars)
{
  g_autofree char *part = g_utf8_strlen (text, -1) > max_chars
                              ? g_utf8_substring (text, 0, max_chars)
                              : g_strdup (text);

  return g_strdup (g_strstrip (part));
}

/* One step a line; empty lines are none. */
static char **
split_steps (const char *text)
{
  g_autofree char *part = cut (text, MAX_STEPS_CHARS);
  g_auto (GStrv) lines = g_strsplit (part, "\n", -1);
  g_autoptr (GStrvBuilder) steps = g_strv_builder_new ();

  for (char **line = lines; *line != NULL; line++)
    if (*g_strstrip (*line) != '\0')
      g_strv_builder_add (steps, *line);
  return g_strv_builder_end (steps);
}

/**
 * rem_ritual_new_own:
 * @uuid: its id (RFC 4122 text), which none that came with the program has
 * @created_us: when it was made up, microseconds since 1970 UTC
 *
 * Returns: (transfer full): a ritual of one's own, without words yet
 */
RemRitual *
rem_ritual_new_own (const char *uuid, gint64 created_us)
{
  RemRitual *self;

  g_return_val_if_fail (uuid != NULL, NULL);

  self = g_new0 (RemRitual, 1);
  g_atomic_ref_count_init (&self->refs);
  self->id = g_strdup (uuid);
  self->is_own = TRUE;
  self->has_candle = TRUE;
  self->created_us = created_us;
  self->title = g_strdup ("");
  self->time = g_strdup ("");
  self->needs = g_strdup ("");
  self->note = g_strdup ("");
  self->occasion = g_strdup ("");
  self->steps = g_new0 (char *, 1);
  return self;
}

/**
 * rem_ritual_is_own:
 * @self: a ritual
 *
 * Returns: %TRUE if somebody made it up, %FALSE if it came with the program
 */
gboolean
rem_ritual_is_own (RemRitual *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_own;
}

/**
 * rem_ritual_get_created_us:
 * @self: a ritual
 *
 * Returns: when it was made up, microseconds since 1970 UTC; 0 if it came with the program
 */
gint64
rem_ritual_get_created_us (RemRitual *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->created_us;
}

/**
 * rem_ritual_get_occasion:
 * @self: a ritual
 *
 * Returns: the uuid of the date that it belongs to, or ""
 */
const char *
rem_ritual_get_occasion (RemRitual *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->occasion;
}

/**
 * rem_ritual_join_steps:
 * @self: a ritual
 *
 * Returns: (transfer full): the steps, one a line, or ""
 */
char *
rem_ritual_join_steps (RemRitual *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strjoinv ("\n", self->steps);
}

/**
 * rem_ritual_with:
 * @self: a ritual of one's own
 * @title: what it is called
 * @steps: the steps, one a line
 * @needs: what is needed
 * @note: words for it
 * @company: with whom
 * @occasion: the uuid of the date that it belongs to, or ""
 *
 * Each part may be empty, and is cut where it is longer than a page.
 *
 * Returns: (transfer full): the same ritual in these words
 */
RemRitual *
rem_ritual_with (RemRitual *self,
                 const char *title,
                 const char *steps,
                 const char *needs,
                 const char *note,
                 RemCompany company,
                 const char *occasion)
{
  RemRitual *copy;

  g_return_val_if_fail (self != NULL && self->is_own, NULL);
  g_return_val_if_fail (title != NULL && steps != NULL && needs != NULL, NULL);
  g_return_val_if_fail (note != NULL && occasion != NULL, NULL);

  copy = rem_ritual_new_own (self->id, self->created_us);
  g_free (copy->title);
  g_free (copy->needs);
  g_free (copy->note);
  g_free (copy->occasion);
  g_strfreev (copy->steps);
  copy->title = cut (title, MAX_TITLE_CHARS);
  copy->needs = cut (needs, MAX_NEEDS_CHARS);
  copy->note = cut (note, MAX_NOTE_CHARS);
  copy->occasion = g_strdup (occasion);
  copy->steps = split_steps (steps);
  copy->company = company;
  return copy;
}
