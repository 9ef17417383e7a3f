/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-person-words.h"

#include <glib/gi18n.h>

/* Nicks are stored in the box: never change one. */
static const char *const CALLED_NICKS[] = {
  [REM_CALLED_BABY] = "baby",
  [REM_CALLED_SON] = "son",
  [REM_CALLED_DAUGHTER] = "daughter",
  [REM_CALLED_CHILD] = "child",
  [REM_CALLED_LITTLE_ONE] = "little-one",
  [REM_CALLED_PREGNANCY] = "pregnancy",
  [REM_CALLED_OWN] = "own",
  [REM_CALLED_NOTHING] = "nothing",
};

static const char *const LOSS_NICKS[] = {
  [REM_LOSS_WORD_LOSS] = "loss",         [REM_LOSS_WORD_DEATH] = "death",
  [REM_LOSS_WORD_FAREWELL] = "farewell", [REM_LOSS_WORD_END] = "end",
  [REM_LOSS_WORD_OWN] = "own",
};

static const char *const PRONOUN_NICKS[] = {
  [REM_PRONOUN_THEY] = "they",
  [REM_PRONOUN_SHE] = "she",
  [REM_PRONOUN_HE] = "he",
};

/* What is not known is the first: a box of a newer program is never read, so it is a damaged word.
 */
