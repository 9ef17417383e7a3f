/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-reminder-answers.h"

#include "rem-reminder-plan.h"
#include "rem-state-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/*
 * The reminder service holds no key, so a "Not this year" waits in a file of lines
 *
 *   ID
 *   ID ABOUT
 *
 * until the window unlocks the box and applies it. The service appends and the window removes, each
 * in a process of its own and each by writing the whole file anew while it holds a lock that lies
 * beside it; so no answer falls between the two, and a crash leaves the old file or the new one.
 * A line that is no answer is passed over: one damaged answer must not hide the others.
 */

/* Returns a file descriptor that holds the lock until it is closed, or -1. */
static int
lock_answers (const char *path, GError **error)
{
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fd = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  while (fd >= 0 && flock (fd, LOCK_EX) != 0)
    if (errno != EINTR)
      {
        int saved_errno = errno;

        close (fd);
        fd = -1;
        errno = saved_errno;
      }

  if (fd < 0)
    {
      int saved_errno = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved_errno),
                   "Could not lock the answers: %s", g_strerror (saved_errno));
    }

  return fd;
}

static RemReminderAnswer *
copy_answer (const RemReminderAnswer *answer)
{
  RemReminderAnswer *copy = g_new0 (RemReminderAnswer, 1);

  copy->id = g_strdup (answer->id);
  copy->about = g_strdup (answer->about);

  return copy;
}

static gboolean
has_answer (GPtrArray *answers, const char *id)
{
  for (guint i = 0; i < answers->len; i++)
    {
      const RemReminderAnswer *answer = g_ptr_array_index (answers, i);

      if (g_str_equal (answer->id, id))
        return TRUE;
    }

  return FALSE;
}

static gboolean
save_answers (GPtrArray *answers, const char *path, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < answers->len; i++)
    {
      const RemReminderAnswer *answer = g_ptr_array_index (answers, i);

      g_string_append (text, answer->id);
      if (answer->about != NULL)
        g_string_append_printf (text, " %s", answer->about);
      g_string_append_c (text, '\n');
    }

  return rem_state_file_write (path, text->str, text->len, error);
}

/* As rem_reminder_answers_load(), but no file means no answers. */
static GPtrArray *
load_or_begin (const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GPtrArray *answers = rem_reminder_answers_load (path, &local_error);

  if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) rem_reminder_answer_free);
  if (answers == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return answers;
}

/**
 * rem_reminder_answer_free:
 * @self: (transfer full): an answer
 */
void
rem_reminder_answer_free (RemReminderAnswer *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->id);
  g_free (self->about);
  g_free (self);
}

/**
 * rem_reminder_answers_load:
 * @path: where answers may lie
 * @error: return location for an error, or %NULL
 *
 * Reads the answers that wait, each id once, %REM_REMINDER_ANSWERS_MAX at most. Blocks on the disk;
 * any thread.
 *
 * Returns: (transfer full) (element-type RemReminderAnswer) (nullable): the answers in the order in
 *   which they were given, or %NULL with an error of %G_FILE_ERROR: %G_FILE_ERROR_NOENT if none
 * ever waited
 */
GPtrArray *
rem_reminder_answers_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GHashTable) seen = NULL;
  g_autoptr (GPtrArray) answers = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  text = rem_state_file_read (path, error);
  if (text == NULL)
    return NULL;

  answers = g_ptr_array_new_with_free_func ((GDestroyNotify) rem_reminder_answer_free);
  seen = g_hash_table_new (g_str_hash, g_str_equal);
  lines = g_strsplit (text, "\n", 0);
  for (gsize i = 0; lines[i] != NULL && answers->len < REM_REMINDER_ANSWERS_MAX; i++)
    {
      RemReminderAnswer answer = { .id = lines[i], .about = strchr (lines[i], ' ') };

      if (answer.about != NULL)
        *answer.about++ = '\0';
      if (!rem_reminder_plan_is_id (answer.id) || !g_hash_table_add (seen, answer.id))
        continue;
      if (!rem_reminder_plan_is_id (answer.about))
        answer.about = NULL;

      g_ptr_array_add (answers, copy_answer (&answer));
    }

  return g_steal_pointer (&answers);
}

/**
 * rem_reminder_answers_append:
 * @path: where answers wait
 * @answers: (array length=n_answers): the answers to keep
 * @n_answers: how many
 * @error: return location for an error, or %NULL
 *
 * Keeps "Not this year" until the window applies it. What already waits is not added again. Blocks
 * on the disk; any thread and any process.
 *
 * Returns: %TRUE on success, %FALSE with an error of %G_FILE_ERROR
 */
gboolean
rem_reminder_answers_append (const char *path,
                             const RemReminderAnswer *answers,
                             gsize n_answers,
                             GError **error)
{
  g_autoptr (GPtrArray) waiting = NULL;
  gboolean is_saved = FALSE;
  int lock = -1;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (answers != NULL || n_answers == 0, FALSE);

  lock = lock_answers (path, error);
  if (lock < 0)
    return FALSE;

  waiting = load_or_begin (path, error);
  if (waiting != NULL)
    {
      for (gsize i = 0; i < n_answers; i++)
        if (!has_answer (waiting, answers[i].id))
          g_ptr_array_add (waiting, copy_answer (&answers[i]));
      is_saved = save_answers (waiting, path, error);
    }
  close (lock);

  return is_saved;
}

/**
 * rem_reminder_answers_remove:
 * @path: where answers wait
 * @ids: (array zero-terminated=1): the ids of answers that were applied
 * @error: return location for an error, or %NULL
 *
 * Forgets answers. Call it once the box has kept them and the plan was written without them, in
 * this order: the reminder service keeps silent about an occurrence for as long as its answer
 * waits. Blocks on the disk; any thread and any process.
 *
 * Returns: %TRUE on success, %FALSE with an error of %G_FILE_ERROR
 */
gboolean
rem_reminder_answers_remove (const char *path, const char *const *ids, GError **error)
{
  g_autoptr (GPtrArray) waiting = NULL;
  gboolean is_saved = FALSE;
  int lock = -1;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (ids != NULL, FALSE);

  lock = lock_answers (path, error);
  if (lock < 0)
    return FALSE;

  waiting = load_or_begin (path, error);
  if (waiting != NULL)
    {
      for (guint i = waiting->len; i > 0; i--)
        {
          const RemReminderAnswer *answer = g_ptr_array_index (waiting, i - 1);

          if (g_strv_contains (ids, answer->id))
            g_ptr_array_remove_index (waiting, i - 1);
        }
      is_saved = save_answers (waiting, path, error);
    }
  close (lock);

  return is_saved;
}

/**
 * rem_reminder_answers_build_default_path:
 *
 * Tells where the service leaves answers and the window finds them. Any thread.
 *
 * Returns: (transfer full): a path
 */
char *
rem_reminder_answers_build_default_path (void)
{
  return rem_state_file_build_path ("answers");
}
