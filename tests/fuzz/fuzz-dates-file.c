/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A calendar file of any program; and what is taken from it, given out and taken again. */

#include "config.h"

#include "fuzz-target.h"
#include "rem-dates-export.h"
#include "rem-dates-file.h"

#define MAX_DATES  40
#define MAX_LISTED 400

static const RemDate FROM = { 1900, 1, 1 };
static const RemDate UNTIL = { 2050, 12, 31 };

static GArray *
list (RemDatesFile *file, guint index)
{
  GArray *dates = rem_occasion_list_occurrences (rem_dates_file_get_date (file, index), FROM, UNTIL,
                                                 MAX_LISTED, NULL);
  gsize n_skipped = 0;

  rem_dates_file_get_skipped (file, index, &n_skipped);
  g_assert_true (dates != NULL || n_skipped < G_MAXUINT);

  return dates;
}

/* What is taken and given out again is taken as the same. */
static void
check_round_trip (RemDatesFile *file, GTimeZone *zone, GDateTime *now)
{
  g_autoptr (RemDatesExport) export = rem_dates_export_new (now, "A date", TRUE);
  g_autoptr (RemDatesFile) again = NULL;
  g_autoptr (GArray) written = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < MIN (rem_dates_file_get_n_dates (file), MAX_DATES); i++)
    {
      gsize n_skipped = 0;
      const RemDate *skipped = rem_dates_file_get_skipped (file, i, &n_skipped);

      if (rem_dates_export_add (export, rem_dates_file_get_date (file, i), skipped, n_skipped))
        g_array_append_val (written, i);
    }

  bytes = rem_dates_export_finish (export);
  again = rem_dates_file_parse (bytes, zone, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rem_dates_file_get_n_dates (again), ==, written->len);

  for (guint i = 0; i < written->len; i++)
    {
      g_autoptr (GArray) before = list (file, g_array_index (written, guint, i));
      g_autoptr (GArray) after = list (again, i);

      g_assert_cmpmem (after->data, after->len * sizeof (RemDate), before->data,
                       before->len * sizeof (RemDate));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Madrid");
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 11, 25, 12, 0, 0);
  g_autoptr (RemDatesFile) file = NULL;
  g_autoptr (GError) error = NULL;

  file = rem_dates_file_parse (bytes, zone, 0, &error);
  g_assert_true ((file == NULL) == (error != NULL));
  if (file == NULL)
    return 0;

  fuzz_target_note_accepted ();
  for (guint i = 0; i < rem_dates_file_get_n_remarks (file); i++)
    g_assert_true (g_utf8_validate (rem_dates_file_get_remark_label (file, i), -1, NULL));
  for (guint i = 0; i < rem_dates_file_get_n_dates (file); i++)
    {
      RemOccasion *date = rem_dates_file_get_date (file, i);

      g_assert_true (g_utf8_validate (rem_occasion_get_label (date), -1, NULL));
      g_assert_true (g_utf8_validate (rem_occasion_get_note (date), -1, NULL));
    }
  check_round_trip (file, zone, now);

  return 0;
}
