/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RemFoundWord:
 * @start: where it begins, in bytes
 * @end: where it ends, in bytes
 *
 * A word of a text that is one of those that were searched for.
 */
typedef struct
{
  guint start;
  guint end;
} RemFoundWord;

GArray *rem_found_words_list (const char *text, const char *words);
gboolean rem_found_words_are_all_in (const char *const *texts, const char *words);
char *rem_found_words_quote (const char *text, const char *words, guint n_words);
char *rem_found_words_fold (const char *text);

G_END_DECLS
