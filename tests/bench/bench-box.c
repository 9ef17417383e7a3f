/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: what sealing costs
 *
 * Usage: bench-box [SIZE...]            measures, with boxes of so many letters (1000 10000 100000)
 *        bench-box --make FOLDER SIZE   makes a box with so many letters and no passphrase
 *
 * The same stores, statements and settings run over the sealing VFS and over SQLite's own, in turn,
 * so that both meet the same disk and the same neighbours; the median of each counts. Files are
 * measured against reading, hashing, a bare AEAD and the same syncs. TMPDIR chooses the disk. */

#include "config.h"

#include "bench-letters.h"
#include "rem-box-check.h"
#include "rem-box-copy.h"
#include "rem-database-private.h"
#include "rem-durable-file.h"
#include "rem-keepsake-store.h"
#include "rem-manual-clock.h"
#include "rem-page-check.h"
#include "rem-schema.h"
#include "rem-vfs-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define BATCH       1000
#define N_SAVES     60
#define N_OPENINGS  15
#define N_SEARCHES  40
#define N_ROUNDS    4
#define N_OBJECTS   12
#define OBJECT_SIZE (4 * 1024 * 1024)

/* ---- figures ---- */

static gboolean all_good = TRUE;

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Rows of measurements, each by itself. */
typedef struct
{
  double of[4][64];
  guint n[4];
} Times;

static void
note_time (Times *times, guint row, double time)
{
  g_assert_cmpuint (times->n[row], <, G_N_ELEMENTS (times->of[row]));
  times->of[row][times->n[row]++] = time;
}

static double
get_median (Times *times, guint row)
{
  qsort (times->of[row], times->n[row], sizeof (double), compare_doubles);
  return times->n[row] > 0 ? times->of[row][times->n[row] / 2] : 0;
}

/* @limit: the largest ratio that is good, or minus the smallest; 0 for none. */
static void
tell (const char *what, double sealed, double plain, const char *unit, double limit)
{
  double ratio = plain > 0 ? sealed / plain : 0;
  gboolean good = limit == 0 || (limit > 0 ? ratio <= limit : ratio >= -limit);

  printf ("%-34s %10.2f %10.2f %-5s %5.2f", what, sealed, plain, unit, ratio);
  if (limit != 0)
    printf ("   %s %.2f%s", limit > 0 ? "at most" : "at least", ABS (limit),
            good ? "" : "   MISSED");
  printf ("\n");
  fflush (stdout);
  all_good &= good;
}

static void
must (gboolean done, GError *error)
{
  if (!done)
    g_error ("%s", error != NULL ? error->message : "failed");
}

/* ---- two databases, one of them plain ---- */

typedef struct
{
  char *path;
  RemVfs *vfs;
  RemDatabase *database;
} Side;

typedef struct
{
  char *folder;
  Side sides[2]; /* sealed, plain */
  RemVfs plain;  /* only its name is looked at */
} Pair;

static void
open_side (Side *side, gboolean create)
{
  g_autoptr (GError) error = NULL;

  side->database = create ? rem_database_create (side->path, side->vfs, &error)
                          : rem_database_open (side->path, side->vfs, &error);
  must (side->database != NULL, error);
}

static void
close_side (Side *side)
{
  g_autoptr (GError) error = NULL;

  must (rem_database_close (g_steal_pointer (&side->database), &error), error);
}

static void
pair_set_up (Pair *pair, const char *folder)
{
  static const guint8 region[REM_KEY_REGION_SIZE];
  g_autoptr (RemSecret) key = rem_secret_new_random (32);
  g_autoptr (GError) error = NULL;

  pair->folder = g_strdup (folder);
  pair->sides[0].path = g_build_filename (folder, "sealed.db", NULL);
  pair->sides[1].path = g_build_filename (folder, "plain.db", NULL);
  must (rem_durable_file_create (pair->sides[0].path, region, sizeof region, &error), error);
  pair->sides[0].vfs = rem_vfs_new ((const guint8 *) "0123456789abcdef", key, key);
  pair->plain.name = (char *) "unix";
  pair->sides[1].vfs = &pair->plain;
  for (int i = 0; i < 2; i++)
    {
      open_side (&pair->sides[i], TRUE);
      must (rem_schema_install (pair->sides[i].database, &error), error);
    }
}

