/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One sealed piece of a box's database or log. Format: the notes in rem-vfs.c. */

#include "config.h"

#include "rem-vfs-private.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (REM_VFS_TAG_BYTES == crypto_aead_xchacha20poly1305_ietf_ABYTES);
G_STATIC_ASSERT (REM_VFS_NONCE_BYTES == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);

static guint32
get_be32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static gsize
build_associated_data (RemVfsFile *self, gint64 number, guint8 *out)
{
  guint64 le = GUINT64_TO_LE ((guint64) number);

  memcpy (out, "RMB1", 4);
  out[4] = self->is_wal ? 'W' : 'P';
  memcpy (out + 5, self->vfs->uuid, REM_KEY_REGION_UUID_SIZE);
  memcpy (out + 5 + REM_KEY_REGION_UUID_SIZE, &le, sizeof le);
  return 5 + REM_KEY_REGION_UUID_SIZE + sizeof le;
}

/**
 * rem_vfs_unit_store:
 * @self: an open file
 * @unit: which unit
 * @plain: its bytes; the reserve of a page is left out
 *
 * Seals the unit under a new nonce and writes it.
 *
 * Returns: an SQLite result code
 */
int
rem_vfs_unit_store (RemVfsFile *self, const RemVfsUnit *unit, const guint8 *plain)
{
  RemSecret *key = self->is_wal ? self->vfs->wal_key : self->vfs->page_key;
  guint8 *nonce = self->sealed + unit->text + REM_VFS_TAG_BYTES;
  guint8 ad[32];
  gsize ad_size = build_associated_data (self, unit->number, ad);

  randombytes_buf (nonce, REM_VFS_NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt_detached (self->sealed, self->sealed + unit->text,
                                                       NULL, plain, unit->text, ad, ad_size, NULL,
                                                       nonce, rem_secret_get_bytes (key));
  return self->real->pMethods->xWrite (self->real, self->sealed,
                                       (int) (unit->text + REM_VFS_RESERVE_BYTES), unit->stored);
}

/**
 * rem_vfs_unit_load:
 * @self: an open file
 * @unit: which unit
 * @plain_out: takes `unit->size` bytes; all zero on failure
 *
 * Reads and opens a unit.
 *
 * Returns: an SQLite result code: SQLITE_IOERR_SHORT_READ when the file ends before the unit does,
 *   SQLITE_IOERR_DATA when it is not authentic
 */
int
rem_vfs_unit_load (RemVfsFile *self, const RemVfsUnit *unit, guint8 *plain_out)
{
  RemSecret *key = self->is_wal ? self->vfs->wal_key : self->vfs->page_key;
  guint8 ad[32];
  gsize ad_size = build_associated_data (self, unit->number, ad);
  int rc = self->real->pMethods->xRead (self->real, self->sealed,
                                        (int) (unit->text + REM_VFS_RESERVE_BYTES), unit->stored);

  memset (plain_out, 0, unit->size);
  /* A disk that does not answer, such as a stick that was pulled out: SQLite would make "damaged"
   * of this code. */
  if (rc == SQLITE_IOERR_CORRUPTFS)
    return SQLITE_IOERR_READ;
  if (rc != SQLITE_OK)
    return rc;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt_detached (plain_out, NULL, self->sealed,
                                                           unit->text, self->sealed + unit->text,
                                                           ad, ad_size,
                                                           self->sealed + unit->text +
                                                               REM_VFS_TAG_BYTES,
                                                           rem_secret_get_bytes (key)) == 0)
    return SQLITE_OK;
  memset (plain_out, 0, unit->size);
  return SQLITE_IOERR_DATA;
}

/**
 * rem_vfs_unit_at_number:
 * @self: an open file
 * @number: page or record number; a page's is 1 or more
 *
 * Returns: where that unit lies
 */
RemVfsUnit
rem_vfs_unit_at_number (RemVfsFile *self, gint64 number)
{
  if (!self->is_wal)
    {
      gint64 start = (number - 1) * REM_VFS_PAGE_BYTES;
      return (RemVfsUnit){ number, start, REM_KEY_REGION_SIZE + start, REM_VFS_PAGE_BYTES,
                           REM_VFS_PAGE_BYTES - REM_VFS_RESERVE_BYTES };
    }
  if (number == 0)
    return (RemVfsUnit){ 0, 0, 0, REM_VFS_WAL_HEADER_BYTES, REM_VFS_WAL_HEADER_BYTES };
  return (RemVfsUnit){ number, REM_VFS_WAL_HEADER_BYTES + (number - 1) * REM_VFS_FRAME_BYTES,
                       REM_VFS_WAL_HEADER_BYTES + REM_VFS_RESERVE_BYTES +
                           (number - 1) * (REM_VFS_FRAME_BYTES + REM_VFS_RESERVE_BYTES),
                       REM_VFS_FRAME_BYTES, REM_VFS_FRAME_BYTES };
}

/**
 * rem_vfs_unit_at_offset:
 * @self: an open file
 * @offset: SQLite's offset, 0 or more
 *
 * Returns: the unit that holds that byte
 */
RemVfsUnit
rem_vfs_unit_at_offset (RemVfsFile *self, gint64 offset)
{
  if (!self->is_wal)
    return rem_vfs_unit_at_number (self, offset / REM_VFS_PAGE_BYTES + 1);
  if (offset < REM_VFS_WAL_HEADER_BYTES)
    return rem_vfs_unit_at_number (self, 0);
  return rem_vfs_unit_at_number (self,
                                 (offset - REM_VFS_WAL_HEADER_BYTES) / REM_VFS_FRAME_BYTES + 1);
}

/**
 * rem_vfs_unit_is_page:
 * @number: its number
 * @page: 4096 bytes that SQLite wants to write
 *
 * Returns: whether it has a box's geometry: nothing in the reserve, and on page 1 the right sizes
 */
gboolean
rem_vfs_unit_is_page (gint64 number, const guint8 *page)
{
  if (!sodium_is_zero (page + REM_VFS_PAGE_BYTES - REM_VFS_RESERVE_BYTES, REM_VFS_RESERVE_BYTES))
    return FALSE;
  return number != 1 || (page[16] == REM_VFS_PAGE_BYTES >> 8 && page[17] == 0 &&
                         page[20] == REM_VFS_RESERVE_BYTES);
}

/**
 * rem_vfs_unit_is_record:
 * @number: its number, 0 for the log's header
 * @record: 32 or 4120 bytes that SQLite wants to write
 *
 * Returns: whether the header, or the page in the record, has a box's geometry
 */
gboolean
rem_vfs_unit_is_record (gint64 number, const guint8 *record)
{
  if (number == 0)
    return (get_be32 (record) & ~1u) == 0x377f0682 && get_be32 (record + 8) == REM_VFS_PAGE_BYTES;
  return rem_vfs_unit_is_page (get_be32 (record), record + REM_VFS_FRAME_HEADER_BYTES);
}
