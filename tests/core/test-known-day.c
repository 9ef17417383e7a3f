/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-core-error.h"
#include "rem-known-day.h"
#include "rem-recurrence.h"

#include <string.h>

#define HEAD "<days version=\"1\"><country code=\"ES\"><name>Spain</name></country>"
#define DAY  "<day id=\"a\" kind=\"hurts\"><title>A</title>"
#define END  "</day></days>"

static void
test_refused (void)
{
  static const char *const texts[] = {
    "",
    "not XML",
    "<days></days>",
    "<days version=\"2\"></days>",
    "<rituals version=\"1\"></rituals>",
    "<days version=\"1\"><day id=\"a\" kind=\"hurts\"></days>",
    HEAD "<day id=\"a\" kind=\"hurts\"><title>A</title></day></days>",
    HEAD "<day id=\"a\" kind=\"hurts\"><rule>FREQ=YEARLY</rule></day></days>",
    HEAD "<day id=\"A\" kind=\"hurts\"><title>A</title><rule>FREQ=YEARLY</rule></day></days>",
    HEAD "<day id=\"a\"><title>A</title><rule>FREQ=YEARLY</rule></day></days>",
    HEAD "<day id=\"a\" kind=\"kept\" hour=\"24:00\"><title>A</title><rule>FREQ=YEARLY</rule>" END,
    HEAD "<day id=\"a\" kind=\"kept\" hour=\"7\"><title>A</title><rule>FREQ=YEARLY</rule>" END,
    HEAD "<day id=\"a\" kind=\"kept\" more=\"x\"><title>A</title><rule>FREQ=YEARLY</rule>" END,
    HEAD DAY "<title>B</title><rule>FREQ=YEARLY</rule>" END,
    HEAD DAY "<rule></rule>" END,
    HEAD DAY "<rule>FREQ=NEVER</rule>" END,
    HEAD DAY "<rule><b>FREQ=YEARLY</b></rule>" END,
    HEAD DAY "<rule countries=\"FR\">FREQ=YEARLY</rule>" END,
    HEAD DAY "<rule countries=\"ES  ES\">FREQ=YEARLY</rule>" END,
    HEAD DAY "<rule except=\"FREQ=YEARLY\">FREQ=YEARLY</rule>" END,
    HEAD DAY "<rule except=\"FREQ=YEARLY\" instead=\"no\">FREQ=YEARLY</rule>" END,
    HEAD DAY "<more>A</more><rule>FREQ=YEARLY</rule>" END,
    HEAD DAY "<rule>FREQ=YEARLY</rule></day>" DAY "<rule>FREQ=YEARLY</rule>" END,
    "<days version=\"1\"><country code=\"es\"><name>Spain</name></country></days>",
    "<days version=\"1\"><country code=\"ES\"></country></days>",
    "<days version=\"1\"><country code=\"ES\"><name>A</name><name>B</name></country></days>",
    HEAD "<country code=\"ES\"><name>Spain</name></country></days>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) days = rem_known_day_parse_all (texts[i], -1, &error);

      g_test_message ("%s", texts[i]);
      g_assert_null (days);
      g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RULE);
    }
}

static RemKnownDay *
find_day (GPtrArray *days, const char *id)
{
  for (guint i = 0; i < days->len; i++)
    if (g_str_equal (rem_known_day_get_id (g_ptr_array_index (days, i)), id))
      return g_ptr_array_index (days, i);

  g_assert_not_reached ();
}

