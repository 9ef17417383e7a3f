/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-keepsake.h"
#include "rem-manual-clock.h"
#include "rem-occasion.h"

G_BEGIN_DECLS

/**
 * ModelFixture:
 *
 * A context with a real box in a folder of its own, open, and a clock that stands still on
 * 22 November 2026 at 11:00 in Madrid.
 */
typedef struct
{
  char *folder;
  char *box_path;
  char *plan_path;
  RemManualClock *clock;
  RemSecret *passphrase;
  RemContext *context;
} ModelFixture;

#define MODEL_FIXTURE_ADD(path, func)                                                              \
  g_test_add ((path), ModelFixture, NULL, model_fixture_set_up, (func), model_fixture_tear_down)

void model_fixture_set_up (ModelFixture *fixture, gconstpointer data);
void model_fixture_set_up_without_box (ModelFixture *fixture, gconstpointer data);
void model_fixture_tear_down (ModelFixture *fixture, gconstpointer data);
void model_fixture_lock (ModelFixture *fixture);
void model_fixture_unlock (ModelFixture *fixture);
void model_fixture_drop (ModelFixture *fixture);

/* Waiting: the main context runs until an answer is there, or until @value is not 0. */
void model_fixture_store_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *model_fixture_wait (GAsyncResult **result);
void model_fixture_settle (ModelFixture *fixture);

void model_fixture_keep (ModelFixture *fixture, RemKeepsake *keepsake);
RemKeepsake *model_fixture_get (ModelFixture *fixture, const char *uuid);
void model_fixture_keep_date (ModelFixture *fixture, RemOccasion *occasion);
RemOccasion *model_fixture_build_date (ModelFixture *fixture,
                                       const char *label,
                                       const char *edtf,
                                       RemRepeat repeat,
                                       const char *reminder);

G_END_DECLS
