/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REM_CORE_ERROR (rem_core_error_quark ())

/**
 * RemCoreError:
 * @REM_CORE_ERROR_BAD_DATE: not a civil date, or one that does not exist
 * @REM_CORE_ERROR_BAD_RULE: not a recurrence rule, or one that this program cannot expand
 * @REM_CORE_ERROR_BAD_PLAN: not a reminder plan, or a damaged one; the same of the record of what
 *   was told
 * @REM_CORE_ERROR_NEWER_PLAN: a reminder plan written by a newer version
 * @REM_CORE_ERROR_BAD_HELP: not a list of help lines or pages, or a damaged one
 * @REM_CORE_ERROR_BAD_RITUALS: not a list of rituals, or a damaged one
 * @REM_CORE_ERROR_BAD_PHRASES: not a list of phrases, or a damaged one
 *
 * Errors of src/core. Messages are for developers and hold no content of the box.
 */
typedef enum
{
  REM_CORE_ERROR_BAD_DATE,
  REM_CORE_ERROR_BAD_RULE,
  REM_CORE_ERROR_BAD_PLAN,
  REM_CORE_ERROR_NEWER_PLAN,
  REM_CORE_ERROR_BAD_HELP,
  REM_CORE_ERROR_BAD_RITUALS,
  REM_CORE_ERROR_BAD_PHRASES,
} RemCoreError;

GQuark rem_core_error_quark (void);

G_END_DECLS
