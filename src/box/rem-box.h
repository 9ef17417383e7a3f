/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rem-clock.h"
#include "rem-database.h"
#include "rem-key-region.h"
#include "rem-object-store.h"
#include "rem-secret.h"

G_BEGIN_DECLS

#define REM_TYPE_BOX (rem_box_get_type ())
G_DECLARE_FINAL_TYPE (RemBox, rem_box, REM, BOX, GObject)

/** RemBoxChange: which tables a committed request touched; argument of RemBox::changed. */
typedef enum
{
  REM_BOX_CHANGE_KEEPSAKES = 1 << 0,
  REM_BOX_CHANGE_PERSONS = 1 << 1,
  REM_BOX_CHANGE_OCCASIONS = 1 << 2,
  REM_BOX_CHANGE_SETTINGS = 1 << 3,
  REM_BOX_CHANGE_HELPERS = 1 << 4,
  REM_BOX_CHANGE_RITUALS = 1 << 5,
  REM_BOX_CHANGE_CHECK_INS = 1 << 6,
} RemBoxChange;

/**
 * RemBoxFunc:
 * @database: the connection, for the stores
 * @objects: the sealed files
 * @data: what was given with the request; may run a second time after a reopened connection
 * @cancellable: (nullable): ends long work
 * @error: return location for an error
 *
 * A request. Runs on the box worker, inside a transaction.
 *
 * Returns: the result, handed to the finish function; %NULL with @error set on failure (a request
 *   without a result returns data that is not %NULL, such as GINT_TO_POINTER (TRUE)).
 */
typedef gpointer (*RemBoxFunc) (RemDatabase *database,
                                RemObjectStore *objects,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);

/**
 * RemBoxProgress:
 * @n_done: pieces that were looked at
 * @n_all: all pieces
 * @user_data: what was given with it
 *
 * How far long work on a box is.
 */
typedef void (*RemBoxProgress) (guint64 n_done, guint64 n_all, gpointer user_data);

/** RemBoxSummary: what is known of a box without its content; sizes in bytes. */
typedef struct
{
  guint format;
  guint page_size;
  guint reserve;
  guint n_slots;
  RemKdfCost cost;
  guint64 database_bytes;
  guint64 object_bytes;
  guint64 n_objects;
} RemBoxSummary;

RemBox *rem_box_create (const char *path,
                        RemSecret *passphrase,
                        guint kdf_mib,
                        RemClock *clock,
                        RemSecret **recovery_code_out,
                        GCancellable *cancellable,
                        GError **error);
RemBox *rem_box_open (const char *path,
                      RemSlotType type,
                      RemSecret *secret,
                      RemClock *clock,
                      GCancellable *cancellable,
                      GError **error);

void rem_box_create_async (const char *path,
                           RemSecret *passphrase,
                           guint kdf_mib,
                           RemClock *clock,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
RemBox *rem_box_create_finish (GAsyncResult *result, RemSecret **recovery_code_out, GError **error);
void rem_box_open_async (const char *path,
                         RemSlotType type,
                         RemSecret *secret,
                         RemClock *clock,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
RemBox *rem_box_open_finish (GAsyncResult *result, GError **error);

gboolean rem_box_exists (const char *path);
char *rem_box_build_default_path (void);
const char *rem_box_get_path (RemBox *self);
RemClock *rem_box_get_clock (RemBox *self);
gboolean rem_box_is_read_only (RemBox *self);
RemObjectStore *rem_box_ref_objects (RemBox *self);
RemBoxSummary rem_box_get_summary (RemBox *self);

gpointer rem_box_call (RemBox *self,
                       RemBoxChange changes,
                       RemBoxFunc func,
                       gpointer data,
                       GDestroyNotify result_free,
                       GCancellable *cancellable,
                       GError **error);
void rem_box_call_async (RemBox *self,
                         RemBoxChange changes,
                         RemBoxFunc func,
                         gpointer data,
                         GDestroyNotify data_free,
                         GDestroyNotify result_free,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gpointer rem_box_call_finish (RemBox *self, GAsyncResult *result, GError **error);

void rem_box_close_async (RemBox *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean rem_box_close_finish (RemBox *self, GAsyncResult *result, GError **error);
gboolean rem_box_close (RemBox *self, GError **error);

G_END_DECLS
