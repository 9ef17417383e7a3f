/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A box of somebody who has its keys and means harm: its pages are changed before they are sealed,
 * so that SQLite and the stores get what no cipher holds back. The input is a list of changes to a
 * good box: page, le16; offset in it, le16; length, one byte; and the bytes. It must open and be
 * read, or be refused with an error. */

#include "config.h"

#include "fuzz-target.h"
#include "rem-attachment-store.h"
#include "rem-box-check.h"
#include "rem-helper-store.h"
#include "rem-keepsake-store.h"
#include "rem-manual-clock.h"
#include "rem-occasion-store.h"
#include "rem-person-store.h"
#include "rem-ritual-held-store.h"
#include "rem-setting-store.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

enum
{
  PAGE_BYTES = 4096,
  TEXT_BYTES = PAGE_BYTES - 40,
  N_KEEPSAKES = 12,
};

static struct
{
  char *path;
  char *database_path;
  char *log_path;
  RemClock *clock;
  GByteArray *region; /* what stands in front of the pages */
  GByteArray *pages;  /* in clear */
  guint8 uuid[REM_KEY_REGION_UUID_SIZE];
  RemSecret *key;
} good;

static gsize
build_associated_data (guint64 number, guint8 *out)
{
  guint64 le = GUINT64_TO_LE (number);

  memcpy (out, "RMB1P", 5);
  memcpy (out + 5, good.uuid, sizeof good.uuid);
  memcpy (out + 5 + sizeof good.uuid, &le, sizeof le);
  return 5 + sizeof good.uuid + sizeof le;
}

static gpointer
fill (RemDatabase *database,
      RemObjectStore *objects,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  for (guint i = 0; i < N_KEEPSAKES; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("keepsake-%u", i);
      g_autofree char *text = g_strnfill (40 + i * 400, 'a' + (char) i);
      g_autoptr (RemKeepsake) empty =
          rem_keepsake_new (i % 2 != 0 ? REM_KEEPSAKE_KIND_LETTER : REM_KEEPSAKE_KIND_NOTE, uuid,
                            1);
      g_autoptr (RemKeepsake) keepsake = rem_keepsake_with_text (empty, text);

      if (!rem_keepsake_store_put (database, keepsake, error))
        return NULL;
    }
  return rem_setting_store_set (database, "words", "some", error) ? database : NULL;
}

static void
start (void)
{
  g_autoptr (RemBox) box = NULL;
  g_autoptr (RemKeyRegion) region = NULL;
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (RemSecret) data_key = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  good.path = g_build_filename (fuzz_target_get_folder (), "fuzz.memorybox", NULL);
  good.database_path = g_build_filename (good.path, "box.db", NULL);
  good.log_path = g_build_filename (good.path, "box.db-wal", NULL);
  good.clock = REM_CLOCK (rem_manual_clock_new ("2026-11-22T10:00:00Z", "UTC"));
  box = rem_box_create (good.path, NULL, 64, good.clock, &code, NULL, &error);
  g_assert_no_error (error);
  rem_box_call (box, REM_BOX_CHANGE_KEEPSAKES, fill, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rem_box_close (box, NULL));

  region = rem_key_region_load (good.path, &error);
  g_assert_no_error (error);
  data_key = rem_key_region_unlock (region, REM_SLOT_OPEN, NULL, &error);
  g_assert_no_error (error);
  memcpy (good.uuid, rem_key_region_get_uuid (region), sizeof good.uuid);
  good.key = rem_key_region_derive_sub_key (data_key, REM_SUB_KEY_PAGES);
  g_file_get_contents (good.database_path, &bytes, &size, &error);
  g_assert_no_error (error);
  good.region = g_byte_array_append (g_byte_array_new (), (guint8 *) bytes, REM_KEY_REGION_SIZE);
  good.pages = g_byte_array_new ();
  g_byte_array_set_size (good.pages, (guint) (size - REM_KEY_REGION_SIZE));
  memset (good.pages->data, 0, good.pages->len);
  for (guint i = 0; i < good.pages->len / PAGE_BYTES; i++)
    {
      const guint8 *sealed = (guint8 *) bytes + REM_KEY_REGION_SIZE + i * PAGE_BYTES;
      guint8 ad[64];
      gsize ad_size = build_associated_data (i + 1, ad);
      int rc =
          crypto_aead_xchacha20poly1305_ietf_decrypt_detached (good.pages->data + i * PAGE_BYTES,
                                                               NULL, sealed, TEXT_BYTES,
                                                               sealed + TEXT_BYTES, ad, ad_size,
                                                               sealed + TEXT_BYTES + 16,
                                                               rem_secret_get_bytes (good.key));

      g_assert_cmpint (rc, ==, 0);
    }
}

