/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli-commands.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rem-cli-json.h"
#include "rem-cli-persons.h"
#include "rem-find-choices.h"
#include "rem-keepsake-store.h"
#include "rem-tags.h"

typedef struct
{
  RemKeepsakeQuery query;
  GPtrArray *keepsakes;
} Listing;

/* Rows for what is shown, whole keepsakes for the names of those they are about. */
static gpointer
list_rows (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  Listing *listing = data;
  g_autoptr (GArray) ids = rem_keepsake_store_query (database, &listing->query, NULL, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (ids == NULL)
    return NULL;
  rows = rem_keepsake_store_get_rows (database, (const gint64 *) (void *) ids->data, ids->len,
                                      listing->query.words, error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      RemKeepsakeRow *row = g_ptr_array_index (rows, i);
      RemKeepsake *keepsake = rem_keepsake_store_get (database, row->uuid, error);

      if (keepsake == NULL)
        return NULL;
      g_ptr_array_add (listing->keepsakes, keepsake);
    }
  return g_steal_pointer (&rows);
}

static void
add_row (JsonBuilder *builder, RemKeepsakeRow *row, RemKeepsake *keepsake, GHashTable *names)
{
  json_builder_begin_object (builder);
  rem_cli_json_add_string (builder, "id", row->uuid);
  rem_cli_json_add_string (builder, "kind", rem_keepsake_kind_to_nick (row->kind));
  rem_cli_json_add_string (builder, "title", row->title);
  rem_cli_json_add_day (builder, row->day);
  rem_cli_persons_add_about (builder, keepsake, names);
  rem_cli_json_add_string (builder, "snippet", row->snippet);
  json_builder_end_object (builder);
}

/* One line a keepsake: id, day, kind, title or first words. */
static void
print_row (RemKeepsakeRow *row)
{
  g_autofree char *day = rem_day_to_edtf (row->day);
  g_autofree char *words = g_strdup (*row->title != '\0' ? row->title : row->snippet);
  g_autofree char *line = NULL;

  g_strdelimit (words, "\n\r\t", ' ');
  line = g_strdup_printf ("%s  %-10s  %-8s  %s\n", row->uuid, day,
                          rem_keepsake_kind_to_nick (row->kind), words);
  rem_cli_print (line);
}

static RemCliExit
run_listing (RemCli *cli, const RemKeepsakeQuery *query)
{
  g_autoptr (GPtrArray) keepsakes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_keepsake_unref);
  Listing listing = { *query, keepsakes };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  names = rem_cli_persons_get_names (cli, &error);
  if (names != NULL)
    rows = rem_box_call (rem_context_get_box (cli->context), 0, list_rows, &listing,
                         (GDestroyNotify) g_ptr_array_unref, NULL, &error);
  if (rows == NULL)
    return rem_cli_fail (error);

  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      RemKeepsakeRow *row = g_ptr_array_index (rows, i);

      if (cli->json)
        add_row (builder, row, g_ptr_array_index (keepsakes, i), names);
      else
        print_row (row);
    }
  json_builder_end_array (builder);
  if (cli->json)
    rem_cli_json_print (builder);
  return REM_CLI_DONE;
}

/* What "list" and "search" are narrowed to. */
typedef struct
{
  char *kind;
  char *from;
  char *until;
  char *tag;
  GStrv about;
  int limit;
  gboolean bin;
  char *person_uuid;
} Narrowing;

static void
clear_narrowing (Narrowing *narrowing)
{
  g_free (narrowing->kind);
  g_free (narrowing->from);
  g_free (narrowing->until);
  g_free (narrowing->tag);
  g_strfreev (narrowing->about);
  g_free (narrowing->person_uuid);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Narrowing, clear_narrowing)

