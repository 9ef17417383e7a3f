/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-person.h"

#include "rem-title.h"

#include <string.h>

struct _RemPerson
{
  gatomicrefcount refs;
  char *uuid;
  char *name;
  gint64 created_us;
  gboolean quiet;
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
  self->created_us = created_us;
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
