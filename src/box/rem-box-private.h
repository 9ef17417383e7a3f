/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box-connection.h"
#include "rem-box-worker.h"
#include "rem-box.h"

G_BEGIN_DECLS

struct _RemBox
{
  GObject parent_instance;

  char *path;
  RemClock *clock;
  GMainContext *context;
  RemBoxWorker *worker;
  RemBoxConnection *connection;
  RemObjectStore *objects;
  gboolean is_read_only;
};

void rem_box_announce (RemBox *self, RemBoxChange changes);
void rem_box_hand_back (GTask *task, GSourceFunc finish_cb);

G_END_DECLS
