/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli-persons.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rem-box-error.h"
#include "rem-cli-commands.h"
#include "rem-cli-json.h"
#include "rem-person-store.h"

typedef struct
{
  const char *const *names;
  gint64 now_us;
} Wanted;

static gpointer
find_or_add (RemDatabase *database,
             RemObjectStore *objects,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  Wanted *wanted = data;
  g_autoptr (GStrvBuilder) uuids = g_strv_builder_new ();

  for (gsize i = 0; wanted->names[i] != NULL; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (RemPerson) person =
          rem_person_store_find (database, wanted->names[i], &local_error);

      if (person == NULL && !g_error_matches (local_error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (person == NULL)
        {
          g_autofree char *uuid = g_uuid_string_random ();

          person = rem_person_new (uuid, wanted->names[i], wanted->now_us);
          if (!rem_person_store_put (database, person, error))
            return NULL;
        }
      g_strv_builder_add (uuids, rem_person_get_uuid (person));
    }
  return g_strv_builder_end (uuids);
}

/**
 * rem_cli_persons_find:
 * @cli: the run, with an open box
 * @names: names as written
 * @error: return location for an error
 *
 * Who is meant by --about. A name that is new is added, so that nothing that was to be kept fails
 * for the want of it.
 *
 * Returns: (transfer full): their uuids; fails as rem_box_call() does
 */
GStrv
rem_cli_persons_find (RemCli *cli, const char *const *names, GError **error)
{
  RemBox *box = rem_context_get_box (cli->context);
  Wanted wanted = { names, rem_clock_get_unix_us (rem_context_get_clock (cli->context)) };

  return rem_box_call (box, REM_BOX_CHANGE_PERSONS, find_or_add, &wanted,
                       (GDestroyNotify) g_strfreev, NULL, error);
}

static gpointer
list_persons (RemDatabase *database,
              RemObjectStore *objects,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  return rem_person_store_list (database, error);
}

static GPtrArray *
call_list (RemCli *cli, GError **error)
{
  return rem_box_call (rem_context_get_box (cli->context), 0, list_persons, NULL,
                       (GDestroyNotify) g_ptr_array_unref, NULL, error);
}

/**
 * rem_cli_persons_get_names:
 * @cli: the run, with an open box
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type utf8 utf8): names by uuid; fails as rem_box_call() does
 */
GHashTable *
rem_cli_persons_get_names (RemCli *cli, GError **error)
{
  g_autoptr (GPtrArray) persons = call_list (cli, error);
  GHashTable *names;

  if (persons == NULL)
    return NULL;
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < persons->len; i++)
    {
      RemPerson *person = g_ptr_array_index (persons, i);

      g_hash_table_insert (names, g_strdup (rem_person_get_uuid (person)),
                           g_strdup (rem_person_get_name (person)));
    }
  return names;
}

static gpointer
add_person (RemDatabase *database,
            RemObjectStore *objects,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  return rem_person_store_put (database, data, error) ? data : NULL;
}

static RemCliExit
run_add (RemCli *cli, const char *name)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (RemPerson) person = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;

  if (!g_utf8_validate (name, -1, NULL))
    {
      rem_cli_say (_ ("The name is not UTF-8 text."));
      return REM_CLI_FAILED;
    }
  person =
      rem_person_new (uuid, name, rem_clock_get_unix_us (rem_context_get_clock (cli->context)));
  if (rem_box_call (rem_context_get_box (cli->context), REM_BOX_CHANGE_PERSONS, add_person, person,
                    NULL, NULL, &error) == NULL)
    return rem_cli_fail (error);
  if (cli->json)
    {
      json_builder_begin_object (builder);
      rem_cli_json_add_string (builder, "id", uuid);
      json_builder_end_object (builder);
      rem_cli_json_print (builder);
    }
  else
    {
      rem_cli_print (uuid);
      rem_cli_print ("\n");
    }
  return REM_CLI_DONE;
}

static RemCliExit
run_list (RemCli *cli)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = call_list (cli, &error);

  if (persons == NULL)
    return rem_cli_fail (error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < persons->len; i++)
    {
      RemPerson *person = g_ptr_array_index (persons, i);

      json_builder_begin_object (builder);
      rem_cli_json_add_string (builder, "id", rem_person_get_uuid (person));
      rem_cli_json_add_string (builder, "name", rem_person_get_name (person));
      rem_cli_json_add_bool (builder, "quiet", rem_person_is_quiet (person));
      json_builder_end_object (builder);
      if (!cli->json)
        {
          g_autofree char *line = g_strdup_printf ("%s  %s\n", rem_person_get_uuid (person),
                                                   rem_person_get_name (person));

          rem_cli_print (line);
        }
    }
  json_builder_end_array (builder);
  if (cli->json)
    rem_cli_json_print (builder);
  return REM_CLI_DONE;
}

/**
 * rem_cli_persons_add_about:
 * @builder: inside an object
 * @keepsake: a keepsake
 * @names: (element-type utf8 utf8): names by uuid
 *
 * Adds "about": the names of those @keepsake is about.
 */
void
rem_cli_persons_add_about (JsonBuilder *builder, RemKeepsake *keepsake, GHashTable *names)
{
  const char *const *persons = rem_keepsake_get_persons (keepsake);

  json_builder_set_member_name (builder, "about");
  json_builder_begin_array (builder);
  for (gsize i = 0; persons[i] != NULL; i++)
    {
      const char *name = g_hash_table_lookup (names, persons[i]);

      json_builder_add_string_value (builder, name != NULL ? name : "");
    }
  json_builder_end_array (builder);
}

/**
 * rem_cli_person:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `person add NAME`, `person list`
 *
 * Returns: how the run ends
 */
RemCliExit
rem_cli_person (RemCli *cli, int argc, char **argv)
{
  RemCliExit exit_status = REM_CLI_DONE;
  gboolean add;

  if (!rem_cli_parse (cli, NULL, "add NAME | list", _ ("Those who are remembered."), &argc, &argv))
    return REM_CLI_USAGE;
  add = argc == 3 && strcmp (argv[1], "add") == 0;
  if (!add && !(argc == 2 && strcmp (argv[1], "list") == 0))
    return rem_cli_usage (_ ("It is “person add NAME” or “person list”."));
  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;
  return rem_cli_lock (cli, add ? run_add (cli, argv[2]) : run_list (cli));
}
