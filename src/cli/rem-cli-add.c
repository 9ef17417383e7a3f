/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli-commands.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "rem-cli-json.h"
#include "rem-cli-persons.h"
#include "rem-keepsakes.h"

/** A longer text than this is refused, in bytes. */
#define MAX_TEXT_BYTES (16 * 1024 * 1024)

typedef struct
{
  char *title;
  char *to;
  char *from;
  char *on;
  char *opens;
  char *caption;
  char *where;
  char *photo;
  GStrv about;
  GStrv tags;
} AddOptions;

static void
clear_options (AddOptions *options)
{
  g_free (options->title);
  g_free (options->to);
  g_free (options->from);
  g_free (options->on);
  g_free (options->opens);
  g_free (options->caption);
  g_free (options->where);
  g_free (options->photo);
  g_strfreev (options->about);
  g_strfreev (options->tags);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AddOptions, clear_options)

/* Arguments come as bytes, whatever the locale says of them. */
static gboolean
is_text (const AddOptions *options)
{
  const char *const texts[] = { options->title, options->to,      options->from, options->on,
                                options->opens, options->caption, options->where };
  const GStrv lists[] = { options->about, options->tags };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i] != NULL && !g_utf8_validate (texts[i], -1, NULL))
        return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      for (gsize j = 0; lists[i] != NULL && lists[i][j] != NULL; j++)
        {
          if (!g_utf8_validate (lists[i][j], -1, NULL))
            return FALSE;
        }
    }
  return TRUE;
}

static char *
read_text (GError **error)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  gsize size;
  char *text;

  while (TRUE)
    {
      gssize n = g_output_stream_splice (output, input, G_OUTPUT_STREAM_SPLICE_NONE, NULL, error);

      if (n < 0)
        return NULL;
      if (n == 0 ||
          g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (output)) > MAX_TEXT_BYTES)
        break;
    }
  size = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (output));
  if (size > MAX_TEXT_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                           _ ("The text is longer than a letter can be: 16 MiB."));
      return NULL;
    }
  text = g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (output)), size);
  if (!g_utf8_validate_len (text, size, NULL))
    {
      g_free (text);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("The text is not UTF-8. Nothing was kept."));
      return NULL;
    }
  if (g_str_has_suffix (text, "\n"))
    text[size - 1] = '\0';
  return text;
}

static gboolean
apply_days (RemKeepsake **keepsake, const AddOptions *options)
{
  RemDay day;
  RemDate opens;

  if (options->on != NULL)
    {
      RemKeepsake *old = *keepsake;

      if (!rem_day_parse (options->on, &day, NULL))
        {
          rem_cli_say (_ ("--on is a day such as 2009-03-14, a month 2009-03, a season 2009-21 "
                          "(spring) to 2009-24, or a year 2009."));
          return FALSE;
        }
      *keepsake = rem_keepsake_with_day (old, day);
      rem_keepsake_unref (old);
    }
  if (options->opens != NULL)
    {
      RemKeepsake *old = *keepsake;

      if (!rem_date_parse (options->opens, &opens, NULL))
        {
          rem_cli_say (_ ("--opens is a day such as 2030-03-14."));
          return FALSE;
        }
      *keepsake = rem_keepsake_with_opens (old, opens);
      rem_keepsake_unref (old);
    }
  return TRUE;
}

#define WITH(keepsake, property, value)                                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if ((value) != NULL)                                                                           \
      {                                                                                            \
        RemKeepsake *old_keepsake = keepsake;                                                      \
                                                                                                   \
        keepsake = rem_keepsake_with_##property (old_keepsake, value);                             \
        rem_keepsake_unref (old_keepsake);                                                         \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

static RemKeepsake *
build_keepsake (RemCli *cli, RemKeepsakeKind kind, const AddOptions *options)
{
  RemKeepsake *keepsake = rem_keepsakes_new_draft (cli->context, kind);

  WITH (keepsake, title, options->title);
  WITH (keepsake, addressee, options->to);
  WITH (keepsake, signature, options->from);
  WITH (keepsake, text, options->caption);
  WITH (keepsake, place, options->where);
  WITH (keepsake, tags, (const char *const *) options->tags);
  if (!apply_days (&keepsake, options))
    g_clear_pointer (&keepsake, rem_keepsake_unref);
  return keepsake;
}

static gboolean
keep_text (RemCli *cli, RemKeepsake *keepsake, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RemKeepsake) kept = NULL;

  rem_keepsakes_keep_async (cli->context, keepsake, NULL, rem_cli_result_cb, &result);
  kept = rem_keepsakes_keep_finish (cli->context, rem_cli_wait (&result), error);
  return kept != NULL;
}

