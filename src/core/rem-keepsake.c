/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake.h"

#include "rem-title.h"

#include <string.h>

struct _RemKeepsake
{
  gatomicrefcount refs;
  char *uuid;
  RemKeepsakeKind kind;
  gint64 created_us;
  gint64 modified_us;
  gint64 removed_us;
  char *title;
  char *text;
  char *addressee;
  char *signature;
  char *place;
  RemDay day;
  RemDate opens;
  gboolean face_down;
  gboolean put_away;
  GStrv persons;
  GStrv tags;
};

G_DEFINE_BOXED_TYPE (RemKeepsake, rem_keepsake, rem_keepsake_ref, rem_keepsake_unref)

static RemKeepsake *
copy_keepsake (RemKeepsake *self)
{
  RemKeepsake *copy = g_new0 (RemKeepsake, 1);

  *copy = *self;
  g_atomic_ref_count_init (&copy->refs);
  copy->uuid = g_strdup (self->uuid);
  copy->title = g_strdup (self->title);
  copy->text = g_strdup (self->text);
  copy->addressee = g_strdup (self->addressee);
  copy->signature = g_strdup (self->signature);
  copy->place = g_strdup (self->place);
  copy->persons = g_strdupv (self->persons);
  copy->tags = g_strdupv (self->tags);
  return copy;
}

static void
replace_string (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value != NULL ? value : "");
}

static void
replace_strv (GStrv *field, const char *const *value)
{
  static const char *const none[] = { NULL };

  g_strfreev (*field);
  *field = g_strdupv ((char **) (value != NULL ? value : none));
}

/**
 * rem_keepsake_new:
 * @kind: what it is
 * @uuid: its identity for ever, in copies and exports too (RFC 4122 text)
 * @created_us: when it was made, microseconds since 1970 UTC
 *
 * Returns: (transfer full): an empty keepsake
 */
RemKeepsake *
rem_keepsake_new (RemKeepsakeKind kind, const char *uuid, gint64 created_us)
{
  RemKeepsake *self;

  g_return_val_if_fail (uuid != NULL, NULL);

  self = g_new0 (RemKeepsake, 1);
  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;
  self->uuid = g_strdup (uuid);
  self->created_us = created_us;
  self->modified_us = created_us;
  self->title = g_strdup ("");
  self->text = g_strdup ("");
  self->addressee = g_strdup ("");
  self->signature = g_strdup ("");
  self->place = g_strdup ("");
  self->day = REM_DAY_NONE;
  self->opens = REM_DATE_UNKNOWN;
  self->persons = g_new0 (char *, 1);
  self->tags = g_new0 (char *, 1);
  return self;
}

/**
 * rem_keepsake_ref:
 * @self: a keepsake
 *
 * Returns: (transfer full): @self
 */
RemKeepsake *
rem_keepsake_ref (RemKeepsake *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * rem_keepsake_unref:
 * @self: (transfer full): a keepsake
 *
 * Gives up a reference; the last one frees it.
 */
void
rem_keepsake_unref (RemKeepsake *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->uuid);
  g_free (self->title);
  g_free (self->text);
  g_free (self->addressee);
  g_free (self->signature);
  g_free (self->place);
  g_strfreev (self->persons);
  g_strfreev (self->tags);
  g_free (self);
}

/**
 * rem_keepsake_get_uuid:
 * @self: a keepsake
 *
 * Returns: (transfer none): its identity
 */
const char *
rem_keepsake_get_uuid (RemKeepsake *self)
{
  return self->uuid;
}

/**
 * rem_keepsake_get_kind:
 * @self: a keepsake
 *
 * Returns: what it is
 */
RemKeepsakeKind
rem_keepsake_get_kind (RemKeepsake *self)
{
  return self->kind;
}

/**
 * rem_keepsake_get_created_us:
 * @self: a keepsake
 *
 * Returns: when it was made, microseconds since 1970 UTC
 */
gint64
rem_keepsake_get_created_us (RemKeepsake *self)
{
  return self->created_us;
}

/**
 * rem_keepsake_get_modified_us:
 * @self: a keepsake
 *
 * Returns: when it was last changed, microseconds since 1970 UTC
 */
gint64
rem_keepsake_get_modified_us (RemKeepsake *self)
{
  return self->modified_us;
}

/**
 * rem_keepsake_get_title:
 * @self: a keepsake
 *
 * Returns: (transfer none): its title, or ""
 */
const char *
rem_keepsake_get_title (RemKeepsake *self)
{
  return self->title;
}

/**
 * rem_keepsake_get_text:
 * @self: a keepsake
 *
 * Returns: (transfer none): its text, Markdown with light marks, or ""; a caption for photos
 */
const char *
rem_keepsake_get_text (RemKeepsake *self)
{
  return self->text;
}

