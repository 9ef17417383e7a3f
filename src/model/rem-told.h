/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-check-in.h"

G_BEGIN_DECLS

/**
 * RemToldKind:
 * @REM_TOLD_DOCTOR: for a doctor, a midwife, a therapist
 * @REM_TOLD_CLOSE: for somebody close
 *
 * For whom a page is put together.
 */
typedef enum
{
  REM_TOLD_DOCTOR,
  REM_TOLD_CLOSE,
} RemToldKind;

/** The most that can be said on a page, in parts of their own. */
#define REM_TOLD_MAX_PARTS 4

guint rem_told_count_parts (RemToldKind kind);
const char *rem_told_get_part (RemToldKind kind, guint part);
const char *rem_told_get_title (RemToldKind kind);
gboolean rem_told_is_heading (RemToldKind kind, const char *line);
char *rem_told_build (RemToldKind kind, GPtrArray *check_ins, const char *const *answers);

G_END_DECLS
