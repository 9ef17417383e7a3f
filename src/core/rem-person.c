/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-person.h"

#include "rem-title.h"

struct _RemPerson
{
  gatomicrefcount refs;
  char *uuid;
  char *name;
  gint64 created_us;
  gint64 modified_us;
  gboolean quiet;
  gboolean tells_since;
  gboolean tells_week;
  RemCalled called;
  char *own_called;
  RemLossWord loss_word;
  char *own_loss;
  RemPronoun pronoun;
  char *note;
};

G_DEFINE_BOXED_TYPE (RemPerson, rem_person, rem_person_ref, rem_person_unref)

static RemPerson *
copy_person (RemPerson *self)
{
  RemPerson *copy = g_new0 (RemPerson, 1);

  *copy = *self;
  g_atomic_ref_count_init (&copy->refs);
  copy->uuid = g_strdup (self->uuid);
  copy->name = g_strdup (self->name);
  copy->own_called = g_strdup (self->own_called);
  copy->own_loss = g_strdup (self->own_loss);
  copy->note = g_strdup (self->note);
  return copy;
}

/**
 * rem_person_new:
 * @uuid: identity for ever (RFC 4122 text)
 * @name: (nullable): a name, a nickname, another word; %NULL or "" is none, and none is a choice
 * @created_us: when it was written down, microseconds since 1970 UTC
 *
 * Returns: (transfer full): a person
 */
RemPerson *
rem_person_new (const char *uuid, const char *name, gint64 created_us)
{
  RemPerson *self;

  g_return_val_if_fail (uuid != NULL, NULL);

  self = g_new0 (RemPerson, 1);
  g_atomic_ref_count_init (&self->refs);
  self->uuid = g_strdup (uuid);
  self->name = rem_title_clean (name);
  self->own_called = g_strdup ("");
  self->own_loss = g_strdup ("");
  self->note = g_strdup ("");
  self->created_us = created_us;
  self->modified_us = created_us;
  return self;
}

/**
 * rem_person_ref:
 * @self: a person
 *
 * Returns: (transfer full): @self
 */
RemPerson *
rem_person_ref (RemPerson *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * rem_person_unref:
 * @self: (transfer full): a person
 *
 * Gives up a reference; the last one frees it.
 */
void
rem_person_unref (RemPerson *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->own_called);
  g_free (self->own_loss);
  g_free (self->note);
  g_free (self);
}

/**
 * rem_person_get_uuid:
 * @self: a person
 *
 * Returns: (transfer none): identity
 */
const char *
rem_person_get_uuid (RemPerson *self)
{
  return self->uuid;
}

/**
 * rem_person_get_name:
 * @self: a person
 *
 * Returns: (transfer none): the name, or ""
 */
const char *
rem_person_get_name (RemPerson *self)
{
  return self->name;
}

/**
 * rem_person_get_created_us:
 * @self: a person
 *
 * Returns: when it was written down, microseconds since 1970 UTC
 */
gint64
rem_person_get_created_us (RemPerson *self)
{
  return self->created_us;
}

/**
 * rem_person_get_modified_us:
 * @self: a person
 *
 * Returns: when it was changed last, microseconds since 1970 UTC
 */
gint64
rem_person_get_modified_us (RemPerson *self)
{
  return self->modified_us;
}

/**
 * rem_person_is_quiet:
 * @self: a person
 *
 * Returns: whether nothing is said about this one
 */
gboolean
rem_person_is_quiet (RemPerson *self)
{
  return self->quiet;
}

/**
 * rem_person_tells_since:
 * @self: a person
 *
 * Returns: whether it is told how long ago the loss was; it is not, until somebody wishes it
 */
gboolean
rem_person_tells_since (RemPerson *self)
{
  return self->tells_since;
}

/**
 * rem_person_tells_week:
 * @self: a person
 *
 * Returns: whether it is told how far the pregnancy had come; it is not, until somebody wishes it
 */
gboolean
rem_person_tells_week (RemPerson *self)
{
  return self->tells_week;
}

/**
 * rem_person_get_called:
 * @self: a person
 *
 * Returns: what the program says where there is no name
 */
RemCalled
rem_person_get_called (RemPerson *self)
{
  return self->called;
}

/**
 * rem_person_get_own_called:
 * @self: a person
 *
 * Returns: (transfer none): the word for %REM_CALLED_OWN, or ""
 */
const char *
rem_person_get_own_called (RemPerson *self)
{
  return self->own_called;
}

/**
 * rem_person_get_loss_word:
 * @self: a person
 *
 * Returns: what the program says for what happened
 */
RemLossWord
rem_person_get_loss_word (RemPerson *self)
{
  return self->loss_word;
}

/**
 * rem_person_get_own_loss:
 * @self: a person
 *
 * Returns: (transfer none): the word for %REM_LOSS_WORD_OWN, or ""
 */
const char *
rem_person_get_own_loss (RemPerson *self)
{
  return self->own_loss;
}

