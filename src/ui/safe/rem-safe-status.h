/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-safekeeper.h"

G_BEGIN_DECLS

#define REM_TYPE_SAFE_STATUS (rem_safe_status_get_type ())

/** RemSafeStatus: how far a work of the safekeeper is, a way to stop it, and what it came to. */
G_DECLARE_FINAL_TYPE (RemSafeStatus, rem_safe_status, REM, SAFE_STATUS, AdwBin)

void rem_safe_status_follow (RemSafeStatus *self, RemSafekeeper *safekeeper, guint works);

G_END_DECLS