static gboolean
keep_file (RemCli *cli, RemKeepsake *keepsake, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInputStream) source = g_file_read (file, NULL, error);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RemAttachment) attachment = NULL;

  if (source == NULL)
    return FALSE;
  rem_keepsakes_keep_file_async (cli->context, keepsake, G_INPUT_STREAM (source), shown, NULL, NULL,
                                 NULL, rem_cli_result_cb, &result);
  attachment = rem_keepsakes_keep_file_finish (cli->context, rem_cli_wait (&result), error);
  return attachment != NULL;
}

static void
print_ids (RemCli *cli, GPtrArray *ids, gboolean one)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!one)
    json_builder_begin_array (builder);
  for (guint i = 0; i < ids->len; i++)
    {
      json_builder_begin_object (builder);
      rem_cli_json_add_string (builder, "id", g_ptr_array_index (ids, i));
      json_builder_end_object (builder);
      if (!cli->json)
        {
          rem_cli_print (g_ptr_array_index (ids, i));
          rem_cli_print ("\n");
        }
    }
  if (!one)
    json_builder_end_array (builder);
  if (cli->json)
    rem_cli_json_print (builder);
}

/* Each file is kept by itself: one that cannot be read does not keep the others out. */
static RemCliExit
add_files (RemCli *cli, RemKeepsake *model, RemKeepsakeKind kind, char **paths, int n_paths)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  RemCliExit exit_status = REM_CLI_DONE;

  for (int i = 0; i < n_paths; i++)
    {
      RemKeepsake *keepsake = rem_keepsakes_new_draft (cli->context, kind);
      g_autoptr (GError) error = NULL;

      WITH (keepsake, title, rem_keepsake_get_title (model));
      WITH (keepsake, text, rem_keepsake_get_text (model));
      WITH (keepsake, persons, rem_keepsake_get_persons (model));
      WITH (keepsake, tags, rem_keepsake_get_tags (model));
      {
        RemKeepsake *old = keepsake;

        keepsake = rem_keepsake_with_day (old, rem_keepsake_get_day (model));
        rem_keepsake_unref (old);
      }
      if (keep_file (cli, keepsake, paths[i], &error))
        g_ptr_array_add (ids, g_strdup (rem_keepsake_get_uuid (keepsake)));
      else
        exit_status = rem_cli_fail (error);
      rem_keepsake_unref (keepsake);
    }
  print_ids (cli, ids, n_paths == 1 && ids->len == 1);
  return exit_status != REM_CLI_DONE && ids->len > 0 ? REM_CLI_IN_PART : exit_status;
}

static RemCliExit
add_text (RemCli *cli, RemKeepsake *model)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_text (&error);
  g_autoptr (RemKeepsake) keepsake = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (text == NULL)
    {
      rem_cli_say (error->message);
      return REM_CLI_FAILED;
    }
  keepsake = rem_keepsake_with_text (model, text);
  if (rem_keepsake_is_empty (keepsake))
    {
      rem_cli_say (_ ("There was no text. Nothing was kept."));
      return REM_CLI_FAILED;
    }
  if (!keep_text (cli, keepsake, &error))
    return rem_cli_fail (error);
  g_ptr_array_add (ids, g_strdup (rem_keepsake_get_uuid (keepsake)));
  print_ids (cli, ids, TRUE);
  return REM_CLI_DONE;
}

static RemCliExit
add_object (RemCli *cli, RemKeepsake *keepsake, const char *photo)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  if (photo != NULL ? !keep_file (cli, keepsake, photo, &error)
                    : !keep_text (cli, keepsake, &error))
    return rem_cli_fail (error);
  g_ptr_array_add (ids, g_strdup (rem_keepsake_get_uuid (keepsake)));
  print_ids (cli, ids, TRUE);
  return REM_CLI_DONE;
}

