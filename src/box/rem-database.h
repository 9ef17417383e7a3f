/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RemDatabase:
 *
 * The one connection to the encrypted database of an open box. Layers above src/box see it only
 * inside a function that rem_box_call_async() runs on the box worker, and hand it to the stores.
 */
typedef struct _RemDatabase RemDatabase;

G_END_DECLS
