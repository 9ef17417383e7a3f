/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box-merge.h"
#include "rem-copy-private.h"
#include "rem-merge.h"

G_BEGIN_DECLS

/* One run of bringing another box in. */
typedef struct
{
  RemBox *box;
  const char *other_path;
  gboolean is_same_box;
  char *incoming;         /* the folder of the private copy */
  char *path;             /* the database in it */
  RemCopy copy;           /* source: their keys; from: their objects; to: ours */
  GPtrArray *attachments; /* theirs */
  GHashTable *objects;    /* (nullable): their names, to ours, of another box */
  RemMergeCounts counts;
  gboolean preview;
  gint64 base_us;
  RemBoxMergeReport *report;
  RemBoxProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} RemBoxMergeRun;

gboolean rem_box_merge_bring_objects (RemBoxMergeRun *run, GError **error);
gboolean rem_box_merge_look_for_objects (RemBoxMergeRun *run, GError **error);

G_END_DECLS