static gsize
find_nick (const char *const *nicks, gsize n_nicks, const char *nick)
{
  for (gsize i = 0; i < n_nicks; i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      return i;
  return 0;
}

/**
 * rem_called_to_nick:
 * @called: a choice
 *
 * Returns: (transfer none): the word that is stored
 */
const char *
rem_called_to_nick (RemCalled called)
{
  g_return_val_if_fail ((gsize) called < G_N_ELEMENTS (CALLED_NICKS), CALLED_NICKS[0]);

  return CALLED_NICKS[called];
}

/**
 * rem_called_from_nick:
 * @nick: (nullable): a word that was stored
 *
 * Returns: the choice; %REM_CALLED_BABY for a word that is not known
 */
RemCalled
rem_called_from_nick (const char *nick)
{
  return (RemCalled) find_nick (CALLED_NICKS, G_N_ELEMENTS (CALLED_NICKS), nick);
}

/**
 * rem_loss_word_to_nick:
 * @word: a choice
 *
 * Returns: (transfer none): the word that is stored
 */
const char *
rem_loss_word_to_nick (RemLossWord word)
{
  g_return_val_if_fail ((gsize) word < G_N_ELEMENTS (LOSS_NICKS), LOSS_NICKS[0]);

  return LOSS_NICKS[word];
}

/**
 * rem_loss_word_from_nick:
 * @nick: (nullable): a word that was stored
 *
 * Returns: the choice; %REM_LOSS_WORD_LOSS for a word that is not known
 */
RemLossWord
rem_loss_word_from_nick (const char *nick)
{
  return (RemLossWord) find_nick (LOSS_NICKS, G_N_ELEMENTS (LOSS_NICKS), nick);
}

/**
 * rem_pronoun_to_nick:
 * @pronoun: a choice
 *
 * Returns: (transfer none): the word that is stored
 */
const char *
rem_pronoun_to_nick (RemPronoun pronoun)
{
  g_return_val_if_fail ((gsize) pronoun < G_N_ELEMENTS (PRONOUN_NICKS), PRONOUN_NICKS[0]);

  return PRONOUN_NICKS[pronoun];
}

/**
 * rem_pronoun_from_nick:
 * @nick: (nullable): a word that was stored
 *
 * Returns: the choice; %REM_PRONOUN_THEY for a word that is not known
 */
RemPronoun
rem_pronoun_from_nick (const char *nick)
{
  return (RemPronoun) find_nick (PRONOUN_NICKS, G_N_ELEMENTS (PRONOUN_NICKS), nick);
}

/**
 * rem_person_words_build_called:
 * @person: somebody
 *
 * Returns: (transfer full): the name, or where there is none what was chosen instead: "your baby";
 *   an empty string where nothing is to be said
 */
char *
rem_person_words_build_called (RemPerson *person)
{
  g_return_val_if_fail (person != NULL, NULL);

  if (*rem_person_get_name (person) != '\0')
    return g_strdup (rem_person_get_name (person));

  switch (rem_person_get_called (person))
    {
      /* TRANSLATORS: these stand where a name would: in the middle of a sentence, and after words
       * like "of". Each must fit there as a name does. */
    case REM_CALLED_BABY:
      return g_strdup (C_ ("in place of a name", "your baby"));
    case REM_CALLED_SON:
      return g_strdup (C_ ("in place of a name", "your son"));
    case REM_CALLED_DAUGHTER:
      return g_strdup (C_ ("in place of a name", "your daughter"));
    case REM_CALLED_CHILD:
      return g_strdup (C_ ("in place of a name", "your child"));
    case REM_CALLED_LITTLE_ONE:
      return g_strdup (C_ ("in place of a name", "your little one"));
    case REM_CALLED_PREGNANCY:
      return g_strdup (C_ ("in place of a name", "your pregnancy"));
    case REM_CALLED_OWN:
      return g_strdup (rem_person_get_own_called (person));
    case REM_CALLED_NOTHING:
    default:
      return g_strdup ("");
    }
}

/**
 * rem_person_words_begin:
 * @called: what rem_person_words_build_called() gave
 *
 * Returns: (transfer full): the same as it stands at the beginning of a sentence or a heading
 */
char *
rem_person_words_begin (const char *called)
{
  g_autofree char *first = NULL;

  g_return_val_if_fail (called != NULL, NULL);

  if (*called == '\0')
    return g_strdup ("");
  first = g_utf8_strup (called, g_utf8_next_char (called) - called);
  return g_strconcat (first, g_utf8_next_char (called), NULL);
}

static char *
build_loss_date (RemPerson *person, const char *called)
{
  const char *own = rem_person_get_own_loss (person);
  gboolean has_name = *called != '\0';

  switch (rem_person_get_loss_word (person))
    {
    case REM_LOSS_WORD_DEATH:
      /* TRANSLATORS: %s is a name, or words as "your baby". */
      return has_name ? g_strdup_printf (_ ("The day %s died"), called)
                      : g_strdup (_ ("The day of the death"));
    case REM_LOSS_WORD_FAREWELL:
      /* TRANSLATORS: %s is a name, or words as "your baby". */
      return has_name ? g_strdup_printf (_ ("The day %s went away"), called)
                      : g_strdup (_ ("The day of the farewell"));
    case REM_LOSS_WORD_END:
      return g_strdup (_ ("The day the pregnancy ended"));
    case REM_LOSS_WORD_OWN:
      if (*own != '\0')
        return g_strdup (own);
      return g_strdup (_ ("That day"));
    case REM_LOSS_WORD_LOSS:
    default:
      /* TRANSLATORS: %s is a name, or words as "your baby". */
      return has_name ? g_strdup_printf (_ ("The day of losing %s"), called)
                      : g_strdup (_ ("The day of the loss"));
    }
}

/**
 * rem_person_words_build_date:
 * @person: whose date it is
 * @kind: what the date is
 *
 * Returns: (transfer full): what a date of that kind may be called, to begin with: "The day Luz
 *   died"; an empty string for %REM_OCCASION_KIND_OWN
 */
char *
rem_person_words_build_date (RemPerson *person, RemOccasionKind kind)
{
  g_autofree char *called = rem_person_words_build_called (person);
  gboolean has_name = *rem_person_get_name (person) != '\0';

  switch (kind)
    {
    case REM_OCCASION_KIND_LOSS:
      return build_loss_date (person, called);
    case REM_OCCASION_KIND_DUE_DATE:
      /* TRANSLATORS: %s is a name. */
      return has_name ? g_strdup_printf (_ ("%s’s due date"), called)
                      : g_strdup (_ ("The due date"));
    case REM_OCCASION_KIND_BIRTH:
      /* TRANSLATORS: %s is a name. */
      return has_name ? g_strdup_printf (_ ("%s’s birth"), called) : g_strdup (_ ("The birth"));
    case REM_OCCASION_KIND_FAREWELL:
      /* TRANSLATORS: a funeral or another farewell; %s is a name. */
      return has_name ? g_strdup_printf (_ ("The farewell to %s"), called)
                      : g_strdup (_ ("The farewell"));
    case REM_OCCASION_KIND_FIRST_SIGNS:
      /* TRANSLATORS: the first signs of somebody, as a test or a heartbeat; %s is a name. */
      return has_name ? g_strdup_printf (_ ("The first signs of %s"), called)
                      : g_strdup (_ ("The first signs"));
    case REM_OCCASION_KIND_OWN:
    default:
      return g_strdup ("");
    }
}

/**
 * rem_person_words_build_since:
 * @person: somebody
 * @span: a time in words, "3 years, 2 months"
 *
 * Returns: (transfer full): how long ago it was, as a sentence
 */
char *
rem_person_words_build_since (RemPerson *person, const char *span)
{
  const char *name = rem_person_get_name (person);
  gboolean has_name = *name != '\0';

  switch (rem_person_get_loss_word (person))
    {
    case REM_LOSS_WORD_DEATH:
      if (has_name)
        /* TRANSLATORS: a time as "3 years, 2 months", and a name. */
        return g_strdup_printf (_ ("It is %s since %s died."), span, name);
      switch (rem_person_get_pronoun (person))
        {
        case REM_PRONOUN_SHE:
          return g_strdup_printf (_ ("It is %s since she died."), span);
        case REM_PRONOUN_HE:
          return g_strdup_printf (_ ("It is %s since he died."), span);
        case REM_PRONOUN_THEY:
        default:
          return g_strdup_printf (_ ("It is %s since they died."), span);
        }
    case REM_LOSS_WORD_FAREWELL:
      /* TRANSLATORS: a time as "3 years, 2 months". */
      return g_strdup_printf (_ ("It is %s since the farewell."), span);
    case REM_LOSS_WORD_END:
      return g_strdup_printf (_ ("It is %s since the pregnancy ended."), span);
    case REM_LOSS_WORD_OWN:
      return g_strdup_printf (_ ("It is %s since that day."), span);
    case REM_LOSS_WORD_LOSS:
    default:
      return g_strdup_printf (_ ("It is %s since the loss."), span);
    }
}

/**
 * rem_person_words_build_write:
 * @person: somebody
 *
 * Returns: (transfer full): what a button says that begins a letter to them
 */
char *
rem_person_words_build_write (RemPerson *person)
{
  if (*rem_person_get_name (person) != '\0')
    /* TRANSLATORS: a button that begins a letter; %s is a name. */
    return g_strdup_printf (_ ("Write to %s"), rem_person_get_name (person));
  if (rem_person_get_called (person) == REM_CALLED_PREGNANCY ||
      rem_person_get_called (person) == REM_CALLED_NOTHING)
    return g_strdup (_ ("Write a letter"));

  switch (rem_person_get_pronoun (person))
    {
    case REM_PRONOUN_SHE:
      return g_strdup (_ ("Write to her"));
    case REM_PRONOUN_HE:
      return g_strdup (_ ("Write to him"));
    case REM_PRONOUN_THEY:
    default:
      return g_strdup (_ ("Write to them"));
    }
}
