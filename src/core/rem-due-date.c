/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-due-date.h"

/* By Naegele's rule: 280 days from the last period of a cycle of 28, 266 from the conception. */

#define FROM_CONCEPTION 266
#define CYCLE           28

/**
 * rem_due_date_estimate:
 * @from: what @date is
 * @date: a day that exists
 * @days: for a period the length of the cycle, for a transfer the age of the embryo, in days;
 *   otherwise ignored
 *
 * An estimate, to be called one. Pure; any thread.
 *
 * Returns: the due date, or %REM_DATE_UNKNOWN if it lies after the year 9999
 */
RemDate
rem_due_date_estimate (RemDueDateFrom from, RemDate date, int days)
{
  g_return_val_if_fail (rem_date_is_valid (date), REM_DATE_UNKNOWN);

  switch (from)
    {
    case REM_DUE_DATE_FROM_PERIOD:
      return rem_date_add_days (date,
                                REM_DUE_DATE_TERM +
                                    CLAMP (days, REM_DUE_DATE_MIN_CYCLE, REM_DUE_DATE_MAX_CYCLE) -
                                    CYCLE);
    case REM_DUE_DATE_FROM_TRANSFER:
      return rem_date_add_days (date, FROM_CONCEPTION - CLAMP (days, 0, REM_DUE_DATE_MAX_EMBRYO));
    case REM_DUE_DATE_FROM_CONCEPTION:
    default:
      return rem_date_add_days (date, FROM_CONCEPTION);
    }
}
