/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-sqlite-setup.h"

#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

/* SQLite's own allocator with one difference: what is given back is zeroed first, so that pages
 * and texts do not stay readable in memory that nobody owns any more. */

static sqlite3_mem_methods plain;

static void
wipe_and_free (void *memory)
{
  if (memory == NULL)
    return;
  sodium_memzero (memory, (size_t) plain.xSize (memory));
  plain.xFree (memory);
}

static void *
wipe_and_resize (void *memory, int size)
{
  void *moved;
  int old_size;

  if (memory == NULL)
    return plain.xMalloc (size);

  old_size = plain.xSize (memory);
  if (size <= old_size && size > old_size / 2)
    return memory;

  moved = plain.xMalloc (size);
  if (moved == NULL)
    return NULL;
  memcpy (moved, memory, (size_t) MIN (old_size, size));
  wipe_and_free (memory);
  return moved;
}

static void
log_cb (void *data, int code, const char *message)
{
  /* The message may quote SQL or a path: only the code is told. */
  if (code != SQLITE_NOTICE_RECOVER_WAL)
    g_debug ("SQLite notes %d", code);
}

/**
 * rem_sqlite_setup:
 *
 * Makes SQLite zero all memory that it frees and keep its messages to itself, for the life of the
 * process. Does nothing the second time. Call before anything else that touches SQLite; any
 * thread.
 */
void
rem_sqlite_setup (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      sqlite3_mem_methods wiping;

      sqlite3_config (SQLITE_CONFIG_LOG, log_cb, NULL);
      if (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &plain) == SQLITE_OK)
        {
          wiping = plain;
          wiping.xFree = wipe_and_free;
          wiping.xRealloc = wipe_and_resize;
          sqlite3_config (SQLITE_CONFIG_MALLOC, &wiping);
        }
      g_once_init_leave (&done, 1);
    }
}