static RemCliExit
run_add (RemCli *cli, RemKeepsakeKind kind, const AddOptions *options, char **paths, int n_paths)
{
  static const char *const nobody[] = { NULL };
  RemKeepsake *keepsake = build_keepsake (cli, kind, options);
  g_auto (GStrv) persons = NULL;
  g_autoptr (GError) error = NULL;
  RemCliExit exit_status;

  if (keepsake == NULL)
    return REM_CLI_USAGE;
  persons =
      rem_cli_persons_find (cli,
                            options->about != NULL ? (const char *const *) options->about : nobody,
                            &error);
  if (persons == NULL)
    {
      rem_keepsake_unref (keepsake);
      return rem_cli_fail (error);
    }
  WITH (keepsake, persons, (const char *const *) persons);

  if (kind == REM_KEEPSAKE_KIND_NOTE || kind == REM_KEEPSAKE_KIND_LETTER)
    exit_status = add_text (cli, keepsake);
  else if (kind == REM_KEEPSAKE_KIND_OBJECT)
    exit_status = add_object (cli, keepsake, options->photo);
  else
    exit_status = add_files (cli, keepsake, kind, paths, n_paths);
  rem_keepsake_unref (keepsake);
  return exit_status;
}

/**
 * rem_cli_add:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `add note|letter … < text`, `add photo|sound|film|document FILE…`, `add object --title T`
 *
 * Returns: how the run ends; %REM_CLI_IN_PART if some files were kept and others not
 */
RemCliExit
rem_cli_add (RemCli *cli, int argc, char **argv)
{
  g_auto (AddOptions) options = { NULL };
  const GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_FILENAME, &options.title, N_ ("A title"), N_ ("TEXT") },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &options.to, N_ ("To whom a letter is"), N_ ("NAME") },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &options.from, N_ ("From whom a letter is"),
      N_ ("NAME") },
    { "about", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.about, N_ ("Who it is about"),
      N_ ("NAME") },
    { "on", 0, 0, G_OPTION_ARG_FILENAME, &options.on, N_ ("The day it belongs to"), N_ ("DATE") },
    { "tag", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.tags, N_ ("A tag"), N_ ("TAG") },
    { "opens", 0, 0, G_OPTION_ARG_FILENAME, &options.opens,
      N_ ("The day on which a sealed letter opens"), N_ ("DATE") },
    { "caption", 0, 0, G_OPTION_ARG_FILENAME, &options.caption, N_ ("A caption"), N_ ("TEXT") },
    { "where", 0, 0, G_OPTION_ARG_FILENAME, &options.where, N_ ("Where an object is kept"),
      N_ ("TEXT") },
    { "photo", 0, 0, G_OPTION_ARG_FILENAME, &options.photo, N_ ("A photo of an object"),
      N_ ("FILE") },
    { NULL },
  };
  RemKeepsakeKind kind;
  RemCliExit exit_status = REM_CLI_DONE;
  gboolean takes_files;

  if (!rem_cli_parse (cli, entries, "note|letter|photo|sound|film|document|object [FILE…]",
                      _ ("Keeps something. The text of a note or letter comes on standard input."),
                      &argc, &argv))
    return REM_CLI_USAGE;
  if (argc < 2 || !rem_keepsake_kind_from_nick (argv[1], &kind))
    return rem_cli_usage (_ ("Say what to keep: note, letter, photo, sound, film, document or "
                             "object."));
  takes_files = kind != REM_KEEPSAKE_KIND_NOTE && kind != REM_KEEPSAKE_KIND_LETTER &&
                kind != REM_KEEPSAKE_KIND_OBJECT;
  if (takes_files && argc < 3)
    return rem_cli_usage (_ ("Say which files to keep."));
  if (!takes_files && argc > 2)
    return rem_cli_usage (_ ("This takes no files."));
  if (!is_text (&options))
    return rem_cli_usage (_ ("What was given is not UTF-8 text."));
  if (kind == REM_KEEPSAKE_KIND_OBJECT && options.title == NULL)
    return rem_cli_usage (_ ("An object needs --title."));
  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;
  return rem_cli_lock (cli, run_add (cli, kind, &options, argv + 2, argc - 2));
}
