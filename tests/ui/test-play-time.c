/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-play-time.h"

static void
test_format (void)
{
  static const struct
  {
    gint64 ms;
    const char *words;
  } cases[] = {
    { -5000, "0:00" },         { 0, "0:00" },        { 499, "0:00" },
    { 500, "0:01" },           { 7000, "0:07" },     { 59999, "1:00" },
    { 754000, "12:34" },       { 3599000, "59:59" }, { 3723000, "1:02:03" },
    { G_MAXINT64 / 2000, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = rem_play_time_format (cases[i].ms * 1000);

      if (i + 1 < G_N_ELEMENTS (cases))
        g_assert_cmpstr (words, ==, cases[i].words);
      else
        g_assert_true (g_str_has_prefix (words, "9999:"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/play-time/format", test_format);

  return g_test_run ();
}
