/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-cli-commands.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rem-cli-json.h"
#include "rem-cli-persons.h"
#include "rem-core-error.h"
#include "rem-occasion-store.h"
#include "rem-occasions.h"

typedef struct
{
  char *label;
  char *on;
  char *kind;
  char *calendar;
  char *repeat;
  char *leap_day;
  char *adar;
  int every;
  int times;
  int nth_day;
  gboolean is_after_sunset;
  GStrv about;
  GStrv reminders;
} DateOptions;

static void
clear_options (DateOptions *options)
{
  g_free (options->label);
  g_free (options->on);
  g_free (options->kind);
  g_free (options->calendar);
  g_free (options->repeat);
  g_free (options->leap_day);
  g_free (options->adar);
  g_strfreev (options->about);
  g_strfreev (options->reminders);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DateOptions, clear_options)

#define WITH(occasion, property, ...)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    RemOccasion *old_occasion = occasion;                                                          \
                                                                                                   \
    occasion = rem_occasion_with_##property (old_occasion, __VA_ARGS__);                           \
    rem_occasion_unref (old_occasion);                                                             \
  }                                                                                                \
  G_STMT_END

/* What is given for --repeat becomes a choice or a rule. */
static const char *
apply_repeat (RemOccasion **occasion, const DateOptions *options)
{
  static const char *const units[] = { "daily", "nth-weekday", "nth-weekday-monthly" };
  RemDate anchor = rem_occasion_get_anchor (*occasion).date;
  gboolean is_limited = options->every > 1 || options->times > 0;
  RemRepeat repeat = REM_REPEAT_NEVER;
  g_autofree char *base = NULL;
  g_autofree char *rule = NULL;
  g_autoptr (RemRecurrence) recurrence = NULL;

  if (options->every < 0 || options->times < 0)
    return _ ("--every and --times are whole numbers.");
  if (options->repeat == NULL)
    return is_limited ? _ ("--every and --times need --repeat.") : NULL;

  if (rem_repeat_from_nick (options->repeat, &repeat) && repeat != REM_REPEAT_RULE)
    {
      WITH (*occasion, repeat, repeat);
      if (!is_limited)
        return NULL;
      if (repeat == REM_REPEAT_NEVER || repeat == REM_REPEAT_MONTHLY_FIRST_YEAR)
        return _ ("--every and --times do not go with this --repeat.");
    }
  if (rem_occasion_get_anchor (*occasion).precision != REM_PRECISION_DAY)
    return _ ("A date that is not known to the day cannot repeat in that way.");

  if (repeat != REM_REPEAT_NEVER)
    base = rem_recurrence_build_for (repeat, rem_occasion_get_calendar (*occasion),
                                     rem_occasion_get_leap_day (*occasion), anchor);
  else if (strcmp (options->repeat, units[0]) == 0)
    base = g_strdup ("FREQ=DAILY");
  else if (strcmp (options->repeat, units[1]) == 0)
    base = rem_recurrence_build_nth_weekday (anchor, TRUE, FALSE);
  else if (strcmp (options->repeat, units[2]) == 0)
    base = rem_recurrence_build_nth_weekday (anchor, FALSE, FALSE);
  else
    base = g_strdup (options->repeat);

  rule = rem_recurrence_build_limited (base, (guint) options->every, (guint) options->times);
  recurrence = rem_recurrence_new (rule, NULL);
  if (recurrence == NULL)
    return _ ("--repeat is never, yearly, monthly, monthly-first-year, weekly, daily, nth-weekday, "
              "nth-weekday-monthly, or a rule such as FREQ=YEARLY;BYMONTH=5;BYDAY=1SU.");

  WITH (*occasion, repeat, REM_REPEAT_RULE);
  WITH (*occasion, rule, rem_recurrence_get_rule (recurrence));
  return NULL;
}

