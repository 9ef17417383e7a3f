/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-phrases.h"

#include <gio/gio.h>

/* The phrases that came with the program are part of it, like the pages themselves, and never
 * change while it runs. */

static gpointer
read_phrases (gpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GPtrArray *phrases = NULL;

  if (bytes != NULL)
    phrases = rem_phrase_parse_all (g_bytes_get_data (bytes, NULL),
                                    (gssize) g_bytes_get_size (bytes), &error);
  if (error != NULL)
    g_warning ("the phrases: %s", error->message);
  return phrases != NULL ? phrases : g_ptr_array_new ();
}

/**
 * rem_phrases_get_prompts:
 *
 * Returns: (transfer none) (element-type RemPhrase): words to begin a letter or a note from; to be
 *   shown one at a time, and only when they are asked for
 */
GPtrArray *
rem_phrases_get_prompts (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, read_phrases, (gpointer) "/org/example/Remember/prompts/prompts.xml");
}

/**
 * rem_phrases_get_check_in_words:
 *
 * Returns: (transfer none) (element-type RemPhrase): words for what one feels and what the body
 *   does
 */
GPtrArray *
rem_phrases_get_check_in_words (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, read_phrases, (gpointer) "/org/example/Remember/prompts/check-in.xml");
}
