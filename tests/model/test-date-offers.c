/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-date-offers.h"

/* The fixture's day is 22 November 2026. */
static void
test_offers (ModelFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *day;
    RemOccasionKind kind;
    RemRepeat repeat;
    const char *offers;
  } cases[] = {
    /* Only a due date and a day of the loss are asked about, and only a day has others beside it.
     */
    { "2026-11-20", REM_OCCASION_KIND_OWN, REM_REPEAT_NEVER, "" },
    { "2026-11", REM_OCCASION_KIND_LOSS, REM_REPEAT_NEVER, "" },
    { "", REM_OCCASION_KIND_DUE_DATE, REM_REPEAT_NEVER, "" },
    { "2026-11-20", REM_OCCASION_KIND_LOSS, REM_REPEAT_YEARLY,
      "2026-11-20 monthly-first-year; 2026-12-29 never; 2027-02-27 never; 2027-10-15 rule" },
    /* What is over is not offered. */
    { "2026-10-01", REM_OCCASION_KIND_LOSS, REM_REPEAT_YEARLY,
      "2026-10-01 monthly-first-year; 2027-01-08 never; 2027-10-15 rule" },
    { "2019-03-14", REM_OCCASION_KIND_LOSS, REM_REPEAT_NEVER,
      "2019-03-14 yearly; 2027-10-15 rule" },
    { "2027-03-14", REM_OCCASION_KIND_DUE_DATE, REM_REPEAT_YEARLY, "2027-10-15 rule" },
    { "2027-03-14", REM_OCCASION_KIND_DUE_DATE, REM_REPEAT_NEVER,
      "2027-03-14 yearly; 2027-10-15 rule" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemOccasion) date =
          model_fixture_build_date (fixture, "A", cases[i].day, cases[i].repeat, NULL);
      g_autoptr (RemOccasion) about = rem_occasion_with_kind (date, cases[i].kind);
      g_autoptr (GPtrArray) offers = rem_date_offers_list (fixture->context, about);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = 0; j < offers->len; j++)
        {
          RemOccasion *offer = g_ptr_array_index (offers, j);
          g_autofree char *day = rem_day_to_edtf (rem_occasion_get_anchor (offer));

          g_assert_cmpstr (rem_occasion_get_label (offer), !=, "");
          g_string_append_printf (text, "%s%s %s", j > 0 ? "; " : "", day,
                                  rem_repeat_to_nick (rem_occasion_get_repeat (offer)));
        }
      g_assert_cmpstr (text->str, ==, cases[i].offers);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/date-offers/offers", test_offers);

  return g_test_run ();
}