/* The day itself is moved: the fortieth day from it on, or the day that began at sunset. */
static const char *
apply_moved_day (RemOccasion **occasion, const DateOptions *options)
{
  RemDay anchor = rem_occasion_get_anchor (*occasion);
  RemCalendar calendar = rem_occasion_get_calendar (*occasion);
  int days = options->nth_day > 0 ? options->nth_day - 1 : 0;

  if (options->nth_day < 0 || options->nth_day > 36525)
    return _ ("--nth-day is a number of days: 40 is the fortieth, and the day itself the first.");
  if (options->is_after_sunset && calendar != REM_CALENDAR_HEBREW &&
      calendar != REM_CALENDAR_ISLAMIC)
    return _ ("--after-sunset is for the hebrew and the islamic calendar.");

  days += options->is_after_sunset ? 1 : 0;
  if (days == 0)
    return NULL;
  if (anchor.precision != REM_PRECISION_DAY)
    return _ ("A date that is not known to the day cannot be moved by days.");

  anchor.date = rem_date_add_days (anchor.date, days);
  if (!rem_date_is_valid (anchor.date))
    return _ ("There is no such day.");

  WITH (*occasion, anchor, anchor);
  return NULL;
}

static const char *
apply_calendar (RemOccasion **occasion, const DateOptions *options)
{
  RemCalendar calendar;
  RemLeapDay leap_day;

  if (options->calendar != NULL)
    {
      if (!rem_calendar_from_nick (options->calendar, &calendar))
        return _ ("--calendar is gregorian, hebrew, islamic, persian, chinese, korean, ethiopic, "
                  "coptic or indian.");
      if (!rem_calendar_is_supported (calendar))
        return _ ("This system cannot reckon in that calendar.");
      WITH (*occasion, calendar, calendar);
    }
  if (options->leap_day != NULL)
    {
      if (!rem_leap_day_from_nick (options->leap_day, &leap_day))
        return _ ("--leap-day is before, after or leap-years.");
      WITH (*occasion, leap_day, leap_day);
    }
  if (options->adar != NULL)
    {
      gboolean is_first = strcmp (options->adar, "first") == 0;

      if (!is_first && strcmp (options->adar, "second") != 0)
        return _ ("--adar is first or second.");
      if (rem_occasion_get_calendar (*occasion) != REM_CALENDAR_HEBREW)
        return _ ("--adar is for the hebrew calendar.");
      WITH (*occasion, leap_day, is_first ? REM_LEAP_DAY_BEFORE : REM_LEAP_DAY_AFTER);
    }
  return NULL;
}

/* How the date comes back; returns what is wrong, or NULL. */
static const char *
apply_return (RemOccasion **occasion, const DateOptions *options)
{
  const char *problem = apply_calendar (occasion, options);
  g_autoptr (RemRecurrence) recurrence = NULL;
  g_autoptr (GError) error = NULL;

  if (problem == NULL)
    problem = apply_moved_day (occasion, options);
  if (problem == NULL)
    problem = apply_repeat (occasion, options);
  if (problem != NULL)
    return problem;

  recurrence = rem_occasion_dup_recurrence (*occasion, &error);
  return error != NULL ? _ ("This date cannot repeat in that way.") : NULL;
}

static const char *
apply_reminders (RemOccasion **occasion, const DateOptions *options)
{
  g_autoptr (GArray) reminders = g_array_new (FALSE, FALSE, sizeof (RemReminder));

  for (gsize i = 0; options->reminders != NULL && options->reminders[i] != NULL; i++)
    {
      RemReminder reminder;

      if (!rem_reminder_parse (options->reminders[i], &reminder, NULL))
        return _ ("--remind is days before and an hour, such as 0d@10:00 or 7d@19:00.");
      g_array_append_val (reminders, reminder);
    }
  WITH (*occasion, reminders, (const RemReminder *) (void *) reminders->data, reminders->len);
  return NULL;
}

