/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-told.h"

#include <glib/gi18n.h>

/* A page that is put together from what somebody chose: nothing is added to it, and nothing is made
 * of it. It speaks to whoever will read it. */

typedef struct
{
  const char *title;
  const char *check_ins;
  const char *parts[REM_TOLD_MAX_PARTS];
} Form;

static const Form forms[] = {
  [REM_TOLD_DOCTOR] = {
    /* TRANSLATORS: the title of a printed page for a doctor; where a language has a formal way to
     * speak to somebody, it is right here. */
    N_ ("What I would like to tell you"),
    /* TRANSLATORS: on a printed page, above words such as "Sadness, Relief" with their days. */
    N_ ("How I have been"),
    { NC_ ("told", "What I would like to say"), NC_ ("told", "What I would like to ask"),
      NC_ ("told", "Who comes with me"), NC_ ("told", "What I do not want to hear") },
  },
  [REM_TOLD_CLOSE] = {
    /* TRANSLATORS: the title of a card for a partner or a friend. */
    N_ ("How I am today, for you"),
    N_ ("In words"),
    { NC_ ("told", "How I am"), NC_ ("told", "What helps me today"),
      NC_ ("told", "What does not help me today"), NULL },
  },
};

/**
 * rem_told_count_parts:
 * @kind: for whom
 *
 * Returns: of how many parts the page is made
 */
guint
rem_told_count_parts (RemToldKind kind)
{
  guint n = 0;

  g_return_val_if_fail (kind <= REM_TOLD_CLOSE, 0);

  while (n < REM_TOLD_MAX_PARTS && forms[kind].parts[n] != NULL)
    n++;
  return n;
}

/**
 * rem_told_get_part:
 * @kind: for whom
 * @part: which, below rem_told_count_parts()
 *
 * Returns: what the part is about
 */
const char *
rem_told_get_part (RemToldKind kind, guint part)
{
  g_return_val_if_fail (part < rem_told_count_parts (kind), "");

  return g_dpgettext2 (NULL, "told", forms[kind].parts[part]);
}

/**
 * rem_told_get_title:
 * @kind: for whom
 *
 * Returns: the title of the page
 */
const char *
rem_told_get_title (RemToldKind kind)
{
  g_return_val_if_fail (kind <= REM_TOLD_CLOSE, "");

  return _ (forms[kind].title);
}

/**
 * rem_told_is_heading:
 * @kind: for whom
 * @line: a line of the page, which may have been edited since
 *
 * Returns: %TRUE if it is one that rem_told_build() puts above a part
 */
gboolean
rem_told_is_heading (RemToldKind kind, const char *line)
{
  g_return_val_if_fail (kind <= REM_TOLD_CLOSE, FALSE);
  g_return_val_if_fail (line != NULL, FALSE);

  for (guint i = 0; i < rem_told_count_parts (kind); i++)
    if (g_str_equal (line, rem_told_get_part (kind, i)))
      return TRUE;
  return g_str_equal (line, _ (forms[kind].check_ins));
}

static void
add_part (GString *page, const char *heading, const char *text)
{
  if (*text != '\0')
    g_string_append_printf (page, "%s%s\n%s\n", page->len > 0 ? "\n" : "", heading, text);
}

/* "Sadness, Relief", as it was kept. */
static void
add_list (GString *line, const char *list)
{
  g_auto (GStrv) words = g_strsplit (list, "\n", -1);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? C_ ("list", ", ") : "", *word);
}

static char *
build_check_in (RemCheckIn *check_in)
{
  g_autofree char *day = rem_date_format (rem_check_in_get_day (check_in), REM_DATE_STYLE_FULL);
  g_autoptr (GString) line = g_string_new (NULL);
  const char *words = rem_check_in_get_words (check_in);

  add_list (line, rem_check_in_get_feelings (check_in));
  add_list (line, rem_check_in_get_body (check_in));
  return g_strdup_printf ("%s: %s%s%s", day, line->str, line->len > 0 && *words != '\0' ? ". " : "",
                          words);
}

/**
 * rem_told_build:
 * @kind: for whom
 * @check_ins: (element-type RemCheckIn): how somebody was, as they chose it
 * @answers: (array): what they wrote for each part, or ""
 *
 * Returns: (transfer full): the page as plain text; a part without words is left out
 */
char *
rem_told_build (RemToldKind kind, GPtrArray *check_ins, const char *const *answers)
{
  g_autoptr (GString) page = g_string_new (NULL);
  g_autoptr (GString) lines = g_string_new (NULL);

  g_return_val_if_fail (check_ins != NULL && answers != NULL, NULL);

  for (guint i = 0; i < check_ins->len; i++)
    {
      g_autofree char *line = build_check_in (g_ptr_array_index (check_ins, i));

      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", line);
    }
  for (guint i = 0; i < rem_told_count_parts (kind); i++)
    {
      add_part (page, rem_told_get_part (kind, i), answers[i]);
      if (i == 0)
        add_part (page, _ (forms[kind].check_ins), lines->str);
    }
  return g_string_free (g_steal_pointer (&page), FALSE);
}
