/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli-commands.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "rem-box-error.h"
#include "rem-cli-json.h"
#include "rem-cli-persons.h"
#include "rem-keepsakes.h"

static RemKeepsake *
get_keepsake (RemCli *cli, const char *uuid, GPtrArray **attachments_out, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_keepsakes_get_async (cli->context, uuid, NULL, rem_cli_result_cb, &result);
  return rem_keepsakes_get_finish (cli->context, rem_cli_wait (&result), attachments_out, error);
}

static void
show_json (RemKeepsake *keepsake, GPtrArray *attachments, GHashTable *names)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  RemDate opens_date = rem_keepsake_get_opens (keepsake);
  g_autofree char *opens = rem_date_is_valid (opens_date) ? rem_date_to_iso (opens_date) : NULL;

  json_builder_begin_object (builder);
  rem_cli_json_add_string (builder, "id", rem_keepsake_get_uuid (keepsake));
  rem_cli_json_add_string (builder, "kind",
                           rem_keepsake_kind_to_nick (rem_keepsake_get_kind (keepsake)));
  rem_cli_json_add_string (builder, "title", rem_keepsake_get_title (keepsake));
  rem_cli_json_add_string (builder, "text", rem_keepsake_get_text (keepsake));
  rem_cli_json_add_string (builder, "to", rem_keepsake_get_addressee (keepsake));
  rem_cli_json_add_string (builder, "from", rem_keepsake_get_signature (keepsake));
  rem_cli_json_add_string (builder, "where", rem_keepsake_get_place (keepsake));
  rem_cli_json_add_day (builder, rem_keepsake_get_day (keepsake));
  rem_cli_json_add_string (builder, "opens", opens);
  rem_cli_json_add_bool (builder, "face_down", rem_keepsake_is_face_down (keepsake));
  rem_cli_json_add_bool (builder, "put_away", rem_keepsake_is_put_away (keepsake));
  rem_cli_persons_add_about (builder, keepsake, names);
  rem_cli_json_add_strv (builder, "tags", rem_keepsake_get_tags (keepsake));
  rem_cli_json_add_instant (builder, "created", rem_keepsake_get_created_us (keepsake));
  rem_cli_json_add_instant (builder, "modified", rem_keepsake_get_modified_us (keepsake));
  rem_cli_json_add_instant (builder, "removed", rem_keepsake_get_removed_us (keepsake));
  json_builder_set_member_name (builder, "attachments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < attachments->len; i++)
    rem_cli_json_add_attachment (builder, g_ptr_array_index (attachments, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rem_cli_json_print (builder);
}

static void
show_text (RemKeepsake *keepsake, GPtrArray *attachments)
{
  g_autofree char *day = rem_day_format (rem_keepsake_get_day (keepsake));
  const char *const lines[] = {
    rem_keepsake_get_title (keepsake),     day,
    rem_keepsake_get_addressee (keepsake), rem_keepsake_get_text (keepsake),
    rem_keepsake_get_signature (keepsake), rem_keepsake_get_place (keepsake)
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (*lines[i] == '\0')
        continue;
      rem_cli_print (lines[i]);
      rem_cli_print ("\n");
    }
  for (guint i = 0; i < attachments->len; i++)
    {
      RemAttachment *attachment = g_ptr_array_index (attachments, i);

      rem_cli_print (rem_attachment_get_uuid (attachment));
      rem_cli_print ("  ");
      rem_cli_print (rem_attachment_get_name (attachment));
      rem_cli_print ("\n");
    }
}

/**
 * rem_cli_show:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `show ID`
 *
 * Returns: how the run ends
 */
RemCliExit
rem_cli_show (RemCli *cli, int argc, char **argv)
{
  RemCliExit exit_status = REM_CLI_DONE;
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (RemKeepsake) keepsake = NULL;
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (GError) error = NULL;

  if (!rem_cli_parse (cli, NULL, _ ("ID"), _ ("Shows one thing that is kept."), &argc, &argv))
    return REM_CLI_USAGE;
  if (argc != 2)
    return rem_cli_usage (_ ("Say which one, by its id."));
  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;
  keepsake = get_keepsake (cli, argv[1], &attachments, &error);
  if (keepsake != NULL)
    names = rem_cli_persons_get_names (cli, &error);
  if (names == NULL)
    exit_status = rem_cli_fail (error);
  else if (cli->json)
    show_json (keepsake, attachments, names);
  else
    show_text (keepsake, attachments);
  return rem_cli_lock (cli, exit_status);
}

/* An attachment's own id, or that of a keepsake that has only one. */
static char *
resolve_attachment (RemCli *cli, const char *id)
{
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (RemKeepsake) keepsake = get_keepsake (cli, id, &attachments, NULL);

  if (keepsake != NULL && attachments->len == 1)
    return g_strdup (rem_attachment_get_uuid (g_ptr_array_index (attachments, 0)));
  return g_strdup (id);
}

static gboolean
write_attachment (
    RemCli *cli, const char *uuid, gboolean is_cleaned, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GOutputStream) output = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GCancellable) abandon = g_cancellable_new ();
  gboolean is_new = FALSE;
  gboolean written;

  if (path == NULL)
    output = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  else
    {
      file = g_file_new_for_commandline_arg (path);
      is_new = !g_file_query_exists (file, NULL);
      output =
          G_OUTPUT_STREAM (g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, error));
    }
  if (output == NULL)
    return FALSE;
  if (is_cleaned)
    rem_keepsakes_write_cleaned_async (cli->context, uuid, output, NULL, rem_cli_result_cb,
                                       &result);
  else
    rem_keepsakes_write_attachment_async (cli->context, uuid, output, NULL, rem_cli_result_cb,
                                          &result);
  written = rem_keepsakes_write_attachment_finish (cli->context, rem_cli_wait (&result), error);
  if (written)
    return g_output_stream_close (output, NULL, error);
  /* A file that is not whole does not take the place of an old one, and does not stay. */
  g_cancellable_cancel (abandon);
  g_output_stream_close (output, abandon, NULL);
  if (is_new)
    g_file_delete (file, NULL, NULL);
  return FALSE;
}

