/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-exchange-error.h"

G_DEFINE_QUARK (rem - exchange - error - quark, rem_exchange_error)
