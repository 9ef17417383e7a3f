/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli-commands.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rem-cli-json.h"
#include "rem-occasion-store.h"

/** How far ahead `upcoming` looks unless told. */
#define DEFAULT_DAYS 365

/** How far ahead `upcoming --count` looks for occurrences. */
#define COUNT_DAYS (200 * 366)

/** The most occurrences that one answer holds. */
#define MAX_OCCURRENCES 10000

typedef struct
{
  RemOccasion *occasion;
  RemDate date;
} Coming;

typedef struct
{
  RemDate from;
  RemDate until;
} Span;

static void
clear_coming (gpointer data)
{
  Coming *coming = data;

  rem_occasion_unref (coming->occasion);
}

static int
compare_coming (gconstpointer a, gconstpointer b)
{
  const Coming *first = a;
  const Coming *second = b;
  int order = rem_date_compare (first->date, second->date);

  return order != 0 ? order
                    : strcmp (rem_occasion_get_uuid (first->occasion),
                              rem_occasion_get_uuid (second->occasion));
}

static gboolean
is_among (GArray *dates, RemDate date)
{
  for (guint i = 0; i < dates->len; i++)
    {
      if (rem_date_equal (g_array_index (dates, RemDate, i), date))
        return TRUE;
    }
  return FALSE;
}

static gboolean
list_of_occasion (
    RemDatabase *database, RemOccasion *occasion, const Span *span, GArray *all, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GArray) skipped =
      rem_occasion_store_list_skipped (database, rem_occasion_get_uuid (occasion), error);
  g_autoptr (GArray) dates = NULL;

  if (skipped == NULL)
    return FALSE;
  dates = rem_occasion_list_occurrences (occasion, span->from, span->until, MAX_OCCURRENCES,
                                         &local_error);
  /* A rule that this system cannot expand does not keep the other dates from being told. */
  if (dates == NULL)
    return TRUE;
  for (guint i = 0; i < dates->len; i++)
    {
      Coming coming = { rem_occasion_ref (occasion), g_array_index (dates, RemDate, i) };

      if (is_among (skipped, coming.date))
        rem_occasion_unref (coming.occasion);
      else
        g_array_append_val (all, coming);
    }
  return TRUE;
}

static gpointer
list_coming (RemDatabase *database,
             RemObjectStore *objects,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) occasions = rem_occasion_store_list (database, error);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Coming));

  if (occasions == NULL)
    return NULL;
  g_array_set_clear_func (all, clear_coming);
  for (guint i = 0; i < occasions->len; i++)
    {
      if (!list_of_occasion (database, g_ptr_array_index (occasions, i), data, all, error))
        return NULL;
    }
  g_array_sort (all, compare_coming);
  return g_steal_pointer (&all);
}

static void
print_coming (RemCli *cli, GArray *all, guint count)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < MIN (all->len, count); i++)
    {
      Coming *coming = &g_array_index (all, Coming, i);
      g_autofree char *date = rem_date_to_iso (coming->date);
      g_autofree char *why = rem_occasion_dup_why (coming->occasion, coming->date);
      g_autofree char *line =
          g_strdup_printf ("%s  %s  %s\n", date, rem_occasion_get_label (coming->occasion), why);

      json_builder_begin_object (builder);
      rem_cli_json_add_string (builder, "date", date);
      rem_cli_json_add_string (builder, "label", rem_occasion_get_label (coming->occasion));
      rem_cli_json_add_string (builder, "why", why);
      rem_cli_json_add_string (builder, "id", rem_occasion_get_uuid (coming->occasion));
      json_builder_end_object (builder);
      if (!cli->json)
        rem_cli_print (line);
    }
  json_builder_end_array (builder);
  if (cli->json)
    rem_cli_json_print (builder);
}

/**
 * rem_cli_upcoming:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `upcoming [--from D] [--days N | --count N]`: what comes, in order; days left out with "not this
 * year" are not among them.
 *
 * Returns: how the run ends
 */
RemCliExit
rem_cli_upcoming (RemCli *cli, int argc, char **argv)
{
  g_autofree char *from = NULL;
  int days = 0;
  int count = 0;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &from, N_ ("From this day on"), N_ ("DATE") },
    { "days", 0, 0, G_OPTION_ARG_INT, &days, N_ ("So many days ahead"), N_ ("NUMBER") },
    { "count", 0, 0, G_OPTION_ARG_INT, &count, N_ ("The next so many"), N_ ("NUMBER") },
    { NULL },
  };
  RemCliExit exit_status = REM_CLI_DONE;
  Span span;
  g_autoptr (GArray) all = NULL;
  g_autoptr (GError) error = NULL;

  if (!rem_cli_parse (cli, entries, NULL, _ ("Tells which dates come."), &argc, &argv))
    return REM_CLI_USAGE;
  if (argc > 1 || days < 0 || count < 0 || (days > 0 && count > 0) || days > COUNT_DAYS)
    return rem_cli_usage (_ ("It is “upcoming [--from DATE] [--days NUMBER | --count NUMBER]”."));
  span.from = rem_clock_get_today (rem_context_get_clock (cli->context));
  if (from != NULL && !rem_date_parse (from, &span.from, NULL))
    return rem_cli_usage (_ ("--from is a day such as 2026-03-14."));
  if (count > 0)
    days = COUNT_DAYS;
  span.until = rem_date_add_days (span.from, days > 0 ? days : DEFAULT_DAYS);
  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;
  all = rem_box_call (rem_context_get_box (cli->context), 0, list_coming, &span,
                      (GDestroyNotify) g_array_unref, NULL, &error);
  if (all == NULL)
    exit_status = rem_cli_fail (error);
  else
    print_coming (cli, all, count > 0 ? (guint) count : G_MAXUINT);
  return rem_cli_lock (cli, exit_status);
}
