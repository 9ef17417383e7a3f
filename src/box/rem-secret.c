/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-secret.h"

#include "rem-secret-private.h"

#include <sodium.h>
#include <string.h>

/* Longer than any sentence a person would type, and short enough to normalise in locked memory. */
#define MAX_PASSPHRASE_BYTES 4096

struct _RemSecret
{
  gatomicrefcount ref_count;
  gsize size;
  guint8 *bytes; /* sodium_malloc(), followed by at least one zero byte */
};

G_DEFINE_BOXED_TYPE (RemSecret, rem_secret, rem_secret_ref, rem_secret_unref)

static gpointer
start_sodium (gpointer user_data)
{
  if (sodium_init () < 0)
    g_error ("libsodium cannot be started");
  return GINT_TO_POINTER (TRUE);
}

/* NFC in place, over an array that holds the canonical decomposition. GLib's g_utf8_normalize()
 * would leave copies of the passphrase in freed memory. */
static gsize
compose_in_place (gunichar *text, gsize length)
{
  gsize n = 0;
  gsize starter = 0;
  gboolean has_starter = FALSE;
  int last_class = 0;

  for (gsize i = 0; i < length; i++)
    {
      gunichar composed;
      int class = g_unichar_combining_class (text[i]);
      gboolean is_blocked = !has_starter || (n != starter + 1 && last_class >= class);

      if (!is_blocked && g_unichar_compose (text[starter], text[i], &composed))
        {
          text[starter] = composed;
          continue;
        }
      if (class == 0)
        {
          starter = n;
          has_starter = TRUE;
        }
      last_class = class;
      text[n++] = text[i];
    }
  return n;
}

static RemSecret *
normalize (const char *utf8, gsize size)
{
  gsize n = 0;
  gsize bytes = 0;
  guint8 *end;
  gunichar *text;
  RemSecret *self;

  for (const char *p = utf8; p < utf8 + size; p = g_utf8_next_char (p))
    n += g_unichar_fully_decompose (g_utf8_get_char (p), FALSE, NULL, 0);
  text = sodium_allocarray (n, sizeof (gunichar));
  if (text == NULL)
    g_error ("No memory for a passphrase");

  n = 0;
  for (const char *p = utf8; p < utf8 + size; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      n += g_unichar_fully_decompose (c, FALSE, text + n, G_UNICHAR_MAX_DECOMPOSITION_LENGTH);
    }
  g_unicode_canonical_ordering (text, n);
  n = compose_in_place (text, n);

  for (gsize i = 0; i < n; i++)
    bytes += g_unichar_to_utf8 (text[i], NULL);
  self = rem_secret_new (bytes);
  end = self->bytes;
  for (gsize i = 0; i < n; i++)
    end += g_unichar_to_utf8 (text[i], (char *) end);
  sodium_free (text);
  return self;
}

/**
 * rem_secret_start_sodium:
 *
 * Starts libsodium once. Every secret does it; only code that hashes before any secret exists
 * needs to call it. Any thread.
 */
void
rem_secret_start_sodium (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, start_sodium, NULL);
}

/**
 * rem_secret_new:
 * @size: how many bytes; may be 0
 *
 * Makes a secret of zero bytes, to be filled through rem_secret_get_writable_bytes(). Ends the
 * program when there is no memory, as g_malloc() does. Any thread.
 *
 * Returns: (transfer full): a secret
 */
