/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-progress.h"

#define N_STEPS 1000

typedef struct
{
  guint n_told;
  guint n_done;
  guint n_all;
} Told;

static void
told_cb (guint n_done, guint n_all, gpointer user_data)
{
  Told *told = user_data;

  g_assert_cmpuint (n_done, >, told->n_done);
  told->n_told++;
  told->n_done = n_done;
  told->n_all = n_all;
}

static gpointer
work_func (gpointer data)
{
  for (guint i = 1; i <= N_STEPS; i++)
    rem_progress_tell (data, i, N_STEPS);

  return NULL;
}

static void
run_pending (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* What comes faster than it can be shown is told once, and the last of it always. */
static void
test_told (void)
{
  Told told = { 0 };
  g_autoptr (RemProgress) progress = rem_progress_new (told_cb, &told);

  g_thread_join (g_thread_new ("work", work_func, progress));
  g_assert_cmpuint (told.n_told, ==, 0);
  run_pending ();
  g_assert_cmpuint (told.n_told, ==, 1);
  g_assert_cmpuint (told.n_done, ==, N_STEPS);
  g_assert_cmpuint (told.n_all, ==, N_STEPS);

  rem_progress_tell (progress, N_STEPS + 1, N_STEPS + 1);
  run_pending ();
  g_assert_cmpuint (told.n_told, ==, 2);
}

/* Nothing comes after the end, not even what was on the way. */
static void
test_ended (void)
{
  Told told = { 0 };
  RemProgress *progress = rem_progress_new (told_cb, &told);

  rem_progress_tell (progress, 1, 2);
  rem_progress_end (progress);
  rem_progress_unref (progress);
  run_pending ();
  g_assert_cmpuint (told.n_told, ==, 0);
}

static void
test_nobody (void)
{
  rem_progress_tell (NULL, 1, 2);
  run_pending ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/progress/told", test_told);
  g_test_add_func ("/model/progress/ended", test_ended);
  g_test_add_func ("/model/progress/nobody", test_nobody);

  return g_test_run ();
}