static void
test_falls (void)
{
  static const struct
  {
    const char *id;
    const char *country;
    int year;
    const char *days;
  } cases[] = {
    { "mothers-day", NULL, 2027, "" },
    { "mothers-day", "XX", 2027, "" },
    { "mothers-day", "US", 2027, "2027-05-09" },
    { "mothers-day", "ES", 2027, "2027-05-02" },
    { "mothers-day", "MX", 2027, "2027-05-10" },
    { "mothers-day", "AR", 2027, "2027-10-17" },
    { "mothers-day", "NO", 2027, "2027-02-14" },
    { "mothers-day", "GB", 2027, "2027-03-07" },
    { "mothers-day", "GB", 2028, "2028-03-26" },
    { "mothers-day", "IE", 2029, "2029-03-11" },
    { "mothers-day", "GB", 2030, "2030-03-31" },
    /* In France Pentecost goes before. */
    { "mothers-day", "FR", 2027, "2027-05-30" },
    { "mothers-day", "FR", 2034, "2034-06-04" },
    { "mothers-day", "SE", 2034, "2034-05-28" },
    { "fathers-day", "ES", 2027, "2027-03-19" },
    { "fathers-day", "US", 2027, "2027-06-20" },
    { "fathers-day", "DE", 2027, "2027-05-06" },
    { "fathers-day", "DE", 2028, "2028-05-25" },
    { "fathers-day", "DE", 2029, "2029-05-10" },
    { "fathers-day", "DE", 2030, "2030-05-30" },
    { "fathers-day", "DO", 2027, "2027-07-25" },
    { "october-15", NULL, 2027, "2027-10-15" },
    { "bereaved-mothers", "ES", 2027, "2027-05-02" },
    { "bereaved-fathers", NULL, 2027, "2027-08-29" },
    { "candle-lighting", NULL, 2027, "2027-12-12" },
    { "qingming", NULL, 2027, "2027-04-05" },
    { "qingming", NULL, 2028, "2028-04-04" },
  };
  g_autoptr (GPtrArray) days = rem_known_day_list ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) found =
          rem_known_day_list_occurrences (find_day (days, cases[i].id), cases[i].country,
                                          (RemDate){ (gint16) cases[i].year, 1, 1 },
                                          (RemDate){ (gint16) cases[i].year, 12, 31 });
      g_autofree char *iso =
          found->len == 1 ? rem_date_to_iso (g_array_index (found, RemDate, 0)) : g_strdup ("");

      g_test_message ("%s in %s, %d", cases[i].id, cases[i].country, cases[i].year);
      g_assert_cmpuint (found->len, ==, *cases[i].days != '\0' ? 1 : 0);
      g_assert_cmpstr (iso, ==, cases[i].days);
    }
}

static void
test_zhongyuan (void)
{
  g_autoptr (GPtrArray) days = rem_known_day_list ();
  g_autoptr (GArray) found = NULL;

  if (!rem_calendar_is_supported (REM_CALENDAR_CHINESE))
    {
      g_test_skip ("This libical cannot compute the Chinese calendar");
      return;
    }
  found = rem_known_day_list_occurrences (find_day (days, "zhongyuan"), NULL,
                                          (RemDate){ 2027, 1, 1 }, (RemDate){ 2028, 12, 31 });
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_true (rem_date_equal (g_array_index (found, RemDate, 0), (RemDate){ 2027, 8, 16 }));
  g_assert_true (rem_date_equal (g_array_index (found, RemDate, 1), (RemDate){ 2028, 9, 3 }));
}

/* Each day falls once a year wherever it is known, each country has a rule, and none two of a day.
 */
static void
test_list (void)
{
  g_autoptr (GPtrArray) days = rem_known_day_list ();
  g_autoptr (GPtrArray) countries = rem_known_day_list_countries ();
  RemKnownDay *october = find_day (days, "october-15");

  g_assert_cmpint (rem_known_day_get_kind (october), ==, REM_KNOWN_DAY_KEPT);
  g_assert_cmpstr (rem_known_day_get_hour (october), ==, "19:00");
  g_assert_cmpstr (rem_known_day_get_rule (october, NULL), ==,
                   "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=15");
  g_assert_false (rem_known_day_needs_country (october));
  g_assert_true (rem_known_day_needs_country (find_day (days, "mothers-day")));
  g_assert_null (rem_known_day_get_rule (find_day (days, "mothers-day"), "FR"));
  g_assert_cmpstr (rem_known_day_get_about (find_day (days, "mothers-day")), ==, "");

  for (guint i = 0; i < countries->len; i++)
    {
      const RemKnownCountry *country = g_ptr_array_index (countries, i);
      guint n_known = 0;

      for (guint j = 0; j < days->len; j++)
        {
          RemKnownDay *day = g_ptr_array_index (days, j);
          g_autoptr (GArray) found =
              rem_known_day_list_occurrences (day, country->code, (RemDate){ 2026, 1, 1 },
                                              (RemDate){ 2035, 12, 31 });

          g_assert_true (found->len == 0 || found->len == 10);
          if (rem_known_day_needs_country (day) && found->len > 0)
            n_known++;
        }
      g_test_message ("%s", country->name);
      g_assert_cmpuint (n_known, >=, 1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/known-day/refused", test_refused);
  g_test_add_func ("/known-day/falls", test_falls);
  g_test_add_func ("/known-day/zhongyuan", test_zhongyuan);
  g_test_add_func ("/known-day/list", test_list);

  return g_test_run ();
}
