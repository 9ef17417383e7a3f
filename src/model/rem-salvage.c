/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-salvage.h"

#include "rem-box-error.h"
#include "rem-box-folder.h"
#include "rem-box-salvage.h"
#include "rem-context-private.h"
#include "rem-salvage-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* A new box is made beside the damaged one. When the person wants it the two change places: the new
 * one is then what Remember opens, and the damaged one lies beside it, as it was. */

#define ENDING ".memorybox"

/* A folder beside the box where nothing is yet: "memories-saved.memorybox". */
static char *
build_place (const char *box_path, const char *what)
{
  gsize length = strlen (box_path) - (g_str_has_suffix (box_path, ENDING) ? strlen (ENDING) : 0);
  g_autofree char *stem = g_strndup (box_path, length);
  char *place = g_strconcat (stem, "-", what, ENDING, NULL);

  for (guint i = 2; rem_box_exists (place); i++)
    {
      g_free (place);
      place = g_strdup_printf ("%s-%s-%u" ENDING, stem, what, i);
    }
  return place;
}

static void
salvaged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  RemBoxSalvageReport *report = rem_box_salvage_finish (result, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) rem_box_salvage_report_free);
  else
    g_task_return_error (task, error);
}

/**
 * rem_salvage_async:
 * @context: a context whose box is locked
 * @type: which way in @secret is for
 * @secret: (nullable): the secret of the box, or %NULL for %REM_SLOT_OPEN
 * @copy: (nullable): the folder of a copy of it, in which what is lost is looked for
 * @cancellable: (nullable): ends it; then nothing is left of the new box
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Saves what can be read of the box into a new one beside it. The damaged one is only read.
 */
void
rem_salvage_async (RemContext *context,
                   RemSlotType type,
                   RemSecret *secret,
                   const char *copy,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  const char *const copies[] = { copy, NULL };
  g_autofree char *place = NULL;
  GTask *task = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));

  place = build_place (rem_context_get_box_path (context), "saved");
  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_salvage_async);
  g_task_set_check_cancellable (task, FALSE);
  rem_box_salvage_async (rem_context_get_box_path (context), type, secret, copies, place,
                         rem_context_get_clock (context), cancellable, salvaged_cb, task);
}

/**
 * rem_salvage_finish:
 * @context: a context
 * @result: what the callback got
 * @place_out: (out): the folder of the new box
 * @error: return location for an error
 *
 * Returns: (transfer full): what was saved, in words; fails as rem_box_salvage() does
 */
char *
rem_salvage_finish (RemContext *context, GAsyncResult *result, char **place_out, GError **error)
{
  g_autoptr (RemBoxSalvageReport) report = NULL;
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (g_task_is_valid (result, context), NULL);

  report = g_task_propagate_pointer (G_TASK (result), error);
  if (report == NULL)
    return NULL;
  words = rem_salvage_text_build (report);
  name = g_filename_display_basename (report->place);
  *place_out = g_strdup (report->place);
  /* Translators: the first %s is some sentences about a new box, the second the name of its folder.
   */
  return g_strdup_printf (_ ("%s The new box is beside it, as “%s”."), words, name);
}

static void
settle_in_thread (GTask *task, gpointer source, gpointer place, GCancellable *cancellable)
{
  const char *box_path = rem_context_get_box_path (REM_CONTEXT (source));
  g_autofree char *aside = build_place (box_path, "damaged");
  GError *error = NULL;

  if (rem_box_folder_exchange (place, box_path, aside, &error))
    g_task_return_pointer (task, g_filename_display_basename (aside), g_free);
  else
    g_task_return_error (task, error);
}

/**
 * rem_salvage_settle_async:
 * @context: a context whose box is locked
 * @place: the new box that was made of it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Puts the new box in the place of the damaged one, which then lies beside it under another name.
 */
void
rem_salvage_settle_async (RemContext *context,
                          const char *place,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (place != NULL);

  task = g_task_new (context, NULL, callback, user_data);
  g_task_set_source_tag (task, rem_salvage_settle_async);
  g_task_set_task_data (task, g_strdup (place), g_free);
  g_task_run_in_thread (task, settle_in_thread);
}

/**
 * rem_salvage_settle_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the name under which the damaged box lies now; fails with an error of
 *   the disk, and then the two are as they were
 */
char *
rem_salvage_settle_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
