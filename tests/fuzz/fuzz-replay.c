/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Usage: fuzz-TARGET FILE...
 *
 * A target with this in the place of libFuzzer: each file of the corpus, the same file cut off, and
 * some changes of it that are the same each time. It runs with every compiler and in every test. */

#include "config.h"

#include "fuzz-target.h"

#include <string.h>

#define N_CUTS    8
#define N_CHANGES 24

static const guint8 telling[] = { 0x00, 0x01, 0x7f, 0x80, 0xff };

static void
change (GByteArray *bytes, GRand *random)
{
  int n = g_rand_int_range (random, 1, 5);

  for (int i = 0; i < n && bytes->len > 0; i++)
    {
      guint at = (guint) g_rand_int_range (random, 0, (gint32) bytes->len);

      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          bytes->data[at] ^= (guint8) (1u << g_rand_int_range (random, 0, 8));
          break;
        case 1:
          bytes->data[at] = telling[g_rand_int_range (random, 0, G_N_ELEMENTS (telling))];
          break;
        case 2:
          g_byte_array_remove_range (bytes, at, MIN (bytes->len - at, 7));
          break;
        default:
          {
            guint8 again[40];
            guint size = MIN (bytes->len - at, sizeof again);

            memcpy (again, bytes->data + at, size);
            g_byte_array_append (bytes, again, size);
            break;
          }
        }
    }
}

/* In memory of its own size, so that a sanitizer sees one byte too many. */
static void
run (const guint8 *data, gsize size)
{
  g_autofree guint8 *copy = size > 0 ? g_memdup2 (data, size) : NULL;
  static const guint8 nothing[1];

  LLVMFuzzerTestOneInput (copy != NULL ? copy : nothing, size);
}

static void
test_file (gconstpointer path)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261125);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize size;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);
  run ((const guint8 *) contents, size);
  for (gsize i = 0; i < N_CUTS; i++)
    run ((const guint8 *) contents, size * i / N_CUTS);
  for (guint i = 0; i < N_CHANGES; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_byte_array_append (bytes, (const guint8 *) contents, (guint) size);
      change (bytes, random);
      run (bytes->data, bytes->len);
    }
}

/* Last: the corpus reaches behind the first check. */
static void
test_reach (void)
{
  g_test_message ("%u inputs accepted", fuzz_target_get_n_accepted ());
  g_assert_cmpuint (fuzz_target_get_n_accepted (), >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *name = g_path_get_basename (argv[i]);
      g_autofree char *path = g_strconcat ("/fuzz/corpus/", name, NULL);

      g_test_add_data_func (path, argv[i], test_file);
    }
  g_test_add_func ("/fuzz/reach/accepted", test_reach);
  return g_test_run ();
}
