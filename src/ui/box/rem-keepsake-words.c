/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake-words.h"

#include "rem-letter-plain.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * rem_keepsake_words_get_kind:
 * @kind: a kind
 *
 * Returns: (transfer none): what it is, as a heading: "A letter"
 */
const char *
rem_keepsake_words_get_kind (RemKeepsakeKind kind)
{
  switch (kind)
    {
    case REM_KEEPSAKE_KIND_NOTE:
      return _ ("A note");
    case REM_KEEPSAKE_KIND_LETTER:
      return _ ("A letter");
    case REM_KEEPSAKE_KIND_PHOTO:
      return _ ("A photo");
    case REM_KEEPSAKE_KIND_SOUND:
      return _ ("A sound");
    case REM_KEEPSAKE_KIND_FILM:
      return _ ("A film");
    case REM_KEEPSAKE_KIND_DOCUMENT:
      return _ ("A document");
    case REM_KEEPSAKE_KIND_OBJECT:
      /* TRANSLATORS: a real thing that is kept somewhere, as a bracelet. */
      return _ ("An object");
    default:
      return "";
    }
}

/**
 * rem_keepsake_words_get_face_down:
 * @kind: a kind
 *
 * Returns: (transfer none): what stands on the back of its card
 */
const char *
rem_keepsake_words_get_face_down (RemKeepsakeKind kind)
{
  switch (kind)
    {
    case REM_KEEPSAKE_KIND_LETTER:
      return _ ("A letter, face down");
    case REM_KEEPSAKE_KIND_NOTE:
      return _ ("A note, face down");
    case REM_KEEPSAKE_KIND_PHOTO:
      return _ ("A photo, face down");
    case REM_KEEPSAKE_KIND_SOUND:
      return _ ("A sound, face down");
    case REM_KEEPSAKE_KIND_FILM:
      return _ ("A film, face down");
    case REM_KEEPSAKE_KIND_DOCUMENT:
      return _ ("A document, face down");
    case REM_KEEPSAKE_KIND_OBJECT:
      /* TRANSLATORS: of an object only the photos lie face down. */
      return _ ("Its photos, face down");
    default:
      return _ ("A keepsake, face down");
    }
}

/**
 * rem_keepsake_words_get_removed:
 * @kind: a kind
 *
 * Returns: (transfer none): the sentence for one that was removed a moment ago
 */
const char *
rem_keepsake_words_get_removed (RemKeepsakeKind kind)
{
  switch (kind)
    {
    case REM_KEEPSAKE_KIND_LETTER:
      return _ ("The letter was removed.");
    case REM_KEEPSAKE_KIND_NOTE:
      return _ ("The note was removed.");
    case REM_KEEPSAKE_KIND_PHOTO:
      return _ ("The photo was removed.");
    case REM_KEEPSAKE_KIND_SOUND:
      return _ ("The sound was removed.");
    case REM_KEEPSAKE_KIND_FILM:
      return _ ("The film was removed.");
    case REM_KEEPSAKE_KIND_DOCUMENT:
      return _ ("The document was removed.");
    case REM_KEEPSAKE_KIND_OBJECT:
      return _ ("The object was removed from the list.");
    default:
      return _ ("The keepsake was removed.");
    }
}

/**
 * rem_keepsake_words_build_addressee:
 * @addressee: whom a letter is for, as the person wrote it; may be empty
 *
 * Returns: (transfer full): "To Luna", or an empty string
 */
char *
rem_keepsake_words_build_addressee (const char *addressee)
{
  g_autofree char *name = rem_letter_plain_line (addressee);

  if (*name == '\0')
    return g_strdup ("");
  /* TRANSLATORS: whom a letter is for; %s is what the person wrote there: a name, "my body",
   * "us". */
  return g_strdup_printf (_ ("To %s"), name);
}

/**
 * rem_keepsake_words_build_title:
 * @name: what a file is called
 *
 * What cameras and telephones call their files is no title for anybody.
 *
 * Returns: (transfer full): a title for what is in it, or an empty string
 */
char *
rem_keepsake_words_build_title (const char *name)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *stem =
      dot != NULL && dot != name ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
  g_autofree char *title = g_utf8_make_valid (stem, -1);
  guint n_letters = 0;
  guint n_digits = 0;

  for (const char *c = title; *c != '\0'; c = g_utf8_next_char (c))
    {
      n_letters += g_unichar_isalpha (g_utf8_get_char (c)) ? 1 : 0;
      n_digits += g_unichar_isdigit (g_utf8_get_char (c)) ? 1 : 0;
    }
  return n_letters > n_digits ? g_steal_pointer (&title) : g_strdup ("");
}

/**
 * rem_keepsake_words_build_sealed:
 * @opens: the day until which a letter is sealed
 *
 * Returns: (transfer full): what stands on its card
 */
char *
rem_keepsake_words_build_sealed (RemDate opens)
{
  g_autofree char *day = rem_date_format (opens, REM_DATE_STYLE_FULL);

  /* TRANSLATORS: %s is a day such as "14 March 2030". */
  return g_strdup_printf (_ ("A letter, sealed until %s"), day);
}
