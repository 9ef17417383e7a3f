/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ritual-held.h"

struct _RemRitualHeld
{
  gatomicrefcount refs;
  char *uuid;
  char *ritual;
  char *occasion;
  RemDate day;
  char *words;
  gint64 created_us;
};

G_DEFINE_BOXED_TYPE (RemRitualHeld, rem_ritual_held, rem_ritual_held_ref, rem_ritual_held_unref)

/**
 * rem_ritual_held_new:
 * @uuid: its uuid
 * @ritual: the id of the ritual, or "" for a line about a date alone
 * @occasion: the uuid of the date it belongs to, or ""
 * @day: the day on which it was
 * @words: what the person wrote about it
 * @created_us: when it was written down, microseconds since 1970-01-01T00:00:00Z
 *
 * Returns: (transfer full): a line
 */
RemRitualHeld *
rem_ritual_held_new (const char *uuid,
                     const char *ritual,
                     const char *occasion,
                     RemDate day,
                     const char *words,
                     gint64 created_us)
{
  RemRitualHeld *self;

  g_return_val_if_fail (uuid != NULL, NULL);
  g_return_val_if_fail (ritual != NULL, NULL);
  g_return_val_if_fail (occasion != NULL, NULL);
  g_return_val_if_fail (words != NULL, NULL);

  self = g_new0 (RemRitualHeld, 1);
  g_atomic_ref_count_init (&self->refs);
  self->uuid = g_strdup (uuid);
  self->ritual = g_strdup (ritual);
  self->occasion = g_strdup (occasion);
  self->day = day;
  self->words = g_strdup (words);
  self->created_us = created_us;
  return self;
}

/**
 * rem_ritual_held_ref:
 * @self: a line
 *
 * Returns: (transfer full): @self
 */
RemRitualHeld *
rem_ritual_held_ref (RemRitualHeld *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * rem_ritual_held_unref:
 * @self: (transfer full): a line
 *
 * Gives up a reference.
 */
void
rem_ritual_held_unref (RemRitualHeld *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->uuid);
  g_free (self->ritual);
  g_free (self->occasion);
  g_free (self->words);
  g_free (self);
}

/**
 * rem_ritual_held_get_uuid:
 * @self: a line
 *
 * Returns: its uuid
 */
const char *
rem_ritual_held_get_uuid (RemRitualHeld *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->uuid;
}

/**
 * rem_ritual_held_get_ritual:
 * @self: a line
 *
 * Returns: the id of the ritual, such as %REM_RITUAL_CANDLE
 */
const char *
rem_ritual_held_get_ritual (RemRitualHeld *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->ritual;
}

/**
 * rem_ritual_held_get_occasion:
 * @self: a line
 *
 * Returns: the uuid of the date it belongs to, or ""
 */
const char *
rem_ritual_held_get_occasion (RemRitualHeld *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->occasion;
}

/**
 * rem_ritual_held_get_day:
 * @self: a line
 *
 * Returns: the day on which it was
 */
RemDate
rem_ritual_held_get_day (RemRitualHeld *self)
{
  g_return_val_if_fail (self != NULL, REM_DATE_UNKNOWN);

  return self->day;
}

/**
 * rem_ritual_held_get_words:
 * @self: a line
 *
 * Returns: what the person wrote about it
 */
const char *
rem_ritual_held_get_words (RemRitualHeld *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->words;
}

/**
 * rem_ritual_held_get_created_us:
 * @self: a line
 *
 * Returns: when it was written down, microseconds since 1970-01-01T00:00:00Z
 */
gint64
rem_ritual_held_get_created_us (RemRitualHeld *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->created_us;
}

/**
 * rem_ritual_held_with_day:
 * @self: a line
 * @day: a day
 *
 * Returns: (transfer full): the same line about another day
 */
RemRitualHeld *
rem_ritual_held_with_day (RemRitualHeld *self, RemDate day)
{
  g_return_val_if_fail (self != NULL, NULL);

  return rem_ritual_held_new (self->uuid, self->ritual, self->occasion, day, self->words,
                              self->created_us);
}

/**
 * rem_ritual_held_with_words:
 * @self: a line
 * @words: what the person writes about it now
 *
 * Returns: (transfer full): the same line in other words
 */
RemRitualHeld *
rem_ritual_held_with_words (RemRitualHeld *self, const char *words)
{
  g_return_val_if_fail (self != NULL && words != NULL, NULL);

  return rem_ritual_held_new (self->uuid, self->ritual, self->occasion, self->day, words,
                              self->created_us);
}
