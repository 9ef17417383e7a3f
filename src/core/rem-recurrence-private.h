/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-recurrence.h"
#include "rem-rule-private.h"

G_BEGIN_DECLS

/* What the other files of src/core need of a recurrence. */

const RemRule *rem_recurrence_peek_rule (RemRecurrence *self);
char *rem_recurrence_dup_shape (RemRecurrence *self, RemDate anchor);

G_END_DECLS
