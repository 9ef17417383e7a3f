/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-attachment.h"

G_BEGIN_DECLS

#define REM_TYPE_DOCUMENT_VIEW (rem_document_view_get_type ())

/**
 * RemDocumentView:
 *
 * What is known of a kept file that is not shown here, with the ways to read it elsewhere.
 */
G_DECLARE_FINAL_TYPE (RemDocumentView, rem_document_view, REM, DOCUMENT_VIEW, GtkWidget)

GtkWidget *rem_document_view_new (RemAttachment *attachment);

G_END_DECLS
