/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-clock.h"
#include "rem-secret.h"

G_BEGIN_DECLS

#define REM_TYPE_RECOVERY_PAGE (rem_recovery_page_get_type ())

/**
 * RemRecoveryPage:
 *
 * Signal "done" (no argument): the person has the code, or does without it.
 */
G_DECLARE_FINAL_TYPE (RemRecoveryPage, rem_recovery_page, REM, RECOVERY_PAGE, AdwBin)

void rem_recovery_page_set_clock (RemRecoveryPage *self, RemClock *clock);
void rem_recovery_page_set_note (RemRecoveryPage *self, const char *note);
void rem_recovery_page_set_code (RemRecoveryPage *self, RemSecret *code);

G_END_DECLS
