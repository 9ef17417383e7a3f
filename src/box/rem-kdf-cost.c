/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a new passphrase slot is to cost. */

#include "config.h"

#include "rem-key-region-private.h"

#include <sodium.h>
#include <time.h>

#define MAX_MEM_KIB         (512 * 1024)
#define DEFAULT_MEM_KIB     (256 * 1024)
#define MIN_DEFAULT_MEM_KIB (128 * 1024)
#define PASSES              3
#define TARGET_SECONDS      0.85

/**
 * rem_key_region_calibrate:
 * @mem_mib: memory to spend in MiB, taken into 64 to 512, or 0 to measure this computer
 *
 * Chooses the cost of a new passphrase slot: 3 passes over as much memory as takes about 0.85 s,
 * from 128 to 512 MiB. Measuring takes up to half a second: never on the main thread.
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
  double seconds;
  double mem_kib;

  if (mem_mib > 0)
    return (RemKdfCost){ PASSES, CLAMP (mem_mib, 64, 512) * 1024 };

  /* The time that this thread worked, not the time of day: other programs do not count.
   * lint-allow: clock, work is measured, not time */
  key = rem_secret_new (REM_KEY_REGION_KEY_SIZE);
  if (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &from) != 0 ||
      crypto_pwhash_argon2id (rem_secret_get_writable_bytes (key), REM_KEY_REGION_KEY_SIZE, "", 0,
                              salt, PASSES, (gsize) REM_KEY_REGION_MIN_MEM_KIB * 1024,
                              crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0 ||
      /* lint-allow: clock, as above */
      clock_gettime (CLOCK_THREAD_CPUTIME_ID, &to) != 0)
    return (RemKdfCost){ PASSES, MIN_DEFAULT_MEM_KIB };
  seconds = (double) (to.tv_sec - from.tv_sec) + (double) (to.tv_nsec - from.tv_nsec) / 1e9;
  if (seconds <= 0)
    return (RemKdfCost){ PASSES, DEFAULT_MEM_KIB };
  mem_kib = CLAMP (REM_KEY_REGION_MIN_MEM_KIB * TARGET_SECONDS / seconds, MIN_DEFAULT_MEM_KIB,
                   MAX_MEM_KIB);
  return (RemKdfCost){ PASSES, (guint32) mem_kib / (16 * 1024) * (16 * 1024) };
}
