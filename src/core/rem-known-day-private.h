/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-known-day.h"

G_BEGIN_DECLS

/* A rule of a day: where it holds (%NULL for everywhere), and what takes its place when. */
typedef struct
{
  GStrv countries;
  char *rule;
  char *except;
  char *instead;
} RemKnownRule;

struct _RemKnownDay
{
  gatomicrefcount refs;
  char *id;
  RemKnownDayKind kind;
  char *hour;
  char *title;
  char *about;
  GPtrArray *rules; /* of RemKnownRule */
};

RemKnownDay *rem_known_day_new_empty (void);
void rem_known_country_free (gpointer data);

/* What data/days/days.xml says, or another text of its form. */
gboolean rem_known_day_parse (
    const char *text, gssize length, GPtrArray *days, GPtrArray *countries, GError **error);

G_END_DECLS