/**
 * rem_keepsake_get_addressee:
 * @self: a keepsake
 *
 * Returns: (transfer none): to whom a letter is, as written, or ""
 */
const char *
rem_keepsake_get_addressee (RemKeepsake *self)
{
  return self->addressee;
}

/**
 * rem_keepsake_get_signature:
 * @self: a keepsake
 *
 * Returns: (transfer none): from whom a letter is, as written, or ""
 */
const char *
rem_keepsake_get_signature (RemKeepsake *self)
{
  return self->signature;
}

/**
 * rem_keepsake_get_place:
 * @self: a keepsake
 *
 * Returns: (transfer none): where an object is kept, or ""
 */
const char *
rem_keepsake_get_place (RemKeepsake *self)
{
  return self->place;
}

/**
 * rem_keepsake_get_day:
 * @self: a keepsake
 *
 * Returns: the day it belongs to, as exactly as it is known
 */
RemDay
rem_keepsake_get_day (RemKeepsake *self)
{
  return self->day;
}

/**
 * rem_keepsake_is_face_down:
 * @self: a keepsake
 *
 * Returns: whether it lies face down until turned
 */
gboolean
rem_keepsake_is_face_down (RemKeepsake *self)
{
  return self->face_down;
}

/**
 * rem_keepsake_get_opens:
 * @self: a keepsake
 *
 * Returns: the day on which a sealed letter opens, or %REM_DATE_UNKNOWN
 */
RemDate
rem_keepsake_get_opens (RemKeepsake *self)
{
  return self->opens;
}

/**
 * rem_keepsake_is_put_away:
 * @self: a keepsake
 *
 * Returns: whether it is put away: kept, and not listed unless asked for
 */
gboolean
rem_keepsake_is_put_away (RemKeepsake *self)
{
  return self->put_away;
}

/**
 * rem_keepsake_get_removed_us:
 * @self: a keepsake
 *
 * Returns: when it was removed to the bin, microseconds since 1970 UTC, or 0
 */
gint64
rem_keepsake_get_removed_us (RemKeepsake *self)
{
  return self->removed_us;
}

/**
 * rem_keepsake_get_persons:
 * @self: a keepsake
 *
 * Returns: (transfer none): uuids of those it is about
 */
const char *const *
rem_keepsake_get_persons (RemKeepsake *self)
{
  return (const char *const *) self->persons;
}

/**
 * rem_keepsake_get_tags:
 * @self: a keepsake
 *
 * Returns: (transfer none): its tags
 */
const char *const *
rem_keepsake_get_tags (RemKeepsake *self)
{
  return (const char *const *) self->tags;
}

/**
 * rem_keepsake_is_empty:
 * @self: a keepsake
 *
 * Returns: %TRUE if nothing has been written: no title, text, addressee, signature or place
 */
gboolean
rem_keepsake_is_empty (RemKeepsake *self)
{
  return *self->title == '\0' && *self->text == '\0' && *self->addressee == '\0' &&
         *self->signature == '\0' && *self->place == '\0';
}

/**
 * rem_keepsake_equal:
 * @a: a keepsake
 * @b: another
 *
 * Returns: %TRUE if both say the same; the modified instant is not compared
 */
gboolean
rem_keepsake_equal (RemKeepsake *a, RemKeepsake *b)
{
  return a == b ||
         (strcmp (a->uuid, b->uuid) == 0 && a->kind == b->kind && a->created_us == b->created_us &&
          a->removed_us == b->removed_us && strcmp (a->title, b->title) == 0 &&
          strcmp (a->text, b->text) == 0 && strcmp (a->addressee, b->addressee) == 0 &&
          strcmp (a->signature, b->signature) == 0 && strcmp (a->place, b->place) == 0 &&
          rem_day_equal (a->day, b->day) && rem_date_equal (a->opens, b->opens) &&
          a->face_down == b->face_down && a->put_away == b->put_away &&
          g_strv_equal ((const char *const *) a->persons, (const char *const *) b->persons) &&
          g_strv_equal ((const char *const *) a->tags, (const char *const *) b->tags));
}

/**
 * rem_keepsake_with_modified_us:
 * @self: a keepsake
 * @modified_us: when it was changed, microseconds since 1970 UTC
 *
 * Returns: (transfer full): a keepsake that differs only in this
 */
RemKeepsake *
rem_keepsake_with_modified_us (RemKeepsake *self, gint64 modified_us)
{
  RemKeepsake *copy = copy_keepsake (self);

  copy->modified_us = modified_us;
  return copy;
}

/**
 * rem_keepsake_with_title:
 * @self: a keepsake
 * @title: (nullable): a title; %NULL is ""
 *
 * Returns: (transfer full): a keepsake that differs only in this
 */
