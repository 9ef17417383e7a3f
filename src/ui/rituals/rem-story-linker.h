/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-ritual-held.h"
#include "rem-window.h"

G_BEGIN_DECLS

void rem_story_linker_link (
    RemWindow *window, RemStoryKind kind, const char *id, const char *keepsake_uuid, RemDate day);
void rem_story_linker_unlink (
    RemWindow *window, RemStoryKind kind, const char *id, const char *keepsake_uuid, RemDate day);
void
rem_story_linker_choose_photo (RemWindow *window, RemStoryKind kind, const char *id, RemDate day);

G_END_DECLS
