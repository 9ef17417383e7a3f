/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake-kind.h"

static const struct
{
  RemKeepsakeKind kind;
  const char *nick;
} kinds[] = {
  { REM_KEEPSAKE_KIND_NOTE, "note" },     { REM_KEEPSAKE_KIND_LETTER, "letter" },
  { REM_KEEPSAKE_KIND_PHOTO, "photo" },   { REM_KEEPSAKE_KIND_SOUND, "sound" },
  { REM_KEEPSAKE_KIND_FILM, "film" },     { REM_KEEPSAKE_KIND_DOCUMENT, "document" },
  { REM_KEEPSAKE_KIND_OBJECT, "object" },
};

/**
 * rem_keepsake_kind_to_nick:
 * @kind: a kind
 *
 * The kind's name on the command line and in exports; never translated.
 *
 * Returns: (transfer none): the nick, such as "letter"; "" for a number that is no kind
 */
const char *
rem_keepsake_kind_to_nick (RemKeepsakeKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (kinds[i].kind == kind)
        return kinds[i].nick;
    }
  return "";
}

/**
 * rem_keepsake_kind_from_nick:
 * @nick: a name such as "letter"
 * @kind_out: (out): the kind
 *
 * Returns: %TRUE if @nick is a kind
 */
gboolean
rem_keepsake_kind_from_nick (const char *nick, RemKeepsakeKind *kind_out)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].nick, nick) == 0)
        {
          *kind_out = kinds[i].kind;
          return TRUE;
        }
    }
  return FALSE;
}
