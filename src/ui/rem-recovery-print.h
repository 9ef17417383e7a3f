/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-date.h"

G_BEGIN_DECLS

GtkPrintOperation *rem_recovery_print_new (const char *code_text, RemDate today);

G_END_DECLS
