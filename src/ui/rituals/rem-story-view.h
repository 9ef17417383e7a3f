/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"
#include "rem-occasion.h"

G_BEGIN_DECLS

#define REM_TYPE_STORY_VIEW (rem_story_view_get_type ())

/**
 * RemStoryView:
 *
 * What was done on a date, or with a ritual, the years one under another, in words and keepsakes;
 * and room for more. It says nothing about a year in which there was nothing.
 */
G_DECLARE_FINAL_TYPE (RemStoryView, rem_story_view, REM, STORY_VIEW, AdwBin)

void rem_story_view_show_date (RemStoryView *self, RemContext *context, RemOccasion *occasion);
void rem_story_view_show_ritual (RemStoryView *self, RemContext *context, const char *ritual);
void rem_story_view_set_occasion (RemStoryView *self, const char *occasion);

G_END_DECLS
