/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ritual-keeper.h"

#include "rem-own-rituals.h"
#include "rem-undo-toast.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/* What is done with a ritual of one's own outlives the page on which it was asked for. */

typedef struct
{
  RemRitual *ritual;
  GWeakRef window;
} Removal;

static void
removal_free (Removal *self)
{
  rem_ritual_unref (self->ritual);
  g_weak_ref_clear (&self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree GWeakRef *weak = user_data;
  g_autoptr (RemWindow) window = g_weak_ref_get (weak);
  g_autoptr (GError) error = NULL;

  if (!rem_own_rituals_keep_finish (REM_CONTEXT (source), result, &error) && window != NULL)
    rem_window_show_error (window, error);
  g_weak_ref_clear (weak);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  rem_own_rituals_set_removed_finish (REM_CONTEXT (source), result, NULL);
}

static void
restore (RemWindow *window, gpointer data)
{
  if (window != NULL)
    rem_own_rituals_set_removed_async (rem_window_get_context (window), data, FALSE, NULL,
                                       restored_cb, NULL);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Removal) self = user_data;
  g_autoptr (RemWindow) window = g_weak_ref_get (&self->window);
  g_autoptr (GError) error = NULL;

  if (!rem_own_rituals_set_removed_finish (REM_CONTEXT (source), result, &error))
    {
      if (window != NULL)
        rem_window_show_error (window, error);
    }
  else if (window != NULL)
    {
      rem_undo_toast_add (window, _ ("The ritual was removed."), C_ ("toast", "Undo"), restore,
                          rem_ritual_ref (self->ritual), (GDestroyNotify) rem_ritual_unref);
    }
}

static void
keep_after_all (RemWindow *window, gpointer data)
{
  if (window != NULL)
    rem_ritual_keeper_keep (window, data);
}

/**
 * rem_ritual_keeper_keep:
 * @window: where it is told if it cannot be kept
 * @ritual: a ritual of one's own
 *
 * Keeps it.
 */
void
rem_ritual_keeper_keep (RemWindow *window, RemRitual *ritual)
{
  GWeakRef *weak;

  g_return_if_fail (REM_IS_WINDOW (window));

  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, window);
  rem_own_rituals_keep_async (rem_window_get_context (window), ritual, NULL, kept_cb, weak);
}

/**
 * rem_ritual_keeper_offer:
 * @window: where it is offered
 * @ritual: a ritual of one's own, as it was left without being kept
 *
 * Offers to keep it after all.
 */
void
rem_ritual_keeper_offer (RemWindow *window, RemRitual *ritual)
{
  g_return_if_fail (REM_IS_WINDOW (window));

  rem_undo_toast_add (window, _ ("The ritual was left as it was."), _ ("Keep the change"),
                      keep_after_all, rem_ritual_ref (ritual), (GDestroyNotify) rem_ritual_unref);
}

/**
 * rem_ritual_keeper_remove:
 * @window: where it is told, with a way back
 * @ritual: a ritual of one's own
 *
 * Removes it. What was written about it stays.
 */
void
rem_ritual_keeper_remove (RemWindow *window, RemRitual *ritual)
{
  Removal *self;

  g_return_if_fail (REM_IS_WINDOW (window));

  self = g_new0 (Removal, 1);
  self->ritual = rem_ritual_ref (ritual);
  g_weak_ref_init (&self->window, window);
  rem_own_rituals_set_removed_async (rem_window_get_context (window), ritual, TRUE, NULL,
                                     removed_cb, self);
}