/**
 * rem_person_get_pronoun:
 * @self: a person
 *
 * Returns: how the program speaks of them
 */
RemPronoun
rem_person_get_pronoun (RemPerson *self)
{
  return self->pronoun;
}

/**
 * rem_person_get_note:
 * @self: a person
 *
 * Returns: (transfer none): words about them, or ""
 */
const char *
rem_person_get_note (RemPerson *self)
{
  return self->note;
}

/**
 * rem_person_equal:
 * @a: a person
 * @b: a person
 *
 * Returns: whether all but the instant of the last change is the same in both
 */
gboolean
rem_person_equal (RemPerson *a, RemPerson *b)
{
  return g_str_equal (a->uuid, b->uuid) && g_str_equal (a->name, b->name) &&
         a->created_us == b->created_us && a->quiet == b->quiet &&
         a->tells_since == b->tells_since && a->tells_week == b->tells_week &&
         a->called == b->called && g_str_equal (a->own_called, b->own_called) &&
         a->loss_word == b->loss_word && g_str_equal (a->own_loss, b->own_loss) &&
         a->pronoun == b->pronoun && g_str_equal (a->note, b->note);
}

/**
 * rem_person_with_modified_us:
 * @self: a person
 * @modified_us: when it was changed, microseconds since 1970 UTC
 *
 * Returns: (transfer full): a person that differs only in this
 */
RemPerson *
rem_person_with_modified_us (RemPerson *self, gint64 modified_us)
{
  RemPerson *copy = copy_person (self);

  copy->modified_us = modified_us;
  return copy;
}

/**
 * rem_person_with_name:
 * @self: a person
 * @name: (nullable): the name; %NULL is ""
 *
 * Returns: (transfer full): a person that differs only in this
 */
RemPerson *
rem_person_with_name (RemPerson *self, const char *name)
{
  RemPerson *copy = copy_person (self);

  g_free (copy->name);
  copy->name = rem_title_clean (name);
  return copy;
}

/**
 * rem_person_with_quiet:
 * @self: a person
 * @quiet: whether nothing is said about this one
 *
 * Returns: (transfer full): a person that differs only in this
 */
RemPerson *
rem_person_with_quiet (RemPerson *self, gboolean quiet)
{
  RemPerson *copy = copy_person (self);

  copy->quiet = quiet;
  return copy;
}

/**
 * rem_person_with_tells_since:
 * @self: a person
 * @tells_since: whether it is told how long ago the loss was
 *
 * Returns: (transfer full): a person that differs only in this
 */
RemPerson *
rem_person_with_tells_since (RemPerson *self, gboolean tells_since)
{
  RemPerson *copy = copy_person (self);

  copy->tells_since = tells_since;
  return copy;
}

/**
 * rem_person_with_tells_week:
 * @self: a person
 * @tells_week: whether it is told how far the pregnancy had come
 *
 * Returns: (transfer full): a person that differs only in this
 */
RemPerson *
rem_person_with_tells_week (RemPerson *self, gboolean tells_week)
{
  RemPerson *copy = copy_person (self);

  copy->tells_week = tells_week;
  return copy;
}

/**
 * rem_person_with_called:
 * @self: a person
 * @called: what the program says where there is no name
 * @own: (nullable): the word for %REM_CALLED_OWN; %NULL is ""
 *
 * Returns: (transfer full): a person that differs only in this
 */
RemPerson *
rem_person_with_called (RemPerson *self, RemCalled called, const char *own)
{
  RemPerson *copy = copy_person (self);

  copy->called = called;
  g_free (copy->own_called);
  copy->own_called = rem_title_clean (own);
  return copy;
}

/**
 * rem_person_with_loss_word:
 * @self: a person
 * @word: what the program says for what happened
 * @own: (nullable): the word for %REM_LOSS_WORD_OWN; %NULL is ""
 *
 * Returns: (transfer full): a person that differs only in this
 */
RemPerson *
rem_person_with_loss_word (RemPerson *self, RemLossWord word, const char *own)
{
  RemPerson *copy = copy_person (self);

  copy->loss_word = word;
  g_free (copy->own_loss);
  copy->own_loss = rem_title_clean (own);
  return copy;
}

/**
 * rem_person_with_pronoun:
 * @self: a person
 * @pronoun: how the program speaks of them
 *
 * Returns: (transfer full): a person that differs only in this
 */
RemPerson *
rem_person_with_pronoun (RemPerson *self, RemPronoun pronoun)
{
  RemPerson *copy = copy_person (self);

  copy->pronoun = pronoun;
  return copy;
}

/**
 * rem_person_with_note:
 * @self: a person
 * @note: (nullable): words about them; %NULL is ""
 *
 * Returns: (transfer full): a person that differs only in this
 */
RemPerson *
rem_person_with_note (RemPerson *self, const char *note)
{
  RemPerson *copy = copy_person (self);

  g_free (copy->note);
  copy->note = g_strdup (note != NULL ? note : "");
  return copy;
}
