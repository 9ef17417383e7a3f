/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void power_log_start (const char *root);
void power_log_mark (int value);
void power_log_stop (void);
guint power_log_get_n_steps (void);
int power_log_lay_out (guint n_steps, GRand *random, gboolean syncs_count, const char *target);

G_END_DECLS
