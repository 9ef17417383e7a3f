/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-removed-item.h"

#include "rem-date.h"

#include <glib/gi18n.h>

struct _RemRemovedItem
{
  GObject parent_instance;

  RemRemovedKind kind;
  char *uuid;
  char *day;
  char *words;
};

G_DEFINE_FINAL_TYPE (RemRemovedItem, rem_removed_item, G_TYPE_OBJECT)

static void
rem_removed_item_finalize (GObject *object)
{
  RemRemovedItem *self = REM_REMOVED_ITEM (object);

  g_free (self->uuid);
  g_free (self->day);
  g_free (self->words);

  G_OBJECT_CLASS (rem_removed_item_parent_class)->finalize (object);
}

static void
rem_removed_item_class_init (RemRemovedItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rem_removed_item_finalize;
}

static void
rem_removed_item_init (RemRemovedItem *self)
{
}

/**
 * rem_removed_item_new:
 * @words: what was removed
 *
 * Returns: (transfer full): an item
 */
RemRemovedItem *
rem_removed_item_new (const RemRemovedWords *words)
{
  RemRemovedItem *self;

  g_return_val_if_fail (words != NULL, NULL);

  self = g_object_new (REM_TYPE_REMOVED_ITEM, NULL);
  self->kind = words->kind;
  self->uuid = g_strdup (words->uuid);
  self->day = g_strdup (words->day);
  self->words = g_strdup (words->words);
  return self;
}

static const char *
get_kind (RemRemovedItem *self)
{
  switch (self->kind)
    {
    case REM_REMOVED_CHECK_IN:
      return _ ("How I am");
    case REM_REMOVED_RITUAL:
      return _ ("A ritual of your own");
    case REM_REMOVED_HELPER:
      return _ ("Somebody or something that helps");
    case REM_REMOVED_PERSON:
      return _ ("Somebody you remember");
    case REM_REMOVED_LINE:
    default:
      return C_ ("what was removed", "A line");
    }
}

/**
 * rem_removed_item_build_overline:
 * @self: an item
 *
 * Returns: (transfer full): what it is, and its day if it has one
 */
char *
rem_removed_item_build_overline (RemRemovedItem *self)
{
  RemDate day = REM_DATE_UNKNOWN;
  g_autofree char *text = NULL;

  g_return_val_if_fail (REM_IS_REMOVED_ITEM (self), NULL);

  if (!rem_date_parse (self->day, &day, NULL))
    return g_strdup (get_kind (self));
  text = rem_date_format (day, REM_DATE_STYLE_FULL);
  return g_strconcat (get_kind (self), " · ", text, NULL);
}

/**
 * rem_removed_item_build_title:
 * @self: an item
 *
 * Returns: (transfer full): the words in one line
 */
char *
rem_removed_item_build_title (RemRemovedItem *self)
{
  g_autoptr (GString) title = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (REM_IS_REMOVED_ITEM (self), NULL);

  lines = g_strsplit (self->words, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      g_string_append_printf (title, "%s%s", title->len > 0 ? C_ ("list", ", ") : "", *line);
  return g_string_free (g_steal_pointer (&title), FALSE);
}

/**
 * rem_removed_item_put_back:
 * @self: an item
 * @context: a context with an open box
 * @callback: called on the main context; rem_removed_words_put_back_finish() tells how it went
 * @user_data: for @callback
 *
 * Puts the words back where they were.
 */
void
rem_removed_item_put_back (RemRemovedItem *self,
                           RemContext *context,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (REM_IS_REMOVED_ITEM (self));

  rem_removed_words_put_back_async (context, self->kind, self->uuid, callback, user_data);
}
