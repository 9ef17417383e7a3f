/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-marks.h"

/*
 * The few marks that a letter may carry, kept as Markdown: **bold**, *italic* or _italic_,
 * "# heading", "- item". One paragraph at a time and one pass over it, because it runs at every
 * key. What does not close stays as it was typed.
 */

typedef struct
{
  GArray *marks;
  int bold_start;
  int italic_start;
  int underline_start;
} Scan;

static void
add_mark (Scan *scan, RemLetterMarkKind kind, guint start, guint end)
{
  RemLetterMark mark = { kind, start, end };

  if (start < end)
    g_array_append_val (scan->marks, mark);
}

static gboolean
is_gap (gunichar c)
{
  return c == 0 || g_unichar_isspace (c);
}

/* Closes the run of @n signs that is open since *@start if there is one, or opens it. */
static void
take_run (Scan *scan,
          RemLetterMarkKind kind,
          int *start,
          guint at,
          guint n,
          gboolean can_open,
          gboolean can_close)
{
  if (*start >= 0 && can_close && (guint) *start + n < at)
    {
      add_mark (scan, kind, *start + n, at);
      add_mark (scan, REM_LETTER_MARK_SIGN, *start, *start + n);
      add_mark (scan, REM_LETTER_MARK_SIGN, at, at + n);
      *start = -1;
    }
  else if (can_open)
    {
      *start = at;
    }
}

static void
take_stars (Scan *scan, guint at, guint n, gunichar before, gunichar after)
{
  gboolean can_open = !is_gap (after);
  gboolean can_close = !is_gap (before);

  if (n == 1)
    take_run (scan, REM_LETTER_MARK_ITALIC, &scan->italic_start, at, 1, can_open, can_close);
  else if (n == 2)
    take_run (scan, REM_LETTER_MARK_BOLD, &scan->bold_start, at, 2, can_open, can_close);
  else if (n == 3 && scan->italic_start > scan->bold_start)
    {
      take_run (scan, REM_LETTER_MARK_ITALIC, &scan->italic_start, at, 1, FALSE, can_close);
      take_run (scan, REM_LETTER_MARK_BOLD, &scan->bold_start, at + 1, 2, FALSE, can_close);
    }
  else if (n == 3)
    {
      take_run (scan, REM_LETTER_MARK_BOLD, &scan->bold_start, at, 2, can_open, can_close);
      take_run (scan, REM_LETTER_MARK_ITALIC, &scan->italic_start, at + 2, 1, can_open, can_close);
    }
}

/* Returns how many bytes at the start of the line belong to a heading or list sign. */
static gsize
take_line_start (Scan *scan, const char *paragraph, gsize length_bytes)
{
  gsize n_signs = 0;
  gsize n_digits = 0;
  guint n_chars = g_utf8_strlen (paragraph, length_bytes);

  while (n_signs < length_bytes && n_signs < 3 && paragraph[n_signs] == '#')
    n_signs++;
  if (n_signs > 0 && n_signs < length_bytes && paragraph[n_signs] == ' ')
    {
      add_mark (scan, REM_LETTER_MARK_HEADING, n_signs + 1, n_chars);
      add_mark (scan, REM_LETTER_MARK_SIGN, 0, n_signs + 1);
      return n_signs + 1;
    }

  if (length_bytes > 2 && (paragraph[0] == '-' || paragraph[0] == '*') && paragraph[1] == ' ')
    {
      add_mark (scan, REM_LETTER_MARK_ITEM, 0, n_chars);
      add_mark (scan, REM_LETTER_MARK_BULLET, 0, 1);
      return 2;
    }

  while (n_digits < length_bytes && n_digits < 3 && g_ascii_isdigit (paragraph[n_digits]))
    n_digits++;
  if (n_digits > 0 && n_digits + 2 < length_bytes && paragraph[n_digits] == '.' &&
      paragraph[n_digits + 1] == ' ')
    {
      add_mark (scan, REM_LETTER_MARK_ITEM, 0, n_chars);
      return n_digits + 2;
    }

  return 0;
}

/**
 * rem_letter_marks_scan:
 * @paragraph: valid UTF-8 without a line end
 * @length_bytes: its length
 *
 * Finds the marks of one paragraph. Pure; any thread. A paragraph longer than
 * %REM_LETTER_MARKS_MAX_BYTES has none.
 *
 * Returns: (transfer full) (element-type RemLetterMark): the marks, in no particular order
 */
GArray *
rem_letter_marks_scan (const char *paragraph, gsize length_bytes)
{
  Scan scan = { g_array_new (FALSE, FALSE, sizeof (RemLetterMark)), -1, -1, -1 };
  const char *end = paragraph + length_bytes;
  const char *p;
  gunichar before = 0;
  guint at;

  g_return_val_if_fail (paragraph != NULL, scan.marks);

  if (length_bytes == 0 || length_bytes > REM_LETTER_MARKS_MAX_BYTES)
    return scan.marks;

  /* What stands at the start of a line is ASCII: as many characters as bytes. */
  at = take_line_start (&scan, paragraph, length_bytes);
  p = paragraph + at;

  while (p < end)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (c == '\\' && next < end && g_ascii_ispunct (*next))
        {
          add_mark (&scan, REM_LETTER_MARK_SIGN, at, at + 1);
          before = (guchar) *next;
          p = next + 1;
          at += 2;
          continue;
        }

      if (c == '*')
        {
          guint n = 1;
          gunichar after;

          while (next < end && *next == '*')
            {
              next++;
              n++;
            }
          after = next < end ? g_utf8_get_char (next) : 0;
          take_stars (&scan, at, n, before, after);
          before = c;
          p = next;
          at += n;
          continue;
        }

      if (c == '_')
        {
          gunichar after = next < end ? g_utf8_get_char (next) : 0;

          take_run (&scan, REM_LETTER_MARK_ITALIC, &scan.underline_start, at, 1,
                    !is_gap (after) && !g_unichar_isalnum (before),
                    !is_gap (before) && !g_unichar_isalnum (after));
        }

      before = c;
      p = next;
      at++;
    }

  return scan.marks;
}
