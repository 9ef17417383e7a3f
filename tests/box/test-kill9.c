/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: killing a program that keeps memories
 *
 * Usage: test-kill9                        the test: starts itself as the driver, and kills it
 *        test-kill9 --driver BOX SEED      keeps, changes and removes until it is killed; the
 *                                          recovery code comes on standard input
 *        test-kill9 --hasty-driver BOX SEED  the control: says that a letter is kept before it is
 *
 * The driver writes a line for each thing that the box said was kept. After each kill the box is
 * opened and everything that was ever said is looked for: it must be there, and the box whole. What
 * was under way may be there or not. The box goes on from round to round, so that a kill in a
 * recovery and in a write-back of the log happens too.
 *
 * REMEMBER_KILL9_ROUNDS sets the rounds (30). The seed is the test's own (--seed). */

#include "config.h"

#include "box-fixture.h"
#include "box-memories.h"
#include "rem-box-check.h"
#include "rem-box-error.h"
#include "rem-keepsake-kind.h"
#include "rem-keepsake-store.h"
#include "rem-recovery-code.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_DIARIES 4

static const char *program;

/* ---- the driver ---- */

static char *
build_text (guint number)
{
  g_autofree char *filling = g_strnfill ((number * 7919u) % 20000u, 'a' + (char) (number % 26));

  return g_strdup_printf ("%u %s", number, filling);
}

static void
say (const char *line)
{
  gsize length = strlen (line);

  if (write (STDOUT_FILENO, line, length) != (gssize) length)
    _exit (3);
}

static void
keep_one (RemBox *box, guint64 seed, guint step, GRand *random)
{
  guint kind = (guint) g_rand_int_range (random, 0, 10);
  g_autofree char *uuid = g_strdup_printf ("%" G_GUINT64_FORMAT "-%u", seed, step);
  g_autofree char *diary = g_strdup_printf ("diary-%u", step % N_DIARIES);
  g_autofree char *earlier = g_strdup_printf ("%" G_GUINT64_FORMAT "-%u", seed, step / 2);
  g_autofree char *text = build_text (step);
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  gsize size = (gsize) g_rand_int_range (random, 1, 150000);

  if (kind < 4 && box_memories_keep_letter (box, uuid, text, &error))
    line = g_strdup_printf ("letter %s %u\n", uuid, step);
  else if (kind >= 4 && kind < 7 && box_memories_keep_letter (box, diary, text, &error))
    line = g_strdup_printf ("diary %s %u\n", diary, step);
  else if (kind >= 7 && kind < 9 && box_memories_keep_photo (box, uuid, step, size, &error))
    line = g_strdup_printf ("photo %s %u %" G_GSIZE_FORMAT "\n", uuid, step, size);
  else if (kind == 9 && box_memories_remove (box, earlier, &error))
    line = g_strdup_printf ("removed %s\n", earlier);
  else if (!g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND))
    _exit (4);
  if (line != NULL)
    say (line);
}

static gpointer
keep_hastily (RemDatabase *database,
              RemObjectStore *objects,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (RemKeepsake) empty = rem_keepsake_new (REM_KEEPSAKE_KIND_LETTER, data, 1);
  g_autofree char *text = build_text (1);
  g_autoptr (RemKeepsake) letter = rem_keepsake_with_text (empty, text);
  g_autofree char *line = g_strdup_printf ("letter %s 1\n", (const char *) data);

  if (!rem_keepsake_store_put (database, letter, error))
    return NULL;
  say (line);
  pause ();
  return data;
}

