/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-media-type.h"
#include "rem-picture-confinement.h"
#include "rem-picture-decoder.h"
#include "rem-picture-protocol.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * remember-picture: turns the bytes of one untrusted picture into pixels and ends. See
 * rem-picture-protocol.h for what goes in and out. The order of main() is what keeps the rest of
 * the computer safe: load the decoders, give up every right, only then look at the input.
 */

#define MAX_INPUT_BYTES (512u * 1024u * 1024u)

typedef struct
{
  const char *media_type;
  guint max_side;
  gboolean thumbnail;
} Request;

static gboolean
parse_request (int argc, char **argv, Request *request)
{
  guint64 max_side = 0;

  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--thumbnail"))
        request->thumbnail = TRUE;
      else if (g_str_equal (argv[i], "--type") && i + 1 < argc)
        request->media_type = argv[++i];
      else if (g_str_equal (argv[i], "--max-side") && i + 1 < argc)
        {
          if (!g_ascii_string_to_unsigned (argv[++i], 10, 1, REM_PICTURE_MAX_SIDE, &max_side, NULL))
            return FALSE;
        }
      else
        return FALSE;
    }
  request->max_side = (guint) max_side;
  return max_side != 0 && rem_media_type_is_picture (request->media_type);
}

/* What the libraries would say could hold content, and nobody reads it. */
static GLogWriterOutput
write_no_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  return G_LOG_WRITER_HANDLED;
}

static gboolean
measure_input (gsize *size_out)
{
  struct stat status;

  if (fstat (STDIN_FILENO, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size < 0)
    return FALSE;
  *size_out = (gsize) status.st_size;
  return TRUE;
}

static gboolean
write_all (const void *data, gsize size)
{
  const guint8 *at = data;

  while (size > 0)
    {
      ssize_t written = write (STDOUT_FILENO, at, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      at += written;
      size -= (gsize) written;
    }
  return TRUE;
}

static gboolean
write_answer (const RemPictureAnswer *answer)
{
  guint8 header[REM_PICTURE_HEADER_SIZE];

  rem_picture_header_write (&answer->header, header);
  return write_all (header, sizeof header) && write_all (answer->pixels, answer->pixels_size) &&
         write_all (answer->thumbnail, answer->header.thumbnail_size);
}

static RemPictureExit
answer_request (const Request *request, gsize size)
{
  g_auto (RemPictureAnswer) answer = { 0 };
  const guint8 *data;
  RemPictureExit exit_status;

  if (size == 0)
    return REM_PICTURE_EXIT_UNREADABLE;
  data = mmap (NULL, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
  if (data == MAP_FAILED)
    return REM_PICTURE_EXIT_UNREADABLE;
  if (g_strcmp0 (rem_media_type_recognise (data, size), request->media_type) != 0)
    return REM_PICTURE_EXIT_UNREADABLE;
  exit_status = rem_picture_decoder_read (request->media_type, data, size, request->max_side,
                                          request->thumbnail, &answer);
  if (exit_status == REM_PICTURE_EXIT_DONE && !write_answer (&answer))
    return REM_PICTURE_EXIT_USAGE;
  return exit_status;
}

int
main (int argc, char **argv)
{
  Request request = { 0 };
  RemPictureExit exit_status;
  gsize size;

  rem_picture_confinement_prepare ();
  g_log_set_writer_func (write_no_log, NULL, NULL);
  if (!parse_request (argc, argv, &request) || !measure_input (&size))
    return REM_PICTURE_EXIT_USAGE;
  if (size > MAX_INPUT_BYTES)
    return REM_PICTURE_EXIT_TOO_LARGE;
  exit_status = rem_picture_decoder_load (request.media_type);
  if (exit_status != REM_PICTURE_EXIT_DONE)
    return exit_status;
  if (!rem_picture_confinement_enter (size))
    return REM_PICTURE_EXIT_UNCONFINED;
  /* Leaves at once: nothing is left to tidy, and the libraries' own tidying is not worth a call. */
  _exit (answer_request (&request, size));
}