/* Returns what is wrong with the options, or NULL. */
static const char *
apply_options (RemOccasion **occasion, const DateOptions *options)
{
  RemOccasionKind kind;
  RemDay anchor;
  const char *problem;

  if (options->label == NULL || options->on == NULL)
    return _ ("A date needs --label and --on.");
  if (!g_utf8_validate (options->label, -1, NULL))
    return _ ("The label is not UTF-8 text.");
  if (!rem_day_parse (options->on, &anchor, NULL) || anchor.precision == REM_PRECISION_NONE)
    return _ ("--on is a day such as 2009-03-14, a month 2009-03, a season 2009-21 (spring) to "
              "2009-24, or a year 2009.");
  WITH (*occasion, label, options->label);
  WITH (*occasion, anchor, anchor);
  if (options->kind != NULL)
    {
      if (!rem_occasion_kind_from_nick (options->kind, &kind))
        return _ ("--kind is own, due-date, loss, birth, farewell or first-signs.");
      WITH (*occasion, kind, kind);
    }
  problem = apply_return (occasion, options);
  return problem != NULL ? problem : apply_reminders (occasion, options);
}

static RemCliExit
keep_date (RemCli *cli, RemOccasion *occasion)
{
  g_autoptr (RemRecurrence) recurrence = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;

  rem_occasions_keep_async (cli->context, occasion, NULL, rem_cli_result_cb, &result);
  if (!rem_occasions_keep_finish (cli->context, rem_cli_wait (&result), &error))
    return rem_cli_fail (error);
  /* A rule is told back in words, beside the answer. */
  recurrence = rem_occasion_dup_recurrence (occasion, NULL);
  if (rem_occasion_get_repeat (occasion) == REM_REPEAT_RULE && recurrence != NULL)
    {
      g_autofree char *meaning =
          rem_recurrence_dup_meaning (recurrence, rem_occasion_get_anchor (occasion).date);

      rem_cli_say (meaning);
    }
  if (cli->json)
    {
      json_builder_begin_object (builder);
      rem_cli_json_add_string (builder, "id", rem_occasion_get_uuid (occasion));
      json_builder_end_object (builder);
      rem_cli_json_print (builder);
    }
  else
    {
      rem_cli_print (rem_occasion_get_uuid (occasion));
      rem_cli_print ("\n");
    }
  return REM_CLI_DONE;
}

