/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-file-choice.h"

#include <glib/gi18n.h>

typedef struct
{
  RemKeepsakeKind kind;
  const char *title;
  const char *filter;
  const char *const *media_types;
  GUserDirectory folder;
} Choice;

static const char *const picture_types[] = { "image/*", NULL };
static const char *const sound_types[] = { "audio/*",   "video/mp4",       "video/3gpp",
                                           "video/ogg", "application/ogg", NULL };
static const char *const film_types[] = { "video/*", "application/ogg", NULL };

static const Choice choices[] = {
  { REM_KEEPSAKE_KIND_PHOTO, N_ ("Add photos to the box"), N_ ("Pictures"), picture_types,
    G_USER_DIRECTORY_PICTURES },
  { REM_KEEPSAKE_KIND_SOUND, N_ ("Add sounds to the box"), N_ ("Sounds"), sound_types,
    G_USER_DIRECTORY_MUSIC },
  { REM_KEEPSAKE_KIND_FILM, N_ ("Add films to the box"), N_ ("Films"), film_types,
    G_USER_DIRECTORY_VIDEOS },
  { REM_KEEPSAKE_KIND_DOCUMENT, N_ ("Add documents to the box"), NULL, NULL,
    G_USER_DIRECTORY_DOCUMENTS },
  { REM_KEEPSAKE_KIND_OBJECT, N_ ("Add photos of the object"), N_ ("Pictures"), picture_types,
    G_USER_DIRECTORY_PICTURES },
};

static void
add_filters (GtkFileChooser *chooser, const Choice *choice)
{
  g_autoptr (GtkFileFilter) filter = NULL;
  g_autoptr (GtkFileFilter) all = NULL;

  if (choice->media_types == NULL)
    return;
  filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _ (choice->filter));
  for (gsize i = 0; choice->media_types[i] != NULL; i++)
    gtk_file_filter_add_mime_type (filter, choice->media_types[i]);
  gtk_file_chooser_add_filter (chooser, filter);

  /* The desktop goes by names, and those may be wrong. */
  all = gtk_file_filter_new ();
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

/**
 * rem_file_choice_new:
 * @window: over which it stands
 * @kind: for which kind of keepsake; %REM_KEEPSAKE_KIND_OBJECT for photos of one
 *
 * Returns: (transfer full): a dialog in which files are chosen, not shown yet
 */
GtkFileChooserNative *
rem_file_choice_new (GtkWindow *window, RemKeepsakeKind kind)
{
  const Choice *choice = &choices[0];
  GtkFileChooserNative *chooser = NULL;
  const char *path = NULL;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].kind == kind)
      choice = &choices[i];

  chooser =
      gtk_file_chooser_native_new (_ (choice->title), window, GTK_FILE_CHOOSER_ACTION_OPEN,
                                   C_ ("file chooser", "_Add"), C_ ("file chooser", "_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (chooser), choice);
  path = g_get_user_special_dir (choice->folder);
  if (path != NULL)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (path);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
    }
  return chooser;
}