RemKeepsake *
rem_keepsake_with_title (RemKeepsake *self, const char *title)
{
  RemKeepsake *copy = copy_keepsake (self);
  g_autofree char *line = rem_title_clean (title);

  replace_string (&copy->title, line);
  return copy;
}

/**
 * rem_keepsake_with_text:
 * @self: a keepsake
 * @text: (nullable): a text; %NULL is ""
 *
 * Returns: (transfer full): a keepsake that differs only in this
 */
RemKeepsake *
rem_keepsake_with_text (RemKeepsake *self, const char *text)
{
  RemKeepsake *copy = copy_keepsake (self);

  replace_string (&copy->text, text);
  return copy;
}

/**
 * rem_keepsake_with_addressee:
 * @self: a keepsake
 * @addressee: (nullable): to whom; %NULL is ""
 *
 * Returns: (transfer full): a keepsake that differs only in this
 */
RemKeepsake *
rem_keepsake_with_addressee (RemKeepsake *self, const char *addressee)
{
  RemKeepsake *copy = copy_keepsake (self);

  replace_string (&copy->addressee, addressee);
  return copy;
}

/**
 * rem_keepsake_with_signature:
 * @self: a keepsake
 * @signature: (nullable): from whom; %NULL is ""
 *
 * Returns: (transfer full): a keepsake that differs only in this
 */
RemKeepsake *
rem_keepsake_with_signature (RemKeepsake *self, const char *signature)
{
  RemKeepsake *copy = copy_keepsake (self);

  replace_string (&copy->signature, signature);
  return copy;
}

/**
 * rem_keepsake_with_place:
 * @self: a keepsake
 * @place: (nullable): where it is kept; %NULL is ""
 *
 * Returns: (transfer full): a keepsake that differs only in this
 */
RemKeepsake *
rem_keepsake_with_place (RemKeepsake *self, const char *place)
{
  RemKeepsake *copy = copy_keepsake (self);

  replace_string (&copy->place, place);
  return copy;
}

/**
 * rem_keepsake_with_day:
 * @self: a keepsake
 * @day: the day it belongs to
 *
 * Returns: (transfer full): a keepsake that differs only in this
 */
RemKeepsake *
rem_keepsake_with_day (RemKeepsake *self, RemDay day)
{
  RemKeepsake *copy = copy_keepsake (self);

  copy->day = day;
  return copy;
}

/**
 * rem_keepsake_with_face_down:
 * @self: a keepsake
 * @face_down: whether it lies face down until turned
 *
 * Returns: (transfer full): a keepsake that differs only in this
 */
RemKeepsake *
rem_keepsake_with_face_down (RemKeepsake *self, gboolean face_down)
{
  RemKeepsake *copy = copy_keepsake (self);

  copy->face_down = face_down;
  return copy;
}

/**
 * rem_keepsake_with_opens:
 * @self: a keepsake
 * @opens: the day on which it opens, or %REM_DATE_UNKNOWN
 *
 * Returns: (transfer full): a keepsake that differs only in this
 */
RemKeepsake *
rem_keepsake_with_opens (RemKeepsake *self, RemDate opens)
{
  RemKeepsake *copy = copy_keepsake (self);

  copy->opens = opens;
  return copy;
}

/**
 * rem_keepsake_with_put_away:
 * @self: a keepsake
 * @put_away: whether it is put away
 *
 * Returns: (transfer full): a keepsake that differs only in this
 */
RemKeepsake *
rem_keepsake_with_put_away (RemKeepsake *self, gboolean put_away)
{
  RemKeepsake *copy = copy_keepsake (self);

  copy->put_away = put_away;
  return copy;
}

/**
 * rem_keepsake_with_removed_us:
 * @self: a keepsake
 * @removed_us: when it was removed to the bin, or 0
 *
 * Returns: (transfer full): a keepsake that differs only in this
 */
RemKeepsake *
rem_keepsake_with_removed_us (RemKeepsake *self, gint64 removed_us)
{
  RemKeepsake *copy = copy_keepsake (self);

  copy->removed_us = removed_us;
  return copy;
}

/**
 * rem_keepsake_with_persons:
 * @self: a keepsake
 * @person_uuids: (nullable): uuids of those it is about
 *
 * Returns: (transfer full): a keepsake that differs only in this
 */
RemKeepsake *
rem_keepsake_with_persons (RemKeepsake *self, const char *const *person_uuids)
{
  RemKeepsake *copy = copy_keepsake (self);

  replace_strv (&copy->persons, person_uuids);
  return copy;
}

/**
 * rem_keepsake_with_tags:
 * @self: a keepsake
 * @tags: (nullable): tags
 *
 * Returns: (transfer full): a keepsake that differs only in this
 */
RemKeepsake *
rem_keepsake_with_tags (RemKeepsake *self, const char *const *tags)
{
  RemKeepsake *copy = copy_keepsake (self);

  replace_strv (&copy->tags, tags);
  return copy;
}