static RemCliExit
run_add (RemCli *cli, int argc, char **argv)
{
  g_auto (DateOptions) options = { NULL };
  const GOptionEntry entries[] = {
    { "label", 0, 0, G_OPTION_ARG_FILENAME, &options.label, N_ ("What the date is called"),
      N_ ("TEXT") },
    { "on", 0, 0, G_OPTION_ARG_FILENAME, &options.on, N_ ("The day itself"), N_ ("DATE") },
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &options.kind, N_ ("What it is"), N_ ("KIND") },
    { "about", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.about, N_ ("Who it is about"),
      N_ ("NAME") },
    { "calendar", 0, 0, G_OPTION_ARG_FILENAME, &options.calendar, N_ ("In which calendar"),
      N_ ("NAME") },
    { "repeat", 0, 0, G_OPTION_ARG_FILENAME, &options.repeat, N_ ("How it comes back"),
      N_ ("RULE") },
    { "leap-day", 0, 0, G_OPTION_ARG_FILENAME, &options.leap_day,
      N_ ("Where 29 February falls in other years"), N_ ("before|after|leap-years") },
    { "adar", 0, 0, G_OPTION_ARG_FILENAME, &options.adar,
      N_ ("Where Adar falls in a leap year of the hebrew calendar"), N_ ("first|second") },
    { "after-sunset", 0, 0, G_OPTION_ARG_NONE, &options.is_after_sunset,
      N_ ("It was after sunset: the next day of the hebrew or islamic calendar"), NULL },
    { "nth-day", 0, 0, G_OPTION_ARG_INT, &options.nth_day,
      N_ ("Not that day, but the fortieth from it on, itself the first"), N_ ("NUMBER") },
    { "every", 0, 0, G_OPTION_ARG_INT, &options.every, N_ ("Every so many weeks, months or years"),
      N_ ("NUMBER") },
    { "times", 0, 0, G_OPTION_ARG_INT, &options.times, N_ ("So many times and no more"),
      N_ ("NUMBER") },
    { "remind", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.reminders,
      N_ ("A reminder: days before, and the hour"), N_ ("0d@10:00") },
    { NULL },
  };
  static const char *const nobody[] = { NULL };
  RemCliExit exit_status = REM_CLI_DONE;
  RemOccasion *occasion;
  const char *problem;
  g_auto (GStrv) persons = NULL;
  g_autoptr (GError) error = NULL;

  if (!rem_cli_parse (cli, entries, NULL, _ ("Keeps a date."), &argc, &argv))
    return REM_CLI_USAGE;
  if (argc > 1)
    return rem_cli_usage (_ ("“date add” takes only options."));
  occasion = rem_occasions_new_draft (cli->context);
  problem = apply_options (&occasion, &options);
  if (problem != NULL)
    {
      rem_occasion_unref (occasion);
      return rem_cli_usage (problem);
    }
  if (!rem_cli_unlock (cli, &exit_status))
    {
      rem_occasion_unref (occasion);
      return exit_status;
    }
  persons =
      rem_cli_persons_find (cli,
                            options.about != NULL ? (const char *const *) options.about : nobody,
                            &error);
  if (persons == NULL)
    exit_status = rem_cli_fail (error);
  else
    {
      WITH (occasion, persons, (const char *const *) persons);
      exit_status = keep_date (cli, occasion);
    }
  rem_occasion_unref (occasion);
  return rem_cli_lock (cli, exit_status);
}

static gpointer
list_occasions (RemDatabase *database,
                RemObjectStore *objects,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  return rem_occasion_store_list (database, error);
}

static void
add_occasion (JsonBuilder *builder, RemOccasion *occasion, GHashTable *names)
{
  g_autofree char *on = rem_day_to_edtf (rem_occasion_get_anchor (occasion));
  const char *const *persons = rem_occasion_get_persons (occasion);
  gsize n_reminders;
  const RemReminder *reminders = rem_occasion_get_reminders (occasion, &n_reminders);

  json_builder_begin_object (builder);
  rem_cli_json_add_string (builder, "id", rem_occasion_get_uuid (occasion));
  rem_cli_json_add_string (builder, "label", rem_occasion_get_label (occasion));
  rem_cli_json_add_string (builder, "on", on);
  rem_cli_json_add_string (builder, "kind",
                           rem_occasion_kind_to_nick (rem_occasion_get_kind (occasion)));
  rem_cli_json_add_string (builder, "calendar",
                           rem_calendar_to_nick (rem_occasion_get_calendar (occasion)));
  rem_cli_json_add_string (builder, "repeat",
                           rem_occasion_get_repeat (occasion) == REM_REPEAT_RULE
                               ? rem_occasion_get_rule (occasion)
                               : rem_repeat_to_nick (rem_occasion_get_repeat (occasion)));
  rem_cli_json_add_string (builder, "leap_day",
                           rem_leap_day_to_nick (rem_occasion_get_leap_day (occasion)));
  json_builder_set_member_name (builder, "about");
  json_builder_begin_array (builder);
  for (gsize i = 0; persons[i] != NULL; i++)
    json_builder_add_string_value (builder, g_hash_table_lookup (names, persons[i]));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "remind");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < n_reminders; i++)
    {
      g_autofree char *text = rem_reminder_to_text (reminders[i]);

      json_builder_add_string_value (builder, text);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static RemCliExit
run_list (RemCli *cli, int argc, char **argv)
{
  RemCliExit exit_status = REM_CLI_DONE;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) occasions = NULL;
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (GError) error = NULL;

  if (!rem_cli_parse (cli, NULL, NULL, _ ("Lists the dates."), &argc, &argv))
    return REM_CLI_USAGE;
  if (argc > 1)
    return rem_cli_usage (_ ("“date list” takes no arguments."));
  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;
  names = rem_cli_persons_get_names (cli, &error);
  if (names != NULL)
    occasions = rem_box_call (rem_context_get_box (cli->context), 0, list_occasions, NULL,
                              (GDestroyNotify) g_ptr_array_unref, NULL, &error);
  if (occasions == NULL)
    return rem_cli_lock (cli, rem_cli_fail (error));

  json_builder_begin_array (builder);
  for (guint i = 0; i < occasions->len; i++)
    {
      RemOccasion *occasion = g_ptr_array_index (occasions, i);
      g_autofree char *on = rem_day_to_edtf (rem_occasion_get_anchor (occasion));
      g_autofree char *line = g_strdup_printf ("%s  %-10s  %s\n", rem_occasion_get_uuid (occasion),
                                               on, rem_occasion_get_label (occasion));

      add_occasion (builder, occasion, names);
      if (!cli->json)
        rem_cli_print (line);
    }
  json_builder_end_array (builder);
  if (cli->json)
    rem_cli_json_print (builder);
  return rem_cli_lock (cli, REM_CLI_DONE);
}

