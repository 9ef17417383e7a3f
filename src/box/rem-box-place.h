/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RemBoxPlace:
 * @REM_BOX_PLACE_HERE: on this computer, as far as can be seen
 * @REM_BOX_PLACE_NETWORK: on another computer, reached over a network
 * @REM_BOX_PLACE_SYNCED: in a folder that another program sends to other computers
 *
 * Where a box lies.
 */
typedef enum
{
  REM_BOX_PLACE_HERE,
  REM_BOX_PLACE_NETWORK,
  REM_BOX_PLACE_SYNCED,
} RemBoxPlace;

RemBoxPlace rem_box_place_look (const char *box_path);
gboolean rem_box_place_is_network (guint32 file_system_type);

G_END_DECLS
