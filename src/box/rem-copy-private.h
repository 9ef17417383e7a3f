/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box-copy.h"
#include "rem-copy-manifest.h"
#include "rem-vfs.h"

G_BEGIN_DECLS

/* What copying needs of an open box, taken on its worker. Holds keys. */
typedef struct
{
  guint8 uuid[REM_KEY_REGION_UUID_SIZE];
  guint8 head[REM_KEY_REGION_SIZE];
  RemSecret *page_key;
  RemSecret *wal_key;
  RemSecret *copy_key;
  RemSecret *object_key;
  RemSecret *name_key;
  GPtrArray *attachments;
} RemCopySource;

/* One run of copying. */
typedef struct
{
  RemCopySource *source;
  RemObjectStore *from;
  RemObjectStore *to;
  GPtrArray *others;    /* (nullable): further folders of this box, to look for objects in */
  GHashTable *expected; /* (nullable): names of objects that the place should have had */
  guint64 n_mended;     /* how many of those were not there, or damaged, and are whole now */
  char *place;
  RemCopyManifest *known; /* (nullable): what the last run read back */
  RemCopyManifest *manifest;
  RemBoxCopyReport *report;
  GHashTable *seen; /* names of objects, to whether the copy has them whole */
  RemBoxProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} RemCopy;

void rem_copy_begin (RemCopy *copy, RemCopySource *source, const char *from_path);
void rem_copy_clear (RemCopy *copy);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RemCopy, rem_copy_clear)
void rem_copy_note_missing (RemCopy *copy, GPtrArray *attachments);

gboolean rem_copy_folder_check (RemCopy *copy, GError **error);
gboolean rem_copy_folder_make (RemCopy *copy, GError **error);
void rem_copy_folder_prepare (RemCopy *copy);
gboolean rem_copy_folder_turn (RemCopy *copy, gint64 now_us, GError **error);
char *rem_copy_folder_build_new_path (RemCopy *copy);
void rem_copy_folder_remove_new (RemCopy *copy);

gboolean rem_copy_objects (RemCopy *copy, GPtrArray *attachments, GError **error);

G_END_DECLS