/**
 * rem_cli_attachment:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `attachment ID [-o FILE] [--without-place]`: the bytes as they were given, checked against their
 * sum, or a photo without place and camera data.
 *
 * Returns: how the run ends; %REM_CLI_DAMAGED if the bytes are not what was kept
 */
RemCliExit
rem_cli_attachment (RemCli *cli, int argc, char **argv)
{
  g_autofree char *path = NULL;
  gboolean is_cleaned = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, N_ ("Write to this file"), N_ ("FILE") },
    { "without-place", 0, 0, G_OPTION_ARG_NONE, &is_cleaned,
      N_ ("Leave place and camera data out of a photo"), NULL },
    { NULL },
  };
  RemCliExit exit_status = REM_CLI_DONE;
  g_autofree char *uuid = NULL;
  g_autoptr (GError) error = NULL;

  if (!rem_cli_parse (cli, entries, _ ("ID"), _ ("Gives back a file as it was given."), &argc,
                      &argv))
    return REM_CLI_USAGE;
  if (argc != 2)
    return rem_cli_usage (_ ("Say which one, by its id."));
  if (path == NULL && isatty (STDOUT_FILENO))
    return rem_cli_usage (_ ("A file is not shown on a terminal. Use -o FILE."));
  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;
  uuid = resolve_attachment (cli, argv[1]);
  if (!write_attachment (cli, uuid, is_cleaned, path, &error))
    exit_status = rem_cli_fail (error);
  return rem_cli_lock (cli, exit_status);
}

static gboolean
move_one (RemCli *cli, const char *uuid, gboolean remove, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (remove)
    {
      rem_keepsakes_remove_async (cli->context, uuid, NULL, rem_cli_result_cb, &result);
      return rem_keepsakes_remove_finish (cli->context, rem_cli_wait (&result), error);
    }
  rem_keepsakes_restore_async (cli->context, uuid, NULL, rem_cli_result_cb, &result);
  return rem_keepsakes_restore_finish (cli->context, rem_cli_wait (&result), error);
}

static RemCliExit
move_all (RemCli *cli, int argc, char **argv, const char *summary, gboolean remove)
{
  RemCliExit exit_status = REM_CLI_DONE;
  guint n_done = 0;

  if (!rem_cli_parse (cli, NULL, _ ("ID…"), summary, &argc, &argv))
    return REM_CLI_USAGE;
  if (argc < 2)
    return rem_cli_usage (_ ("Say which ones, by their ids."));
  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;

      if (move_one (cli, argv[i], remove, &error))
        n_done++;
      else
        exit_status = rem_cli_fail (error);
    }
  if (exit_status != REM_CLI_DONE && n_done > 0)
    exit_status = REM_CLI_IN_PART;
  return rem_cli_lock (cli, exit_status);
}

/**
 * rem_cli_remove:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `remove ID…`: to the bin.
 *
 * Returns: how the run ends; %REM_CLI_IN_PART if only some were there
 */
RemCliExit
rem_cli_remove (RemCli *cli, int argc, char **argv)
{
  return move_all (cli, argc, argv, _ ("Removes something; “restore” brings it back."), TRUE);
}

/**
 * rem_cli_restore:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `restore ID…`: back from the bin.
 *
 * Returns: how the run ends; %REM_CLI_IN_PART if only some were there
 */
RemCliExit
rem_cli_restore (RemCli *cli, int argc, char **argv)
{
  return move_all (cli, argc, argv, _ ("Brings back what was removed."), FALSE);
}