#define NARROWING_ENTRIES(narrowing)                                                               \
  { "kind", 0, 0, G_OPTION_ARG_FILENAME, &(narrowing).kind, N_ ("Only this kind"), N_ ("KIND") },  \
      { "about",    0, 0, G_OPTION_ARG_FILENAME_ARRAY, &(narrowing).about, N_ ("Who it is about"), \
        N_ ("NAME") },                                                                             \
      { "tag", 0, 0, G_OPTION_ARG_FILENAME, &(narrowing).tag, N_ ("A tag"), N_ ("TAG") },          \
      { "from",     0, 0, G_OPTION_ARG_FILENAME, &(narrowing).from, N_ ("Not before this day"),    \
        N_ ("DATE") },                                                                             \
      { "until",    0, 0, G_OPTION_ARG_FILENAME, &(narrowing).until, N_ ("Not after this day"),    \
        N_ ("DATE") },                                                                             \
      { "limit",      0, 0, G_OPTION_ARG_INT, &(narrowing).limit, N_ ("No more than these"),       \
        N_ ("NUMBER") },                                                                           \
  {                                                                                                \
    "bin", 0, 0, G_OPTION_ARG_NONE, &(narrowing).bin, N_ ("What was removed"), NULL                \
  }

/* What is wrong with the options, or %NULL. Days and kind go into @query. */
static const char *
read_narrowing (const Narrowing *narrowing, RemKeepsakeQuery *query)
{
  if (narrowing->kind != NULL && !rem_keepsake_kind_from_nick (narrowing->kind, &query->kind))
    return _ ("--kind is note, letter, photo, sound, film, document or object.");
  if ((narrowing->from != NULL && !rem_date_parse (narrowing->from, &query->from, NULL)) ||
      (narrowing->until != NULL && !rem_date_parse (narrowing->until, &query->until, NULL)))
    return _ ("--from and --until are days such as 2026-03-14.");
  if (narrowing->about != NULL && g_strv_length (narrowing->about) > 1)
    return _ ("--about is given once.");
  if (narrowing->limit < 0)
    return _ ("--limit is a number.");
  if ((narrowing->tag != NULL && !g_utf8_validate (narrowing->tag, -1, NULL)) ||
      (narrowing->about != NULL && !g_utf8_validate (narrowing->about[0], -1, NULL)))
    return _ ("What was given is not UTF-8 text.");
  return NULL;
}

/* The tag as it is written in the box, whatever accents and capitals were typed. */
static gboolean
find_tag (RemCli *cli, Narrowing *narrowing, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RemFindChoices) choices = NULL;
  static const char *const none[] = { NULL };
  g_auto (GStrv) known = NULL;

  rem_find_choices_read_async (cli->context, NULL, rem_cli_result_cb, &result);
  choices = rem_find_choices_read_finish (cli->context, rem_cli_wait (&result), error);
  if (choices == NULL)
    return FALSE;
  if (g_strv_contains ((const char *const *) choices->tags, narrowing->tag))
    return TRUE;
  known = rem_tags_add (none, narrowing->tag, (const char *const *) choices->tags);
  if (known[0] != NULL)
    {
      g_free (narrowing->tag);
      narrowing->tag = g_strdup (known[0]);
    }
  return TRUE;
}

static gboolean
find_person (RemCli *cli, Narrowing *narrowing, GError **error)
{
  g_autoptr (GHashTable) names = rem_cli_persons_get_names (cli, error);
  GHashTableIter iter;
  gpointer uuid;
  gpointer name;

  if (names == NULL)
    return FALSE;
  narrowing->person_uuid = g_strdup ("nobody");
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &uuid, &name))
    if (strcmp (name, narrowing->about[0]) == 0)
      {
        g_free (narrowing->person_uuid);
        narrowing->person_uuid = g_strdup (uuid);
        break;
      }
  return TRUE;
}

