/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-attachment.h"
#include "rem-context.h"
#include "rem-keepsake.h"

G_BEGIN_DECLS

#define REM_TYPE_KEPT_PAGE (rem_kept_page_get_type ())

/**
 * RemKeptPage:
 *
 * A sound, a film, a document or an object: the thing itself, a title, words, the day, those it is
 * about.
 */
G_DECLARE_FINAL_TYPE (RemKeptPage, rem_kept_page, REM, KEPT_PAGE, AdwBin)

GtkWidget *rem_kept_page_new (RemContext *context, RemKeepsake *keepsake, GPtrArray *attachments);
GtkWidget *rem_kept_page_new_object (RemContext *context);

G_END_DECLS
