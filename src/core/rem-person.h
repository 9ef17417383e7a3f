/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RemCalled:
 * @REM_CALLED_BABY: your baby
 * @REM_CALLED_SON: your son
 * @REM_CALLED_DAUGHTER: your daughter
 * @REM_CALLED_CHILD: your child
 * @REM_CALLED_LITTLE_ONE: your little one
 * @REM_CALLED_PREGNANCY: your pregnancy
 * @REM_CALLED_OWN: a word of the person's own
 * @REM_CALLED_NOTHING: no word at all
 *
 * What the program says for somebody who has no name here. Stored by nick.
 */
typedef enum
{
  REM_CALLED_BABY,
  REM_CALLED_SON,
  REM_CALLED_DAUGHTER,
  REM_CALLED_CHILD,
  REM_CALLED_LITTLE_ONE,
  REM_CALLED_PREGNANCY,
  REM_CALLED_OWN,
  REM_CALLED_NOTHING,
} RemCalled;

/**
 * RemLossWord:
 * @REM_LOSS_WORD_LOSS: the loss
 * @REM_LOSS_WORD_DEATH: the death, died
 * @REM_LOSS_WORD_FAREWELL: the farewell, went away
 * @REM_LOSS_WORD_END: the pregnancy ended
 * @REM_LOSS_WORD_OWN: a word of the person's own
 *
 * What the program says for what happened. Stored by nick.
 */
typedef enum
{
  REM_LOSS_WORD_LOSS,
  REM_LOSS_WORD_DEATH,
  REM_LOSS_WORD_FAREWELL,
  REM_LOSS_WORD_END,
  REM_LOSS_WORD_OWN,
} RemLossWord;

/**
 * RemPronoun:
 * @REM_PRONOUN_THEY: they
 * @REM_PRONOUN_SHE: she
 * @REM_PRONOUN_HE: he
 *
 * How the program speaks of somebody. Stored by nick.
 */
typedef enum
{
  REM_PRONOUN_THEY,
  REM_PRONOUN_SHE,
  REM_PRONOUN_HE,
} RemPronoun;

#define REM_TYPE_PERSON (rem_person_get_type ())

/**
 * RemPerson:
 *
 * Someone remembered, by a name, a nickname, another word, or none (an empty string). Immutable
 * and reference counted. Any thread.
 */
typedef struct _RemPerson RemPerson;

GType rem_person_get_type (void);

RemPerson *rem_person_new (const char *uuid, const char *name, gint64 created_us);
RemPerson *rem_person_ref (RemPerson *self);
void rem_person_unref (RemPerson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemPerson, rem_person_unref)

const char *rem_person_get_uuid (RemPerson *self);
const char *rem_person_get_name (RemPerson *self);
gint64 rem_person_get_created_us (RemPerson *self);
gint64 rem_person_get_modified_us (RemPerson *self);
gboolean rem_person_is_quiet (RemPerson *self);
gboolean rem_person_tells_since (RemPerson *self);
gboolean rem_person_tells_week (RemPerson *self);
RemCalled rem_person_get_called (RemPerson *self);
const char *rem_person_get_own_called (RemPerson *self);
RemLossWord rem_person_get_loss_word (RemPerson *self);
const char *rem_person_get_own_loss (RemPerson *self);
RemPronoun rem_person_get_pronoun (RemPerson *self);
const char *rem_person_get_note (RemPerson *self);
gboolean rem_person_equal (RemPerson *a, RemPerson *b);

RemPerson *rem_person_with_modified_us (RemPerson *self, gint64 modified_us);
RemPerson *rem_person_with_name (RemPerson *self, const char *name);
RemPerson *rem_person_with_quiet (RemPerson *self, gboolean quiet);
RemPerson *rem_person_with_tells_since (RemPerson *self, gboolean tells_since);
RemPerson *rem_person_with_tells_week (RemPerson *self, gboolean tells_week);
RemPerson *rem_person_with_called (RemPerson *self, RemCalled called, const char *own);
RemPerson *rem_person_with_loss_word (RemPerson *self, RemLossWord word, const char *own);
RemPerson *rem_person_with_pronoun (RemPerson *self, RemPronoun pronoun);
RemPerson *rem_person_with_note (RemPerson *self, const char *note);

G_END_DECLS
