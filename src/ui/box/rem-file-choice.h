/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-keepsake-kind.h"

G_BEGIN_DECLS

GtkFileChooserNative *rem_file_choice_new (GtkWindow *window, RemKeepsakeKind kind);

G_END_DECLS
