/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* An AdwLeaflet used as a stack of pages: the bottom one stays, the top one is shown. */

void rem_page_stack_push (AdwLeaflet *stack, GtkWidget *page);
void rem_page_stack_drop_after (AdwLeaflet *stack, GtkWidget *kept);

G_END_DECLS