static void
pair_tear_down (Pair *pair)
{
  for (int i = 0; i < 2; i++)
    {
      g_unlink (pair->sides[i].path);
      g_free (pair->sides[i].path);
    }
  rem_vfs_free (pair->sides[0].vfs);
  g_free (pair->folder);
}

static void
run (Side *side, const char *sql)
{
  g_autoptr (GError) error = NULL;

  must (rem_database_run (side->database, sql, &error), error);
}

static void
measure_bulk (Pair *pair, guint size)
{
  double times[2] = { 0, 0 };
  g_autoptr (GError) error = NULL;

  for (guint first = 0; first < size; first += BATCH)
    for (int k = 0; k < 2; k++)
      {
        int i = (first / BATCH) % 2 == 0 ? k : 1 - k;
        double begin = now_ms ();

        run (&pair->sides[i], "BEGIN IMMEDIATE");
        must (bench_letters_put (pair->sides[i].database, first, MIN (BATCH, size - first), &error),
              error);
        run (&pair->sides[i], "COMMIT");
        times[i] += now_ms () - begin;
      }
  tell ("bulk, a letter of a thousand", times[0] / size, times[1] / size, "ms", 1.7);
}

static void
measure_saves (Pair *pair, guint size)
{
  Times times = { 0 };
  g_autoptr (GError) error = NULL;

  for (guint n = 0; n < N_SAVES; n++)
    for (int k = 0; k < 2; k++)
      {
        int i = n % 2 == 0 ? k : 1 - k;
        double begin = now_ms ();
        double time;

        run (&pair->sides[i], "BEGIN IMMEDIATE");
        must (bench_letters_put (pair->sides[i].database, size + n, 1, &error), error);
        run (&pair->sides[i], "COMMIT");
        time = now_ms () - begin;
        note_time (&times, i, time);
      }
  tell ("one letter saved", get_median (&times, 0), get_median (&times, 1), "ms", 1.9);
}

static guint
look (Side *side, const char *words, RemKeepsakeOrder order)
{
  RemKeepsakeQuery query = { .words = words, .limit = 50, .order = order };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = rem_keepsake_store_query (side->database, &query, NULL, &error);
  g_autoptr (GPtrArray) rows = NULL;
  guint n;

  must (found != NULL, error);
  n = MIN (found->len, 20);
  rows = rem_keepsake_store_get_rows (side->database, (gint64 *) (void *) found->data, n, words,
                                      &error);
  must (rows != NULL, error);
  return found->len;
}

/* Opened, and the first page of the list read. */
static void
measure_openings (Pair *pair)
{
  Times times = { 0 };

  for (guint n = 0; n < N_OPENINGS; n++)
    for (int i = 0; i < 2; i++)
      {
        double begin = now_ms ();
        double time;

        open_side (&pair->sides[i], FALSE);
        look (&pair->sides[i], NULL, REM_KEEPSAKE_ORDER_NEWEST);
        time = now_ms () - begin;
        note_time (&times, i, time);
        close_side (&pair->sides[i]);
      }
  tell ("opened, first page read", get_median (&times, 0), get_median (&times, 1), "ms", 0);
}

/* @rank: how frequent the words are; the first one is in every letter. All words in turn, and that
 * some times over: the caches meet what they meet in use, and of each word the quietest time
 * counts, for the computer has neighbours. */
static void
measure_searches (Pair *pair, const char *what, guint rank, RemKeepsakeOrder order, double limit)
{
  Times times = { 0 };
  guint n_found = 0;
  g_autofree char *label = NULL;

  for (guint round = 0; round < N_ROUNDS; round++)
    for (guint n = 0; n < N_SEARCHES; n++)
      for (int i = 0; i < 2; i++)
        {
          double begin = now_ms ();
          double time;

          n_found += look (&pair->sides[i], bench_letters_get_word (rank + n), order);
          time = now_ms () - begin;
          if (round == 0)
            note_time (&times, i, time);
          else
            times.of[i][n] = MIN (times.of[i][n], time);
        }
  label = g_strdup_printf ("%s (%u found)", what, n_found / N_SEARCHES / N_ROUNDS / 2);
  tell (label, get_median (&times, 0), get_median (&times, 1), "ms", limit);
}

static double
get_size_mb (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (double) status.st_size / 1e6 : 0;
}

