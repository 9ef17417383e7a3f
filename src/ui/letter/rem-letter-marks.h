/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The longest paragraph, in bytes, in which marks are looked for: beyond it typing would lag. */
#define REM_LETTER_MARKS_MAX_BYTES 10240

/**
 * RemLetterMarkKind:
 * @REM_LETTER_MARK_BOLD: strong words
 * @REM_LETTER_MARK_ITALIC: words said softly
 * @REM_LETTER_MARK_HEADING: a whole line that stands above what follows
 * @REM_LETTER_MARK_ITEM: a whole line of a list
 * @REM_LETTER_MARK_BULLET: the sign with which a line of an unnumbered list begins
 * @REM_LETTER_MARK_SIGN: the Markdown signs themselves, which recede
 */
typedef enum
{
  REM_LETTER_MARK_BOLD,
  REM_LETTER_MARK_ITALIC,
  REM_LETTER_MARK_HEADING,
  REM_LETTER_MARK_ITEM,
  REM_LETTER_MARK_BULLET,
  REM_LETTER_MARK_SIGN,
} RemLetterMarkKind;

#define REM_LETTER_MARK_N_KINDS (REM_LETTER_MARK_SIGN + 1)

/**
 * RemLetterMark:
 * @kind: what it is
 * @start: first character, counted from the start of the paragraph
 * @end: the character after the last
 */
typedef struct
{
  RemLetterMarkKind kind;
  guint start;
  guint end;
} RemLetterMark;

GArray *rem_letter_marks_scan (const char *paragraph, gsize length_bytes);

G_END_DECLS
