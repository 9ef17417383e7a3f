/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "rem-day.h"

G_BEGIN_DECLS

/** The country code of what can be reached from anywhere. */
#define REM_HELP_ANYWHERE "ZZ"

/**
 * RemHelpKind:
 * @REM_HELP_KIND_EMERGENCY: the emergency number of a country
 * @REM_HELP_KIND_CRISIS: somebody to talk to in a crisis
 * @REM_HELP_KIND_PERINATAL: mental health around pregnancy and birth
 * @REM_HELP_KIND_LOSS: for the loss of a pregnancy or a baby
 * @REM_HELP_KIND_PEER: people who have been there
 * @REM_HELP_KIND_HEALTH: a line for questions about health
 *
 * What a help line is.
 */
typedef enum
{
  REM_HELP_KIND_EMERGENCY,
  REM_HELP_KIND_CRISIS,
  REM_HELP_KIND_PERINATAL,
  REM_HELP_KIND_LOSS,
  REM_HELP_KIND_PEER,
  REM_HELP_KIND_HEALTH,
} RemHelpKind;

/**
 * RemHelpEvidence:
 * @REM_HELP_EVIDENCE_DATED: a directory that names the organisation's own page and its day
 * @REM_HELP_EVIDENCE_COPY: a stored copy of the organisation's own page
 * @REM_HELP_EVIDENCE_UNCONFIRMED: several pages agree, or it is commonly known
 *
 * What a help line's entry rests on.
 */
typedef enum
{
  REM_HELP_EVIDENCE_DATED,
  REM_HELP_EVIDENCE_COPY,
  REM_HELP_EVIDENCE_UNCONFIRMED,
} RemHelpEvidence;

/**
 * RemHelpMessage:
 * @to: the number, as the service prints it
 * @word: what to write, or ""
 * @language: the language it is answered in (ISO 639-1), or "" for all of the line's
 *
 * Where a text message can be sent.
 */
typedef struct
{
  char *to;
  char *word;
  char *language;
} RemHelpMessage;

#define REM_TYPE_HELP_LINE (rem_help_line_get_type ())

/**
 * RemHelpLine:
 * @id: for ever, of [a-z0-9-]
 * @country: ISO 3166-1 alpha-2, or %REM_HELP_ANYWHERE
 * @kind: what it is
 * @is_crisis: whether it answers in a crisis
 * @languages: (array zero-terminated=1): ISO 639-1, one or more
 * @checked: when it was last looked at, as exactly as is known; never %REM_PRECISION_NONE
 * @evidence: what the entry rests on
 * @service: its name, never translated; "" for the emergency number
 * @region: where in the country, in the person's language, or "" for all of it
 * @phones: (array zero-terminated=1): numbers as the service prints them, none or more
 * @messages: (array length=n_messages): where to send a text message
 * @n_messages: how many
 * @web: its page, https, or ""
 * @hours: in the person's language, or "" if there is nobody to call
 * @what: what it is for, in the person's language
 * @note: what else to know, in the person's language, or ""
 *
 * Somebody who can be asked for help. Read only and reference counted. Any thread.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount refs;

  /*< public >*/
  char *id;
  char *country;
  RemHelpKind kind;
  gboolean is_crisis;
  char **languages;
  RemDay checked;
  RemHelpEvidence evidence;
  char *service;
  char *region;
  char **phones;
  RemHelpMessage *messages;
  gsize n_messages;
  char *web;
  char *hours;
  char *what;
  char *note;
} RemHelpLine;

GType rem_help_line_get_type (void);

RemHelpLine *rem_help_line_ref (RemHelpLine *self);
void rem_help_line_unref (RemHelpLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemHelpLine, rem_help_line_unref)

gboolean rem_help_line_speaks (const RemHelpLine *self, const char *language);
char *rem_help_line_format_checked (const RemHelpLine *self);

G_END_DECLS
