/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context-private.h"
#include "rem-box-check.h"
#include "rem-safekeeper.h"

G_BEGIN_DECLS

/* What the files of the safekeeper share. Main thread. */

struct _RemSafekeeper
{
  GObject parent_instance;

  RemContext *context; /* borrowed: it owns the safekeeper */
  RemSafeSettings *settings;
  gulong state_id;
  guint timer_id;

  RemSafeWork work;
  RemSafeWork last_work;
  gboolean is_writing_damaged; /* also after the lock, which salvage needs */
  gboolean is_quiet;           /* what is under way was not asked for */
  RemContextJob *job;
  double fraction;
  char *words;

  char *other_path;
  RemSecret *secret;
  RemSlotType secret_type;
  gboolean needs_secret;
  gboolean can_merge;
  char *undo; /* the snapshot from before the last merge */
};

void rem_safekeeper_tell (RemSafekeeper *self);
void rem_safekeeper_store (RemSafekeeper *self);
RemBox *rem_safekeeper_begin (RemSafekeeper *self, RemSafeWork work, gboolean is_quiet);
void rem_safekeeper_end (RemSafekeeper *self, char *words);
GCancellable *rem_safekeeper_get_cancellable (RemSafekeeper *self);
void rem_safekeeper_note_progress (guint64 n_done, guint64 n_all, gpointer user_data);
void rem_safekeeper_note_check (RemSafekeeper *self, const RemBoxReport *report, gint64 now_us);
void rem_safekeeper_look_for_damage (RemSafekeeper *self);
void rem_safekeeper_check_again (RemSafekeeper *self);
void rem_safekeeper_forget_other (RemSafekeeper *self);

G_END_DECLS
