/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-help-directory.h"

#include "rem-state-file.h"

#include <locale.h>
#include <string.h>

/* Help must be there while the box is locked, so the country that was chosen lies outside of it, in
 * a state file of two letters; it is written only when somebody chooses. The files are read and
 * written in a thread. */

/** The name of the state file. */
#define COUNTRY_FILE "help-country"

struct _RemHelpDirectory
{
  GObject parent_instance;

  char *lines_path;
  char *corrections_path;
  char *country_path;
  char **locales;

  RemHelpLines *lines;
  gboolean is_ready;
  gboolean has_bad_corrections;
  char *country;
  gboolean is_guess;
};

typedef struct
{
  RemHelpLines *lines;
  gboolean has_bad_corrections;
  char *chosen;
} Loaded;

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemHelpDirectory, rem_help_directory, G_TYPE_OBJECT)

static void
loaded_free (gpointer data)
{
  Loaded *loaded = data;

  g_clear_pointer (&loaded->lines, rem_help_lines_unref);
  g_free (loaded->chosen);
  g_free (loaded);
}

static void
mend (Loaded *loaded, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemHelpLines) corrections = rem_help_lines_load (path, &error);
  g_autoptr (RemHelpLines) lines = g_steal_pointer (&loaded->lines);

  if (corrections != NULL)
    {
      loaded->lines = rem_help_lines_with_corrections (lines, corrections);
      return;
    }
  loaded->has_bad_corrections = !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  loaded->lines = g_steal_pointer (&lines);
}

static void
load_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RemHelpDirectory *self = source;
  Loaded *loaded = g_new0 (Loaded, 1);
  g_autofree char *chosen = rem_state_file_read (self->country_path, NULL);

  loaded->lines = rem_help_lines_load (self->lines_path, NULL);
  if (loaded->lines != NULL)
    mend (loaded, self->corrections_path);
  if (chosen != NULL)
    loaded->chosen = g_strdup (g_strstrip (chosen));
  g_task_return_pointer (task, loaded, loaded_free);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RemHelpDirectory *self = REM_HELP_DIRECTORY (source);
  Loaded *loaded = g_task_propagate_pointer (G_TASK (result), NULL);

  self->lines = g_steal_pointer (&loaded->lines);
  self->has_bad_corrections = loaded->has_bad_corrections;
  self->is_ready = TRUE;
  /* What was chosen meanwhile counts. */
  if (self->lines != NULL && self->country == NULL)
    {
      self->is_guess =
          loaded->chosen == NULL || !rem_help_lines_has_country (self->lines, loaded->chosen);
      self->country = g_strdup (
          self->is_guess
              ? rem_help_lines_guess_country (self->lines, (const char *const *) self->locales)
              : loaded->chosen);
    }
  loaded_free (loaded);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RemHelpDirectory *self = source;
  g_autofree char *text = g_strconcat (task_data, "\n", NULL);

  /* If it cannot be kept, the same is asked another time, and nothing else is lost. */
  rem_state_file_write (self->country_path, text, strlen (text), NULL);
  g_task_return_boolean (task, TRUE);
}

static void
rem_help_directory_finalize (GObject *object)
{
  RemHelpDirectory *self = REM_HELP_DIRECTORY (object);

  g_free (self->lines_path);
  g_free (self->corrections_path);
  g_free (self->country_path);
  g_strfreev (self->locales);
  g_clear_pointer (&self->lines, rem_help_lines_unref);
  g_free (self->country);

  G_OBJECT_CLASS (rem_help_directory_parent_class)->finalize (object);
}

