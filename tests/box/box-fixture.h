/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box.h"
#include "rem-manual-clock.h"

G_BEGIN_DECLS

/** BoxFixture: a real box in a folder of its own, with a cheap key derivation and a still clock. */
typedef struct
{
  char *folder;
  char *path;
  RemClock *clock;
  RemSecret *passphrase;
  RemSecret *code;
  RemBox *box;
} BoxFixture;

void box_fixture_set_up (BoxFixture *fixture, gconstpointer data);
void box_fixture_tear_down (BoxFixture *fixture, gconstpointer data);
void box_fixture_reopen (BoxFixture *fixture);
void box_fixture_forget (BoxFixture *fixture);
void box_fixture_remove_folder (const char *path);

G_END_DECLS
