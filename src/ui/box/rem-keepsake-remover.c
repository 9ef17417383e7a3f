/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake-remover.h"

#include "rem-keepsake-words.h"
#include "rem-keepsakes.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/* Removing is one act and asks nothing, because it is undone as easily: at once from the words at
 * the foot of the window, later from the page of what was removed. */

typedef struct
{
  RemWindow *window;
  char *uuid;
  RemKeepsakeKind kind;
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->window);
  g_free (removal->uuid);
  g_free (removal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

static void
restore_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_keepsakes_restore_finish (rem_window_get_context (window), result, &error))
    rem_window_show_error (window, error);
}

static void
undo_cb (RemWindow *window, AdwToast *toast)
{
  rem_keepsake_remover_restore (window, g_object_get_data (G_OBJECT (toast), "uuid"));
}

static void
remove_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Removal) removal = user_data;
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  if (!rem_keepsakes_remove_finish (rem_window_get_context (removal->window), result, &error))
    {
      rem_window_show_error (removal->window, error);
      return;
    }

  toast = adw_toast_new (rem_keepsake_words_get_removed (removal->kind));
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_object_set_data_full (G_OBJECT (toast), "uuid", g_steal_pointer (&removal->uuid), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), removal->window,
                           G_CONNECT_SWAPPED);
  rem_window_add_toast (removal->window, toast);
}

/**
 * rem_keepsake_remover_remove:
 * @window: where to say that it was removed
 * @uuid: a keepsake
 * @kind: its kind
 *
 * Puts a keepsake among what was removed, and offers to undo it. What goes wrong is told in the
 * window.
 */
void
rem_keepsake_remover_remove (RemWindow *window, const char *uuid, RemKeepsakeKind kind)
{
  Removal *removal = NULL;

  g_return_if_fail (REM_IS_WINDOW (window));
  g_return_if_fail (uuid != NULL);

  removal = g_new0 (Removal, 1);
  removal->window = g_object_ref (window);
  removal->uuid = g_strdup (uuid);
  removal->kind = kind;
  rem_keepsakes_remove_async (rem_window_get_context (window), uuid, NULL, remove_cb, removal);
}

static void
flush_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  RemKeepsake *draft = rem_draft_keeper_get_draft (REM_DRAFT_KEEPER (source));

  /* Kept or not: what is there is what goes among what was removed. */
  rem_draft_keeper_flush_finish (REM_DRAFT_KEEPER (source), result, NULL);
  rem_keepsake_remover_remove (window, rem_keepsake_get_uuid (draft),
                               rem_keepsake_get_kind (draft));
}

/**
 * rem_keepsake_remover_remove_draft:
 * @window: where to say that it was removed
 * @keeper: of the keepsake; what waits in it is kept first
 *
 * Puts a keepsake that is open among what was removed, as rem_keepsake_remover_remove().
 */
void
rem_keepsake_remover_remove_draft (RemWindow *window, RemDraftKeeper *keeper)
{
  g_return_if_fail (REM_IS_WINDOW (window));
  g_return_if_fail (REM_IS_DRAFT_KEEPER (keeper));

  rem_draft_keeper_flush_async (keeper, flush_cb, g_object_ref (window));
}

/**
 * rem_keepsake_remover_restore:
 * @window: where to say what goes wrong
 * @uuid: a keepsake that was removed
 *
 * Puts it back in its place.
 */
void
rem_keepsake_remover_restore (RemWindow *window, const char *uuid)
{
  g_return_if_fail (REM_IS_WINDOW (window));
  g_return_if_fail (uuid != NULL);

  rem_keepsakes_restore_async (rem_window_get_context (window), uuid, NULL, restore_cb,
                               g_object_ref (window));
}
