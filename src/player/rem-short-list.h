/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

void rem_short_list_enforce (GstRegistry *registry);

G_END_DECLS
