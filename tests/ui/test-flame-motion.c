/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-flame-motion.h"

#include <math.h>

#define STEP_S   0.01
#define LENGTH_S 600

/* Flashing is a change by a tenth of the brightness, more than three times a second (WCAG 2.3.1).
 * The light never changes by so much, however long one waits. */
static void
test_never_flashes (void)
{
  double least = 2, most = 0;

  for (double t = 0; t < LENGTH_S; t += STEP_S)
    {
      double light = rem_flame_motion_at (t).light;

      least = MIN (least, light);
      most = MAX (most, light);
    }
  g_test_message ("light between %.3f and %.3f", least, most);
  g_assert_cmpfloat (least, >, 0.93);
  g_assert_cmpfloat (most, <, 1.07);
  g_assert_cmpfloat (most - least, >, 0.03);
}

/* Turning points of the light: fewer than four a second means waves below two a second. */
static void
test_breathes_slowly (void)
{
  int n_turns = 0;
  double before = rem_flame_motion_at (0).light;
  double slope = 0;

  for (double t = STEP_S; t < LENGTH_S; t += STEP_S)
    {
      double light = rem_flame_motion_at (t).light;

      if ((light - before) * slope < 0)
        n_turns++;
      slope = light - before;
      before = light;
    }
  g_test_message ("%.2f waves a second", n_turns / 2.0 / LENGTH_S);
  g_assert_cmpfloat (n_turns / 2.0 / LENGTH_S, <, 2.0);
  g_assert_cmpfloat (n_turns / 2.0 / LENGTH_S, >, 0.1);
}

static void
test_moves_smoothly (void)
{
  for (double t = 0; t < LENGTH_S; t += 0.04)
    {
      RemFlameMotion a = rem_flame_motion_at (t);
      RemFlameMotion b = rem_flame_motion_at (t + 0.04);

      g_assert_cmpfloat (fabs (a.height - b.height), <, 0.02);
      g_assert_cmpfloat (fabs (a.lean - b.lean), <, 0.02);
      g_assert_cmpfloat (fabs (a.width - b.width), <, 0.02);
      g_assert_cmpfloat (fabs (a.light - b.light), <, 0.015);
      g_assert_cmpfloat (fabs (b.lean), <, 0.1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/flame-motion/never-flashes", test_never_flashes);
  g_test_add_func ("/flame-motion/breathes-slowly", test_breathes_slowly);
  g_test_add_func ("/flame-motion/moves-smoothly", test_moves_smoothly);
  return g_test_run ();
}
