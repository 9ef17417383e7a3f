/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The tags of one keepsake: short words of the person's own, each only once whatever its accents
 * and capitals. Pure; any thread. */

/** The longest tag, in characters, and how many one keepsake may have. */
#define REM_TAGS_MAX_CHARS 60
#define REM_TAGS_MAX       40

char *rem_tags_tidy (const char *text);
GStrv rem_tags_add (const char *const *tags, const char *text, const char *const *known);
GStrv rem_tags_remove (const char *const *tags, const char *tag);
gboolean rem_tags_contain (const char *const *tags, const char *tag);
void rem_tags_sort (GStrv tags);

G_END_DECLS
