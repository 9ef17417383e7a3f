/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-occasion.h"
#include "rem-person.h"

G_BEGIN_DECLS

/* What the program says about somebody, in the words that were chosen for them: whole sentences for
 * each choice, so that a translator can turn each of them round. Pure; any thread. */

const char *rem_called_to_nick (RemCalled called);
RemCalled rem_called_from_nick (const char *nick);
const char *rem_loss_word_to_nick (RemLossWord word);
RemLossWord rem_loss_word_from_nick (const char *nick);
const char *rem_pronoun_to_nick (RemPronoun pronoun);
RemPronoun rem_pronoun_from_nick (const char *nick);

char *rem_person_words_build_called (RemPerson *person);
char *rem_person_words_begin (const char *called);
char *rem_person_words_build_date (RemPerson *person, RemOccasionKind kind);
char *rem_person_words_build_since (RemPerson *person, const char *span);
char *rem_person_words_build_write (RemPerson *person);

G_END_DECLS
