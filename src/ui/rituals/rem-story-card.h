/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-ritual-held.h"
#include "rem-story.h"
#include "rem-thumbnail-loader.h"

G_BEGIN_DECLS

GtkWidget *rem_story_card_new (RemStoryKind kind,
                               const char *id,
                               const RemStoryPart *part,
                               RemThumbnailLoader *loader);

G_END_DECLS
