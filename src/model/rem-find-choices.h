/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-person.h"

G_BEGIN_DECLS

/**
 * RemFindChoices:
 * @persons: (element-type RemPerson): those who are remembered, in their order
 * @tags: the tags in use, in the order of the person's language
 * @years: (element-type gint): the years to which something belongs, the latest first
 *
 * By what the things in the box can be told apart.
 */
typedef struct
{
  GPtrArray *persons;
  GStrv tags;
  GArray *years;
} RemFindChoices;

void rem_find_choices_free (RemFindChoices *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemFindChoices, rem_find_choices_free)

void rem_find_choices_read_async (RemContext *context,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
RemFindChoices *
rem_find_choices_read_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
