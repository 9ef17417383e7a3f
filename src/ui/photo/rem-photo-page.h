/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-attachment.h"
#include "rem-context.h"
#include "rem-keepsake-list.h"
#include "rem-keepsake.h"

G_BEGIN_DECLS

#define REM_TYPE_PHOTO_PAGE (rem_photo_page_get_type ())

/**
 * RemPhotoPage:
 *
 * A photo with a few words under it, and a way to the photo before and the one after. What is kept
 * and cannot be shown is told here too, and can be saved as it was given.
 */
G_DECLARE_FINAL_TYPE (RemPhotoPage, rem_photo_page, REM, PHOTO_PAGE, AdwBin)

GtkWidget *rem_photo_page_new (RemContext *context,
                               RemKeepsake *keepsake,
                               RemAttachment *attachment,
                               RemKeepsakeList *list,
                               guint position);

G_END_DECLS