static int
drive (const char *path, guint64 seed, gboolean hasty)
{
  g_autoptr (RemClock) clock =
      REM_CLOCK (rem_manual_clock_new ("2026-11-22T10:00:00Z", "Europe/Madrid"));
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) seed);
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (RemBox) box = NULL;
  char text[128];
  gssize size = read (STDIN_FILENO, text, sizeof text);

  /* Never left behind by a test that fails. */
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  code = rem_recovery_code_parse (text, size, NULL);
  if (code != NULL)
    box = rem_box_open (path, REM_SLOT_RECOVERY_CODE, code, clock, NULL, NULL);
  if (box == NULL)
    return 2;
  say ("ready\n");
  if (hasty)
    rem_box_call (box, REM_BOX_CHANGE_KEEPSAKES, keep_hastily, (gpointer) "hasty", NULL, NULL,
                  NULL);
  for (guint step = 1; !hasty; step++)
    keep_one (box, seed, step, random);
  return 0;
}

/* ---- the test ---- */

typedef struct
{
  BoxFixture box;
  GHashTable *said; /* uuid, to the words of its last line */
  guint n_lines;
} KillFixture;

static void
set_up (KillFixture *fixture, gconstpointer data)
{
  box_fixture_set_up (&fixture->box, data);
  g_assert_true (rem_box_close (fixture->box.box, NULL));
  g_clear_object (&fixture->box.box);
  fixture->said =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
}

static void
tear_down (KillFixture *fixture, gconstpointer data)
{
  g_hash_table_unref (fixture->said);
  box_fixture_tear_down (&fixture->box, data);
}

static void
note_lines (KillFixture *fixture, GString *text)
{
  char *end;

  while ((end = strchr (text->str, '\n')) != NULL)
    {
      g_auto (GStrv) words = NULL;
      char *uuid;

      *end = '\0';
      words = g_strsplit (text->str, " ", -1);
      g_string_erase (text, 0, end - text->str + 1);
      if (g_strv_length (words) < 2)
        continue;
      fixture->n_lines++;
      uuid = g_strdup (words[1]);
      g_hash_table_replace (fixture->said, uuid, g_steal_pointer (&words));
    }
}

/* Listens for so many milliseconds, counted from the start of the driver or from its first line. */
static void
listen_and_kill (KillFixture *fixture, GPid pid, int fd, gint64 patience_ms, gboolean from_start)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 limit = g_get_monotonic_time () + (from_start ? patience_ms : 20000) * 1000;
  gboolean killed = FALSE;
  gboolean heard = FALSE;
  char bytes[4096];
  gssize n;

  do
    {
      gint64 left_ms = MAX (limit - g_get_monotonic_time (), 0) / 1000;
      struct pollfd waiting = { .fd = fd, .events = POLLIN };

      if (!killed && (left_ms == 0 || poll (&waiting, 1, (int) left_ms) == 0))
        {
          kill (pid, SIGKILL);
          killed = TRUE;
        }
      n = read (fd, bytes, sizeof bytes);
      if (n > 0)
        g_string_append_len (text, bytes, n);
      if (!heard && !from_start && n > 0)
        {
          heard = TRUE;
          limit = g_get_monotonic_time () + patience_ms * 1000;
        }
      note_lines (fixture, text);
    }
  while (n > 0);
  g_assert_true (killed);
  g_spawn_close_pid (pid);
}