static void
change_pages (guint8 *pages, const guint8 *data, gsize size)
{
  guint n_pages = good.pages->len / PAGE_BYTES;

  while (size > 5)
    {
      guint page = (data[0] | (guint) data[1] << 8) % n_pages;
      guint offset = (data[2] | (guint) data[3] << 8) % TEXT_BYTES;
      gsize n = MIN (data[4], size - 5);

      memcpy (pages + page * PAGE_BYTES + offset, data + 5, MIN (n, TEXT_BYTES - offset));
      data += 5 + n;
      size -= 5 + n;
    }
}

static void
write_box (const guint8 *pages)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();

  g_byte_array_append (file, good.region->data, good.region->len);
  g_byte_array_set_size (file, good.region->len + good.pages->len);
  for (guint i = 0; i < good.pages->len / PAGE_BYTES; i++)
    {
      guint8 *sealed = file->data + good.region->len + i * PAGE_BYTES;
      guint8 ad[64];
      gsize ad_size = build_associated_data (i + 1, ad);

      memset (sealed + TEXT_BYTES + 16, (int) i, 24);
      crypto_aead_xchacha20poly1305_ietf_encrypt_detached (sealed, sealed + TEXT_BYTES, NULL,
                                                           pages + i * PAGE_BYTES, TEXT_BYTES, ad,
                                                           ad_size, NULL, sealed + TEXT_BYTES + 16,
                                                           rem_secret_get_bytes (good.key));
    }
  fuzz_target_write_file (good.database_path, file->data, file->len);
  g_unlink (good.log_path);
}

static void
clear_list (gpointer list)
{
  if (list != NULL)
    g_ptr_array_unref (list);
}

/* Errors are answers; what matters is that each of these ends in one or in values. */
static gpointer
read_all (RemDatabase *database,
          RemObjectStore *objects,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  static const char *const searches[] = { NULL, "aaaa", "b c" };

  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      RemKeepsakeQuery query = { .words = searches[i], .order = REM_KEEPSAKE_ORDER_RELEVANCE };
      g_autoptr (GArray) found = rem_keepsake_store_query (database, &query, NULL, NULL);

      if (found != NULL && found->len > 0)
        clear_list (rem_keepsake_store_get_rows (database, (gint64 *) (void *) found->data,
                                                 MIN (found->len, 100), searches[i], NULL));
    }
  for (guint i = 0; i < N_KEEPSAKES; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("keepsake-%u", i);
      RemKeepsake *keepsake = rem_keepsake_store_get (database, uuid, NULL);

      g_clear_pointer (&keepsake, rem_keepsake_unref);
    }
  clear_list (rem_attachment_store_list_all (database, NULL));
  clear_list (rem_helper_store_list (database, 0, NULL));
  clear_list (rem_occasion_store_list (database, NULL));
  clear_list (rem_person_store_list (database, NULL));
  clear_list (rem_ritual_held_store_list (database, 100, NULL));
  g_free (rem_setting_store_get (database, "words", NULL));
  return database;
}

static void
use (RemBox *box)
{
  g_autoptr (RemBoxReport) report = NULL;

  rem_box_call (box, 0, read_all, NULL, NULL, NULL, NULL);
  report = rem_box_call (box, 0, rem_box_check_func, GINT_TO_POINTER (FALSE),
                         (GDestroyNotify) rem_box_report_free, NULL, NULL);
  if (report != NULL && report->whole)
    fuzz_target_note_accepted ();
  rem_box_call (box, REM_BOX_CHANGE_KEEPSAKES, fill, NULL, NULL, NULL, NULL);
  rem_box_close (box, NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree guint8 *pages = NULL;
  g_autoptr (RemBox) box = NULL;
  g_autoptr (GError) error = NULL;

  if (good.path == NULL)
    start ();
  pages = g_memdup2 (good.pages->data, good.pages->len);
  change_pages (pages, data, size);
  write_box (pages);
  box = rem_box_open (good.path, REM_SLOT_OPEN, NULL, good.clock, NULL, &error);
  g_assert_true ((box == NULL) == (error != NULL));
  if (box != NULL)
    use (box);
  return 0;
}
