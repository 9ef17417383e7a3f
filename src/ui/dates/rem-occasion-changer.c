/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-occasion-changer.h"

#include "rem-occasions.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/* What is done to a date, in one act, with the words that offer to undo it. */

typedef enum
{
  CHANGE_ADD,
  CHANGE_REMOVE,
  CHANGE_SKIP,
} ChangeKind;

typedef struct
{
  RemWindow *window;
  char *uuid;
  RemDate date;
  ChangeKind kind;
  gboolean is_undo;
} Change;

static void
change_free (Change *change)
{
  g_object_unref (change->window);
  g_free (change->uuid);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static void
change_closure_free (gpointer data, GClosure *closure)
{
  change_free (data);
}

static Change *
change_new (RemWindow *window, const char *uuid, RemDate date, ChangeKind kind, gboolean is_undo)
{
  Change *change = g_new0 (Change, 1);

  change->window = g_object_ref (window);
  change->uuid = g_strdup (uuid);
  change->date = date;
  change->kind = kind;
  change->is_undo = is_undo;
  return change;
}

static void start (Change *change);

static void
undo_cb (AdwToast *toast, Change *change)
{
  start (change_new (change->window, change->uuid, change->date, change->kind, TRUE));
}

static void
offer_undo (const Change *change)
{
  static const char *const words[] = {
    [CHANGE_ADD] = N_ ("It is among your dates now."),
    [CHANGE_REMOVE] = N_ ("The date was removed."),
    [CHANGE_SKIP] = N_ ("It will still be here."),
  };
  AdwToast *toast = adw_toast_new (_ (words[change->kind]));

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb),
                         change_new (change->window, change->uuid, change->date, change->kind,
                                     FALSE),
                         change_closure_free, 0);
  rem_window_add_toast (change->window, toast);
}

static void
change_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  g_autoptr (GError) error = NULL;
  RemContext *context = rem_window_get_context (change->window);
  gboolean is_done = change->kind == CHANGE_SKIP
                         ? rem_occasions_set_skipped_finish (context, result, &error)
                         : rem_occasions_set_removed_finish (context, result, &error);

  if (!is_done)
    rem_window_show_error (change->window, error);
  else if (!change->is_undo)
    offer_undo (change);
}

static void
start (Change *change)
{
  RemContext *context = rem_window_get_context (change->window);

  if (change->kind != CHANGE_SKIP)
    rem_occasions_set_removed_async (context, change->uuid,
                                     (change->kind == CHANGE_REMOVE) != change->is_undo, NULL,
                                     change_cb, change);
  else
    rem_occasions_set_skipped_async (context, change->uuid, change->date, !change->is_undo, NULL,
                                     change_cb, change);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_occasions_keep_finish (rem_window_get_context (window), result, &error))
    rem_window_show_error (window, error);
}

/**
 * rem_occasion_changer_keep:
 * @window: where to say what goes wrong
 * @occasion: a date
 *
 * Keeps a date as it is now.
 */
void
rem_occasion_changer_keep (RemWindow *window, RemOccasion *occasion)
{
  g_return_if_fail (REM_IS_WINDOW (window));
  g_return_if_fail (occasion != NULL);

  rem_occasions_keep_async (rem_window_get_context (window), occasion, NULL, keep_cb,
                            g_object_ref (window));
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  g_autoptr (GError) error = NULL;

  if (rem_occasions_keep_finish (rem_window_get_context (change->window), result, &error))
    offer_undo (change);
  else
    rem_window_show_error (change->window, error);
}

/**
 * rem_occasion_changer_add:
 * @window: where to say that it was added
 * @occasion: a new date
 *
 * Keeps a new date, and offers to undo it.
 */
void
rem_occasion_changer_add (RemWindow *window, RemOccasion *occasion)
{
  g_return_if_fail (REM_IS_WINDOW (window));
  g_return_if_fail (occasion != NULL);

  rem_occasions_keep_async (rem_window_get_context (window), occasion, NULL, added_cb,
                            change_new (window, rem_occasion_get_uuid (occasion), REM_DATE_UNKNOWN,
                                        CHANGE_ADD, FALSE));
}

/**
 * rem_occasion_changer_remove:
 * @window: where to say that it was removed
 * @uuid: a date
 *
 * Removes a date, and offers to undo it.
 */
void
rem_occasion_changer_remove (RemWindow *window, const char *uuid)
{
  g_return_if_fail (REM_IS_WINDOW (window));
  g_return_if_fail (uuid != NULL);

  start (change_new (window, uuid, REM_DATE_UNKNOWN, CHANGE_REMOVE, FALSE));
}

/**
 * rem_occasion_changer_restore:
 * @window: where to say what goes wrong
 * @uuid: a date that was removed
 *
 * Puts a date back.
 */
void
rem_occasion_changer_restore (RemWindow *window, const char *uuid)
{
  g_return_if_fail (REM_IS_WINDOW (window));
  g_return_if_fail (uuid != NULL);

  start (change_new (window, uuid, REM_DATE_UNKNOWN, CHANGE_REMOVE, TRUE));
}

/**
 * rem_occasion_changer_skip:
 * @window: where to say so
 * @uuid: a date
 * @date: one of the days on which it falls
 * @skipped: whether that day shall pass in silence
 *
 * "Not this year", which offers to undo it; or the taking back of it.
 */
void
rem_occasion_changer_skip (RemWindow *window, const char *uuid, RemDate date, gboolean skipped)
{
  g_return_if_fail (REM_IS_WINDOW (window));
  g_return_if_fail (uuid != NULL);

  start (change_new (window, uuid, date, CHANGE_SKIP, !skipped));
}
