/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: a recovery code is 160 random bits, written for people as
 *
 *   XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-CC
 *
 * in Crockford's base 32, most significant bits first. CC is the 160-bit number modulo 1021, as ten
 * bits: 1021 is a prime, and no power of 32 below the 32nd is 1 modulo it, so one wrong character
 * and any two exchanged ones are always noticed. The secret itself is the 20 bytes.
 */

#include "config.h"

#include "rem-recovery-code.h"

#include "rem-box-error.h"

#include <string.h>

enum
{
  CODE_BYTES = 20,
  N_CHARACTERS = 32,
  N_CHECK = 2,
  N_TOTAL = N_CHARACTERS + N_CHECK,
  GROUP = 4,
  TEXT_BYTES = N_TOTAL + N_CHARACTERS / GROUP,
  CHECK_PRIME = 1021,
};

/* A generous sheet, with spaces. */
#define MAX_TEXT_BYTES 1024

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static guint
compute_check (const guint8 *code)
{
  guint rest = 0;

  for (int i = 0; i < CODE_BYTES; i++)
    rest = (rest << 8 | code[i]) % CHECK_PRIME;
  return rest;
}

/* -1: not a character of a code; -2: may stand between them. */
static int
get_value (gunichar c)
{
  const char *found;

  if (c == '-' || g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION ||
      c == 0x2212)
    return -2;
  if (c >= 0x80 || c == 0)
    return -1;
  c = (gunichar) g_ascii_toupper ((char) c);
  if (c == 'O')
    c = '0';
  if (c == 'I' || c == 'L')
    c = '1';
  found = strchr (alphabet, (int) c);
  return found != NULL ? (int) (found - alphabet) : -1;
}

/**
 * rem_recovery_code_new_random:
 *
 * Returns: (transfer full): a new code, 20 random bytes
 */
RemSecret *
rem_recovery_code_new_random (void)
{
  return rem_secret_new_random (CODE_BYTES);
}

/**
 * rem_recovery_code_parse:
 * @text: what was typed or read; UTF-8. The caller wipes it
 * @size: its length in bytes, or -1 if it ends with a zero byte
 * @error: return location for an error, or %NULL
 *
 * Reads a code as a person types it: upper or lower case, O for 0, I and L for 1, with spaces, line
 * ends and dashes anywhere.
 *
 * Returns: (transfer full): the 20 bytes; fails with %REM_BOX_ERROR_BAD_SECRET for a wrong
 *   character, a wrong length, or check characters that do not fit
 */
RemSecret *
rem_recovery_code_parse (const char *text, gssize size, GError **error)
{
  g_autoptr (RemSecret) digits = rem_secret_new (N_TOTAL);
  g_autoptr (RemSecret) code = rem_secret_new (CODE_BYTES);
  guint8 *values = rem_secret_get_writable_bytes (digits);
  guint8 *bytes = rem_secret_get_writable_bytes (code);
  gsize length;
  int n = 0;

  g_return_val_if_fail (text != NULL, NULL);

  length = size < 0 ? strnlen (text, MAX_TEXT_BYTES + 1) : (gsize) size;
  if (length > MAX_TEXT_BYTES || !g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_BAD_SECRET, "Not a recovery code");
      return NULL;
    }
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      int value = get_value (g_utf8_get_char (p));

      if (value == -2)
        continue;
      if (value < 0 || n == N_TOTAL)
        {
          g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_BAD_SECRET,
                               value < 0 ? "A character that no code has" : "Code too long");
          return NULL;
        }
      values[n++] = (guint8) value;
    }
  if (n < N_TOTAL)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_BAD_SECRET, "Code too short");
      return NULL;
    }
  for (int i = 0; i < N_CHARACTERS * 5; i++)
    if ((values[i / 5] >> (4 - i % 5) & 1) != 0)
      bytes[i / 8] |= (guint8) (0x80 >> i % 8);
  if (compute_check (bytes) != (guint) (values[N_CHARACTERS] << 5 | values[N_CHARACTERS + 1]))
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_BAD_SECRET,
                           "The check characters do not fit");
      return NULL;
    }
  return g_steal_pointer (&code);
}

/**
 * rem_recovery_code_format:
 * @code: 20 bytes
 *
 * Returns: (transfer full): the code as people see it, 42 characters of ASCII that can be read as a
 *   string
 */
RemSecret *
rem_recovery_code_format (RemSecret *code)
{
  RemSecret *text;
  const guint8 *bytes;
  char *out;
  guint check;

  g_return_val_if_fail (code != NULL && rem_secret_get_size (code) == CODE_BYTES, NULL);

  text = rem_secret_new (TEXT_BYTES);
  bytes = rem_secret_get_bytes (code);
  out = (char *) rem_secret_get_writable_bytes (text);
  for (int i = 0; i < N_CHARACTERS; i++)
    {
      int value = 0;

      for (int bit = i * 5; bit < i * 5 + 5; bit++)
        value = value << 1 | (bytes[bit / 8] >> (7 - bit % 8) & 1);
      *out++ = alphabet[value];
      if (i % GROUP == GROUP - 1)
        *out++ = '-';
    }
  check = compute_check (bytes);
  *out++ = alphabet[check >> 5];
  *out++ = alphabet[check & 31];
  return text;
}
