/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a new passphrase slot is to cost. */

#include "config.h"

#include "rem-key-region-private.h"

#include <sodium.h>
#include <string.h>
#include <time.h>

#define MAX_MEM_KIB         (512 * 1024)
#define DEFAULT_MEM_KIB     (256 * 1024)
#define MIN_DEFAULT_MEM_KIB (128 * 1024)
#define PASSES              3
#define TARGET_SECONDS      0.85

/* A line such as "MemTotal:       16303424 kB"; 0 if there is none. */
static guint64
find_kib (const char *meminfo, const char *name)
{
  const char *line = strstr (meminfo, name);

  return line != NULL ? g_ascii_strtoull (line + strlen (name), NULL, 10) : 0;
}

/**
 * rem_kdf_cost_find_limit:
 * @meminfo: the text of /proc/meminfo
 *
 * A sensible share of a computer's memory: a quarter of what it has, and half of what is free now,
 * but no less than the floor. Pure.
 *
 * Returns: how much memory a new passphrase may ask for, in KiB; the default if the text tells
 *   nothing
 */
guint32
rem_kdf_cost_find_limit (const char *meminfo)
{
  guint64 total = find_kib (meminfo, "MemTotal:");
  guint64 available = find_kib (meminfo, "MemAvailable:");
  guint64 limit = total / 4;

  if (total == 0)
    return DEFAULT_MEM_KIB;
  if (available > 0)
    limit = MIN (limit, available / 2);
  return (guint32) CLAMP (limit, REM_KEY_REGION_MIN_MEM_KIB, MAX_MEM_KIB);
}

/**
 * rem_kdf_cost_is_there:
 * @mem_kib: memory in KiB
 * @meminfo: the text of /proc/meminfo
 *
 * The kernel promises memory that it does not have, and ends a program that takes it at its word.
 * Pure.
 *
 * Returns: %FALSE if so much is neither free nor can be made free
 */
gboolean
rem_kdf_cost_is_there (guint32 mem_kib, const char *meminfo)
{
  guint64 available = find_kib (meminfo, "MemAvailable:");

  return available == 0 || mem_kib <= available + find_kib (meminfo, "SwapFree:");
}

/**
 * rem_kdf_cost_read_meminfo:
 *
 * Never on the main thread.
 *
 * Returns: (transfer full): the text of /proc/meminfo, or "" if there is none
 */
char *
rem_kdf_cost_read_meminfo (void)
{
  char *text = NULL;

  return g_file_get_contents ("/proc/meminfo", &text, NULL, NULL) ? text : g_strdup ("");
}

/**
 * rem_key_region_calibrate:
 * @mem_mib: memory to spend in MiB, taken into 64 to 512, or 0 to measure this computer
 *
 * Chooses the cost of a new passphrase slot: 3 passes over as much memory as takes about 0.85 s,
 * from 128 to 512 MiB, and no more than a sensible share of what this computer has. Measuring takes
 * up to half a second: never on the main thread.
 *
 * Returns: the cost
 */
RemKdfCost
rem_key_region_calibrate (guint mem_mib)
{
  static const guint8 salt[crypto_pwhash_argon2id_SALTBYTES];
  g_autoptr (RemSecret) key = NULL;
  struct timespec from;
  struct timespec to;
  g_autofree char *meminfo = NULL;
  double seconds;
  double mem_kib;
  guint32 limit;

  if (mem_mib > 0)
    return (RemKdfCost){ PASSES, CLAMP (mem_mib, 64, 512) * 1024 };

  meminfo = rem_kdf_cost_read_meminfo ();
  limit = rem_kdf_cost_find_limit (meminfo);

  /* The time that this thread worked, not the time of day: other programs do not count.
   * lint-allow: clock, work is measured, not time */
  key = rem_secret_new (REM_KEY_REGION_KEY_SIZE);
  if (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &from) != 0 ||
      crypto_pwhash_argon2id (rem_secret_get_writable_bytes (key), REM_KEY_REGION_KEY_SIZE, "", 0,
                              salt, PASSES, (gsize) REM_KEY_REGION_MIN_MEM_KIB * 1024,
                              crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0 ||
      /* lint-allow: clock, as above */
      clock_gettime (CLOCK_THREAD_CPUTIME_ID, &to) != 0)
    return (RemKdfCost){ PASSES, MIN (MIN_DEFAULT_MEM_KIB, limit) };
  seconds = (double) (to.tv_sec - from.tv_sec) + (double) (to.tv_nsec - from.tv_nsec) / 1e9;
  if (seconds <= 0)
    return (RemKdfCost){ PASSES, MIN (DEFAULT_MEM_KIB, limit) };
  mem_kib = CLAMP (REM_KEY_REGION_MIN_MEM_KIB * TARGET_SECONDS / seconds, MIN_DEFAULT_MEM_KIB,
                   MAX_MEM_KIB);
  mem_kib = MIN (mem_kib, limit);
  return (RemKdfCost){ PASSES, (guint32) mem_kib / (16 * 1024) * (16 * 1024) };
}
