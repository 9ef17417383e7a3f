/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-attachment.h"
#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_OBJECT_PHOTO (rem_object_photo_get_type ())

/**
 * RemObjectPhoto:
 *
 * One photo of an object, the words under it, and a way to take it out.
 */
G_DECLARE_FINAL_TYPE (RemObjectPhoto, rem_object_photo, REM, OBJECT_PHOTO, GtkWidget)

GtkWidget *rem_object_photo_new (RemContext *context, RemAttachment *attachment);
const char *rem_object_photo_get_uuid (RemObjectPhoto *self);

G_END_DECLS