static void
run_and_kill (
    KillFixture *fixture, const char *mode, guint32 seed, gint64 patience_ms, gboolean from_start)
{
  g_autofree char *number = g_strdup_printf ("%u", seed);
  const char *argv[] = { program, mode, fixture->box.path, number, NULL };
  g_autoptr (RemSecret) text = rem_recovery_code_format (fixture->box.code);
  g_autoptr (GError) error = NULL;
  GPid pid;
  int in;
  int out;
  int status;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            &in, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (write (in, rem_secret_get_bytes (text), rem_secret_get_size (text)), ==,
                   rem_secret_get_size (text));
  close (in);
  listen_and_kill (fixture, pid, out, patience_ms, from_start);
  close (out);
  while (waitpid (pid, &status, 0) < 0)
    ;
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

static gboolean
is_kept (RemBox *box, char **words)
{
  guint number = words[2] != NULL ? (guint) g_ascii_strtoull (words[2], NULL, 10) : 0;
  g_autofree char *expected = build_text (number);
  g_autofree char *found = NULL;

  if (strcmp (words[0], "photo") == 0)
    return box_memories_photo_is_whole (box, words[1], number,
                                        g_ascii_strtoull (words[3], NULL, 10), NULL);
  if (strcmp (words[0], "removed") == 0)
    return box_memories_is_removed (box, words[1], NULL);
  found = box_memories_read_letter (box, words[1], NULL);
  return found != NULL &&
         (strcmp (found, expected) == 0 ||
          /* The next one may have been under way. */
          (strcmp (words[0], "diary") == 0 && g_ascii_strtoull (found, NULL, 10) > number));
}

/* How much of what was said is not there; the box must open and be whole. */
static guint
count_lost (KillFixture *fixture, gboolean quick)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBox) box = rem_box_open (fixture->box.path, REM_SLOT_RECOVERY_CODE,
                                         fixture->box.code, fixture->box.clock, NULL, &error);
  g_autoptr (RemBoxReport) report = NULL;
  GHashTableIter iter;
  gpointer words;
  guint n_lost = 0;

  g_assert_no_error (error);
  report = rem_box_call (box, 0, rem_box_check_func, GINT_TO_POINTER (quick),
                         (GDestroyNotify) rem_box_report_free, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (report->whole);
  g_hash_table_iter_init (&iter, fixture->said);
  while (g_hash_table_iter_next (&iter, NULL, &words))
    n_lost += !is_kept (box, words);
  g_assert_true (rem_box_close (box, &error));
  return n_lost;
}

static guint
get_n_rounds (void)
{
  const char *wanted = g_getenv ("REMEMBER_KILL9_ROUNDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 30;
}

static void
test_nothing_said_is_lost (KillFixture *fixture, gconstpointer data)
{
  guint n_rounds = get_n_rounds ();

  for (guint round = 0; round < n_rounds; round++)
    {
      /* A diary of an earlier round would be told from a later one by its number only. */
      for (guint i = 0; i < N_DIARIES; i++)
        {
          g_autofree char *diary = g_strdup_printf ("diary-%u", i);

          g_hash_table_remove (fixture->said, diary);
        }
      run_and_kill (fixture, "--driver", (guint32) g_test_rand_int_range (1, G_MAXINT32),
                    g_test_rand_int_range (1, 60), round % 6 == 5);
      g_assert_cmpuint (count_lost (fixture, TRUE), ==, 0);
      /* Every line for good would make each round slower than the last. */
      if (round % 10 == 9 || round + 1 == n_rounds)
        g_assert_cmpuint (count_lost (fixture, FALSE), ==, 0);
      if (round % 100 == 99)
        g_hash_table_remove_all (fixture->said);
    }
  g_test_message ("%u rounds, %u things said to be kept, 0 lost", n_rounds, fixture->n_lines);
  /* Slow computers keep little before the kill comes. */
  g_assert_cmpuint (fixture->n_lines, >, n_rounds / 4);
}

static void
test_control (KillFixture *fixture, gconstpointer data)
{
  run_and_kill (fixture, "--hasty-driver", 1, 100, FALSE);
  g_assert_cmpuint (fixture->n_lines, ==, 1);
  g_assert_cmpuint (count_lost (fixture, TRUE), ==, 1);
}

int
main (int argc, char *argv[])
{
  program = argv[0];
  if (argc == 4 && strstr (argv[1], "driver") != NULL)
    return drive (argv[2], g_ascii_strtoull (argv[3], NULL, 10),
                  strcmp (argv[1], "--hasty-driver") == 0);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  signal (SIGPIPE, SIG_IGN);

  g_test_add ("/kill9/control", KillFixture, NULL, set_up, test_control, tear_down);
  g_test_add ("/kill9/nothing-said-is-lost", KillFixture, NULL, set_up, test_nothing_said_is_lost,
              tear_down);
  return g_test_run ();
}
