/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The largest calendar file that is read, in bytes. */
#define REM_ICAL_MAX_BYTES (16 * 1024 * 1024)
/** The longest line that is read once it is unfolded, in bytes. */
#define REM_ICAL_MAX_LINE (64 * 1024)
/** The most parameters of a line that are kept; the others are passed over. */
#define REM_ICAL_MAX_PARAMS 16

/**
 * RemIcalParam:
 * @name: in capitals
 * @value: without quotes around it
 */
typedef struct
{
  const char *name;
  const char *value;
} RemIcalParam;

/**
 * RemIcalLine:
 * @name: the property, in capitals
 * @value: all that follows the colon, UTF-8, not unescaped
 * @params: its parameters
 * @n_params: how many of them there are
 * @is_too_long: whether it was beyond %REM_ICAL_MAX_LINE: then @value is empty
 *
 * One content line of RFC 5545. The texts are borrowed until the next line is read.
 */
typedef struct
{
  const char *name;
  const char *value;
  RemIcalParam params[REM_ICAL_MAX_PARAMS];
  guint n_params;
  gboolean is_too_long;
} RemIcalLine;

/** RemIcalLines: reads a calendar file line by line. One thread at a time. */
typedef struct _RemIcalLines RemIcalLines;

RemIcalLines *rem_ical_lines_new (GBytes *bytes, GError **error);
void rem_ical_lines_free (RemIcalLines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemIcalLines, rem_ical_lines_free)

gboolean rem_ical_lines_next (RemIcalLines *self, RemIcalLine *line_out);
guint rem_ical_lines_get_n_broken (RemIcalLines *self);
const char *rem_ical_line_get_param (const RemIcalLine *self, const char *name);

G_END_DECLS