static void
measure_checks (Pair *pair)
{
  double times[2];
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 2; i++)
    {
      double begin = now_ms ();
      g_autoptr (RemBoxReport) report =
          rem_box_check_func (pair->sides[i].database, NULL, NULL, NULL, &error);

      must (report != NULL && report->whole, error);
      times[i] = now_ms () - begin;
    }
  tell ("check", times[0], times[1], "ms", 0);
}

/* What a copy of a plain database would do: back up, sync, look at all pages of it. */
static double
measure_plain_copy (Pair *pair)
{
  Side copy = { .path = g_build_filename (pair->folder, "copy.db", NULL),
                .vfs = pair->sides[1].vfs };
  double begin = now_ms ();
  g_autoptr (GError) error = NULL;

  must (rem_database_back_up (pair->sides[1].database, copy.path, copy.vfs, &error), error);
  open_side (&copy, FALSE);
  must (rem_page_check (copy.database, TRUE, &error), error);
  close_side (&copy);
  g_unlink (copy.path);
  g_free (copy.path);
  return now_ms () - begin;
}

static double
measure_database (const char *folder, guint size)
{
  double plain_copy_ms;
  Pair pair = { 0 };

  printf ("\n%-34s %10s %10s\n", g_strdup_printf ("%u letters of 2 KB", size), "sealed", "plain");
  pair_set_up (&pair, folder);
  measure_bulk (&pair, size);
  measure_saves (&pair, size);
  for (int i = 0; i < 2; i++)
    close_side (&pair.sides[i]);
  /* A small file has the key region to carry. */
  tell ("size", get_size_mb (pair.sides[0].path), get_size_mb (pair.sides[1].path), "MB",
        size >= 10000 ? 1.015 : 0);
  measure_openings (&pair);
  for (int i = 0; i < 2; i++)
    open_side (&pair.sides[i], FALSE);
  measure_searches (&pair, "rare words, best first", 5000, REM_KEEPSAKE_ORDER_RELEVANCE, 1.5);
  measure_searches (&pair, "words, best first", 400, REM_KEEPSAKE_ORDER_RELEVANCE, 1.5);
  measure_searches (&pair, "words, newest first", 400, REM_KEEPSAKE_ORDER_NEWEST, 1.5);
  measure_checks (&pair);
  plain_copy_ms = measure_plain_copy (&pair);
  for (int i = 0; i < 2; i++)
    close_side (&pair.sides[i]);
  pair_tear_down (&pair);
  return plain_copy_ms;
}

/* ---- files ---- */