static RemCliExit
run_narrowed (RemCli *cli, Narrowing *narrowing, RemKeepsakeQuery *query)
{
  RemCliExit exit_status = REM_CLI_DONE;
  g_autoptr (GError) error = NULL;

  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;
  if ((narrowing->tag != NULL && !find_tag (cli, narrowing, &error)) ||
      (narrowing->about != NULL && !find_person (cli, narrowing, &error)))
    return rem_cli_lock (cli, rem_cli_fail (error));

  query->tag = narrowing->tag;
  query->person_uuid = narrowing->person_uuid;
  query->limit = (guint) narrowing->limit;
  query->removed = narrowing->bin;
  return rem_cli_lock (cli, run_listing (cli, query));
}

/**
 * rem_cli_list:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `list [--kind K] [--about NAME] [--tag T] [--from D] [--until D] [--limit N] [--bin]`
 *
 * Returns: how the run ends
 */
RemCliExit
rem_cli_list (RemCli *cli, int argc, char **argv)
{
  g_auto (Narrowing) narrowing = { NULL };
  const GOptionEntry entries[] = { NARROWING_ENTRIES (narrowing), { NULL } };
  RemKeepsakeQuery query = { NULL };
  const char *trouble = NULL;

  if (!rem_cli_parse (cli, entries, NULL, _ ("Lists what is kept, newest first."), &argc, &argv))
    return REM_CLI_USAGE;
  if (argc > 1)
    return rem_cli_usage (_ ("“list” takes only options."));
  trouble = read_narrowing (&narrowing, &query);
  if (trouble != NULL)
    return rem_cli_usage (trouble);
  return run_narrowed (cli, &narrowing, &query);
}

/**
 * rem_cli_search:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `search WORDS…` with the options of “list”: each word by its beginning, accents folded.
 *
 * Returns: how the run ends
 */
RemCliExit
rem_cli_search (RemCli *cli, int argc, char **argv)
{
  g_auto (Narrowing) narrowing = { NULL };
  const GOptionEntry entries[] = { NARROWING_ENTRIES (narrowing), { NULL } };
  RemKeepsakeQuery query = { NULL };
  const char *trouble = NULL;
  g_autofree char *words = NULL;

  if (!rem_cli_parse (cli, entries, _ ("WORDS…"),
                      _ ("Finds what is kept by the beginnings of words, accents or not."), &argc,
                      &argv))
    return REM_CLI_USAGE;
  if (argc < 2)
    return rem_cli_usage (_ ("Say what to look for."));
  words = g_strjoinv (" ", argv + 1);
  if (!g_utf8_validate (words, -1, NULL))
    return rem_cli_usage (_ ("The words are not UTF-8 text."));
  trouble = read_narrowing (&narrowing, &query);
  if (trouble != NULL)
    return rem_cli_usage (trouble);
  query.words = words;
  query.order = REM_KEEPSAKE_ORDER_RELEVANCE;
  return run_narrowed (cli, &narrowing, &query);
}

/**
 * rem_cli_tags:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `tags`: those in use, one a line.
 *
 * Returns: how the run ends
 */
RemCliExit
rem_cli_tags (RemCli *cli, int argc, char **argv)
{
  RemCliExit exit_status = REM_CLI_DONE;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RemFindChoices) choices = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;

  if (!rem_cli_parse (cli, NULL, NULL, _ ("Lists the tags in use."), &argc, &argv))
    return REM_CLI_USAGE;
  if (argc > 1)
    return rem_cli_usage (_ ("“tags” takes only options."));
  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;

  rem_find_choices_read_async (cli->context, NULL, rem_cli_result_cb, &result);
  choices = rem_find_choices_read_finish (cli->context, rem_cli_wait (&result), &error);
  if (choices == NULL)
    return rem_cli_lock (cli, rem_cli_fail (error));
  json_builder_begin_array (builder);
  for (char **tag = choices->tags; *tag != NULL; tag++)
    {
      json_builder_add_string_value (builder, *tag);
      if (!cli->json)
        {
          rem_cli_print (*tag);
          rem_cli_print ("\n");
        }
    }
  json_builder_end_array (builder);
  if (cli->json)
    rem_cli_json_print (builder);
  return rem_cli_lock (cli, REM_CLI_DONE);
}
