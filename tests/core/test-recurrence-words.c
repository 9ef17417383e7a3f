/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-recurrence.h"

#include "test-language.h"

static RemDate
date_of (const char *iso)
{
  RemDate date = REM_DATE_UNKNOWN;

  g_assert_true (rem_date_parse (iso, &date, NULL));

  return date;
}

typedef struct
{
  const char *rule;
  const char *anchor;
  const char *english;
  const char *spanish;
} WordsCase;

static const WordsCase CASES[] = {
  { "FREQ=DAILY;COUNT=9", "2024-03-14", "Every day. It comes 9 times.",
    "Cada día. Llega 9 veces." },
  { "FREQ=DAILY;INTERVAL=7;COUNT=7", "2024-03-14", "Every 7 days. It comes 7 times.",
    "Cada 7 días. Llega 7 veces." },
  { "FREQ=WEEKLY;COUNT=1", "2024-03-14", "Every week on Thursday. It comes 1 time.",
    "Cada semana, el jueves. Llega 1 vez." },
  { "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "2024-03-14", "Every 2 weeks on Sunday.",
    "Cada 2 semanas, el domingo." },
  { "FREQ=MONTHLY", "2024-03-14", "On day 14 of every month.", "El día 14 de cada mes." },
  { "FREQ=MONTHLY;BYMONTHDAY=-1", "2024-03-31", "Every month on its last day.",
    "Cada mes, en su último día." },
  { "FREQ=MONTHLY;INTERVAL=3;UNTIL=20300101", "2024-03-14",
    "Every 3 months, on day 14. It does not come after 1 January 2030.",
    "Cada 3 meses, el día 14. No llega después del 1 de enero de 2030." },
  { "FREQ=MONTHLY;BYDAY=-1FR", "2024-03-14", "Every month on the last Friday.",
    "Cada mes, el último viernes." },
  { "FREQ=YEARLY", "2024-03-14", "Every year on 14 March.", "Cada año, el 14 de marzo." },
  { "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=15", "2024-03-14", "Every year on 15 October.",
    "Cada año, el 15 de octubre." },
  { "FREQ=YEARLY;INTERVAL=5", "2024-03-14", "Every 5 years on 14 March.",
    "Cada 5 años, el 14 de marzo." },
  { "FREQ=YEARLY;BYMONTH=5;BYDAY=1SU", "2024-03-14", "Every year on the first Sunday of May.",
    "Cada año, el primer domingo de mayo." },
  { "FREQ=YEARLY;BYEASTER=0", "2024-03-14", "Every year on Easter Sunday.",
    "Cada año, el Domingo de Pascua." },
  { "FREQ=YEARLY;BYEASTER=-21", "2024-03-14", "Every year, 21 days before Easter Sunday.",
    "Cada año, 21 días antes del Domingo de Pascua." },
  { "FREQ=YEARLY;BYEASTER=1", "2024-03-14", "Every year, 1 day after Easter Sunday.",
    "Cada año, 1 día después del Domingo de Pascua." },
  { "FREQ=YEARLY;X-QINGMING=0", "2024-03-14", "Every year on Qingming.", "Cada año, en Qingming." },
  /* Where there are no words, the days speak. */
  { "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-01-01",
    "It comes on 13 February 2026, on 13 March 2026, on 13 November 2026, and so on.",
    "Llega el 13 de febrero de 2026, el 13 de marzo de 2026, el 13 de noviembre de 2026, y así "
    "sucesivamente." },
  { "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2024-02-29",
    "It comes on 29 February 2024, on 29 February 2028, on 29 February 2032, and so on.",
    "Llega el 29 de febrero de 2024, el 29 de febrero de 2028, el 29 de febrero de 2032, y así "
    "sucesivamente." },
  { "FREQ=WEEKLY;BYDAY=MO,TU;COUNT=2", "2024-03-14",
    "It comes on 18 March 2024 and on 19 March 2024. It comes 2 times.",
    "Llega el 18 de marzo de 2024 y el 19 de marzo de 2024. Llega 2 veces." },
  { "FREQ=WEEKLY;BYDAY=MO,TU;COUNT=3", "2024-03-14",
    "It comes on 18 March 2024, on 19 March 2024 and on 25 March 2024. It comes 3 times.",
    "Llega el 18 de marzo de 2024, el 19 de marzo de 2024 y el 25 de marzo de 2024. Llega 3 "
    "veces." },
  { "FREQ=WEEKLY;BYDAY=MO,TU;COUNT=1", "2024-03-14",
    "It comes once, on 18 March 2024. It comes 1 time.",
    "Llega una vez, el 18 de marzo de 2024. Llega 1 vez." },
  { "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", "2026-02-01",
    "Counted from this day, it falls on no day at all.",
    "Contada desde este día, no cae en ningún día." },
};

static void
check_meanings (gboolean is_spanish)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RemRecurrence) recurrence = rem_recurrence_new (CASES[i].rule, &error);
      g_autofree char *meaning = NULL;

      g_assert_no_error (error);
      meaning = rem_recurrence_dup_meaning (recurrence, date_of (CASES[i].anchor));
      g_assert_cmpstr (meaning, ==, is_spanish ? CASES[i].spanish : CASES[i].english);
    }
}

static void
test_english (void)
{
  check_meanings (FALSE);
}

static void
test_spanish (void)
{
  if (!test_language_use ("es_ES.UTF-8"))
    return;

  check_meanings (TRUE);
  test_language_reset ();
}

/* The rules that are built are read again, and fall on the day from which they were built. */
static void
test_build (void)
{
  RemDate anchor = date_of ("2024-01-01");

  for (; anchor.year < 2041; anchor = rem_date_add_days (anchor, 1))
    {
      for (int i = 0; i < 4; i++)
        {
          g_autofree char *base = rem_recurrence_build_nth_weekday (anchor, i % 2 == 0, i / 2 == 0);
          g_autofree char *rule = rem_recurrence_build_limited (base, 1 + (guint) i, 7);
          g_autoptr (RemRecurrence) recurrence = rem_recurrence_new (rule, NULL);
          g_autoptr (GArray) dates = NULL;

          g_assert_nonnull (recurrence);
          dates = rem_recurrence_list (recurrence, anchor, anchor, date_of ("2100-01-01"), 0, NULL);
          g_assert_cmpuint (dates->len, ==, 7);
          g_assert_true (rem_date_equal (g_array_index (dates, RemDate, 0), anchor));
          for (guint k = 0; k < dates->len; k++)
            {
              RemDate date = g_array_index (dates, RemDate, k);

              g_assert_cmpint (rem_date_get_weekday (date), ==, rem_date_get_weekday (anchor));
              if (i % 2 == 0)
                g_assert_cmpint (date.month, ==, anchor.month);
            }
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/recurrence-words/english", test_english);
  g_test_add_func ("/core/recurrence-words/spanish", test_spanish);
  g_test_add_func ("/core/recurrence-words/build", test_build);

  return g_test_run ();
}
