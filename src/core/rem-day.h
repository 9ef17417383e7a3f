/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-date.h"

G_BEGIN_DECLS

/**
 * RemPrecision:
 *
 * How exactly a day is known. Nothing about a day is ever required.
 */
typedef enum
{
  REM_PRECISION_NONE,
  REM_PRECISION_YEAR,
  REM_PRECISION_SEASON,
  REM_PRECISION_MONTH,
  REM_PRECISION_DAY,
} RemPrecision;

/**
 * RemDay:
 * @date: the first day that it may mean; for %REM_PRECISION_SEASON the month is 21 to 24 in
 *   EDTF's numbering (21 spring, 22 summer, 23 autumn, 24 winter) and the day 1
 * @precision: how much of @date is known
 *
 * The day something belongs to, as exactly as the person knows it: "14 March 2009",
 * "March 2009", "spring 2009", "2009", or nothing. Kept and exchanged as text in the Extended
 * Date/Time Format (ISO 8601-2:2019): "2009-03-14", "2009-03", "2009-21", "2009", "".
 * Passed by value.
 */
typedef struct
{
  RemDate date;
  RemPrecision precision;
} RemDay;

#define REM_DAY_NONE ((RemDay){ { 0, 0, 0 }, REM_PRECISION_NONE })

RemDay rem_day_from_date (RemDate date);
gboolean rem_day_parse (const char *edtf, RemDay *day_out, GError **error);
char *rem_day_to_edtf (RemDay self);
char *rem_day_format (RemDay self);
RemDate rem_day_get_first (RemDay self);
RemDate rem_day_get_last (RemDay self);
gboolean rem_day_equal (RemDay a, RemDay b);

G_END_DECLS
