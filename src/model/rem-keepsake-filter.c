/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake-filter.h"

/**
 * rem_keepsake_filter_new:
 *
 * Returns: (transfer full): a filter that lets everything through
 */
RemKeepsakeFilter *
rem_keepsake_filter_new (void)
{
  RemKeepsakeFilter *self = g_new0 (RemKeepsakeFilter, 1);

  self->words = g_strdup ("");
  return self;
}

/**
 * rem_keepsake_filter_copy:
 * @self: a filter
 *
 * Returns: (transfer full): another one like it
 */
RemKeepsakeFilter *
rem_keepsake_filter_copy (const RemKeepsakeFilter *self)
{
  RemKeepsakeFilter *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (RemKeepsakeFilter, 1);
  *copy = *self;
  copy->words = g_strdup (self->words != NULL ? self->words : "");
  copy->person_uuid = g_strdup (self->person_uuid);
  copy->tag = g_strdup (self->tag);
  return copy;
}

/**
 * rem_keepsake_filter_free:
 * @self: (transfer full): a filter
 */
void
rem_keepsake_filter_free (RemKeepsakeFilter *self)
{
  g_free (self->words);
  g_free (self->person_uuid);
  g_free (self->tag);
  g_free (self);
}

/**
 * rem_keepsake_filter_equal:
 * @a: a filter
 * @b: another one
 *
 * Returns: whether they let the same through
 */
gboolean
rem_keepsake_filter_equal (const RemKeepsakeFilter *a, const RemKeepsakeFilter *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return g_strcmp0 (a->words, b->words) == 0 && a->kind == b->kind &&
         g_strcmp0 (a->person_uuid, b->person_uuid) == 0 && g_strcmp0 (a->tag, b->tag) == 0 &&
         rem_date_equal (a->from, b->from) && rem_date_equal (a->until, b->until) &&
         !a->put_away == !b->put_away;
}

/**
 * rem_keepsake_filter_is_narrowed:
 * @self: a filter
 *
 * Returns: whether it leaves anything out
 */
gboolean
rem_keepsake_filter_is_narrowed (const RemKeepsakeFilter *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->words != NULL && *self->words != '\0') || self->kind != 0 ||
         self->person_uuid != NULL || self->tag != NULL || rem_date_is_valid (self->from) ||
         rem_date_is_valid (self->until);
}