static void
rem_help_directory_class_init (RemHelpDirectoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rem_help_directory_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
rem_help_directory_init (RemHelpDirectory *self)
{
}

/**
 * rem_help_directory_new:
 * @lines_path: the file that came with the program
 * @corrections_path: the file of the person, which need not exist
 * @country_path: where the country is kept that was chosen
 * @locales: (array zero-terminated=1): where the person may be, such as "es_MX.UTF-8", the
 * likeliest first
 *
 * Begins to read; "changed" is emitted when it is done.
 *
 * Returns: (transfer full): a directory that is not ready yet
 */
RemHelpDirectory *
rem_help_directory_new (const char *lines_path,
                        const char *corrections_path,
                        const char *country_path,
                        const char *const *locales)
{
  RemHelpDirectory *self;
  g_autoptr (GTask) task = NULL;

  g_return_val_if_fail (lines_path != NULL && corrections_path != NULL, NULL);
  g_return_val_if_fail (country_path != NULL && locales != NULL, NULL);

  self = g_object_new (REM_TYPE_HELP_DIRECTORY, NULL);
  self->lines_path = g_strdup (lines_path);
  self->corrections_path = g_strdup (corrections_path);
  self->country_path = g_strdup (country_path);
  self->locales = g_strdupv ((char **) locales);

  task = g_task_new (self, NULL, loaded_cb, NULL);
  g_task_set_source_tag (task, rem_help_directory_new);
  g_task_run_in_thread (task, load_thread);
  return self;
}

/**
 * rem_help_directory_new_default:
 *
 * Returns: (transfer full): the directory of this computer and person, that is not ready yet
 */
RemHelpDirectory *
rem_help_directory_new_default (void)
{
  /* Desktops set the formats of a region apart from the language of the words. */
  const char *locales[] = { setlocale (LC_MONETARY, NULL), setlocale (LC_TIME, NULL),
                            setlocale (LC_MESSAGES, NULL), NULL };
  g_autofree char *corrections_path =
      g_build_filename (g_get_user_data_dir (), "remember", "help-lines.xml", NULL);
  g_autofree char *country_path = rem_state_file_build_path (COUNTRY_FILE);

  return rem_help_directory_new (REM_DATADIR "/help-lines.xml", corrections_path, country_path,
                                 locales);
}

/**
 * rem_help_directory_is_ready:
 * @self: a directory
 *
 * Returns: %TRUE once the files were read, with success or not
 */
gboolean
rem_help_directory_is_ready (RemHelpDirectory *self)
{
  g_return_val_if_fail (REM_IS_HELP_DIRECTORY (self), FALSE);

  return self->is_ready;
}

/**
 * rem_help_directory_get_lines:
 * @self: a directory
 *
 * Returns: (transfer none) (nullable): the help lines; %NULL if they are not read yet, or could not
 *   be read
 */
RemHelpLines *
rem_help_directory_get_lines (RemHelpDirectory *self)
{
  g_return_val_if_fail (REM_IS_HELP_DIRECTORY (self), NULL);

  return self->lines;
}

/**
 * rem_help_directory_has_bad_corrections:
 * @self: a directory
 *
 * Returns: %TRUE if the file of the person could not be read, and what came with the program is
 *   shown
 */
gboolean
rem_help_directory_has_bad_corrections (RemHelpDirectory *self)
{
  g_return_val_if_fail (REM_IS_HELP_DIRECTORY (self), FALSE);

  return self->has_bad_corrections;
}

/**
 * rem_help_directory_get_country:
 * @self: a directory
 *
 * Returns: (transfer none): ISO 3166-1 alpha-2, or %REM_HELP_ANYWHERE
 */
const char *
rem_help_directory_get_country (RemHelpDirectory *self)
{
  g_return_val_if_fail (REM_IS_HELP_DIRECTORY (self), NULL);

  return self->country != NULL ? self->country : REM_HELP_ANYWHERE;
}

/**
 * rem_help_directory_is_guess:
 * @self: a directory
 *
 * Returns: %TRUE if nobody chose the country yet
 */
gboolean
rem_help_directory_is_guess (RemHelpDirectory *self)
{
  g_return_val_if_fail (REM_IS_HELP_DIRECTORY (self), FALSE);

  return self->is_guess;
}

/**
 * rem_help_directory_choose_country:
 * @self: a directory
 * @country: ISO 3166-1 alpha-2, or %REM_HELP_ANYWHERE
 *
 * Shows another country from now on, and remembers it outside the box.
 */
void
rem_help_directory_choose_country (RemHelpDirectory *self, const char *country)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (REM_IS_HELP_DIRECTORY (self));
  g_return_if_fail (country != NULL);

  if (g_strcmp0 (self->country, country) == 0 && !self->is_guess)
    return;
  g_free (self->country);
  self->country = g_strdup (country);
  self->is_guess = FALSE;
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, rem_help_directory_choose_country);
  g_task_set_task_data (task, g_strdup (country), g_free);
  g_task_run_in_thread (task, save_thread);
  g_signal_emit (self, signals[CHANGED], 0);
}
