/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-safekeeper-private.h"

#include "rem-box-error.h"
#include "rem-box-merge.h"
#include "rem-box-return.h"
#include "rem-error-text.h"
#include "rem-merge-text.h"
#include "rem-recovery-code.h"
#include "rem-safe-text.h"

#include <glib/gi18n.h>

/* Another box: looked into, brought in, and, if it was not what she wanted, put back. The
 * passphrase of a box that is no copy of this one is held from the look until it was brought in, or
 * forgotten. */

void
rem_safekeeper_forget_other (RemSafekeeper *self)
{
  g_clear_pointer (&self->other_path, g_free);
  g_clear_pointer (&self->secret, rem_secret_unref);
  self->needs_secret = FALSE;
  self->can_merge = FALSE;
}

static void start_merge (RemSafekeeper *self, RemBox *box);

static void
merge_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemSafekeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBoxMergeReport) report = rem_box_merge_finish (REM_BOX (source), result, &error);

  if (report != NULL)
    {
      gboolean is_merge = self->work == REM_SAFE_MERGE;

      if (is_merge)
        {
          g_free (self->undo);
          self->undo = g_strdup (report->snapshot);
          rem_safekeeper_forget_other (self);
        }
      else
        self->can_merge = TRUE;
      rem_safekeeper_end (self, rem_merge_text_build (report));
      if (is_merge)
        rem_safekeeper_check_again (self);
      return;
    }
  if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_WRONG_PASSPHRASE))
    {
      g_autoptr (RemSecret) code = NULL;

      if (self->secret != NULL && self->secret_type == REM_SLOT_PASSPHRASE)
        code = rem_recovery_code_parse ((const char *) rem_secret_get_bytes (self->secret),
                                        (gssize) rem_secret_get_size (self->secret), NULL);
      if (code != NULL)
        {
          rem_secret_unref (self->secret);
          self->secret = g_steal_pointer (&code);
          self->secret_type = REM_SLOT_RECOVERY_CODE;
          start_merge (self, REM_BOX (source));
          return;
        }
      self->needs_secret = TRUE;
      rem_safekeeper_end (
          self, g_strdup (self->secret == NULL
                              ? _ ("This box is not a copy of yours, so its own passphrase is "
                                   "needed.")
                              : _ ("This passphrase or code does not open the other box. Nothing "
                                   "was changed. Try once more.")));
      g_clear_pointer (&self->secret, rem_secret_unref);
      return;
    }
  rem_safekeeper_forget_other (self);
  rem_safekeeper_end (self, rem_safe_text_build_merge_error (error));
}

static void
start_merge (RemSafekeeper *self, RemBox *box)
{
  rem_box_merge_async (box, self->other_path, self->secret_type, self->secret,
                       self->work == REM_SAFE_PREVIEW, rem_safekeeper_note_progress, self,
                       rem_safekeeper_get_cancellable (self), merge_cb, g_object_ref (self));
}

/**
 * rem_safekeeper_preview:
 * @self: a safekeeper
 * @other_path: the folder of another box
 * @secret: (nullable): its passphrase or recovery code; a copy of this box needs none
 *
 * Finds out what another box would bring. After it, rem_safekeeper_merge() brings that in.
 */
void
rem_safekeeper_preview (RemSafekeeper *self, const char *other_path, RemSecret *secret)
{
  g_autofree char *path = NULL;
  RemBox *box;

  g_return_if_fail (REM_IS_SAFEKEEPER (self));
  g_return_if_fail (other_path != NULL);

  path = g_strdup (other_path);
  box = rem_safekeeper_begin (self, REM_SAFE_PREVIEW, FALSE);
  if (box == NULL)
    return;
  rem_safekeeper_forget_other (self);
  self->other_path = g_steal_pointer (&path);
  self->secret = secret != NULL ? rem_secret_ref (secret) : NULL;
  self->secret_type = REM_SLOT_PASSPHRASE;
  start_merge (self, box);
}

/**
 * rem_safekeeper_merge:
 * @self: a safekeeper, after a preview
 *
 * Brings in what the other box holds.
 */
void
rem_safekeeper_merge (RemSafekeeper *self)
{
  RemBox *box;

  g_return_if_fail (REM_IS_SAFEKEEPER (self));

  box = self->can_merge ? rem_safekeeper_begin (self, REM_SAFE_MERGE, FALSE) : NULL;
  if (box != NULL)
    start_merge (self, box);
}

static void
return_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemSafekeeper) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_box_return_to_finish (REM_BOX (source), result, &error))
    {
      /* It went with what was emptied, or in its time. */
      if (g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND))
        g_clear_pointer (&self->undo, g_free);
      rem_safekeeper_end (self, rem_error_text_build (error));
      return;
    }
  g_clear_pointer (&self->undo, g_free);
  rem_safekeeper_end (self, g_strdup (_ ("Your box is as it was before.")));
}

/**
 * rem_safekeeper_undo_merge:
 * @self: a safekeeper, after a merge
 *
 * Puts the box back to how it was before the last merge.
 */
void
rem_safekeeper_undo_merge (RemSafekeeper *self)
{
  RemBox *box;

  g_return_if_fail (REM_IS_SAFEKEEPER (self));

  box = self->undo != NULL ? rem_safekeeper_begin (self, REM_SAFE_RETURN, FALSE) : NULL;
  if (box != NULL)
    rem_box_return_to_async (box, self->undo, rem_safekeeper_get_cancellable (self), return_cb,
                             g_object_ref (self));
}