RemSecret *
rem_secret_new (gsize size)
{
  RemSecret *self;

  rem_secret_start_sodium ();
  g_return_val_if_fail (size < G_MAXSIZE / 2, NULL);

  self = g_new0 (RemSecret, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->size = size;
  /* A multiple of 16, for sodium_malloc() aligns no better than the size. */
  self->bytes = sodium_malloc ((size + 16) & ~(gsize) 15);
  if (self->bytes == NULL)
    g_error ("No memory for a secret of %" G_GSIZE_FORMAT " bytes", size);
  memset (self->bytes, 0, (size + 16) & ~(gsize) 15);
  return self;
}

/**
 * rem_secret_new_copy:
 * @bytes: (array length=size): what to keep; the caller wipes its own copy
 * @size: how many bytes
 *
 * Any thread.
 *
 * Returns: (transfer full): a secret
 */
RemSecret *
rem_secret_new_copy (const void *bytes, gsize size)
{
  RemSecret *self = rem_secret_new (size);

  if (size > 0)
    memcpy (self->bytes, bytes, size);
  return self;
}

/**
 * rem_secret_new_random:
 * @size: how many bytes
 *
 * Any thread.
 *
 * Returns: (transfer full): a secret of random bytes from the system's generator
 */
RemSecret *
rem_secret_new_random (gsize size)
{
  RemSecret *self = rem_secret_new (size);

  randombytes_buf (self->bytes, size);
  return self;
}

/**
 * rem_secret_ref:
 * @self: a secret
 *
 * Any thread.
 *
 * Returns: (transfer full): @self
 */
RemSecret *
rem_secret_ref (RemSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * rem_secret_unref:
 * @self: (transfer full): a secret
 *
 * Wipes and frees the bytes when this was the last reference. Any thread.
 */
void
rem_secret_unref (RemSecret *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  sodium_free (self->bytes);
  g_free (self);
}

/**
 * rem_secret_get_bytes:
 * @self: a secret
 *
 * A zero byte that is not counted follows, so that a secret that holds text can be read as a
 * string. Any thread.
 *
 * Returns: (transfer none): the bytes; never copy them into plain memory
 */
const guint8 *
rem_secret_get_bytes (RemSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}

/**
 * rem_secret_get_writable_bytes:
 * @self: a secret that nobody else uses yet
 *
 * Returns: (transfer none): the bytes, to be filled
 */
guint8 *
rem_secret_get_writable_bytes (RemSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}

/**
 * rem_secret_get_size:
 * @self: a secret
 *
 * Returns: how many bytes it has
 */
gsize
rem_secret_get_size (RemSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}

/**
 * rem_secret_equal:
 * @a: a secret
 * @b: another secret
 *
 * Takes the same time wherever two secrets of one size differ. Any thread.
 *
 * Returns: whether they hold the same bytes
 */
gboolean
rem_secret_equal (RemSecret *a, RemSecret *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->size == b->size && sodium_memcmp (a->bytes, b->bytes, a->size) == 0;
}

/**
 * rem_secret_new_passphrase:
 * @utf8: (nullable): what was typed or read from a file
 * @size: its length in bytes, or -1 if it ends with a zero byte
 *
 * Makes the secret that a passphrase stands for: one final line end (LF or CR LF) is taken off,
 * the rest is brought to Unicode's form NFC, so that the same words typed on another computer give
 * the same bytes. Spaces are kept. No plain copy is left behind; the caller wipes @utf8. Any
 * thread.
 *
 * Returns: (transfer full) (nullable): a secret, or %NULL if nothing is left, if it is not UTF-8
 *   (a zero byte inside is not), or if it is longer than 4096 bytes
 */
RemSecret *
rem_secret_new_passphrase (const char *utf8, gssize size)
{
  gsize length;

  if (utf8 == NULL)
    return NULL;
  length = size < 0 ? strnlen (utf8, MAX_PASSPHRASE_BYTES + 3) : (gsize) size;
  if (length > 0 && utf8[length - 1] == '\n')
    {
      length--;
      if (length > 0 && utf8[length - 1] == '\r')
        length--;
    }
  if (length == 0 || length > MAX_PASSPHRASE_BYTES || !g_utf8_validate_len (utf8, length, NULL))
    return NULL;

  rem_secret_start_sodium ();
  return normalize (utf8, length);
}

/**
 * rem_secret_wipe_string:
 * @string: (nullable) (transfer full): a string that held a secret for a moment
 *
 * Overwrites the string with zeros and frees it with g_free(). Any thread.
 */
void
rem_secret_wipe_string (char *string)
{
  if (string == NULL)
    return;
  sodium_memzero (string, strlen (string));
  g_free (string);
}
