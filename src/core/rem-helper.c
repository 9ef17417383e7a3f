/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-helper.h"

struct _RemHelper
{
  gatomicrefcount refs;
  RemHelperKind kind;
  char *uuid;
  gint64 created_us;
  char *name;
  char *how;
  char *phone;
};

G_DEFINE_BOXED_TYPE (RemHelper, rem_helper, rem_helper_ref, rem_helper_unref)

/**
 * rem_helper_new:
 * @kind: who or what
 * @uuid: identity for ever (RFC 4122 text)
 * @created_us: when it was written down, microseconds since 1970 UTC
 *
 * Returns: (transfer full): a helper without a name yet
 */
RemHelper *
rem_helper_new (RemHelperKind kind, const char *uuid, gint64 created_us)
{
  RemHelper *self;

  g_return_val_if_fail (uuid != NULL, NULL);

  self = g_new0 (RemHelper, 1);
  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;
  self->uuid = g_strdup (uuid);
  self->created_us = created_us;
  self->name = g_strdup ("");
  self->how = g_strdup ("");
  self->phone = g_strdup ("");
  return self;
}

/**
 * rem_helper_ref:
 * @self: a helper
 *
 * Returns: (transfer full): @self
 */
RemHelper *
rem_helper_ref (RemHelper *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * rem_helper_unref:
 * @self: (transfer full): a helper
 *
 * Gives up a reference; the last one frees it.
 */
void
rem_helper_unref (RemHelper *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->how);
  g_free (self->phone);
  g_free (self);
}

/**
 * rem_helper_get_kind:
 * @self: a helper
 *
 * Returns: who or what
 */
RemHelperKind
rem_helper_get_kind (RemHelper *self)
{
  return self->kind;
}

/**
 * rem_helper_get_uuid:
 * @self: a helper
 *
 * Returns: (transfer none): identity
 */
const char *
rem_helper_get_uuid (RemHelper *self)
{
  return self->uuid;
}

/**
 * rem_helper_get_created_us:
 * @self: a helper
 *
 * Returns: when it was written down, microseconds since 1970 UTC
 */
gint64
rem_helper_get_created_us (RemHelper *self)
{
  return self->created_us;
}

/**
 * rem_helper_get_name:
 * @self: a helper
 *
 * Returns: (transfer none): a name, or what it is
 */
const char *
rem_helper_get_name (RemHelper *self)
{
  return self->name;
}

/**
 * rem_helper_get_how:
 * @self: a helper
 *
 * Returns: (transfer none): how they help, or ""
 */
const char *
rem_helper_get_how (RemHelper *self)
{
  return self->how;
}

/**
 * rem_helper_get_phone:
 * @self: a helper
 *
 * Returns: (transfer none): a number as it was written, or ""
 */
const char *
rem_helper_get_phone (RemHelper *self)
{
  return self->phone;
}

static char *
cut (const char *text)
{
  if (g_utf8_strlen (text, -1) > REM_HELPER_MAX_CHARS)
    return g_utf8_substring (text, 0, REM_HELPER_MAX_CHARS);
  return g_strdup (text);
}

/**
 * rem_helper_with:
 * @self: a helper
 * @name: a name, or what it is
 * @how: how they help, or ""
 * @phone: a number, or ""
 *
 * Each is cut at %REM_HELPER_MAX_CHARS.
 *
 * Returns: (transfer full): the same helper in these words
 */
RemHelper *
rem_helper_with (RemHelper *self, const char *name, const char *how, const char *phone)
{
  RemHelper *copy;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL && how != NULL && phone != NULL, NULL);

  copy = rem_helper_new (self->kind, self->uuid, self->created_us);
  g_free (copy->name);
  g_free (copy->how);
  g_free (copy->phone);
  copy->name = cut (name);
  copy->how = cut (how);
  copy->phone = cut (phone);
  return copy;
}
