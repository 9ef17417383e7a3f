/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-help-lines.h"

G_BEGIN_DECLS

struct _RemHelpLines
{
  gatomicrefcount refs;
  GPtrArray *lines;      /* of RemHelpLine, in the order of the file */
  GPtrArray *hidden;     /* of char: ids that a file of corrections takes away */
  GPtrArray *countries;  /* of char: codes, in the order of the file */
  GHashTable *names;     /* code of a country → its name */
  GHashTable *languages; /* code of a language → its name */
};

RemHelpLines *rem_help_lines_new_empty (void);
void rem_help_lines_take_country (RemHelpLines *self, const char *code, const char *name);

G_END_DECLS
