/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RemPhraseKind:
 * @REM_PHRASE_REMEMBERING: a prompt about what was, or was imagined
 * @REM_PHRASE_HARD: a prompt about what hurts
 * @REM_PHRASE_SELF: a prompt about oneself and one's body
 * @REM_PHRASE_OTHERS: a prompt about those around
 * @REM_PHRASE_CALM: a prompt that asks for no pain
 * @REM_PHRASE_DATE: a prompt about a date; never shown by itself on one
 * @REM_PHRASE_FEELING: a word for what one feels
 * @REM_PHRASE_BODY: a word for what the body does
 *
 * What a phrase is.
 */
typedef enum
{
  REM_PHRASE_REMEMBERING,
  REM_PHRASE_HARD,
  REM_PHRASE_SELF,
  REM_PHRASE_OTHERS,
  REM_PHRASE_CALM,
  REM_PHRASE_DATE,
  REM_PHRASE_FEELING,
  REM_PHRASE_BODY,
} RemPhraseKind;

#define REM_TYPE_PHRASE (rem_phrase_get_type ())

/**
 * RemPhrase:
 *
 * A few words that the program offers, in the language of the person: a prompt to write from, a
 * word for how one is. Immutable and reference counted. Any thread.
 */
typedef struct _RemPhrase RemPhrase;

GType rem_phrase_get_type (void);

GPtrArray *rem_phrase_parse_all (const char *text, gssize length, GError **error);
RemPhrase *rem_phrase_ref (RemPhrase *self);
void rem_phrase_unref (RemPhrase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemPhrase, rem_phrase_unref)

const char *rem_phrase_get_id (RemPhrase *self);
RemPhraseKind rem_phrase_get_kind (RemPhrase *self);
const char *rem_phrase_get_text (RemPhrase *self);
gboolean rem_phrase_is_for_two (RemPhrase *self);
gboolean rem_phrase_is_light (RemPhrase *self);

G_END_DECLS
