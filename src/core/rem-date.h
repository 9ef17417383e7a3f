/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RemDate:
 * @year: 1 to 9999; 0 in %REM_DATE_UNKNOWN
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * A civil date of the proleptic Gregorian calendar, as on a birth certificate: never an instant,
 * never in a time zone. Passed by value.
 */
typedef struct
{
  gint16 year;
  guint8 month;
  guint8 day;
} RemDate;

#define REM_DATE_UNKNOWN ((RemDate){ 0, 0, 0 })

/**
 * RemDateStyle:
 * @REM_DATE_STYLE_WEEKDAY: "Sunday, 22 November"
 * @REM_DATE_STYLE_FULL: "22 November 2026"
 * @REM_DATE_STYLE_LONG: "Sunday, 22 November 2026"
 * @REM_DATE_STYLE_DAY_MONTH: "22 November"
 * @REM_DATE_STYLE_MONTH_YEAR: "November 2026"
 *
 * How a date is told in the language of the interface.
 */
typedef enum
{
  REM_DATE_STYLE_WEEKDAY,
  REM_DATE_STYLE_FULL,
  REM_DATE_STYLE_LONG,
  REM_DATE_STYLE_DAY_MONTH,
  REM_DATE_STYLE_MONTH_YEAR,
} RemDateStyle;

gboolean rem_date_is_valid (RemDate self);
int rem_date_compare (RemDate a, RemDate b);
gboolean rem_date_equal (RemDate a, RemDate b);
RemDate rem_date_add_days (RemDate self, int days);
int rem_date_days_between (RemDate from, RemDate to);
int rem_date_get_weekday (RemDate self);
int rem_date_days_in_month (int year, int month);

gboolean rem_date_parse (const char *iso, RemDate *date_out, GError **error);
char *rem_date_to_iso (RemDate self);
char *rem_date_format (RemDate self, RemDateStyle style);

G_END_DECLS