static void
write_bare (const char *folder, guint number, const guint8 *bytes, guint8 *sealed)
{
  static const guint8 key[32] = { 1 };
  guint8 nonce[24] = { 0 };
  g_autofree char *path = g_strdup_printf ("%s/bare-%u", folder, number);
  g_autofree char *new_path = g_strconcat (path, ".new", NULL);
  g_auto (RemFd) fd = g_open (new_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  crypto_generichash_state sum;
  crypto_generichash_state name;
  guint8 digest[32];

  must (fd >= 0, NULL);
  crypto_generichash_init (&sum, NULL, 0, 32);
  crypto_generichash_init (&name, key, 32, 16);
  for (gsize at = 0; at < OBJECT_SIZE; at += 65536)
    {
      crypto_generichash_update (&sum, bytes + at, 65536);
      crypto_generichash_update (&name, bytes + at, 65536);
      crypto_aead_xchacha20poly1305_ietf_encrypt (sealed, NULL, bytes + at, 65536, NULL, 0, NULL,
                                                  nonce, key);
      must (rem_durable_file_write_at (fd, sealed, 65536 + 16, (gint64) (at + at / 4096), NULL),
            NULL);
    }
  crypto_generichash_final (&sum, digest, 32);
  crypto_generichash_final (&name, digest, 16);
  must (rem_durable_file_sync (fd, NULL) && g_rename (new_path, path) == 0 &&
            rem_durable_file_sync_folder (folder, NULL),
        NULL);
}

static void
read_bare (const char *folder, guint number, guint8 *sealed, guint8 *plain)
{
  static const guint8 key[32] = { 1 };
  guint8 nonce[24] = { 0 };
  g_autofree char *path = g_strdup_printf ("%s/bare-%u", folder, number);
  g_auto (RemFd) fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  guint8 digest[32];
  crypto_generichash_state sum;
  crypto_generichash_state name;

  /* The sum of its row and the keyed one of its name: both are looked at. */
  crypto_generichash_init (&sum, NULL, 0, 32);
  crypto_generichash_init (&name, key, 32, 16);
  for (gsize at = 0; at < OBJECT_SIZE; at += 65536)
    {
      must (rem_durable_file_read_at (fd, sealed, 65536 + 16, (gint64) (at + at / 4096), NULL) > 0,
            NULL);
      must (crypto_aead_xchacha20poly1305_ietf_decrypt (plain, NULL, NULL, sealed, 65536 + 16, NULL,
                                                        0, nonce, key) == 0,
            NULL);
      crypto_generichash_update (&sum, plain, 65536);
      crypto_generichash_update (&name, plain, 65536);
    }
  crypto_generichash_final (&sum, digest, 32);
  crypto_generichash_final (&name, digest, 16);
}

static void
measure_objects (const char *folder)
{
  g_autoptr (RemSecret) key = rem_secret_new_random (32);
  g_autoptr (RemObjectStore) store =
      rem_object_store_new (folder, (const guint8 *) "0123456789abcdef", key, key);
  g_autofree char *bare = g_build_filename (folder, "bare", NULL);
  g_autofree guint8 *bytes = g_malloc (OBJECT_SIZE);
  g_autofree guint8 *sealed = g_malloc (OBJECT_SIZE);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint8 *sums = g_malloc (N_OBJECTS * 32);
  Times times = { 0 };
  g_autoptr (GError) error = NULL;

  g_mkdir (bare, 0700);
  for (guint n = 0; n < N_OBJECTS; n++)
    for (int k = 0; k < 2; k++)
      {
        double begin;
        double time;

        if (k == 0)
          randombytes_buf (bytes, OBJECT_SIZE);
        begin = now_ms ();
        if ((n + k) % 2 == 0)
          {
            g_autoptr (RemObjectWriter) writer = rem_object_store_begin (store, &error);
            char *name = NULL;

            for (gsize at = 0; at < OBJECT_SIZE; at += 262144)
              must (rem_object_writer_write (writer, bytes + at, 262144, &error), error);
            must (rem_object_writer_finish (writer, &name, sums + 32 * n, NULL, &error), error);
            g_ptr_array_add (names, name);
          }
        else
          write_bare (bare, n, bytes, sealed);
        time = 4.0 / (now_ms () - begin) * 1000;
        note_time (&times, (n + k) % 2, time);
      }
  for (guint n = 0; n < N_OBJECTS; n++)
    for (int k = 0; k < 2; k++)
      {
        double begin = now_ms ();
        double time;

        if (k == 0)
          must (rem_object_store_verify (store, g_ptr_array_index (names, n), sums + 32 * n, NULL,
                                         &error),
                error);
        else
          read_bare (bare, n, sealed, bytes);
        time = 4.0 / (now_ms () - begin) * 1000;
        note_time (&times, 2 + k, time);
      }
  printf ("\n%-34s %10s %10s\n", "files of 4 MiB", "object", "bare");
  tell ("hashed twice, sealed, synced", get_median (&times, 0), get_median (&times, 1), "MiB/s",
        -0.7);
  tell ("read, opened, hashed twice", get_median (&times, 2), get_median (&times, 3), "MiB/s",
        -0.7);
}

/* ---- the whole box ---- */

static gpointer
put_letters (RemDatabase *database,
             RemObjectStore *objects,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  guint *range = data;

  return bench_letters_put (database, range[0], range[1], error) ? data : NULL;
}

static RemBox *
make_box (const char *path, guint size, RemClock *clock)
{
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  RemBox *box = rem_box_create (path, NULL, 64, clock, &code, NULL, &error);

  must (box != NULL, error);
  for (guint first = 0; first < size; first += BATCH)
    {
      guint range[2] = { first, MIN (BATCH, size - first) };

      rem_box_call (box, REM_BOX_CHANGE_KEEPSAKES, put_letters, range, NULL, NULL, &error);
      must (error == NULL, error);
    }
  return box;
}

static gpointer
read_first_page (RemDatabase *database,
                 RemObjectStore *objects,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  Side side = { .database = database };

  look (&side, data, REM_KEEPSAKE_ORDER_NEWEST);
  return database;
}

/* With every key of some words, the most frequent ones and rare ones: what the list asks for first,
 * and the rows of it, for words that are nowhere near the newest letters from all of them. */
static gpointer
type_words (RemDatabase *database,
            RemObjectStore *objects,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  const guint ranks[] = { 0, 3, 40, 400, 4000, 15000 };
  Side side = { .database = database };
  Times *times = data;

  for (gsize i = 0; i < G_N_ELEMENTS (ranks); i++)
    for (gsize n = 1; n <= strlen (bench_letters_get_word (ranks[i])); n++)
      {
        g_autofree char *typed = g_strndup (bench_letters_get_word (ranks[i]), n);
        double begin = now_ms ();
        RemKeepsakeQuery query = { .words = typed, .limit = 60 };
        g_autoptr (GArray) found = rem_keepsake_store_look (database, &query, NULL, error);
        g_autoptr (GPtrArray) rows = NULL;
        double time;

        if (found == NULL)
          return NULL;
        if (found->len == 0)
          look (&side, typed, REM_KEEPSAKE_ORDER_NEWEST);
        rows = rem_keepsake_store_get_rows (database, (gint64 *) (void *) found->data, found->len,
                                            typed, error);
        time = now_ms () - begin;
        note_time (times, 0, time);
      }
  return database;
}

static void
measure_box (const char *folder, guint size, double plain_copy_ms)
{
  g_autoptr (RemClock) clock =
      REM_CLOCK (rem_manual_clock_new ("2026-11-22T10:00:00Z", "Europe/Madrid"));
  g_autofree char *path = g_build_filename (folder, "bench.memorybox", NULL);
  g_autofree char *stick = g_build_filename (folder, "stick", NULL);
  g_autoptr (RemBox) box = make_box (path, size, clock);
  g_autoptr (RemBoxCopyReport) copy = NULL;
  Times times = { 0 };
  g_autoptr (GError) error = NULL;
  double begin;

  must (rem_box_close (box, &error), error);
  for (guint n = 0; n < N_OPENINGS; n++)
    {
      double time;

      g_clear_object (&box);
      begin = now_ms ();
      box = rem_box_open (path, REM_SLOT_OPEN, NULL, clock, NULL, &error);
      must (box != NULL, error);
      rem_box_call (box, 0, read_first_page, NULL, NULL, NULL, &error);
      time = now_ms () - begin;
      note_time (&times, 0, time);
      if (n + 1 < N_OPENINGS)
        must (rem_box_close (box, &error), error);
    }
  printf ("\n%-34s %10s\n", g_strdup_printf ("the box, %u letters", size), "");
  tell ("unlocked without a KDF, first page", get_median (&times, 0), 50, "ms", 1.0);
  times.n[0] = 0;
  rem_box_call (box, 0, type_words, &times, NULL, NULL, &error);
  must (error == NULL, error);
  tell ("key to first rows, median", get_median (&times, 0), 20, "ms", 1.0);
  tell ("key to first rows, worst", times.of[0][times.n[0] - 1], 20, "ms", 0);
  g_mkdir (stick, 0700);
  begin = now_ms ();
  copy = rem_box_copy (box, stick, NULL, NULL, NULL, &error);
  must (copy != NULL, error);
  tell ("copy, against a plain backup", now_ms () - begin, plain_copy_ms, "ms", 0);
  must (rem_box_close (box, &error), error);
}

static void
remove_folder (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_remove (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (path);
}

int
main (int argc, char *argv[])
{
  static const char *const usual[] = { "1000", "10000", "100000" };
  const char *const *sizes = argc > 1 ? (const char *const *) argv + 1 : usual;
  int n_sizes = argc > 1 ? argc - 1 : (int) G_N_ELEMENTS (usual);
  g_autofree char *folder = NULL;
  double plain_copy_ms = 0;

  if (argc == 4 && strcmp (argv[1], "--make") == 0)
    {
      g_autoptr (RemClock) clock =
          REM_CLOCK (rem_manual_clock_new ("2026-11-22T10:00:00Z", "Europe/Madrid"));
      g_autoptr (RemBox) box = make_box (argv[2], (guint) atoi (argv[3]), clock);

      must (rem_box_close (box, NULL), NULL);
      return 0;
    }
  folder = g_dir_make_tmp ("remember-bench-XXXXXX", NULL);
  must (folder != NULL && sodium_init () >= 0, NULL);
  measure_objects (folder);
  for (int i = 0; i < n_sizes; i++)
    plain_copy_ms = measure_database (folder, (guint) atoi (sizes[i]));
  measure_box (folder, (guint) atoi (sizes[n_sizes - 1]), plain_copy_ms);
  remove_folder (folder);
  return all_good ? 0 : 1;
}
