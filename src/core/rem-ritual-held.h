/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "rem-date.h"

G_BEGIN_DECLS

/** What rem_ritual_held_get_ritual() says of a candle. */
#define REM_RITUAL_CANDLE "candle"

/**
 * RemStoryKind:
 * @REM_STORY_OF_DATE: of a date, by its uuid
 * @REM_STORY_OF_RITUAL: of a ritual, by its id
 *
 * What is told through the years, in lines and keepsakes.
 */
typedef enum
{
  REM_STORY_OF_DATE,
  REM_STORY_OF_RITUAL,
} RemStoryKind;

#define REM_TYPE_RITUAL_HELD (rem_ritual_held_get_type ())

/**
 * RemRitualHeld:
 *
 * A line about something that was done on a day, such as lighting a candle: in the person's own
 * words, never a mark that it was done. Immutable and reference counted. Any thread.
 */
typedef struct _RemRitualHeld RemRitualHeld;

GType rem_ritual_held_get_type (void);

RemRitualHeld *rem_ritual_held_new (const char *uuid,
                                    const char *ritual,
                                    const char *occasion,
                                    RemDate day,
                                    const char *words,
                                    gint64 created_us);
RemRitualHeld *rem_ritual_held_ref (RemRitualHeld *self);
void rem_ritual_held_unref (RemRitualHeld *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemRitualHeld, rem_ritual_held_unref)

const char *rem_ritual_held_get_uuid (RemRitualHeld *self);
const char *rem_ritual_held_get_ritual (RemRitualHeld *self);
const char *rem_ritual_held_get_occasion (RemRitualHeld *self);
RemDate rem_ritual_held_get_day (RemRitualHeld *self);
const char *rem_ritual_held_get_words (RemRitualHeld *self);
gint64 rem_ritual_held_get_created_us (RemRitualHeld *self);

RemRitualHeld *rem_ritual_held_with_day (RemRitualHeld *self, RemDate day);
RemRitualHeld *rem_ritual_held_with_words (RemRitualHeld *self, const char *words);

G_END_DECLS
