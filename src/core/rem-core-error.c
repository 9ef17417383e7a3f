/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-core-error.h"

G_DEFINE_QUARK (rem - core - error - quark, rem_core_error)
