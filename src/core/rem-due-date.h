/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-date.h"

G_BEGIN_DECLS

/** Days from the last period of a cycle of 28 to the due date. */
#define REM_DUE_DATE_TERM 280

/** The shortest and the longest cycle that the estimate makes sense for, in days. */
#define REM_DUE_DATE_MIN_CYCLE 20
#define REM_DUE_DATE_MAX_CYCLE 45

/** The oldest that an embryo is when it is transferred, in days. */
#define REM_DUE_DATE_MAX_EMBRYO 7

/**
 * RemDueDateFrom:
 * @REM_DUE_DATE_FROM_PERIOD: the first day of the last period
 * @REM_DUE_DATE_FROM_CONCEPTION: the day of the conception
 * @REM_DUE_DATE_FROM_TRANSFER: the day on which an embryo was transferred
 *
 * What a due date is estimated from.
 */
typedef enum
{
  REM_DUE_DATE_FROM_PERIOD,
  REM_DUE_DATE_FROM_CONCEPTION,
  REM_DUE_DATE_FROM_TRANSFER,
} RemDueDateFrom;

RemDate rem_due_date_estimate (RemDueDateFrom from, RemDate date, int days);

G_END_DECLS
