/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box-error.h"

G_DEFINE_QUARK (rem - box - error - quark, rem_box_error)