static RemCliExit
run_remove (RemCli *cli, int argc, char **argv)
{
  RemCliExit exit_status = REM_CLI_DONE;
  guint n_done = 0;

  if (!rem_cli_parse (cli, NULL, _ ("ID…"), _ ("Removes dates."), &argc, &argv))
    return REM_CLI_USAGE;
  if (argc < 2)
    return rem_cli_usage (_ ("Say which ones, by their ids."));
  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      rem_occasions_set_removed_async (cli->context, argv[i], TRUE, NULL, rem_cli_result_cb,
                                       &result);
      if (rem_occasions_set_removed_finish (cli->context, rem_cli_wait (&result), &error))
        n_done++;
      else
        exit_status = rem_cli_fail (error);
    }
  if (exit_status != REM_CLI_DONE && n_done > 0)
    exit_status = REM_CLI_IN_PART;
  return rem_cli_lock (cli, exit_status);
}

static RemCliExit
run_skip (RemCli *cli, int argc, char **argv)
{
  RemCliExit exit_status = REM_CLI_DONE;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RemDate date;

  if (!rem_cli_parse (cli, NULL, _ ("ID DATE"), _ ("Leaves one day out: not this year."), &argc,
                      &argv))
    return REM_CLI_USAGE;
  if (argc != 3 || !rem_date_parse (argv[2], &date, NULL))
    return rem_cli_usage (_ ("It is “date skip ID 2026-03-14”."));
  if (!rem_cli_unlock (cli, &exit_status))
    return exit_status;
  rem_occasions_set_skipped_async (cli->context, argv[1], date, TRUE, NULL, rem_cli_result_cb,
                                   &result);
  if (!rem_occasions_set_skipped_finish (cli->context, rem_cli_wait (&result), &error))
    exit_status = rem_cli_fail (error);
  return rem_cli_lock (cli, exit_status);
}

/**
 * rem_cli_date:
 * @cli: the run
 * @argc: number of arguments
 * @argv: the arguments
 *
 * `date add …`, `date list`, `date remove ID…`, `date skip ID DATE`
 *
 * Returns: how the run ends
 */
RemCliExit
rem_cli_date (RemCli *cli, int argc, char **argv)
{
  static const struct
  {
    const char *name;
    RemCliCommand run;
  } commands[] = {
    { "add", run_add }, { "list", run_list }, { "remove", run_remove }, { "skip", run_skip }
  };

  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    {
      if (strcmp (argv[1], commands[i].name) == 0)
        return commands[i].run (cli, argc - 1, argv + 1);
    }
  return rem_cli_usage (_ ("It is “date add”, “date list”, “date remove” or “date skip”."));
}
