/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RemHelpBlockKind:
 * @REM_HELP_BLOCK_HEADING: the heading of what follows
 * @REM_HELP_BLOCK_PARAGRAPH: a paragraph
 * @REM_HELP_BLOCK_ITEM: one of a list
 * @REM_HELP_BLOCK_IDEA: a thing that may comfort
 * @REM_HELP_BLOCK_PHRASE: a sentence to read
 * @REM_HELP_BLOCK_SAYING: a sentence to copy
 * @REM_HELP_BLOCK_LINES: the way to the help lines
 * @REM_HELP_BLOCK_SOURCE: where something is written
 *
 * A part of a page.
 */
typedef enum
{
  REM_HELP_BLOCK_HEADING,
  REM_HELP_BLOCK_PARAGRAPH,
  REM_HELP_BLOCK_ITEM,
  REM_HELP_BLOCK_IDEA,
  REM_HELP_BLOCK_PHRASE,
  REM_HELP_BLOCK_SAYING,
  REM_HELP_BLOCK_LINES,
  REM_HELP_BLOCK_SOURCE,
} RemHelpBlockKind;

/**
 * RemHelpBlock:
 * @kind: which part
 * @text: in the person's language; to somebody close, if that differs
 * @formal_text: as said to somebody who is not close; "" if @kind is not %REM_HELP_BLOCK_SAYING
 * @web: a page, https, or ""
 *
 * A part of a page of Help.
 */
typedef struct
{
  RemHelpBlockKind kind;
  char *text;
  char *formal_text;
  char *web;
} RemHelpBlock;

#define REM_TYPE_HELP_TEXT (rem_help_text_get_type ())

/**
 * RemHelpText:
 *
 * A page of Help to read, in the person's language. Immutable and reference counted. Any thread.
 */
typedef struct _RemHelpText RemHelpText;

GType rem_help_text_get_type (void);

RemHelpText *rem_help_text_ref (RemHelpText *self);
void rem_help_text_unref (RemHelpText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemHelpText, rem_help_text_unref)

GPtrArray *rem_help_text_parse_all (const char *text, gssize length, GError **error);
const char *rem_help_text_get_id (RemHelpText *self);
const char *rem_help_text_get_title (RemHelpText *self);
const char *rem_help_text_get_summary (RemHelpText *self);
gsize rem_help_text_get_n_blocks (RemHelpText *self);
const RemHelpBlock *rem_help_text_get_block (RemHelpText *self, gsize index);
gboolean rem_help_text_is_said_in_two_ways (RemHelpText *self);

G_END_DECLS
